import pytest
from django.contrib.auth.models import Group, Permission

from commonweal.office.accounts.roles import DUTIES, ROLES, permission
from tests.office.applications import staff

pytestmark = pytest.mark.django_db


def test_the_database_has_the_roles_and_duties_that_the_code_names():
    kept = {
        group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()
    }
    assert kept == {role: set(duties) for role, duties in ROLES.items()}
    assert set(
        Permission.objects.filter(content_type__model="duty").values_list("codename", flat=True)
    ) == set(DUTIES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_carries_its_duties_and_no_others(role):
    user = staff(role)
    assert {duty for duty in DUTIES if user.has_perm(permission(duty))} == set(ROLES[role])


def test_nobody_both_looks_after_accounts_and_works_cases():
    for duties in ROLES.values():
        assert not {"manage_accounts", "work_cases"} <= set(duties)
        assert not {"see_events", "work_cases"} <= set(duties)


def test_a_misspelt_duty_is_an_error_and_never_a_permission():
    with pytest.raises(KeyError, match="not a duty"):
        permission("work_case")
