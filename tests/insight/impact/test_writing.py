"""The report's files: the page needs no other, tables are in every form, and nothing hidden is in any."""

from __future__ import annotations

import csv
import datetime
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from commonweal.insight.impact import Impact, impact_of, write_report
from commonweal.insight.impact.tables import Column, Hidden, Table
from commonweal.insight.impact.writing import csv_of
from tests.insight.impact.by_hand import RowByRow, make_population, schemes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Impact, Path]:
    simulation = RowByRow(schemes(), make_population(tmp_path_factory.mktemp("p"), 1500, boundaries=True))
    impact = impact_of(
        simulation, simulation.population, made=datetime.date(2026, 11, 22), service="Test <b>& Co</b>"
    )
    folder = tmp_path_factory.mktemp("report")
    write_report(impact, folder)
    return impact, folder


class Page(HTMLParser):
    """What stands on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_has_no_script_and_needs_no_other_file(made: tuple[Impact, Path]) -> None:
    html = (made[1] / "index.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(html)
    tags = [tag for tag, _ in page.tags]
    assert "script" not in tags
    assert tags.count("h1") == 1
    assert all(
        (each["src"] or "").startswith("data:image/svg+xml") for tag, each in page.tags if tag == "img"
    )
    assert not any(tag == "link" for tag in tags)
    assert "Test &lt;b&gt;&amp; Co&lt;/b&gt;" in html
    ids = [each["id"] for _, each in page.tags if "id" in each]
    assert len(ids) == len(set(ids))
    addresses = [each["href"] or "" for tag, each in page.tags if tag == "a"]
    assert {each[1:] for each in addresses if each.startswith("#")} <= set(ids)


def test_every_picture_says_what_it_shows_and_every_table_has_a_caption(made: tuple[Impact, Path]) -> None:
    page = Page()
    html = (made[1] / "index.html").read_text(encoding="utf-8")
    page.feed(html)
    images = [each for tag, each in page.tags if tag == "img"]
    assert len(images) == len(made[0].pictures)
    assert all(len(each["alt"] or "") > 60 for each in images)
    assert html.count("<table") == html.count("<caption>")
    known = {table.name for table in made[0].tables}
    assert {each.table for each in made[0].pictures} <= known


def test_a_made_population_is_said_to_be_made_on_the_page_and_in_every_file(
    made: tuple[Impact, Path],
) -> None:
    impact, folder = made
    assert "Synthetic population" in (folder / "index.html").read_text(encoding="utf-8")
    assert (
        json.loads((folder / "impact.json").read_text(encoding="utf-8"))["population"]["kind"] == "synthetic"
    )
    for table in impact.tables:
        rows = list(csv.reader((folder / "tables" / f"{table.name}.csv").open(encoding="utf-8")))
        assert rows[0][-1] == "population"
        assert all(row[-1] == "synthetic" for row in rows[1:])


def test_what_is_hidden_is_in_no_file(made: tuple[Impact, Path]) -> None:
    impact, folder = made
    table = impact.options[0].groups["lsoa"]
    assert table.hides
    rows = list(csv.DictReader((folder / "tables" / "by-lsoa.csv").open(encoding="utf-8")))
    parquet = (
        duckdb.connect()
        .execute(f"select * from '{folder / 'tables' / (table.name + '.parquet')}'")
        .fetchall()
    )
    names = [each.name for each in table.columns]
    told = json.loads((folder / "impact.json").read_text(encoding="utf-8"))["tables"][table.name]["rows"]
    for at, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            if isinstance(cell, Hidden):
                assert rows[at][names[place]] in {"fewer than 10", "hidden"}
                assert parquet[at][place] is None
                assert names[place] in parquet[at][-1]
                assert "hidden" in told[at][place]


def test_pictures_are_small_and_without_script(made: tuple[Impact, Path]) -> None:
    for file in (made[1] / "charts").glob("*.svg"):
        svg = file.read_text(encoding="utf-8")
        assert "<script" not in svg
        assert len(svg) < 100_000, file.name
        assert not re.search(r"(?:href|src)=\"http", svg)


@pytest.mark.parametrize("begins", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_and_no_heading_is_a_formula_to_a_spreadsheet(made: tuple[Impact, Path], begins: str) -> None:
    """A column is called after an option, and an option after a file that somebody uploads."""
    table = Table("bands", "Bands", (Column("band", "Band"), Column(begins, begins)), ((begins, begins),))
    for row in csv.reader(csv_of(table, made[0]).splitlines()):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
