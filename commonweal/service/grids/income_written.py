"""The decisions that find the income that is compared with the grid."""

from __future__ import annotations

from decimal import Decimal

from commonweal.service.grids.amounts import plain, pounds
from commonweal.service.grids.dmn_document import DecisionText, Rule, Table, TableInput, Words
from commonweal.service.grids.families import columns_of_households
from commonweal.service.grids.households_written import assumed_of, children_cell
from commonweal.service.grids.scheme import Scheme
from commonweal.service.grids.term_reading import tariff_words

PER = {
    "week": ("a week", ""),
    "fortnight": ("a fortnight", " * 2"),
    "four weeks": ("every four weeks", " * 4"),
    "month": ("a month", " * 52 / 12"),
    "year": ("a year", " * 52"),
}
"""How each period is said, and how a weekly sum becomes one of it."""


def income_name(scheme: Scheme) -> str:
    """The decision that is compared with the grid's bounds."""
    return "excess income" if scheme.kind == "excess" else "assessed income"


def income_decisions(scheme: Scheme) -> list[DecisionText]:
    """From what comes in to the income that counts, for the grid's own period."""
    decisions: list[DecisionText] = []
    terms = scheme.terms
    if terms.passported_to_band_1 or terms.passported_capital_limit is not None:
        decisions.append(_passported(scheme))
    if terms.earnings_disregards is not None:
        decisions.append(_disregard(scheme))
    decisions.append(_earned(scheme))
    parts = ["earned income"]
    if scheme.kind != "earnings":
        decisions.append(_universal_credit(scheme))
        parts += ["universal credit counted", "other income"]
        if terms.tariff is not None:
            decisions.append(_tariff(scheme))
            parts.append("tariff income")
    left_out = _left_out(scheme)
    decisions += left_out
    return [*decisions, _income(scheme, parts, bool(left_out))]


def _passported(scheme: Scheme) -> DecisionText:
    return DecisionText(
        "passported",
        "Does a benefit settle the question of income?",
        "boolean",
        ("universal credit", "earnings", "partner earnings", "other income"),
        "universal credit > 0 and earnings = 0 and partner earnings = 0 and other income = 0",
        (Words("You get Universal Credit and have no other income.", scheme.title, "passported"),),
        assumed_of(scheme, "passported"),
    )


def _to_the_penny(scheme: Scheme, expression: str) -> str:
    """Each part is rounded where the letter's sums are weekly; a monthly grid rounds the month only."""
    return f"decimal({expression}, 2)" if scheme.per == "week" else expression


def _disregard(scheme: Scheme) -> DecisionText:
    """What is left out of earnings, by family."""
    given = scheme.terms.earnings_disregards or ()
    rules = []
    for segment in columns_of_households([family for family, _ in given]):
        family, amount = given[segment.column]
        partner = {False: "false", True: "true", None: "-"}[segment.partner]
        cells = (partner, children_cell(segment))
        rules.append(Rule(cells, plain(amount), f"{scheme.title}, earnings of {family.described}", ""))
    inputs = (
        TableInput("Partner", "partner", "boolean"),
        TableInput("Children", "number of children", "tCount", ">= 0"),
    )
    return DecisionText(
        "earnings disregard",
        "How much of the earnings is left out each week?",
        "money",
        ("partner", "number of children"),
        Table(inputs, tuple(rules)),
        assumed=assumed_of(scheme, "earnings disregard"),
    )


def _earned(scheme: Scheme) -> DecisionText:
    by_family = scheme.terms.earnings_disregards is not None
    disregard = scheme.terms.earnings_disregard or Decimal(0)
    left = f" - {plain(disregard)}" if disregard else ""
    said = f", after leaving out the first {pounds(disregard)}" if disregard else ""
    if by_family:
        left, said = " - earnings disregard", ", after leaving out the first {earnings disregard}"
    return DecisionText(
        "earned income",
        "How much income from work counts each week?",
        "money",
        ("earnings", "partner earnings", *(("earnings disregard",) if by_family else ())),
        _to_the_penny(scheme, f"max(0, earnings + partner earnings{left})"),
        (
            Words(
                f"From work we counted {{earned income}} a week{said}.",
                scheme.title,
                "earnings > 0 or partner earnings > 0",
            ),
        ),
        assumed_of(scheme, "earned income"),
    )


