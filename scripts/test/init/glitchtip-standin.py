"""Stands for GlitchTip 6 and Django, which cannot be had here: the models that our programs use, with the fields, the
rules and the side effects of GlitchTip's sources, in a JSON file. What it does not know is an error, as there.

    python3 glitchtip-standin.py STATE.json < program.py
"""

import json
import sys
import types
import uuid
from contextlib import contextmanager

STATE = sys.argv[1]
with open(STATE) as file:
    state = json.load(file)


class FieldError(Exception):
    pass


class IntegrityError(Exception):
    pass


class Manager:
    def __init__(self, model, conditions=(), order=None):
        self.model, self.conditions, self.order = model, conditions, order

    def _rows(self):
        rows = [row for row in state.setdefault(self.model.__name__, []) if self._matches(row)]
        return sorted(rows, key=lambda row: row[self.order]) if self.order else rows

    def _matches(self, row):
        for name, value in self.conditions:
            wanted = getattr(value, "id", value)
            if name in self.model.many:
                if wanted not in row[name]:
                    return False
            # the collation of emails is case insensitive; ids may be given as text
            elif str(row[name]).lower() != str(wanted).lower():
                return False
        return True

    def filter(self, **conditions):
        for name in conditions:
            if name != "id" and name not in self.model.fields and name not in self.model.many:
                raise FieldError(f"Cannot resolve keyword {name!r} into field of {self.model.__name__}")
        return Manager(self.model, (*self.conditions, *conditions.items()), self.order)

    def order_by(self, name):
        return Manager(self.model, self.conditions, name)

    def __iter__(self):
        return iter([self.model._of(row) for row in self._rows()])

    def first(self):
        return next(iter(self), None)

    def exists(self):
        return self.first() is not None

    def get(self, **conditions):
        (row,) = self.filter(**conditions)._rows()
        return self.model._of(row)

    def create(self, **values):
        made = self.model(**values)
        made.save()
        return made

    def get_or_create(self, defaults=None, **conditions):
        found = self.filter(**conditions).first()
        return (found, False) if found else (self.create(**conditions, **(defaults or {})), True)

    def delete(self):
        gone = [row["id"] for row in self._rows()]
        state[self.model.__name__] = [row for row in state[self.model.__name__] if row["id"] not in gone]


class Related:
    def __init__(self, row, name):
        self.ids = row.setdefault(name, [])

    def add(self, one):
        if one.id not in self.ids:
            self.ids.append(one.id)


class Model:
    fields, many, unique, links = {}, (), (), {}

    def __init_subclass__(cls):
        cls.objects = Manager(cls)

    def __init__(self, **values):
        for name in values:
            if name not in self.fields:
                raise TypeError(f"{type(self).__name__}() got unexpected keyword arguments: {name!r}")
        row = {"id": None, **{name: [] for name in self.many}}
        for name, default in self.fields.items():
            value = values.get(name, default() if callable(default) else default)
            row[name] = getattr(value, "id", value) if name in self.links else value
        object.__setattr__(self, "row", row)

    @classmethod
    def _of(cls, row):
        made = cls.__new__(cls)
        object.__setattr__(made, "row", dict(row))
        for name in cls.many:
            made.row[name] = row[name]
        return made

    def __getattr__(self, name):
        if name == "pk":
            return self.row["id"]
        if name in self.many:
            return Related(self.row, name)
        if name in self.links and self.row[name] is not None:
            return MODELS[self.links[name]].objects.get(id=self.row[name])
        if name in self.row:
            return self.row[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name, value):
        if name not in self.fields:
            raise AttributeError(f"{type(self).__name__!r} has no field {name!r}")
        self.row[name] = getattr(value, "id", value)

    def save(self):
        rows = state.setdefault(type(self).__name__, [])
        for names in self.unique:
            for row in rows:
                if row["id"] != self.row["id"] and all(row[name] == self.row[name] for name in names):
                    raise IntegrityError(f"duplicate key in {type(self).__name__}: {names}")
        if self.row["id"] is None:
            self.row["id"] = max([row["id"] for row in rows], default=0) + 1
            rows.append(self.row)
        else:
            rows[[row["id"] for row in rows].index(self.row["id"])] = self.row


def free_slug(model, base, **among):
    taken = [row["slug"] for row in model.objects.filter(**among)._rows()]
    return next(slug for slug in [base, *(f"{base}-{n}" for n in range(2, 99))] if slug not in taken)


class User(Model):
    fields = {"email": "", "is_active": True, "is_staff": False, "is_superuser": False, "password": ""}
    unique = (("email",),)

    def set_password(self, raw):
        self.password = f"hash of {raw}"

    def check_password(self, raw):
        return self.password == f"hash of {raw}"


