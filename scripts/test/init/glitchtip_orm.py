"""The part of Django's ORM that our programs use, on tables in a JSON file. What it does not know is an error."""

import json
from contextlib import contextmanager

state = {}
MODELS = {}


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
        MODELS[cls.__name__] = cls

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


@contextmanager
def atomic():
    before = json.dumps(state)
    try:
        yield
    except BaseException:
        state.clear()
        state.update(json.loads(before))
        raise
