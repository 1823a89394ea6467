# Put before each program of this folder. They are given to `python -` in a container of GlitchTip's image, in the folder
# of its manage.py: `manage.py shell` would do it too, with less certainty of what it reads and prints.
import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glitchtip.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from apps.organizations_ext.constants import OrganizationUserRole  # noqa: E402
from apps.organizations_ext.models import Organization, OrganizationOwner, OrganizationUser  # noqa: E402
from apps.projects.models import Project, ProjectKey  # noqa: E402
from apps.teams.models import Team  # noqa: E402

NAME = "SchoolBot"
SLUG = "schoolbot"
EMAIL = os.environ["SCHOOLBOT_ADMIN_EMAIL"].strip().lower()


def answer(**facts):
    """Warnings may be printed beside it: the line that counts is marked."""
    print("SCHOOLBOT " + json.dumps(facts), flush=True)


def find_superuser():
    return get_user_model().objects.filter(email=EMAIL).first()


def has_our_password(user):
    return user.check_password(os.environ["SCHOOLBOT_ADMIN_PASSWORD"])


def find_others():
    """Superusers of another address who may sign in."""
    everybody = get_user_model().objects.filter(is_superuser=True, is_active=True).order_by("id")
    return [user for user in everybody if user.email.lower() != EMAIL]


def find_former(others):
    """The superuser of before GLITCHTIP_ADMIN_EMAIL was changed: nobody else has the password of the secret."""
    return None if find_superuser() else next((user for user in others if has_our_password(user)), None)


def find_ours(model, **fields):
    """By its slug, which stays when somebody renames it, or else by its name. What is being deleted does not count."""
    alive = model.objects.filter(is_deleted=False, **fields).order_by("id")
    return alive.filter(slug=SLUG).first() or alive.filter(name=NAME).first()


def is_migrated():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def facts():
    """What there is of all that provision.py makes."""
    user = find_superuser()
    others = find_others()
    former = find_former(others)
    organization = find_ours(Organization)
    project = organization and find_ours(Project, organization=organization)
    member = organization and user and OrganizationUser.objects.filter(organization=organization, user=user).first()
    team = project and member and Team.objects.filter(organization=organization, projects=project, members=member).first()
    keys = ProjectKey.objects.filter(project=project, is_active=True).order_by("id") if project else []
    return {
        "migrated": True,
        "superuser": bool(user and user.is_active and user.is_staff and user.is_superuser),
        "password": bool(user and has_our_password(user)),
        "former": former and former.email,
        "others": [{"id": other.id, "email": other.email} for other in others if other is not former],
        "owner": bool(
            member
            and member.role == OrganizationUserRole.OWNER
            and OrganizationOwner.objects.filter(organization=organization).exists()
        ),
        "team": bool(team),
        "project": project.id if project else None,
        "keys": [key.public_key.hex for key in keys],
    }
