"""What would have changed a refusal."""

import re


def link(page: str) -> bool:
    return "What would have changed it" in page


def test_a_refusal_leads_to_what_would_have_changed_it(desk, refused, at):
    assert link(desk.get(at(refused)).content.decode())
    shown = desk.get(at(refused, "nearest/")).content.decode()
    assert re.search(r"If “Earnings a week after tax.*” had been £1\d\d", shown)
    assert "Your Council Tax Support is £" in shown
    # The refusal was certain without the other questions of income; with a lower wage they might matter.
    assert bool(refused.latest_decision.trace.get("untold")) == ("Some questions were not asked" in shown)


def test_an_award_has_no_such_page(desk, referred, at):
    assert not link(desk.get(at(referred)).content.decode())
    assert desk.get(at(referred, "nearest/")).status_code == 404


def test_nobody_who_has_not_signed_in_is_shown_it(client, refused, at):
    response = client.get(at(refused, "nearest/"))
    assert response.status_code == 302
    assert "sign-in" in response.headers["Location"]
