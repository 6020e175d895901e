from django.db import migrations

# The roles as they stood when this migration was written: a later change of roles is a later migration.
DUTIES = {
    "see_cases": "See the queue and read a case",
    "work_cases": "Decide a case, ask for evidence and write notes",
    "assign_cases": "Give a case to somebody else",
    "see_letters": "See the letters in the outbox",
    "key_applications": "Apply on behalf of somebody",
    "see_policy": "See the policy and its versions",
    "see_events": "See the record of events and verify it",
    "manage_accounts": "Add people and change their roles",
}
ROLES = {
    "adviser": ["key_applications"],
    "caseworker": ["see_cases", "work_cases", "see_letters", "key_applications"],
    "team leader": ["see_cases", "work_cases", "assign_cases", "see_letters", "key_applications"],
    "policy officer": ["see_policy"],
    "auditor": ["see_cases", "see_letters", "see_policy", "see_events"],
    "administrator": ["manage_accounts"],
}


def make_roles(apps, schema_editor):
    # Django makes permissions after all migrations have run, which is too late for groups that need them.
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
        group, _ = groups.get_or_create(name=role)
        group.permissions.add(*[made[each].pk for each in duties])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
