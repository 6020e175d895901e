"""What a council states is read with its source, and a mistake is told with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.insight.impact.assumptions import Assumptions, find_assumptions, read_assumptions
from commonweal.insight.population import PopulationFault
from tests.insight.impact.by_hand import SERVICE

WHOLE = """\
shares of the bill:
  source: the bill
  band d: {Council: "1,500.10", Police: £270.90}
collection:
  source: a paper
  collected of new bills: 55% to 80%
take-up:
  source: a guess
  newly entitled who claim: 50% to 75.5%
next year:
  name: 2026/27
  source: the budget
  rises: {council tax bill: 4.99%, incomes: 3}
published caseload:
  households: 9,543
  cost a year: £14,000,000
  of: claims
  source: a page
"""


def read(folder: Path, text: str) -> Assumptions:
    file = folder / "impact.yaml"
    file.write_text(text, encoding="utf-8")
    return read_assumptions(file)


def test_everything_that_may_be_stated_is_read_exactly(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)
    assert found.shares is not None
    assert [(each.name, each.part) for each in found.shares.authorities] == [
        ("Council", Decimal("1500.10")),
        ("Police", Decimal("270.90")),
    ]
    assert found.collection is not None
    assert (found.collection.share.low, found.collection.share.high) == (Decimal("0.55"), Decimal("0.8"))
    assert found.take_up is not None
    assert found.take_up.share.high == Decimal("0.755")
    assert found.next_year is not None
    assert found.next_year.told == "Council Tax bills +4.99%, incomes +3%"
    assert found.published is not None
    assert found.published.households == 9543


def test_a_service_without_the_file_states_nothing(tmp_path: Path) -> None:
    assert find_assumptions(tmp_path) == Assumptions()


def test_the_file_that_we_ship_is_read_and_every_part_has_its_source() -> None:
    found = find_assumptions(SERVICE)
    for part in (found.shares, found.next_year, found.published):
        assert part is not None
        assert part.source
    # No figure is published of these, so none is given.
    assert found.collection is None
    assert found.take_up is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  source: the bill\n", "", "the key `source` is missing"),
        ("band d:", "band e:", "there is no such key here"),
        ('Council: "1,500.10"', "Council: -1", "is below nothing"),
        (
            'band d: {Council: "1,500.10", Police: £270.90}',
            "shares: {Council: 70%, Police: 20%}",
            "come to 90",
        ),
        ('band d: {Council: "1,500.10", Police: £270.90}', "parishes: 1", "there is no such key"),
        ('band d: {Council: "1,500.10", Police: £270.90}', "", "give either `band d`"),
        ('band d: {Council: "1,500.10", Police: £270.90}', "band d: {Council: 0}", "more than £0"),
        ("55% to 80%", "80%", "is not a range"),
        ("55% to 80%", "80% to 55%", "does not rise"),
        ("55% to 80%", "55% to 180%", "does not rise"),
        ("4.99%", "lots", "is not a rise"),
        ("4.99%", "499%", "is not a rise"),
        ("{council tax bill: 4.99%, incomes: 3}", "{}", "says of nothing that it rises"),
        ("9,543", "0", "is not above nothing"),
        ("9,543", "12.5", "is not a whole number"),
        ("collection:", "collections:", "there is no such key"),
    ],
)
def test_a_mistake_is_told_with_its_file_line_and_remedy(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    assert old in WHOLE
    with pytest.raises(PopulationFault) as fault:
        read(tmp_path, WHOLE.replace(old, new, 1))
    assert words in str(fault.value)
    assert fault.value.line > 0


def test_shares_may_be_given_in_per_cent(tmp_path: Path) -> None:
    found = read(
        tmp_path, "shares of the bill:\n  source: a paper\n  shares: {Council: 81.49%, Others: 18.51%}\n"
    )
    assert found.shares is not None
    assert found.shares.whole == 100
    assert not found.shares.pounds
