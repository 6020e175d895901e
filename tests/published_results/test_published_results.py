"""The pages that set councils' published results beside ours hold the figures that the command gives."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from commonweal.insight.population.synthetic import make_population
from commonweal.insight.simulation import Scheme, simulate
from commonweal.policy import check, load
from commonweal.service.grids import folders_from_grids
from tests.service.grids.grid_makers import PUBLISHED
from tools.published_results import COMPARED, PAGES, PROJECT, Compared, model_of, page_tables, tables


@pytest.mark.parametrize("compared", COMPARED, ids=lambda compared: compared.name)
def test_a_pages_tables_are_what_the_command_prints(compared: Compared) -> None:
    page = (PAGES / f"{compared.name}.md").read_text(encoding="utf-8")
    assert page_tables(page) == tables(compared)


@pytest.mark.parametrize("compared", COMPARED, ids=lambda compared: compared.name)
def test_every_scheme_compared_is_sound(compared: Compared) -> None:
    for key in compared.grids:
        model = model_of(compared.name, key)
        assert [d for d in model.diagnostics if d.severity == "error"] == []
        assert [finding for finding in check(model) if finding.severity != "note"] == []


@pytest.mark.parametrize("compared", COMPARED, ids=lambda compared: compared.name)
def test_every_page_says_that_its_population_is_synthetic_and_how_to_make_it_again(
    compared: Compared,
) -> None:
    page = (PAGES / f"{compared.name}.md").read_text(encoding="utf-8")
    assert "**The population is synthetic.**" in page
    assert "tools/published_results.py" in page


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published figures are not at hand")
@pytest.mark.parametrize(
    ("council", "page", "figures"),
    [
        ("Central Bedfordshire", "central-bedfordshire", ("9,543", "7,288", "£14m", "£3.4m", "£2.9m")),
        ("Somerset", "somerset", ("£3.9m", "£2.3m", "£1.5m", "69%", "£415.18", "31,745", "£15m")),
        ("Barking & Dagenham", "barking-and-dagenham", ("16,170", "£17.6m", "£3.0m", "£0.5m")),
    ],
)
def test_the_published_figures_of_a_page_are_those_published(
    council: str, page: str, figures: tuple[str, ...]
) -> None:
    with (PUBLISHED / "published_modelled_outcomes.csv").open(encoding="utf-8", newline="") as file:
        published = " ".join(row["value"] for row in csv.DictReader(file) if row["council"] == council)
    column = re.findall(
        r"^\| [^|]* \| ([^|]*) \|", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    for figure in figures:
        assert figure in published
        assert any(figure in cell for cell in column)


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published figures are not at hand")
def test_every_published_grid_runs_on_a_population_compiled_whole_and_exact(tmp_path: Path) -> None:
    recipe = PROJECT / "populations" / "barking-and-dagenham.yaml"
    population = make_population(recipe, tmp_path / "population").population
    schemes = [
        Scheme(f"{folder.name} {place}", place, load(text.encode(), name=place))
        for folder in folders_from_grids(PUBLISHED / "published_grids.json")
        for place, text in folder.files.items()
        if place.endswith(".dmn")
    ]
    assert len(schemes) == 16
    with simulate(schemes, population, sample=100) as simulation:
        assert simulation.by_row == {}
        assert simulation.redecided.differences == 0
        nulls = " + ".join(f"count(*) FILTER (WHERE award_{n} IS NULL)" for n in range(len(schemes)))
        assert simulation.connection.execute(f"SELECT {nulls} FROM results").fetchall() == [(0,)]