def _universal_credit(scheme: Scheme) -> DecisionText:
    return DecisionText(
        "universal credit counted",
        "How much Universal Credit counts each week?",
        "money",
        ("universal credit", "universal credit housing"),
        _to_the_penny(scheme, "max(0, universal credit - universal credit housing)"),
        (
            Words(
                "From Universal Credit we counted {universal credit counted} a week, "
                "leaving out any help with rent.",
                scheme.title,
                "universal credit > 0",
            ),
        ),
        assumed_of(scheme, "universal credit counted"),
    )


def _tariff(scheme: Scheme) -> DecisionText:
    tariff = scheme.terms.tariff
    assert tariff is not None
    above, step, amount = (plain(each) for each in (tariff.above, tariff.step, tariff.amount))
    times = f" * {amount}" if tariff.amount != 1 else ""
    return DecisionText(
        "tariff income",
        "How much income counts because of savings each week?",
        "money",
        ("savings",),
        f"if savings > {above} then ceiling((savings - {above}) / {step}){times} else 0",
        (
            Words(
                f"Because of your savings we counted {{tariff income}} a week: {tariff_words(tariff)}.",
                f"{scheme.title}: {tariff_words(tariff)}",
                "tariff income > 0",
            ),
        ),
        assumed_of(scheme, "tariff income"),
    )


def _left_out(scheme: Scheme) -> list[DecisionText]:
    """What is left out of income for disability and for carers, as a table of the two."""
    terms = scheme.terms
    disabled = terms.disabled_disregard or Decimal(0)
    carer = terms.carer_disregard or Decimal(0)
    either = terms.disability_or_carer_disregard or Decimal(0)
    if not (disabled or carer or either):
        return []
    columns = []
    if disabled or either:
        columns.append(("disability benefits", "Disability benefit in the home"))
    if carer or either:
        columns.append(("carer", "Carer in the home"))
    rules: list[Rule] = []
    for number in range(2 ** len(columns)):
        held = {name: not number >> index & 1 for index, (name, _) in enumerate(columns)}
        amount = disabled * held.get("disability benefits", False) + carer * held.get("carer", False)
        amount += either * any(held.values())
        words = (
            f"We left a further {pounds(amount)} a week out because of disability or caring."
            if amount
            else ""
        )
        cells = tuple("true" if value else "false" for value in held.values())
        rules.append(Rule(cells, plain(amount), scheme.title, words))
    return [
        DecisionText(
            "income left out",
            "How much more income is left out because of disability or caring?",
            "money",
            tuple(name for name, _ in columns),
            Table(tuple(TableInput(label, name, "boolean") for name, label in columns), tuple(rules)),
            assumed=assumed_of(scheme, "income left out"),
        )
    ]


def _income(scheme: Scheme, parts: list[str], left_out: bool) -> DecisionText:
    name = income_name(scheme)
    per, times = PER[scheme.per]
    total = " + ".join(parts)
    needs = list(parts)
    if left_out:
        total += " - income left out"
        needs.append("income left out")
    if scheme.kind == "excess":
        total += " - applicable amount"
        needs.append("applicable amount")
    expression = f"decimal(max(0, {total}){times}, 2)"
    when = f"{name} > 0"
    no_income = Words("You have no income that counts.", scheme.title, f"{name} = 0")
    words = [Words(f"Altogether, we counted your income as {{{name}}} {per}.", scheme.title, when), no_income]
    if scheme.kind == "excess":
        above = f"Your income is {{{name}}} {per} above the amount the government expects you to live off."
        words = [Words(above, scheme.title)]
    if scheme.terms.passported_to_band_1:
        expression = f"if passported then 0 else {expression}"
        needs.append("passported")
    if "other income" in parts:
        told = "From your other income we counted {other income} a week."
        words.insert(0, Words(told, scheme.title, "other income > 0"))
    return DecisionText(
        name,
        f"How much income counts {per}?",
        "money",
        tuple(needs),
        expression,
        tuple(words),
        assumed_of(scheme, name),
    )
