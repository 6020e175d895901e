"""Whole applications for Council Tax Support, each true to the journey, as answers are stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group

from commonweal.office.accounts.models import User
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.records.actions import receive
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case

COUNCIL_TAX_SUPPORT = Path(__file__).parents[2] / "services" / "council-tax-support"

AWARDED: dict[str, Any] = {
    "liable": True,
    "pension_age": False,
    "home": {"line1": "1 Test Street", "town": "Sale", "postcode": "M33 7ZF"},
    "tenure": "council",
    "council_tax_band": "c",
    "council_tax_bill": "1340.55",
    "council_tax_account": None,
    "full_name": "Siân Test-Person",
    "date_of_birth": "1985-03-27",
    "national_insurance_number": "QQ123456C",
    "email": None,
    "phone": None,
    "partner": False,
    "children": [],
    "other_adults": [],
    "works": False,
    "gets_universal_credit": False,
    "other_income_kinds": [],
    "disability_benefits": False,
    "savings": "0.00",
}
# Above the top of the grid: the policy gives nothing, so a person must look before anyone is refused.
REFUSED = AWARDED | {
    "works": True,
    "self_employed": False,
    "earnings": {"amount": "900.00", "per": "week"},
}
# Self-employed: the service refers the case to a person, whatever the policy gives.
REFERRED = AWARDED | {
    "works": True,
    "self_employed": True,
    "earnings": {"amount": "10.00", "per": "week"},
}


def council_tax_support() -> ServiceVersion:
    """The shipped service as it stands, in the catalogue."""
    return catalogue.add(COUNCIL_TAX_SUPPORT)


def apply(answers: dict[str, Any], **changes: Any) -> Case:
    """Receive an application, in the applicant's own name unless told otherwise."""
    details: dict[str, Any] = {"language": "en", "channel": "web", "actor": Actor.applicant()} | changes
    return receive(service_version=council_tax_support(), answers=answers, **details)


def staff(role: str = "caseworker", username: str = "") -> User:
    """A member of staff with one role."""
    user = User.objects.create(username=username or role.replace(" ", "-"))
    user.groups.add(Group.objects.get(name=role))
    return user