class Organization(Model):
    fields = {"name": "", "slug": "", "is_deleted": False}
    unique = (("slug",),)

    def save(self):
        if self.pk is None:
            self.slug = free_slug(Organization, self.name.lower())
        super().save()
        clear_metrics_cache()

    def add_user(self, user, role=0):
        first = not OrganizationUser.objects.filter(organization=self).exists()
        member = OrganizationUser.objects.create(user=user, organization=self, role=3 if first else role)
        if first:
            OrganizationOwner.objects.create(organization=self, organization_user=member)
        return member


class OrganizationUser(Model):
    fields = {"user": None, "organization": None, "role": None}
    links = {"user": "User", "organization": "Organization"}
    unique = (("user", "organization"),)


class OrganizationOwner(Model):
    fields = {"organization": None, "organization_user": None}
    links = {"organization": "Organization", "organization_user": "OrganizationUser"}
    unique = (("organization",), ("organization_user",))


class Team(Model):
    fields = {"slug": "", "organization": None}
    many = ("members", "projects")
    links = {"organization": "Organization"}
    unique = (("slug", "organization"),)


class Project(Model):
    fields = {"name": "", "slug": "", "organization": None, "platform": None, "is_deleted": False}
    links = {"organization": "Organization"}
    unique = (("organization", "slug"),)

    def save(self):
        new = self.pk is None
        if new:
            self.slug = free_slug(Project, self.name.lower(), organization=self.organization)
        super().save()
        if new:
            clear_metrics_cache()
            ProjectKey.objects.create(project=self)


class PublicKey:
    def __init__(self, text):
        self.hex = text


class ProjectKey(Model):
    fields = {"project": None, "is_active": True, "public_key": lambda: uuid.uuid4().hex}
    links = {"project": "Project"}
    unique = (("public_key",),)

    def __getattr__(self, name):
        value = super().__getattr__(name)
        return PublicKey(value) if name == "public_key" else value


class EmailAddress(Model):
    fields = {"user": None, "email": "", "primary": False, "verified": False}
    links = {"user": "User"}
    unique = (("user", "email"),)


class APIToken(Model):
    fields = {"user": None, "label": "", "token": lambda: uuid.uuid4().hex * 2, "scopes": list}
    links = {"user": "User"}

    def add_permissions(self, permissions):
        kinds = {"project", "team", "event", "org", "member"}
        for permission in permissions:
            kind, _, what = permission.partition(":")
            assert kind in kinds and what in {"read", "write", "admin", "releases"}, permission
        self.scopes = [*self.scopes, *permissions]
        self.save()


def clear_metrics_cache():
    if not state.get("cacheTable"):
        raise RuntimeError('relation "django_cache" does not exist')


class MigrationExecutor:
    def __init__(self, connection):
        self.loader = types.SimpleNamespace(graph=types.SimpleNamespace(leaf_nodes=lambda: ["leaf"]))

    def migration_plan(self, targets):
        return [] if state.get("migrated") else targets


@contextmanager
def atomic():
    before = json.dumps(state)
    try:
        yield
    except BaseException:
        state.clear()
        state.update(json.loads(before))
        raise


MODELS = {model.__name__: model for model in Model.__subclasses__()}


def module(name, **members):
    for parent in [".".join(name.split(".")[:n]) for n in range(1, name.count(".") + 1)]:
        sys.modules.setdefault(parent, types.ModuleType(parent))
    sys.modules.setdefault(name, types.ModuleType(name)).__dict__.update(members)


roles = types.SimpleNamespace(MEMBER=0, ADMIN=1, MANAGER=2, OWNER=3)
transaction = types.SimpleNamespace(atomic=atomic)
module("django", setup=lambda: None)
module("django.contrib.auth", get_user_model=lambda: User)
module("django.db", connection=object(), transaction=transaction)
module("django.db.migrations.executor", MigrationExecutor=MigrationExecutor)
module("allauth.account.models", EmailAddress=EmailAddress)
module("apps.organizations_ext.constants", OrganizationUserRole=roles)
organizations = {one.__name__: one for one in (Organization, OrganizationOwner, OrganizationUser)}
module("apps.organizations_ext.models", **organizations)
module("apps.projects.models", Project=Project, ProjectKey=ProjectKey)
module("apps.teams.models", Team=Team)
module("apps.api_tokens.models", APIToken=APIToken)

print("RuntimeWarning: ALLOWED_HOSTS is the wildcard default")
try:
    exec(compile(sys.stdin.read(), "program", "exec"), {"__name__": "__main__"})
finally:
    with open(STATE, "w") as file:
        json.dump(state, file)
