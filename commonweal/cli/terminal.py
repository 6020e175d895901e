"""Where words go: results to standard output, everything else to standard error; and what exit codes mean."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

FAULTS = 1
"""There are faults, differences, or nothing was decided."""
WRONG_USE = 2
"""The command was given something it cannot read."""
INTERNAL = 70
"""A fault of Commonweal's own."""

output = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def wrong_use(message: str) -> NoReturn:
    """Say what cannot be used, and stop."""
    errors.print(Text.assemble(("Error: ", "bold red"), message), soft_wrap=True)
    raise typer.Exit(WRONG_USE)


def folder_given(path: Path) -> Path:
    """A service's folder, or stop with what to do."""
    if not path.exists():
        wrong_use(
            f"there is no folder `{path}`. Give a service's folder, such as services/council-tax-support."
        )
    if not path.is_dir():
        wrong_use(f"`{path}` is a file. Give the folder that holds service.yaml.")
    return path
