"""GlitchTip 6's models as far as our programs use them: fields, rules and side effects as its sources have them."""

import uuid

from glitchtip_orm import Model, state


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
