"""Stands for GlitchTip 6 and Django, which cannot be had here: it puts models of ours under the names that our programs
import, and runs the program that it is given.

    python3 glitchtip-standin.py STATE.json < program.py
"""

import json
import sys
import types

import glitchtip_models as models
from glitchtip_orm import atomic, state


class MigrationExecutor:
    def __init__(self, connection):
        self.loader = types.SimpleNamespace(graph=types.SimpleNamespace(leaf_nodes=lambda: ["leaf"]))

    def migration_plan(self, targets):
        return [] if state.get("migrated") else targets


def module(name, **members):
    for parent in [".".join(name.split(".")[:n]) for n in range(1, name.count(".") + 1)]:
        sys.modules.setdefault(parent, types.ModuleType(parent))
    sys.modules.setdefault(name, types.ModuleType(name)).__dict__.update(members)


roles = types.SimpleNamespace(MEMBER=0, ADMIN=1, MANAGER=2, OWNER=3)
transaction = types.SimpleNamespace(atomic=atomic)
module("django", setup=lambda: None)
module("django.contrib.auth", get_user_model=lambda: models.User)
module("django.db", connection=object(), transaction=transaction)
module("django.db.migrations.executor", MigrationExecutor=MigrationExecutor)
module("allauth.account.models", EmailAddress=models.EmailAddress)
module("apps.organizations_ext.constants", OrganizationUserRole=roles)
module(
    "apps.organizations_ext.models",
    Organization=models.Organization,
    OrganizationOwner=models.OrganizationOwner,
    OrganizationUser=models.OrganizationUser,
)
module("apps.projects.models", Project=models.Project, ProjectKey=models.ProjectKey)
module("apps.teams.models", Team=models.Team)
module("apps.api_tokens.models", APIToken=models.APIToken)

STATE = sys.argv[1]
with open(STATE) as file:
    state.update(json.load(file))

print("RuntimeWarning: ALLOWED_HOSTS is the wildcard default")
try:
    exec(compile(sys.stdin.read(), "program", "exec"), {"__name__": "__main__"})
finally:
    with open(STATE, "w") as file:
        json.dump(state, file)
