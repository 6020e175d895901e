"""How what changes in a policy is told in a report."""

from __future__ import annotations

from commonweal.insight.impact.policy_changes import policy_changes
from commonweal.policy import load
from tests.insight.impact.by_hand import SERVICE


def test_a_quotient_is_told_as_about_four_decimals() -> None:
    given = (SERVICE / "policy" / "2025-04-01.dmn").read_bytes()
    result = b"<text>75</text>"
    assert result in given
    today, option = load(given, name="a"), load(given.replace(result, b"<text>200 / 3</text>"), name="b")
    messages = " ".join(each.message for each in policy_changes(today, option).changes)
    assert "about 66.6667" in messages
    assert "66.66666666" not in messages
