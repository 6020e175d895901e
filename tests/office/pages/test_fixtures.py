"""Our components give the same HTML as GOV.UK Frontend's own, for every option that we support.

GOV.UK Frontend ships, with each component, options and the HTML they must give. Each of them is either
rendered by ours and compared, or is in `not_ours.json`: by component and option that ours does not have.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.office.pages.content_fixtures import RENDER
from tests.office.pages.govuk_options import Options, Unsupported
from tests.office.pages.normalised_html import normalised

COMPONENTS = (
    Path(__file__).resolve().parents[3] / "frontend/node_modules/govuk-frontend/dist/govuk/components"
)
if not COMPONENTS.is_dir():
    pytest.skip(
        "The front-end's packages are not installed: run `make frontend/.built`", allow_module_level=True
    )
NOT_OURS = json.loads(Path(__file__).with_name("not_ours.json").read_text(encoding="utf-8"))


def test_the_comparison_notices_a_missing_class_and_a_changed_word() -> None:
    """The comparison itself cannot pass by accident."""
    assert normalised('<p class="b a">Hi  <b>you</b></p>') == normalised('<p class="a b">Hi <b>you</b> </p>')
    assert normalised('<p class="a">Hi</p>') != normalised('<p class="a b">Hi</p>')
    assert normalised("<p>Hi</p>") != normalised("<p>Ho</p>")
    assert normalised('<input disabled="">') == normalised("<input disabled>")


def _fixtures() -> list[Any]:
    shipped = {c: json.loads((COMPONENTS / c / "fixtures.json").read_text(encoding="utf-8")) for c in RENDER}
    return [
        pytest.param(component, fixture, id=f"{component}: {fixture['name']}")
        for component, each in shipped.items()
        for fixture in each["fixtures"]
    ]


@pytest.mark.parametrize(("component", "fixture"), _fixtures())
def test_ours_is_the_same_html_as_the_fixture(component: str, fixture: dict[str, Any]) -> None:
    """Rendered from the fixture's options, ours equals its HTML once white space is made single."""
    lacking = {name: option for option, names in NOT_OURS.get(component, {}).items() for name in names}
    try:
        ours = RENDER[component](Options(fixture["options"]))
    except Unsupported as reason:
        assert lacking.get(fixture["name"]) == str(reason), f"ours newly does not have: {reason}"
        return
    assert fixture["name"] not in lacking, "ours has this now: take it off the list"
    assert normalised(ours) == normalised(fixture["html"])
