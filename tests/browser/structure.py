"""What makes a page clear to those who do not see it, and axe does not look at.

Headings in order, an error led to and tied to its field, one id for one thing, no order of the Tab key but
the page's own, and a reading order that is the order on the screen.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).parent
STRUCTURE = (HERE / "structure.js").read_text(encoding="utf-8")
ORDER = (HERE / "order.js").read_text(encoding="utf-8")


def structure(page: Page) -> list[str]:
    """What is wrong with headings, errors, ids, tables and the order of the Tab key."""
    return list(page.evaluate(STRUCTURE))


def order(page: Page) -> list[str]:
    """Things that are read before what stands above them; the page must be one column wide."""
    return list(page.evaluate(ORDER))
