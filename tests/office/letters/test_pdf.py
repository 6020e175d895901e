import io
import shutil
import subprocess

import pypdf
import pytest

from commonweal.office.letters.pdf import LONGEST, DocumentFault, html_to_pdf

PAGE = """<h1>Title here</h1><p>Dear <strong>Siân</strong></p><h2>Part</h2><ul><li>one</li><li>two</li></ul>
<table><caption>Sums</caption><thead><tr><th scope="col">What</th><th scope="col">How much</th></tr></thead>
<tbody><tr><td>Award</td><td>£1.00</td></tr></tbody></table><p><a href="https://example.com">A link</a></p>"""


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def tree(pdf, tmp_path):
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed: apt-get install poppler-utils")
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True
    ).stdout
    # Spans and unnamed wrappers say nothing to a reader of the tree.
    kept = [line for line in told.splitlines() if line.strip().split(" ")[0] not in {"Span", "NonStruct"}]
    lines = [line.split(" <")[0].replace(" (block)", "").replace(" (inline)", "").strip() for line in kept]
    # The ids that a cell's headers have are made anew for each document.
    return ["/Headers" if line.startswith("/Headers [(") else line for line in lines if line]


def test_it_says_that_it_is_pdf_ua_and_names_its_title_and_language():
    pdf = read(html_to_pdf(PAGE, title="Your  award", language="cy"))
    assert pdf.metadata.title == "Your award"
    assert pdf.root_object["/Lang"] == "cy"
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in pdf.root_object["/Metadata"].get_data()


def test_headings_lists_and_tables_are_tagged_in_reading_order(tmp_path):
    assert tree(html_to_pdf(PAGE, title="T", language="en"), tmp_path) == [
        "Document",
        "H1",
        '"Title here"',
        "P",
        '"Dear "',
        '"Siân"',
        "H2",
        '"Part"',
        "L",
        "LI",
        "Lbl",
        '"• "',
        "LBody",
        '"one"',
        "LI",
        "Lbl",
        '"• "',
        "LBody",
        '"two"',
        "Table",
        "Caption",
        '"Sums"',
        "THead",
        "TR",
        "TH",
        '"What"',
        "TH",
        '"How much"',
        "TBody",
        "TR",
        "TD:",
        "/Headers",
        '"Award"',
        "TD:",
        "/Headers",
        '"£1.00"',
        "P",
        "Link",
        "Object 7 0",
        '"A link"',
    ]


def test_every_font_is_embedded():
    for page in read(html_to_pdf(PAGE, title="T", language="en")).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert (
                "/FontFile2" in descendant["/FontDescriptor"] or "/FontFile3" in descendant["/FontDescriptor"]
            )


def test_welsh_letters_are_there_to_be_read_and_copied():
    pdf = read(html_to_pdf("<p>Ŵyn ŷd â ê î ô û ŵ ŷ</p>", title="T", language="cy"))
    assert "Ŵyn ŷd â ê î ô û ŵ ŷ" in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    "outside",
    [
        '<img src="file:///etc/passwd" alt="">',
        '<img src="https://example.com/x.png" alt="">',
        '<img src="/etc/passwd" alt="">',
        '<link rel="stylesheet" href="https://example.com/x.css">',
        "<style>@import url(file:///etc/passwd);</style>",
        '<p style="background: url(http://169.254.169.254/)">x</p>',
        '<object data="file:///etc/passwd"></object>',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_nothing_is_read_from_the_disk_or_the_network(outside, monkeypatch):
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    try:
        pdf = html_to_pdf(f"<p>Here</p>{outside}", title="T", language="en")
    except DocumentFault:
        return
    assert b"root:" not in pdf
    assert not read(pdf).attachments


@pytest.mark.parametrize(
    ("html", "title", "language", "message"),
    [
        ("x" * (LONGEST + 1), "T", "en", "characters"),
        ("<p>x</p>", "  ", "en", "title"),
        ("<p>x</p>", "T", "xx", "language"),
    ],
)
def test_what_cannot_be_made_says_why(html, title, language, message):
    with pytest.raises(DocumentFault, match=message):
        html_to_pdf(html, title=title, language=language)


def test_a_whole_document_keeps_its_own_style():
    head = "<title>Other</title><style>@page{size:100mm 50mm}</style>"
    html = f"<!DOCTYPE html><html lang=en><head>{head}</head><p>x"
    pdf = read(html_to_pdf(html, title="Mine", language="en"))
    assert pdf.metadata.title == "Mine"
    assert round(float(pdf.pages[0].mediabox.width)) == 283
