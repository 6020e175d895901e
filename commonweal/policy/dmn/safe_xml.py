"""XML read so that no file can hurt the reader.

No document type, so no entities, internal or external; no network; bounded size and depth. Any fault is a
diagnostic with a line, never an exception of the XML library.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from commonweal.policy.diagnostics import Diagnostic, PolicyFault

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes. Reading takes time and memory in proportion; a table of 3,000 rules takes about three million."""

_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E|\0<\0!\0D\0O\0C\0T\0Y\0P\0E")


def parse(content: bytes, file: str | None, *, comments: bool = False) -> etree._Element:
    """The root element of `content`; comments and processing instructions are left out unless asked for.

    Raises PolicyFault naming `file` and the line when the content is too large, declares a document type,
    is nested too deeply or is not well-formed XML.
    """
    if len(content) > LARGEST_FILE:
        raise _fault(
            "xml-too-large",
            f"The file is {len(content):,} bytes; at most {LARGEST_FILE:,} are read.",
            "Split the model into several files and import them.",
            file,
        )
    declared = _DOCTYPE.search(content)
    if declared is not None:
        raise _doctype(file, content.count(b"\n", 0, declared.start()) + 1)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not comments,
        remove_pis=not comments,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _fault(
            "xml-malformed",
            f"The file is not well-formed XML: {_first_line(error)}.",
            "Open it in a DMN editor, put it right and save it again.",
            file,
            error.lineno,
        ) from None
    except (ValueError, LookupError) as error:
        raise _fault(
            "xml-malformed",
            f"The file cannot be read as XML: {error}.",
            "Save it as UTF-8 from a DMN editor.",
            file,
        ) from None
    document: Any = root.getroottree().docinfo
    if document.doctype:
        raise _doctype(file, 1)
    return root


def _first_line(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or "unknown error").splitlines()[0].split(", line ")[0].rstrip(".")


def _doctype(file: str | None, line: int) -> PolicyFault:
    return _fault(
        "xml-doctype",
        "The file declares a document type (DOCTYPE), which can define entities and reach other files.",
        "Remove the DOCTYPE line; DMN files do not need one.",
        file,
        line,
    )


def _fault(code: str, message: str, remedy: str, file: str | None, line: int | None = None) -> PolicyFault:
    return PolicyFault([Diagnostic("error", code, message, remedy, file, line)])


def line_of(node: etree._Element) -> int:
    """The line of the file on which an element starts, from 1."""
    line: Any = node.sourceline
    return int(line or 1)


def clean(written: str | None) -> str:
    """A name or text with its white space reduced to single spaces."""
    return " ".join((written or "").split())
