from django.db import migrations

DUTIES = {
    "draft_policy": "Write drafts of a policy",
    "publish_policy": "Publish a draft that somebody else wrote",
    "see_impact": "See reports of what a change would do",
    "run_impact": "Find out what a change would do",
}
ROLES = {
    "policy officer": ["draft_policy", "publish_policy", "see_impact", "run_impact"],
    "team leader": ["see_impact"],
    "auditor": ["see_impact"],
}


def add_duties(apps, schema_editor):
    alias = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    duty, _ = content_types.get_or_create(app_label="accounts", model="duty")
    made = {}
    for codename, name in DUTIES.items():
        made[codename], _ = permissions.get_or_create(
            content_type_id=duty.pk, codename=codename, defaults={"name": name}
        )
    for role, duties in ROLES.items():
        for group in groups.filter(name=role):
            group.permissions.add(*[made[each].pk for each in duties])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles")]
    operations = [
        migrations.AlterModelOptions(
            name="duty",
            options={
                "default_permissions": (),
                "managed": False,
                "permissions": [
                    ("see_cases", "See the queue and read a case"),
                    ("work_cases", "Decide a case, ask for evidence and write notes"),
                    ("assign_cases", "Give a case to somebody else"),
                    ("see_letters", "See the letters in the outbox"),
                    ("key_applications", "Apply on behalf of somebody"),
                    ("see_policy", "See the policy and its versions"),
                    ("draft_policy", "Write drafts of a policy"),
                    ("publish_policy", "Publish a draft that somebody else wrote"),
                    ("see_impact", "See reports of what a change would do"),
                    ("run_impact", "Find out what a change would do"),
                    ("see_events", "See the record of events and verify it"),
                    ("manage_accounts", "Add people and change their roles"),
                ],
            },
        ),
        migrations.RunPython(add_duties, migrations.RunPython.noop),
    ]
