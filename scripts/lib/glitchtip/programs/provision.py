# Brings the superuser, the organization that he owns, its team, its project and the project's key from any state to the
# one wanted. Nothing is made twice and nothing of others is touched.
from allauth.account.models import EmailAddress
from django.db import transaction


def give_new_address(user):
    """It stays the same account, with its organization and all that he set for himself."""
    address = EmailAddress.objects.filter(user=user, email=user.email).first()
    if address:
        address.email = EMAIL
        address.save()
    user.email = EMAIL
    return user


def ensure_superuser():
    password = os.environ["SCHOOLBOT_ADMIN_PASSWORD"]
    former = find_former(find_others())
    user = give_new_address(former) if former else find_superuser() or get_user_model()(email=EMAIL)
    user.is_active = user.is_staff = user.is_superuser = True
    if user.pk is None or not user.check_password(password):
        user.set_password(password)
    user.save()
    # without one, every login of his makes GlitchTip write a letter
    if not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=EMAIL, primary=True, verified=True)
    return user


def ensure_owner(organization, user):
    member = OrganizationUser.objects.filter(organization=organization, user=user).first()
    if member is None:
        member = organization.add_user(user)
    if member.role != OrganizationUserRole.OWNER:
        member.role = OrganizationUserRole.OWNER
        member.save()
    OrganizationOwner.objects.get_or_create(organization=organization, defaults={"organization_user": member})
    return member


def ensure_project(organization):
    project = find_ours(Project, organization=organization)
    if project is None:
        project = Project.objects.create(name=NAME, organization=organization, platform="node")
    # a new project brings its own
    if not ProjectKey.objects.filter(project=project, is_active=True).exists():
        ProjectKey.objects.create(project=project)
    return project


with transaction.atomic():
    user = ensure_superuser()
    organization = find_ours(Organization) or Organization.objects.create(name=NAME)
    member = ensure_owner(organization, user)
    project = ensure_project(organization)
    team, _ = Team.objects.get_or_create(organization=organization, slug=SLUG)
    team.members.add(member)
    team.projects.add(project)

answer(**facts())
