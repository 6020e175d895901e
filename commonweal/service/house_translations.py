"""The house's words in further languages, a file each: `ur.yaml` holds all that the house says in Urdu.

    read by: who that speaks the language has read the file, and when; empty where nobody has
    pages:
      # Continue
      continue: جاری رکھیں

A file in the folder that COMMONWEAL_LANGUAGES names comes before the one that we ship, whole: one file is all
that a language says, so that a translator is given one and gives one back. It is read once; start again to
read it anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from commonweal.service.faults import Faults
from commonweal.service.strict_yaml import Map, Text, read_yaml

SHIPPED: Final = Path(__file__).with_name("translations")
FOLDER_SETTING: Final = "COMMONWEAL_LANGUAGES"
READ_BY: Final = "read by"


@dataclass(frozen=True)
class Translation:
    """One language's file. `words` are by group and key, those without words left out.

    `root` is the file as read, with the place of everything; None where there is none or it cannot be read.
    """

    language: str
    path: Path
    root: Map | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    faults: Faults = field(default_factory=lambda: Faults(""))

    @property
    def read_by(self) -> str:
        """Who that speaks the language has read it; empty where nobody has."""
        said = self.root.get(READ_BY) if self.root else None
        return said.text if isinstance(said, Text) else ""


def translations_folder() -> Path | None:
    """The council's own folder of languages, where one is named."""
    named = os.environ.get(FOLDER_SETTING, "").strip()
    return Path(named) if named else None


def translation_path(language: str) -> Path:
    """Where a language's file is: the council's own where there is one, else the shipped one's place."""
    own = translations_folder()
    if own is not None and (own / f"{language}.yaml").is_file():
        return own / f"{language}.yaml"
    return SHIPPED / f"{language}.yaml"


@cache
def translations() -> tuple[str, ...]:
    """The further languages that there is a file for, the council's own or ours."""
    folders = [SHIPPED, *([own] if (own := translations_folder()) is not None else [])]
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml")} - {"en", "cy"}))


@cache
def translated(language: str) -> Translation:
    """What the house says in a language. Never raises: see `faults`; without a file it has no words."""
    return read_translation(language, translation_path(language))


def read_translation(language: str, path: Path) -> Translation:
    """Read one file."""
    faults = Faults(str(path))
    if not path.is_file():
        return Translation(language, path, faults=faults)
    try:
        root = read_yaml(path.read_bytes(), faults)
    except OSError as error:
        faults.add(None, "unreadable", f"the file cannot be read: {error.strerror}.")
        root = None
    words: dict[str, dict[str, str]] = {}
    for group, entry in root.entries.items() if root is not None else ():
        if isinstance(entry.value, Map):
            words[group] = {
                key: told.value.text
                for key, told in entry.value.entries.items()
                if isinstance(told.value, Text) and told.value.text
            }
    return Translation(language, path, root, words, faults)
