"""`commonweal new`: a starter service that passes `check` and `try`, and runs."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.terminal import output, wrong_use

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="The folder to make, such as services/warm-homes.", show_default=False
        ),
    ],
) -> None:
    """Make a starter service folder: it passes `check` and `try`, and runs in `serve`. Then make it yours.

    Example: commonweal new services/warm-homes
    """
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
