from django.db import migrations

# The roles' duties as they stood when this migration was written.
DUTIES = {
    "see_impact": "See reports of what a change would do",
    "run_impact": "Find out what a change would do",
}
ROLES = {
    "policy officer": ["see_impact", "run_impact"],
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
        group, _ = groups.get_or_create(name=role)
        group.permissions.add(*[made[each].pk for each in duties])


class Migration(migrations.Migration):
    dependencies = [("impact", "0001_initial"), ("accounts", "0002_roles")]
    operations = [migrations.RunPython(add_duties, migrations.RunPython.noop)]
