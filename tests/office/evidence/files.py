"""Files that people send, good and bad, made when they are asked for."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pypdf
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def photo(size: tuple[int, int] = (64, 48), *, exif: bool = False, kind: str = "JPEG") -> bytes:
    """A picture with a colour that depends on the place."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    written = io.BytesIO()
    if exif:
        tags = Image.Exif()
        tags[0x010F] = "SecretCamera"
        tags[0x0112] = 6
        tags.get_ifd(0x8825)[1] = "N"
        tags.get_ifd(0x8825)[29] = "2026:01:02"
        picture.save(written, kind, exif=tags, comment=b"secret comment")
    else:
        picture.save(written, kind)
    return written.getvalue()


def pdf(
    pages: int = 1, *, script: str = "", carries: bytes = b"", password: str = "", action: str = ""
) -> bytes:
    """A PDF of empty pages; with a script, an attachment, a password or an action at its opening."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Secret Author"})
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        )
    if carries:
        writer.add_attachment("invoice.exe", carries)
    if action:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("cmd.exe")}
        )
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def pdf_with_link(address: str) -> bytes:
    """A PDF whose whole page is a link, with a note on it that says where else to go."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(address)}
    )
    corners = ArrayObject([NumberObject(each) for each in (0, 0, 200, 200)])
    annotations = [
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): corners,
                NameObject("/Contents"): TextStringObject("stays"),
                NameObject("/A"): action,
            }
        )
        for kind in ("/Link", "/FreeText")
    ]
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(each) for each in annotations])
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def unpacking_pdf(size: int, streams: int = 1, coded: int = 1) -> bytes:
    """A PDF whose page's contents unpack to `size` bytes each, packed `coded` times."""
    packed = b" " * size
    for _ in range(coded):
        packed = zlib.compress(packed, 9)
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    made = ArrayObject()
    for number in range(streams):
        stream = EncodedStreamObject()
        stream._data = packed
        stream[NameObject("/Number")] = NumberObject(number)
        stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * coded)
        made.append(writer._add_object(stream))
    writer.pages[0][NameObject("/Contents")] = made
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def huge_png(side: int) -> bytes:
    """A few bytes that say they are a picture of `side` by `side` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data))

    header = struct.pack("!LLBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def inflating_pdf(size: int) -> bytes:
    """A PDF whose objects are in a stream that inflates to `size` bytes."""
    packed = zlib.compress(b"5 0 <</Type/Catalog/Pages 6 0 R>>" + b" " * size, 9)
    body = b"%PDF-1.5\n"
    place = len(body)
    body += b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body += packed + b"\nendstream endobj\n"
    start = len(body)
    rows = struct.pack("!BLB", 1, place, 0) + struct.pack("!BLB", 2, 4, 0)
    body += b"9 0 obj<</Type/XRef/Size 10/W[1 4 1]/Index[4 2]/Root 5 0 R/Length %d>>stream\n" % len(rows)
    return body + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % start


def zipped(name: str = "page.html", content: bytes = b"<script>alert(1)</script>") -> bytes:
    """A ZIP archive with one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 200
EICAR = b"X5O!P%@AP[4" + b"\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
