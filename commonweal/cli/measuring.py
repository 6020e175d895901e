"""`commonweal measures`: how well a service works for people, as open tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.running import Data, _office
from commonweal.cli.terminal import output, wrong_use


def measures(
    service: Annotated[str, typer.Argument(metavar="SERVICE", help="The service's name in addresses.")],
    out: Annotated[Path, typer.Option("--out", help="Folder to write the tables into.")] = Path("measures"),
    data: Data = Path("var"),
) -> None:
    """Write a service's measures as CSV: journeys, questions, feedback and equality, small numbers withheld.

    Example: commonweal measures council-tax-support --out measures
    """
    with _office():
        from commonweal.office.running import measures as tables

        written = tables(Path(service).name, data)
    if written is None:
        wrong_use(f"there is no service called {Path(service).name} in {data}")
    out.mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        (out / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    output.print(f"Written to {out}: {', '.join(f'{name}.csv' for name in written)}.", soft_wrap=True)
