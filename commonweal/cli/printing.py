"""`commonweal paper` and `commonweal phone-script`: the journey in print, from the files of the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonweal.cli.terminal import FAULTS, errors, folder_given, output, wrong_use
from commonweal.service import ServiceFolder, read_service

if TYPE_CHECKING:
    from commonweal.office.paper.rendering import Document

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A service's folder.", show_default=False)]
Language = Annotated[
    str, typer.Option("--language", help="One of the service's languages; its first where not given.")
]
Out = Annotated[Path, typer.Option("--out", help="The file to write: .pdf or .html.", show_default=False)]


def paper(
    folder: Folder,
    out: Out,
    language: Language = "",
    large: Annotated[bool, typer.Option("--large", help="Large print: 18 point.")] = False,
) -> None:
    """Print a service's form: every question, numbered, with the way through it in words.

    Example: commonweal paper services/council-tax-support --language cy --large --out form.pdf
    """
    read, wanted, content_hash = _service(folder, language)
    from commonweal.office.paper.rendering import print_form

    _write(print_form(read, content_hash, wanted, large=large), out)


def phone_script(folder: Folder, out: Out, language: Language = "") -> None:
    """Print what an adviser says on the phone: opening, every question with its routing, closing.

    Example: commonweal phone-script services/council-tax-support --out script.pdf
    """
    read, wanted, content_hash = _service(folder, language)
    from commonweal.office.paper.rendering import print_script

    _write(print_script(read, content_hash, wanted), out)


def _service(folder: Path, language: str) -> tuple[ServiceFolder, str, str]:
    from commonweal.office.catalogue.packing import content_hash, read_files

    read = read_service(folder_given(folder))
    if not read.ok:
        for fault in read.errors:
            errors.print(str(fault), soft_wrap=True)
        raise typer.Exit(FAULTS)
    wanted = language or read.service.languages[0]
    if wanted not in read.service.languages:
        wrong_use(f"`{folder}` is not in `{wanted}`. Its languages are: {', '.join(read.service.languages)}.")
    return read, wanted, content_hash(folder.resolve().name, read_files(folder))


def _write(document: Document, out: Path) -> None:
    kind = out.suffix.lower()
    if kind not in (".pdf", ".html"):
        wrong_use(f"`{out}` should end in .pdf or .html.")
    content = document.pdf() if kind == ".pdf" else document.html.encode()
    try:
        out.write_bytes(content)
    except OSError as error:
        wrong_use(f"`{out}` cannot be written: {error.strerror}.")
    output.print(f"{document.title}: {out}", soft_wrap=True)
