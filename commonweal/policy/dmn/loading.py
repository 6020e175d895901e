"""From a file, or its bytes, to a model that is ready to decide."""

from __future__ import annotations

from pathlib import Path

from commonweal.policy.diagnostics import Diagnostic, PolicyFault
from commonweal.policy.feel import DEFAULT_LIMITS, Bindings, Limits

from .imports import Folder, Resolver
from .model import Model
from .safe_xml import LARGEST_FILE


def load(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    imports: Resolver | None = None,
    bindings: Bindings | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Model:
    """Read a DMN model from a file's path, or from its bytes.

    `name` is what to call the file in diagnostics. `imports` finds the files that it imports; by default they
    are sought in the folder of the file, and bytes import nothing. `bindings` supplies external functions.

    Raises PolicyFault when the file is missing, too large, unsafe or not DMN; other faults are in the model's
    `diagnostics`.
    """
    if isinstance(source, bytes):
        return Model(source, name, imports, bindings, limits)
    path = Path(source)
    called = name or path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"The file is larger than the {LARGEST_FILE:,} bytes that are read."
            remedy = "Split the model into several files and import them."
            raise PolicyFault([Diagnostic("error", "xml-too-large", message, remedy, called)])
        content = path.read_bytes()
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        raise PolicyFault(
            [Diagnostic("error", "no-file", message, "Check its name and place.", called)]
        ) from None
    return Model(content, called, imports or Folder(path.parent), bindings, limits)
