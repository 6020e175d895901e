"""A service folder as one run of bytes, the same bytes whenever its content is the same."""

import hashlib
import io
import zipfile
from pathlib import Path

_WHEN = (1980, 1, 1, 0, 0, 0)
LARGEST = 20 * 1024 * 1024


class TooLarge(ValueError):
    """The folder holds more than a service can need."""


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file of a service folder by its path in it. Hidden files and links out of it are left out.

    Raises TooLarge when together they are more than LARGEST bytes.
    """
    root = folder.resolve()
    files: dict[str, bytes] = {}
    size = 0
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if any(part.startswith((".", "__")) for part in name.split("/")):
            continue
        if not path.is_file() or not path.resolve().is_relative_to(root):
            continue
        files[name] = path.read_bytes()
        size += len(files[name])
        if size > LARGEST:
            raise TooLarge(
                f"{folder} holds more than {LARGEST // 1024 // 1024} MB: keep other files elsewhere"
            )
    return files


def content_hash(slug: str, files: dict[str, bytes]) -> str:
    """The sha256 (hex) of the service's name and its files' names and contents."""
    total = hashlib.sha256(f"{slug}\n".encode())
    for name, content in sorted(files.items()):
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def pack(files: dict[str, bytes]) -> bytes:
    """Files as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(packed: bytes) -> dict[str, bytes]:
    """The files that were packed."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
