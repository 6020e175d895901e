"""Extracts: every row kept or kept apart, amounts exact, nothing that names anyone."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.insight.population import PopulationFault, read_population
from commonweal.insight.population.extract import Reading, read_extract
from commonweal.insight.population.mapping import read_mapping

MAPPING = """\
name: Caseload
relevant date: 2025-04-01
extract: caseload.csv
household: CLAIM
inputs:
  liable: {constant: yes}
  date of birth: {column: DOB, format: "%d/%m/%Y"}
  partner: {column: PARTNER, yes: [Y], no: [N]}
  council tax band: {column: BAND, choices: {A: a, B: b, C: c}}
  earnings: {column: EARN, per: month, otherwise: 0}
  savings: {column: SAVINGS, at most: 16000}
characteristics:
  ward: {column: WARD, label: Ward, optional: yes}
  council tax band: {label: Council Tax band}
"""
HEADER = "CLAIM,full_name,NINO,DOB,PARTNER,BAND,EARN,SAVINGS,WARD"
GOOD = "1,Ann Private,QQ123456C,27/03/1985,N,C,650.00,0,Sale"


def made(folder: Path, *lines: str, mapping: str = MAPPING, header: str = HEADER) -> Reading:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "caseload.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    return read_extract(read_mapping(folder / "mapping.yaml"), folder / "out")


def rows(file: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM '{file}'")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_a_row_becomes_our_inputs(tmp_path: Path) -> None:
    reading = made(tmp_path, GOOD)
    assert (reading.read, reading.kept, reading.rejected) == (1, 1, 0)
    (row,) = rows(tmp_path / "out" / "households.parquet")
    assert str(row["date of birth"]) == "1985-03-27"
    assert (row["liable"], row["partner"], row["council tax band"]) == (True, False, "c")
    assert row["earnings"] == Decimal("150.00")
    assert row["ward"] == "Sale"
    assert not (tmp_path / "out" / "rejected.parquet").exists()
    held = read_population(tmp_path / "out")
    assert held.characteristics == {"ward": "Ward", "council tax band": "Council Tax band"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2,B,N,31/02/1985,N,C,0,0,Sale", "`date of birth` is not a date of the form %d/%m/%Y"),
        ("2,B,N,,N,C,0,0,Sale", "`date of birth` is missing"),
        ("2,B,N,01/02/1985,maybe,C,0,0,Sale", "`partner` is neither of its yes and no codes"),
        ("2,B,N,01/02/1985,Y,Z,0,0,Sale", "`council tax band` is a code that is not mapped"),
        ("2,B,N,01/02/1985,Y,A,-0.01,0,Sale", "`earnings` is less than 0"),
        ("2,B,N,01/02/1985,Y,A,9999999,0,Sale", "`earnings` is more than 20000"),
        ("2,B,N,01/02/1985,Y,A,1e3,0,Sale", "`earnings` is not a number of at most 6 decimal places"),
        ("2,B,N,01/02/1985,Y,A,12.3.4,0,Sale", "`earnings` is not a number of at most 6 decimal places"),
        ("2,B,N,01/02/1985,Y,A,0,16000.01,Sale", "`savings` is more than 16000"),
        ("2,B,N,01/02/1985,Y,A,0,,Sale", "`savings` is missing"),
        (",B,N,01/02/1985,Y,A,0,0,Sale", "`household` is missing"),
        ("2,B,N,01/02/1985", "the row has more or fewer cells than the header, or is not UTF-8"),
        (
            "2,B,N,01/02/1985,Y,A,0,0,Sale,extra",
            "the row has more or fewer cells than the header, or is not UTF-8",
        ),
    ],
)
def test_a_bad_row_is_kept_apart_with_its_reason_and_line(tmp_path: Path, line: str, reason: str) -> None:
    after = GOOD.replace("1,", "3,", 1)
    reading = made(tmp_path, GOOD, line, after)
    assert (reading.read, reading.kept) == (3, 2)
    assert reading.population.rejected.reasons == {reason: 1}
    (rejected,) = rows(tmp_path / "out" / "rejected.parquet")
    assert (rejected["line"], rejected["reason"]) == (3, reason)


def test_lines_after_one_that_could_not_be_read_are_still_told_right(tmp_path: Path) -> None:
    made(tmp_path, "1,too few", GOOD, "5,too few", "6,B,N,01/02/1985,Y,Z,0,0,Sale")
    assert [row["line"] for row in rows(tmp_path / "out" / "rejected.parquet")] == [2, 4, 5]


def test_a_household_that_stands_twice_is_kept_apart_both_times(tmp_path: Path) -> None:
    reading = made(tmp_path, GOOD, GOOD, GOOD.replace("1,", "2,", 1))
    assert (reading.read, reading.kept, reading.rejected) == (3, 1, 2)
    (reason,) = reading.population.rejected.reasons
    assert "stands more than once" in reason


def test_no_name_or_number_of_a_person_is_written_anywhere(tmp_path: Path) -> None:
    bad = "2,Bea Private,QQ123456C,31/02/1985,N,C,0,0,Sale"
    made(tmp_path, GOOD, bad, "3,Cy Private,QQ123456C")
    for file in (tmp_path / "out").iterdir():
        written = repr(rows(file)) if file.suffix == ".parquet" else file.read_text()
        assert "Private" not in written and "QQ123456C" not in written
    assert not {"full_name", "NINO"} & set(rows(tmp_path / "out" / "rejected.parquet")[0])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    amounts=st.lists(
        st.one_of(
            st.decimals(min_value=-10, max_value=200000, places=3).map(str),
            st.sampled_from(["", "x", "£1,234.50", "1,23", "0.005", ".5", "1e9", "NaN"]),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_rows_read_are_rows_kept_and_rows_kept_apart(tmp_path: Path, amounts: list[str]) -> None:
    lines = [f'{n},P,N,01/02/1985,Y,A,"{each}",0,Sale' for n, each in enumerate(amounts, 1)]
    try:
        reading = made(tmp_path, *lines)
    except PopulationFault as fault:
        assert "no row could be kept" in str(fault)
        return
    assert reading.read == len(amounts) == reading.kept + reading.rejected
    assert sum(reading.population.rejected.reasons.values()) == reading.rejected


def exactly(top: int, bottom: int) -> Decimal:
    """The quotient to the penny, half to even, in whole numbers."""
    pence = round(Fraction(top * 100, bottom))
    return Decimal(pence).scaleb(-2)


PERIODS = {
    "day": (7, 1),
    "week": (1, 1),
    "fortnight": (1, 2),
    "4 weeks": (1, 4),
    "month": (12, 52),
    "year": (1, 52),
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    period=st.sampled_from(sorted(PERIODS)),
    amounts=st.lists(st.decimals(min_value=0, max_value=2500, places=4), min_size=1, max_size=60),
)
def test_amounts_come_to_the_week_exactly_and_round_half_to_even(
    tmp_path: Path, period: str, amounts: list[Decimal]
) -> None:
    mapping = MAPPING.replace("per: month", f"per: {period}")
    lines = [f"{n},P,N,01/02/1985,Y,A,{each},0,Sale" for n, each in enumerate(amounts, 1)]
    made(tmp_path, *lines, mapping=mapping)
    times, over = PERIODS[period]
    wanted = [exactly(int(each * 10**4) * times, over * 10**4) for each in amounts]
    assert [row["earnings"] for row in rows(tmp_path / "out" / "households.parquet")] == wanted


def test_children_come_from_numbered_columns(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        "characteristics:",
        "  children:\n    columns: {born: [c1, c2]}\n    fields: {born: {format: '%d/%m/%Y'}}\n"
        "    count as: number of children\ncharacteristics:",
    )
    lines = [f"{GOOD},01/02/2015,", f"{GOOD.replace('1,', '2,', 1)},,", f"{GOOD.replace('1,', '3,', 1)},x,"]
    reading = made(tmp_path, *lines, mapping=mapping, header=HEADER + ",c1,c2")
    kept = rows(tmp_path / "out" / "households.parquet")
    assert [[str(child["born"]) for child in row["children"]] for row in kept] == [["2015-02-01"], []]
    assert [row["number of children"] for row in kept] == [1, 0]
    assert reading.population.rejected.reasons == {"children 1: `born` is not a date of the form %d/%m/%Y": 1}


def test_other_adults_come_from_a_second_file(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        "characteristics:",
        "  other adults:\n    file: members.csv\n    household: CLAIM\n    where: {REL: A}\n"
        "    fields: {born: {column: DOB}, working: {column: WORKS}}\ncharacteristics:",
    )
    tmp_path.joinpath("members.csv").write_text(
        "CLAIM,REL,DOB,WORKS\n1,A,2000-01-01,1\n1,C,bad,\n2,A,bad,0\n9,A,2000-01-01,0\n1,A,1999-01-01,n\n"
    )
    reading = made(tmp_path, GOOD, GOOD.replace("1,", "2,", 1), GOOD.replace("1,", "3,", 1), mapping=mapping)
    kept = {row["household"]: row["other adults"] for row in rows(tmp_path / "out" / "households.parquet")}
    assert [(str(adult["born"]), adult["working"]) for adult in kept["1"]] == [
        ("2000-01-01", True),
        ("1999-01-01", False),
    ]
    assert kept["3"] == []
    assert list(reading.population.rejected.reasons) == [
        "other adults in members.csv: `born` is not a date of the form %Y-%m-%d"
    ]
    assert reading.unmatched_people == (("other adults", 1),)


def test_bands_make_a_characteristic_of_an_amount_and_of_an_age(tmp_path: Path) -> None:
    mapping = MAPPING + (
        "  work: {column: EARN, type: money, bands: {0: none, 500: up to £500, above: more}}\n"
        "  age group: {column: DOB, type: date, format: '%d/%m/%Y',"
        " bands: {24: 18 to 24, above: 25 and over}}\n"
    )
    made(tmp_path, GOOD, GOOD.replace("1,", "2,", 1).replace("1985", "2001"), mapping=mapping)
    kept = rows(tmp_path / "out" / "households.parquet")
    # Born on 27 March 2001, 24 on 1 April 2025.
    assert [(row["work"], row["age group"]) for row in kept] == [
        ("more", "25 and over"),
        ("more", "18 to 24"),
    ]


def test_weights_are_summed_and_a_bad_one_keeps_its_row_apart(tmp_path: Path) -> None:
    mapping = MAPPING.replace("household: CLAIM", "household: CLAIM\nweight: W\nsample: yes")
    lines = [f"{GOOD},2.5", f"{GOOD.replace('1,', '2,', 1)},1.5", f"{GOOD.replace('1,', '3,', 1)},-1"]
    reading = made(tmp_path, *lines, mapping=mapping, header=HEADER + ",W")
    assert reading.population.households == 4.0
    assert reading.population.rejected.reasons == {"`weight` is less than 0": 1}
    assert read_population(tmp_path / "out").sample


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 1 AS CLAIM, '27/03/1985' AS DOB, 'N' AS PARTNER, 'C' AS BAND, "
            "650.00::DECIMAL(9,2) AS EARN, "
            f"0.1::DOUBLE AS SAVINGS, 'Sale' AS WARD) TO '{tmp_path / 'caseload.parquet'}'"
        )
    (tmp_path / "mapping.yaml").write_text(MAPPING.replace("caseload.csv", "caseload.parquet"))
    reading = read_extract(read_mapping(tmp_path / "mapping.yaml"), tmp_path / "out")
    assert (reading.read, reading.kept) == (1, 1)
    (row,) = rows(tmp_path / "out" / "households.parquet")
    assert (row["earnings"], row["savings"]) == (Decimal("150.00"), Decimal("0.10"))


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        (
            "column: DOB,",
            "column: DOBB,",
            "mapping.yaml:7: `date of birth`: `caseload.csv` has no column `DOBB`.",
        ),
        ("  liable:", "  full name:", "no input may be called this"),
        ("column: EARN", "column: NINO", "looks like a person's name, number, address or contact"),
        ("household: CLAIM", "household: NINO", "looks like a person's name, number, address or contact"),
        (", per: month", "", "say what period `earnings` is for"),
        ("per: month", "per: quarter", "`quarter` is not known here"),
        ("at most: 16000", "at mostt: 16000", "there is no such key here. Did you mean `at most`?"),
        ("extract: caseload.csv", "extract: nowhere.csv", "there is no file"),
        ("2025-04-01", "1 April", "is not a date"),
        ("{constant: yes}", "{}", "where its values come from, once"),
    ],
)
def test_a_mistake_in_the_mapping_names_its_line_and_what_to_do(
    tmp_path: Path, was: str, becomes: str, told: str
) -> None:
    assert was in MAPPING
    with pytest.raises(PopulationFault) as raised:
        made(tmp_path, GOOD, mapping=MAPPING.replace(was, becomes, 1))
    assert told in str(raised.value)
    assert "mapping.yaml" in str(raised.value)
    assert raised.value.remedy


def test_national_insurance_numbers_under_another_name_are_refused_as_identifiers(tmp_path: Path) -> None:
    with pytest.raises(PopulationFault, match="holds National Insurance numbers"):
        made(tmp_path, GOOD.replace("1,", "AB 12 34 56 C,", 1))


def test_a_folder_with_anything_else_in_it_is_not_cleared(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    with pytest.raises(PopulationFault, match=r"thesis\.txt"):
        made(tmp_path, GOOD)
    assert (tmp_path / "out" / "thesis.txt").read_text() == "years of work"


def test_an_earlier_population_stays_until_another_takes_its_place(tmp_path: Path) -> None:
    made(tmp_path, GOOD)
    with pytest.raises(PopulationFault):
        made(tmp_path, GOOD.replace("650.00", "lots"))
    assert read_population(tmp_path / "out").rows == 1


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("CLAIM,DOB,dob", "the column `DOB` stands twice in the header"),
        ("CLAIM;DOB;PARTNER", 'Add `delimiter: ";"` to the mapping'),
        (HEADER, "there are no rows below the header"),
    ],
)
def test_a_header_that_cannot_be_used_is_told(tmp_path: Path, header: str, told: str) -> None:
    with pytest.raises(PopulationFault) as raised:
        made(tmp_path, header=header)
    assert told in str(raised.value)


def test_another_delimiter_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    mapping = MAPPING.replace("household: CLAIM", 'household: CLAIM\ndelimiter: ";"')
    (tmp_path / "mapping.yaml").write_text(mapping)
    text = "\ufeff" + "\r\n".join([HEADER.replace(",", ";"), GOOD.replace(",", ";")]) + "\r\n"
    (tmp_path / "caseload.csv").write_bytes(text.encode())
    assert read_extract(read_mapping(tmp_path / "mapping.yaml"), tmp_path / "out").kept == 1
