"""Opens a file that a stranger sent, and writes a harmless one: run alone, in a process of its own.

`python -m commonweal.office.evidence.cleaning` reads the file from its input and writes the clean one to its
output, after a line of JSON that says what it is or why it is refused. It runs with bounded memory, time and
files, so that a file made to exhaust or take over what reads it reaches only this process. It imports neither
Django nor anything of ours.

A photo is decoded and encoded again as JPEG: its place, time and camera (EXIF, XMP, comments) and anything
hidden before, between or after its pixels are gone. Of a PDF only the pages are written to a new one, and
it is refused where anything in it can run, open, send or hide something.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import zlib
from typing import Any, Final

MOST_PIXELS: Final = 64_000_000
MOST_PIXELS_OF_OTHERS: Final = 30_000_000
LONGEST_SIDE: Final = 2400
QUALITY: Final = 82
MOST_PAGES: Final = 60
MOST_OBJECTS: Final = 50_000
MOST_OF_A_STREAM: Final = 120_000_000
MOST_OF_ALL_STREAMS: Final = 400_000_000
"""Bytes that a PDF's streams may unpack to: a page scanned in colour at 600 dots an inch has 105 million."""
MEMORY: Final = 900 * 1024 * 1024
SECONDS: Final = 20

# Keys and kinds of action (ISO 32000-2, 12.6) by which a PDF does something itself or carries another file.
RUNS: Final = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/AA", "/RichMedia", "/XFA"}
    | {"/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Movie", "/Sound", "/Rendition", "/Filespec"}
    | {"/FileAttachment", "/EF", "/AF", "/Collection", "/3D", "/Screen", "/RichMediaExecute", "/ResetForm"}
)


class NotTaken(Exception):
    """The file is refused; the message is a code."""


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes: "photo", "pdf", "heic", or "" for anything else."""
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return "photo"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "photo"
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"hevc", b"avif", b"msf1"}:
        return "heic"
    return ""


def clean_photo(content: bytes) -> bytes:
    """The picture alone, as JPEG, its longer side at most LONGEST_SIDE pixels. Raises NotTaken."""
    from PIL import Image, ImageOps

    # Bounded here, with the format known, and not by Pillow's one bound for all.
    Image.MAX_IMAGE_PIXELS = None
    try:
        opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
    except Exception:
        raise NotTaken("broken") from None
    width, height = opened.size
    # A JPEG can be decoded at a half or a quarter of its size, so that a large photo takes little memory.
    if width * height > (MOST_PIXELS if opened.format == "JPEG" else MOST_PIXELS_OF_OTHERS):
        raise NotTaken("pixels")
    try:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
            picture = picture.convert("RGBA")
            paper = Image.new("RGB", picture.size, "white")
            paper.paste(picture, mask=picture.getchannel("A"))
            picture = paper
        plain = Image.new("RGB", picture.size)
        plain.paste(picture.convert("RGB"))
        written = io.BytesIO()
        plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    except MemoryError:
        raise NotTaken("pixels") from None
    except Exception:
        raise NotTaken("broken") from None
    return written.getvalue()


def clean_pdf(content: bytes) -> tuple[bytes, int]:
    """The pages alone, as a new PDF, and how many. Raises NotTaken."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise NotTaken("locked")
        _refuse_what_runs(reader)
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise NotTaken("pages")
        if not pages:
            raise NotTaken("broken")
        writer = pypdf.PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        _take_links_out(writer)
        writer.metadata = None
        written = io.BytesIO()
        writer.write(written)
        _refuse_what_runs(pypdf.PdfReader(io.BytesIO(written.getvalue())), RUNS | {"/URI"})
    except NotTaken:
        raise
    except MemoryError:
        raise NotTaken("pages") from None
    except Exception:
        raise NotTaken("broken") from None
    return written.getvalue(), pages


def _take_links_out(writer: Any) -> None:
    """Leave of each page's annotations only what is seen: a click on a page may lead nowhere."""
    from pypdf.generic import ArrayObject, NameObject

    for page in writer.pages:
        kept = ArrayObject()
        for reference in page.get("/Annots") or ():
            annotation = reference.get_object()
            if annotation.get("/Subtype") == "/Link":
                # The object is written though nothing points to it.
                annotation.clear()
                continue
            for action in ("/A", "/PA"):
                annotation.pop(action, None)
            kept.append(reference)
        page[NameObject("/Annots")] = kept


def _unpacked(stream: Any) -> int:
    """How many bytes a stream unpacks to, up to where a picture's own coding begins. Raises NotTaken."""
    from pypdf import filters

    coded = stream.get("/Filter") or []
    names = [str(each) for each in (coded if isinstance(coded, list) else [coded])]
    data = stream._data
    for name in names[:6]:
        if name in {"/FlateDecode", "/Fl"}:
            data = zlib.decompressobj().decompress(data, MOST_OF_A_STREAM + 1)
        elif name in {"/LZWDecode", "/LZW"}:
            data = filters.LZWDecode.decode(data)
        elif name in {"/RunLengthDecode", "/RL"}:
            data = filters.RunLengthDecode.decode(data)
        elif name in {"/ASCII85Decode", "/A85"}:
            data = filters.ASCII85Decode.decode(data)
        elif name in {"/ASCIIHexDecode", "/AHx"}:
            data = filters.ASCIIHexDecode.decode(data)
        else:
            break
        if len(data) > MOST_OF_A_STREAM:
            raise NotTaken("pixels")
    width, height = stream.get("/Width") or 0, stream.get("/Height") or 0
    if isinstance(width, int) and isinstance(height, int) and width * height > MOST_OF_A_STREAM:
        raise NotTaken("pixels")
    return len(data)


def _refuse_what_runs(reader: Any, runs: frozenset[str] = RUNS) -> None:
    """Walk everything that the trailer reaches, each object once. Raises NotTaken("runs"), or ("pixels")
    for what unpacks to far more than it is.
    """
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer]
    counted = unpacked = 0
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if (each.idnum, each.generation) in seen:
                continue
            seen.add((each.idnum, each.generation))
            each = each.get_object()
        counted += 1
        if counted > MOST_OBJECTS:
            raise NotTaken("pages")
        if isinstance(each, StreamObject):
            unpacked += _unpacked(each)
            if unpacked > MOST_OF_ALL_STREAMS:
                raise NotTaken("pixels")
        if isinstance(each, DictionaryObject):
            for key, value in dict.items(each):
                if str(key) in runs:
                    raise NotTaken("runs")
                waiting.append(value)
        elif isinstance(each, ArrayObject):
            waiting.extend(list.__iter__(each))
        elif isinstance(each, NameObject) and str(each) in runs:
            raise NotTaken("runs")


def clean(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What is said of a file, and the harmless one; its bytes are empty where it is refused."""
    try:
        kind = kind_of(content)
        if kind == "photo":
            return {"type": "image/jpeg", "pages": 1}, clean_photo(content)
        if kind == "pdf":
            made, pages = clean_pdf(content)
            return {"type": "application/pdf", "pages": pages}, made
        raise NotTaken(kind or "kind")
    except NotTaken as refused:
        return {"refused": str(refused)}, b""


def main() -> None:
    """Read, clean and write, within bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    # Whatever a library prints must not stand before the answer.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    said, made = clean(content)
    out.write(json.dumps(said).encode() + b"\n" + made)
    out.flush()


if __name__ == "__main__":
    main()
