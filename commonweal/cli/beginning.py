"""`commonweal new`: a service that passes `check` and `try`, and runs: a starter, or one from a grid."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.making_from_grids import make_from_grids
from commonweal.cli.terminal import output, wrong_use

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


def new(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="The folder to make, such as services/warm-homes. With --grid: further councils.",
            show_default=False,
        ),
    ] = None,
    grid: Annotated[
        Path | None,
        typer.Option("--grid", metavar="FILE", help="Make it from a council's income grid, JSON or CSV."),
    ] = None,
    council: Annotated[
        list[str] | None,
        typer.Option(
            "--council",
            metavar="KEY...",
            help="With --grid: keys of grids, or a council's name for all its years. Without it, all.",
            show_default=False,
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="With --grid: the folder to make, or to make several in."),
    ] = None,
    examples: Annotated[
        Path | None,
        typer.Option(
            "--examples",
            metavar="FILE",
            help="With --grid: the council's worked examples. Without it, "
            "published_worked_examples.json beside the grid.",
        ),
    ] = None,
) -> None:
    """Make a service folder: a starter to make yours, or one from a council's income grid.

    Both pass `check` and `try`, and run in `serve`.

    Example: commonweal new services/warm-homes

    Example: commonweal new --grid grids.json --council lbbd_2025_26 lbbd_2026_27 --into services/lbbd
    """
    if grid is not None:
        make_from_grids(grid, [*(council or []), *(names or [])], into, examples)
        return
    for given, option in ((council, "--council"), (into, "--into"), (examples, "--examples")):
        if given:
            wrong_use(f"{option} goes with --grid FILE.")
    if not names or len(names) > 1:
        wrong_use("give one folder to make, such as services/warm-homes, or --grid FILE.")
    starter(names[0])


def starter(name: str) -> None:
    """Copy the starter service to a folder, with the folder's name."""
    folder = Path(name)
    if _NAME.fullmatch(folder.name) is None or len(folder.name) > 60:
        wrong_use(
            f"`{folder.name}` cannot be a service's name. Use lower-case words joined by hyphens: warm-homes."
        )
    if folder.exists():
        wrong_use(f"`{folder}` is there already. Choose another name.")
    title = folder.name.replace("-", " ").capitalize()
    try:
        _copy(files("commonweal.service") / "starter", folder, title)
    except OSError as error:
        wrong_use(f"`{error.filename or folder}` cannot be written: {error.strerror}.")
    output.print(f"Made {folder}. Next:", soft_wrap=True)
    for command in ("check", "try", "serve"):
        output.print(f"  commonweal {command} {folder}", soft_wrap=True)


def _copy(source: Traversable, target: Path, title: str) -> None:
    target.mkdir(parents=True)
    for item in sorted(source.iterdir(), key=lambda each: each.name):
        if item.name.startswith(("__", ".")):
            continue
        if item.is_dir():
            _copy(item, target / item.name, title)
        else:
            content = item.read_text(encoding="utf-8")
            (target / item.name).write_text(content.replace("SERVICE NAME", title), encoding="utf-8")
