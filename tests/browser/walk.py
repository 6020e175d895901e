"""A walk through the site: at each page and state, what axe finds, whether it fits, and its tree.

A walk says everything that is wrong at its end, so that one run shows it all.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

from tests.browser.addresses import name_of
from tests.browser.conftest import RULES
from tests.browser.structure import order, structure

TREES = Path(__file__).with_name("accessibility_trees")
RENEW = "COMMONWEAL_RENEW_TREES"
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
"""What axe is asked for: it need not tell of all that is well, which takes long."""
WIDE = {"width": 1100, "height": 900}
ZOOMED = {"width": 320, "height": 256}
"""1280 by 1024 at 400%: WCAG 2.2, 1.4.10."""
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter(each => each.getBoundingClientRect().right > wide + 1 && !each.closest("[role=region]"))
    .slice(0, 3).map(each => each.outerHTML.slice(0, 120)).concat(["wider than 320 px"]);
}"""
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
)


@dataclass
class Walk:
    """One browser's walk, with scripts or without them."""

    page: Page
    scripts: bool
    keep_trees: bool = False
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    _axe: Axe = field(default_factory=Axe)
    _cdp: CDPSession | None = None

    def __post_init__(self) -> None:
        if not self.scripts:
            self._cdp = self.page.context.new_cdp_session(self.page)
            self._run_scripts(False)

    def go(self, place: str, state: str = "", tree: str = "", status: int = 200) -> None:
        """Open an address and look at it."""
        response = self.page.goto(place)
        if response is None or response.status != status:
            self.faults.append(f"{place}: {response.status if response else 'nothing'}, not {status}")
        if unquote(urlsplit(self.page.url).path) != unquote(urlsplit(place).path):
            self.faults.append(f"{place}: leads to {self.page.url}, so that it was not looked at")
        self.look(state or place, tree)

    def press(self, button: str, state: str = "", tree: str = "") -> None:
        """Press what a selector finds, and look at the page that follows."""
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        if state:
            self.look(state, tree)

    def look(self, state: str, tree: str = "") -> None:
        """Look at what the tab shows."""
        page = self.page
        page.wait_for_load_state("load")
        self.seen.add(name_of(page.url))
        self._run_scripts(True)
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        found = self._axe.run(page, options=OPTIONS)
        self._say(
            state,
            [
                f"{fault['id']}: {node['html'][:160]}"
                for fault in found.response["violations"]
                for node in fault["nodes"][:3]
            ],
        )
        self._say(state, structure(page))
        page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
        self._say(state, page.evaluate(SIDEWAYS) + order(page))
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = false)")
        if tree and self.keep_trees:
            self._say(state, compare_tree(page, tree))
        self._run_scripts(False)

    def _run_scripts(self, run: bool) -> None:
        # axe is a script: without them a page is made and used, and only looked at with them.
        if self._cdp:
            self._cdp.send("Emulation.setScriptExecutionDisabled", {"value": not run})

    def _say(self, state: str, what: list[str]) -> None:
        self.faults += [f"{state} ({self.page.url}): {each}" for each in what]


def compare_tree(page: Page, name: str) -> list[str]:
    """What differs between a page's accessibility tree and the one that is kept; with RENEW, keep it.

    A frame, which every page of its kind has, is kept once, under a name that begins with `frame`.
    """
    tree = plain_tree(page.locator("body" if name.startswith("frame") else "main").aria_snapshot())
    kept = TREES / f"{name}.txt"
    if os.environ.get(RENEW):
        kept.write_text(tree, encoding="utf-8")
        return []
    if not kept.exists():
        return [f"no tree is kept: run with {RENEW}=1, read {kept.name}, and commit it"]
    before = kept.read_text(encoding="utf-8")
    if before == tree:
        return []
    new = set(tree.splitlines()) - set(before.splitlines())
    gone = set(before.splitlines()) - set(tree.splitlines())
    changed = [f"+ {line}" for line in sorted(new)[:8]] + [f"- {line}" for line in sorted(gone)[:8]]
    told = "; ".join(changed) or "the order"
    return [f"the tree is not {kept.name} (if it should change: {RENEW}=1, see README.md there): {told}"]


def plain_tree(tree: str) -> str:
    """A tree without what differs each time: dates, times, references, versions, numbers in addresses."""
    tree = re.sub(r"\b\d{1,2} [^\W\d_]+ \d{4}\b", "DATE", tree)
    tree = re.sub(rf"\b\d{{1,2}} ({MONTHS})\b", "DAY", tree)
    tree = re.sub(r"\b\d{1,2}[:.]\d\d ?(am|pm)?\b(?= on|,|$)|\b\d{1,2}(:\d\d)?(am|pm)\b", "TIME", tree)
    tree = re.sub(r"For example, \d+ \d+ \d{4}", "For example, NUMBERS", tree)
    tree = re.sub(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{1,4}\b", "REFERENCE", tree)
    tree = re.sub(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", "CODE", tree)
    tree = re.sub(r"\b([a-z0-9]{5}-){3}[a-z0-9]{5}\b|\b([A-Z2-7]{4} ){7}[A-Z2-7]{4}\b", "SECRET", tree)
    tree = re.sub(r"\bhelping/[\w-]{22}(?=/)", "helping/KEY", tree)
    tree = re.sub(r"\bletter \d+(?=\")", "letter NUMBER", tree)
    tree = re.sub(r"\b\d{8}-(?=[a-z])", "NUMBER-", tree)
    tree = re.sub(r"(cases|confirmation)/[0-9A-Z]{6,}\b", r"\1/REFERENCE", tree)
    tree = re.sub(r"\b[0-9a-f]{12,64}\b", "HASH", tree)
    tree = re.sub(r"\b\d+\.\d+\.\d+\b", "VERSION", tree)
    tree = re.sub(r"\?like=\d+", "?like=NUMBER", tree)
    tree = re.sub(r"http://localhost:\d+", "SITE", tree)
    tree = re.sub(r"(?<=definition: )([a-z]+ ){3}[a-z]+$", "WORDS", tree, flags=re.M)
    return re.sub(r"(?<!\b20\d\d)/\d+(?=[/\s\"?]|$)", "/NUMBER", tree, flags=re.M) + "\n"


def styled(page: Page, what: str, name: str) -> Any:
    """One computed style of what has the focus or a selector."""
    return page.evaluate(f"getComputedStyle({what}).{name}")
