"""`commonweal words`: the house's own words in a further language, as one file for a translator."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.terminal import FAULTS, errors, output
from commonweal.office.house_words import EVERY_GROUP
from commonweal.service.house_translations import read_translation, translation_path
from commonweal.service.house_words_checking import check_translation
from commonweal.service.house_words_writing import translation_file
from commonweal.service.languages import LANGUAGE_NAMES


def words(
    language: Annotated[
        str, typer.Option("--language", "-l", help="The language's code: ur, pl, ar…", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Where to write it; without it, only what is wrong is told."),
    ] = None,
) -> None:
    """Write every word of the house in a language to one file, with its English beside it.

    What is translated already is kept: from the file at --out where there is one, else from the one in use.
    What is missing is marked. Without --out the file in use is checked.

    Exits 1 when something is missing or wrong.

    Example: commonweal words --language ur --out languages/ur.yaml
    """
    if language not in LANGUAGE_NAMES or language in ("en", "cy"):
        known = ", ".join(code for code in LANGUAGE_NAMES if code not in ("en", "cy"))
        errors.print(f"`{language}` is not a further language. It is one of {known}.", soft_wrap=True)
        raise typer.Exit(2)
    held = out if out is not None and out.is_file() else translation_path(language)
    translation = read_translation(language, held)
    if out is not None:
        if translation.faults.found:
            for fault in translation.faults:
                errors.print(str(fault), soft_wrap=True, markup=False)
            errors.print("Nothing was written, so that nothing is lost. Put these right first.")
            raise typer.Exit(2)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(translation_file(translation, EVERY_GROUP), encoding="utf-8")
        translation = read_translation(language, out)
    found = check_translation(translation, EVERY_GROUP)
    for fault in found:
        output.print(str(fault), soft_wrap=True, markup=False)
    wrong = sum(fault.severity == "error" for fault in found)
    total = sum(len(group.wanted(language)) for group in EVERY_GROUP)
    where = f" Written to {out}." if out is not None else ""
    output.print(f"{LANGUAGE_NAMES[language]}: {total} words of the house; {wrong} missing or wrong.{where}")
    if wrong:
        raise typer.Exit(FAULTS)
