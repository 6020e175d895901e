"""Made-up people who apply for Council Tax Support: what each types, and what should be kept of it.

Made up, not drawn from any population: enough of every kind that each question, list and letter is met. What
is typed is as people type it (a comma in an amount, spaces in a number), and so is not always what is kept.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

FIRST = ("Siân", "Mohammed", "Grace", "Owain", "Zoë", "Jean-Luc", "Priya", "Tadhg", "Anna", "Chidi")
LAST = ("Lloyd", "Khan", "O'Brien", "Evans", "Łukasik", "Osei", "Patel", "Smith-Jones", "ap Gruffydd", "Ng")
STREETS = ("High Street", "Station Road", "Church Lane", "Heol y Bont", "Cross Street")
KINDS = ("jobseeker", "esa", "pension", "maintenance", "rent", "other")
CHILDREN = (0, 0, 0, 1, 1, 2, 3)
OTHER_ADULTS = (0, 0, 0, 0, 1)


@dataclass
class Household:
    """What one applicant would say to any question. Pages are named as in addresses, answers as in policy."""

    number: int
    typed: dict[str, dict[str, str | list[str]]] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    """The pages of each thing in a list, by the list's page."""

    def say(self, page: str, kept: Any, **typed: str | list[str]) -> None:
        """Note what is typed on a page, part by part, and what should be kept of it."""
        last = page.split("/")[-1]
        self.typed[page] = {
            last if part == "value" else f"{last}-{part}": each for part, each in typed.items()
        }
        self.kept[page] = kept


def household(number: int, seed: str) -> Household:
    """The applicant of this number: always the same, and like no other in name and number."""
    chance = random.Random(f"{seed} {number}")
    made = Household(number)
    _home(made, chance)
    _themselves(made, chance)
    _others(made, chance)
    _work(made, chance)
    _income(made, chance)
    _how_told(made, chance)
    return made


def _yes(made: Household, page: str, value: bool) -> bool:
    made.say(page, value, value="yes" if value else "no")
    return value


def _date(made: Household, page: str, chance: random.Random, first: int, last: int) -> None:
    year, month, day = chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)
    made.say(page, f"{year}-{month:02}-{day:02}", day=str(day), month=str(month), year=str(year))


def _money(made: Household, page: str, chance: random.Random, least: int, most: int) -> None:
    pence = chance.randint(least * 100, most * 100)
    made.say(page, f"{pence / 100:.2f}", value=f"£{pence / 100:,.2f}")


def _money_per(
    made: Household, page: str, chance: random.Random, most: int, *periods: str, one: bool = False
) -> None:
    pence, per = chance.randint(0, most * 100), chance.choice(periods)
    kept = {"amount": f"{pence / 100:.2f}", "per": per}
    if one:
        made.say(page, kept, amount=f"{pence / 100:.2f}")
    else:
        made.say(page, kept, amount=f"{pence / 100:.2f}", per=per)


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def _home(made: Household, chance: random.Random) -> None:
    _yes(made, "liable", True)
    _yes(made, "pension-age", False)
    line = f"{made.number + 1} {chance.choice(STREETS)}"
    home = {"line1": line, "town": "Sale", "postcode": "M33 7ZF"}
    made.say("home", home, line1=f" {line} ", line2="", town="Sale", county="", postcode="m337zf")
    tenure = chance.choice(("council", "private", "owner", "other"))
    made.say("tenure", tenure, value=tenure)
    band = chance.choice("aabbccdefgh")
    made.say("council-tax-band", band, value=band)
    _money(made, "council-tax-bill", chance, 800, 4000)
    account = chance.choice((None, f"{made.number:08}"))
    made.say("council-tax-account", account, value=account or "")


def _themselves(made: Household, chance: random.Random) -> None:
    name = f"{_name(chance)} {_letters(made.number)}"
    made.say("full-name", name, value=f"{name} ")
    _date(made, "date-of-birth", chance, 1965, 2004)
    digits = f"{made.number % 1_000_000:06}"
    number = f"QQ{digits}{chance.choice('ABCD')}"
    spaced = f"{number[:2]} {digits[:2]} {digits[2:4]} {digits[4:]} {number[-1]}"
    made.say("national-insurance-number", number, value=spaced.lower())
    email = chance.choice((None, f"applicant{made.number}@example.com"))
    made.say("email", email, value=email or "")
    made.say("phone", None, value="")


def _how_told(made: Household, chance: random.Random) -> None:
    """Most by post, some by a message to an address that is typed here."""
    way = chance.choice(("post", "post", "post", "email", "text"))
    form = chance.choice(("standard", "standard", "large"))
    address = {"email": f"reach{made.number}@example.com", "text": f"07700{900_000 + made.number % 1000}"}
    typed = {part: address[part] if part == way else "" for part in ("email", "text")}
    kept = {"way": way, "form": form} | ({"address": address[way]} if way in address else {})
    made.say("how-we-write", kept, way=way, form=form, **typed)


def _letters(number: int) -> str:
    """A second surname that no other applicant has: A, B, … Z, Ba, Bb, …"""
    found = ""
    while True:
        number, letter = divmod(number, 26)
        found = chr(ord("a") + letter) + found
        if not number:
            return found.capitalize()


def _others(made: Household, chance: random.Random) -> None:
    _yes(made, "partner", chance.random() < 0.4)
    partner = _name(chance)
    made.say("partner-name", partner, value=partner)
    _date(made, "partner-date-of-birth", chance, 1965, 2004)
    for page, most in (("children", chance.choice(CHILDREN)), ("other-adults", chance.choice(OTHER_ADULTS))):
        made.lists[page] = [f"{page}/{number}" for number in range(1, most + 1)]
        for item in made.lists[page]:
            name = _name(chance)
            made.say(f"{item}/name", name, value=name)
            first, last = (2010, 2024) if page == "children" else (1970, 2003)
            _date(made, f"{item}/born", chance, first, last)
            _yes(made, f"{item}/working", chance.random() < 0.5)


def _work(made: Household, chance: random.Random) -> None:
    periods = ("week", "fortnight", "four weeks", "month")
    for who in ("", "partner-"):
        _yes(made, f"{who}works", chance.random() < 0.5)
        _yes(made, f"{who}self-employed", chance.random() < 0.15)
        _money_per(made, f"{who}earnings", chance, 700, *periods)


def _income(made: Household, chance: random.Random) -> None:
    _yes(made, "gets-universal-credit", chance.random() < 0.6)
    _money_per(made, "universal-credit", chance, 1200, "month", one=True)
    _yes(made, "universal-credit-rent", chance.random() < 0.5)
    _money_per(made, "universal-credit-housing", chance, 700, "month", one=True)
    kinds = sorted(chance.sample(KINDS, chance.choice((0, 0, 0, 1, 2))), key=KINDS.index)
    made.say("other-income-kinds", kinds, value=kinds or ["none"])
    _money_per(made, "other-income", chance, 100, "week", "month")
    _yes(made, "disability-benefits", chance.random() < 0.2)
    _money(made, "savings", chance, 0, 12_000)
