# A token with which the set-up reads back its test error through GlitchTip's API. It is taken back when that is done,
# and one that was left behind goes with the next.
from apps.api_tokens.models import APIToken

LABEL = "init_monitoring.sh"

user = find_superuser()
APIToken.objects.filter(user=user, label=LABEL).delete()
if os.environ["SCHOOLBOT_TOKEN"] == "give":
    project = Project.objects.get(id=os.environ["SCHOOLBOT_PROJECT"])
    token = APIToken.objects.create(user=user, label=LABEL)
    token.add_permissions(["project:read", "event:read"])
    answer(token=token.token, organization=project.organization.slug, project=project.slug)
else:
    answer()
