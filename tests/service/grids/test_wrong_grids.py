"""A grid that is wrong is refused by file, council, key and remedy; nothing of it is silently left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.service.grids import GridFaults, folders_from_grids
from tests.service.grids.grid_makers import simple, written

WRONG: list[tuple[dict[str, Any], str]] = [
    (simple(pct=[75, 100, 0]), "`pct`: the percentages do not descend: 75, 100, 0. Write the highest first"),
    (simple(pct=[100, 100, 0]), "`pct`: the percentages do not descend"),
    (simple(pct=[120, 75, 0]), "`pct`: `120` is more than 100%."),
    (simple(pct=[0.63, 0.48, 0]), "`pct`: the highest percentage is 0.63%. Write 63 for 63%, and not 0.63."),
    (simple(earnings_disregard={"purple": 5}), "this household is not understood."),
    (simple(pct="100, 75"), "`pct`: this is not a list of percentages."),
    (simple(pct=None), "`pct`: the percentages are missing."),
    (simple(pct=[None, 75, 0]), "`pct`: the first percentage is not given."),
    (simple(upper={"single": [111, 93]}), "`upper.single`: the bounds do not increase: £111, £93."),
    (simple(upper={"single": [93, 93]}), "`upper.single`: the bounds do not increase: £93, £93."),
    (simple(upper={"single": [93]}), "`upper.single`: there are 1 bounds and 3 percentages."),
    (simple(upper={"single": [93, 94, 95, 96]}), "`upper.single`: there are 4 bounds and 3 percentages."),
    (simple(upper={"singel": [93, 111]}), "`upper.singel`: this household is not understood."),
    (simple(upper={"single": [93, 111], "lone_0": [1, 2]}), "“single” and “single” are both for 0 children"),
    (simple(upper={"single": ["lots", 111]}), "`upper.single`: `lots` is not the end of an income band."),
    (simple(upper={"single": ["£93 a month", 111]}), "`upper.single`: a bound is per month"),
    (simple(upper={}), "`upper`: this is not a map of families to bounds."),
    (simple(upper=None), "`upper`: the income bounds are missing."),
    (simple(upper={"single": ["£0 to £93", "£100 to £111"]}), "band 1 ends at £93, and the next"),
    (simple(capital_limt=6000), "`capital_limt`: this key is not known. Did you mean `capital_limit`?"),
    (simple(capital_limit="plenty"), "`capital_limit`: `plenty` is not an amount of money."),
    (simple(band_cap="Z"), "`band_cap`: `Z` is not a Council Tax band."),
    (simple(tariff="a bit"), "`tariff`: `a bit` is not understood."),
    (simple(non_dep_weekly={"earning over 200": 5}), "`earning over 200` is not understood."),
    (simple(passported="perhaps"), "`passported`: `perhaps` is not understood."),
    (simple(kind="by moonlight"), "`kind`: `by moonlight` is not a kind of grid."),
    (simple(per="lifetime"), "`per`: `lifetime` is not a period."),
    (simple(year="soon"), "`year`: `soon` is not a year."),
    (simple(starts="2026-02-30"), "`starts`: `2026-02-30` is not a date."),
    (simple(backdating_months="long"), "`backdating_months`: `long` is not a number of months."),
    (simple(minimum_award=5, maximum_award=1), "`minimum_award`: the least is more than the most."),
    (simple(pct={"A-D": [80, 50, 0], "E-G": [60, 30, 0]}), "`pct`: Council Tax band H is missing."),
    (simple(pct={"A-E": [80, 50, 0], "E-H": [60, 30, 0]}), "`pct`: Council Tax band E stands twice."),
    (simple(pct={"single": [80, 50, 0]}), "`pct.couple`: this column has no percentages."),
    (simple(based_on="nowhere", upper=None, pct=None), "`based_on`: `nowhere` is not in the file."),
    (simple(uprate=1.7), "`uprate`: there is nothing to raise."),
    (simple(not_modelled=5), "`not_modelled`: this is not a list of texts."),
    (simple(proposed="perhaps"), "`proposed`: `perhaps` is neither true nor false."),
    (simple(child_additions=[5]), "`child_additions`: `family_1plus` is for families already."),
    (simple(upper=None, upper_band1={"single": 104}), "`upper`: the top of band 2 of `single` is not given."),
    (simple(upper_lt={"single": [1, 2]}), "`upper_lt`: `upper` gives the bounds already."),
    ({"pct_changes": {"100": 75}, "source": "x"}, "An earlier grid of the same council is not in the file."),
]  # fmt: skip


@pytest.mark.parametrize(("grid", "told"), WRONG)
def test_what_is_wrong_is_told_with_its_file_council_key_and_remedy(
    grid: dict[str, Any], told: str, tmp_path: Path
) -> None:
    path = written(tmp_path, {"exampleshire_2026_27": {k: v for k, v in grid.items() if v is not None}})
    with pytest.raises(GridFaults) as caught:
        folders_from_grids(path)
    text = str(caught.value)
    assert text.startswith("grids.json: exampleshire_2026_27: ")
    assert told in text
    assert all(fault.remedy for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is not JSON, at line 1"),
        ("[1]", "the file is not an object"),
        ("{}", "the file holds no grid"),
        ('{"a_2025_26": 5}', "a_2025_26: this is not a grid"),
        ('{"a_2025_26": {"pct": [1], "pct": [2]}}', "`pct`: the key stands twice"),
        ('{"a_2025_26": {"pct": [NaN]}}', "`NaN` is not a number"),
        ("{" * 100_000, "this is not JSON"),
    ],
)
def test_a_file_that_is_not_a_grid_file_is_refused(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(GridFaults, match=r"^grids\.json") as caught:
        folders_from_grids(written(tmp_path, text))
    assert told in str(caught.value)


def test_all_faults_of_all_councils_are_told_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"a_2025_26": simple(band_cap="Z", per="eon"), "b_2025_26": simple(capital_limt=1)}
    )
    with pytest.raises(GridFaults) as caught:
        folders_from_grids(path)
    assert [(f.council, f.key) for f in caught.value.faults] == [
        ("a_2025_26", "per"),
        ("a_2025_26", "band_cap"),
        ("b_2025_26", "capital_limt"),
    ]


def test_a_wrong_grid_that_is_not_asked_for_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, {"a_2025_26": simple(capital_limt=1), "b_2025_26": simple()})
    assert [made.name for made in folders_from_grids(path, ["b"])] == ["b"]


@settings(max_examples=150, deadline=None)
@given(
    grid=st.dictionaries(
        st.sampled_from(
            [
                "pct",
                "upper",
                "lower",
                "bands",
                "kind",
                "per",
                "tariff",
                "pct_changes",
                "child_additions",
                "year",
                "based_on",
            ]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    )
)
def test_nothing_that_is_written_in_a_grid_file_makes_it_crash(
    grid: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "grids.json"
    path.write_text(json.dumps({"exampleshire_2026_27": grid}))
    try:
        folders_from_grids(path)
    except GridFaults as error:
        assert error.faults
