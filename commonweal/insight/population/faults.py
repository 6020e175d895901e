"""What is wrong with a population, a mapping, a recipe or an extract: where, what, and what to do."""

from __future__ import annotations

from pathlib import Path


class PopulationFault(Exception):
    """A population, or a file it is made from, that cannot be used.

    `file` is the file at fault; `line` counts from 1 and is 0 where the fault is about a whole file;
    `field` is the key, column or total at fault; `remedy` says what to do.
    """

    def __init__(
        self, file: Path | str, message: str, remedy: str = "", *, field: str = "", line: int = 0
    ) -> None:
        self.file, self.line, self.field = str(file), line, field
        self.message, self.remedy = message, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f"`{self.field}`: " if self.field else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}: {field}{self.message}{remedy}"
