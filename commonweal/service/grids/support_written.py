"""The decisions from the percentage to the award: what counts of the bill, what comes off, who can get it."""

from __future__ import annotations

from decimal import Decimal

from commonweal.service.grids.amounts import plain, pounds
from commonweal.service.grids.dmn_document import DecisionText, FunctionText, Rule, Table, TableInput, Words
from commonweal.service.grids.households_written import assumed_of, tax_band_label
from commonweal.service.grids.scheme import NINTHS, TAX_BANDS, Scheme

_ACT = "Local Government Finance Act 1992"
_PENSION_RULES = (
    "Council Tax Reduction Schemes (Prescribed Requirements) (England) Regulations 2012, regulation 3"
)


def support_decisions(scheme: Scheme) -> list[DecisionText]:
    """What is awarded, and the decisions on the way to it."""
    decisions: list[DecisionText] = []
    if _capped(scheme):
        decisions += [_band_share(scheme), _counted(scheme)]
    if has_deduction(scheme):
        decisions.append(_deduction(scheme))
    return [
        *decisions,
        _yearly_support(scheme),
        _weekly_support(scheme),
        _savings(scheme),
        _eligibility(scheme),
        *_awards(scheme),
    ]


def has_deduction(scheme: Scheme) -> bool:
    """Whether other adults take anything off."""
    return bool(scheme.terms.other_adult_working or scheme.terms.other_adult_not_working)


def _ends(scheme: Scheme) -> bool:
    """Whether some income is too high for support."""
    rates = [rate for column in scheme.columns for rate in column.rates or ()]
    rates += [rate for scale in scheme.scales for rate in scale.rates if rate is not None]
    return 0 in rates


def _capped(scheme: Scheme) -> bool:
    return scheme.terms.band_cap not in (None, "h")


def weekly_deduction(scheme: Scheme) -> FunctionText:
    """What one other adult takes off each week."""
    working, not_working = scheme.terms.other_adult_working, scheme.terms.other_adult_not_working
    amounts = (working or Decimal(0), not_working or Decimal(0))
    if amounts[0] == amounts[1]:
        expression, said = plain(amounts[0]), f"{pounds(amounts[0])}"
    else:
        expression = f"if working then {plain(amounts[0])} else {plain(amounts[1])}"
        said = f"{pounds(amounts[0])} if working, {pounds(amounts[1])} if not"
    return FunctionText(
        "weekly deduction",
        f"What one other adult takes off the support each week: nothing under 18, otherwise {said}.",
        "money",
        (("born", "date"), ("working", "boolean"), ("day", "date")),
        f'if born > day - duration("P18Y") then 0 else {expression}',
    )


def _band_share(scheme: Scheme) -> DecisionText:
    cap = scheme.terms.band_cap
    assert cap is not None
    index = TAX_BANDS.index(cap)
    rules = [
        Rule(
            (tax_band_label(TAX_BANDS[: index + 1]),),
            "1",
            f"{scheme.title}: limited to band {cap.upper()}",
            "Your home is in band {upper case(council tax band)}, so your whole bill is counted.",
        )
    ]
    for band in TAX_BANDS[index + 1 :]:
        share = f"{NINTHS[cap]}/{NINTHS[band]}"
        rules.append(
            Rule(
                (f'"{band}"',),
                f"{NINTHS[cap]} / {NINTHS[band]}",
                f"{scheme.title}: limited to band {cap.upper()}; {_ACT}, section 5(1)",
                f"Your home is in band {band.upper()}, so your bill is counted as if it were in band "
                f"{cap.upper()}: {share} of it.",
            )
        )
    bands = TableInput("Council Tax band", "council tax band", "tBand", tax_band_label(TAX_BANDS))
    return DecisionText(
        "band share",
        "How much of the bill is counted?",
        "number",
        ("council tax band",),
        Table((bands,), tuple(rules)),
        assumed=assumed_of(scheme, "band share"),
    )


def _counted(scheme: Scheme) -> DecisionText:
    told = "That part of your Council Tax is {council tax counted} for a full year."
    return DecisionText(
        "council tax counted",
        "How much Council Tax is the support worked out on?",
        "money",
        ("council tax bill", "band share"),
        "decimal(council tax bill * band share, 2)",
        (Words(told, scheme.title, "band share < 1"),),
        assumed_of(scheme, "council tax counted"),
    )


def _deduction(scheme: Scheme) -> DecisionText:
    told = "We took off {other adults deduction} a week for other adults who live with you."
    return DecisionText(
        "other adults deduction",
        "How much do other adults in the home take off the support each week?",
        "money",
        ("other adults", "relevant date", "weekly deduction"),
        "sum(append(for adult in other adults return "
        "weekly deduction(adult.born, adult.working, relevant date), 0))",
        (Words(told, scheme.title, "other adults deduction > 0"),),
        assumed_of(scheme, "other adults deduction"),
    )


def _yearly_support(scheme: Scheme) -> DecisionText:
    bill = "council tax counted" if _capped(scheme) else "council tax bill"
    expression = f"{bill} * discount percentage / 100"
    needs = [bill, "discount percentage"]
    said = f"{{discount percentage}} of {{{bill}}}"
    words = [Words(f"{said} is {{yearly support}} for a full year.", scheme.title, "discount percentage > 0")]
    if has_deduction(scheme):
        expression = f"max(0, {expression} - other adults deduction * {scheme.days} / 7)"
        needs.append("other adults deduction")
        some = "discount percentage > 0 and other adults deduction"
        less = "less {other adults deduction} a week for other adults"
        off = f"{said}, {less}, is {{yearly support}} for a full year."
        words = [
            Words(words[0].text, scheme.title, f"{some} = 0"),
            Words(off, scheme.title, f"{some} > 0"),
        ]
    most = scheme.terms.maximum_award
    if most is not None:
        expression = f"min({expression}, {plain(most)} * {scheme.days} / 7)"
        limit = f"The most that the scheme pays is {pounds(most)} a week."
        words.insert(0, Words(limit, scheme.title, "discount percentage > 0"))
    return DecisionText(
        "yearly support",
        "How much would the support be for a full year, before the other conditions?",
        "money",
        tuple(needs),
        expression,
        tuple(words),
        assumed_of(scheme, "yearly support"),
    )


def _weekly_support(scheme: Scheme) -> DecisionText:
    week = f"A week is 7 of the year's {scheme.days} days"
    return DecisionText(
        "weekly support",
        "How much is that a week, to the penny?",
        "money",
        ("yearly support",),
        f"decimal(yearly support * 7 / {scheme.days}, 2)",
        (Words("That is {weekly support} a week.", week, "weekly support > 0"),),
        assumed_of(scheme, "weekly support"),
    )


def _savings(scheme: Scheme) -> DecisionText:
    limit, passported = scheme.terms.capital_limit, scheme.terms.passported_capital_limit
    assert limit is not None
    savings = TableInput("Savings", "savings", "money")
    if passported is None or passported == limit:
        return DecisionText(
            "savings within limit",
            "Are the savings within the limit?",
            "boolean",
            ("savings",),
            Table((savings,), _limits(scheme, limit, ())),
            assumed=assumed_of(scheme, "savings within limit"),
        )
    rules = (*_limits(scheme, passported, ("true",)), *_limits(scheme, limit, ("false",)))
    return DecisionText(
        "savings within limit",
        "Are the savings within the limit?",
        "boolean",
        ("passported", "savings"),
        Table((TableInput("Passported", "passported", "boolean"), savings), rules),
        assumed=assumed_of(scheme, "savings within limit"),
    )


def _limits(scheme: Scheme, limit: Decimal, before: tuple[str, ...]) -> tuple[Rule, Rule]:
    authority = f"{scheme.title}: savings limit of {pounds(limit)}"
    within = f"Your savings of {{savings}} are not more than {pounds(limit)}."
    above = f"Your savings of {{savings}} are more than {pounds(limit)}."
    return (
        Rule((*before, f"<= {plain(limit)}"), "true", authority, within),
        Rule((*before, f"> {plain(limit)}"), "false", authority, above),
    )


def _eligibility(scheme: Scheme) -> DecisionText:
    least = scheme.terms.minimum_award or Decimal(0)
    deduction = has_deduction(scheme)
    inputs = [
        TableInput("Pays the bill", "liable", "boolean"),
        TableInput("State Pension age", "pension age", "boolean"),
        TableInput("Savings within limit", "savings within limit", "boolean"),
    ]
    ends = _ends(scheme)
    if ends:
        inputs.append(TableInput("Discount", "discount percentage", "percentage"))
    if deduction or least:
        inputs.append(TableInput("Support a week", "weekly support", "money", ">= 0"))
    some = ("true", "false", "true", "> 0") if ends else ("true", "false", "true")
    rows = [
        (("false",), "not liable", f"{_ACT}, section 13A",
         "Council Tax Support reduces a Council Tax bill, and you do not pay the bill for your home."),
        (("true", "true"), "pension age", _PENSION_RULES,
         "You have reached State Pension age, so the national scheme is for you and not this one."),
        (("true", "false", "false"), "savings", scheme.title, "Your savings are more than the limit."),
    ]  # fmt: skip
    if ends:
        told = "Your income is above the highest that gets support."
        rows.append((("true", "false", "true", "0"), "income", scheme.title, told))
    if deduction:
        told = (
            "What is taken off for other adults who live with you is as much as the support or more, "
            "so nothing is left to pay you."
        )
        rows.append(((*some, "0"), "other adults", scheme.title, told))
    if least:
        told = f"Your support would be less than {pounds(least)} a week, the least that is paid."
        small = f"{'(' if deduction else '['}0..{plain(least)})"
        rows.append(((*some, small), "below the minimum", scheme.title, told))
    enough = f">= {plain(least)}" if least else "> 0"
    met = (*some, enough) if deduction or least else some
    rows.append((met, "eligible", scheme.title, "You meet the conditions for Council Tax Support."))
    rules = tuple(
        Rule((*cells, *("-",) * (len(inputs) - len(cells))), f'"{value}"', authority, words)
        for cells, value, authority, words in rows
    )
    needs = [each.expression for each in inputs]
    values = ", ".join(f'"{value}"' for _, value, _, _ in rows)
    return DecisionText(
        "eligibility",
        "Can the person get Council Tax Support and, if not, why not?",
        "tEligibility",
        tuple(needs),
        Table(tuple(inputs), rules, values),
        assumed=assumed_of(scheme, "eligibility"),
    )


def _awards(scheme: Scheme) -> list[DecisionText]:
    return [
        DecisionText(
            "award",
            "How much Council Tax Support is awarded each week?",
            "money",
            ("eligibility", "weekly support"),
            'if eligibility = "eligible" then weekly support else 0',
            (Words("Your Council Tax Support is {award} a week.", scheme.title),),
        ),
        DecisionText(
            "yearly award",
            "How much is the award over a full year?",
            "money",
            ("eligibility", "yearly support"),
            'if eligibility = "eligible" then decimal(yearly support, 2) else 0',
            (Words("Over a full year it takes {yearly award} off your Council Tax bill.", scheme.title),),
        ),
        DecisionText(
            "left to pay",
            "How much of the bill is left to pay?",
            "money",
            ("council tax bill", "yearly award"),
            "council tax bill - yearly award",
            (Words("That leaves {left to pay} of your bill to pay over a full year.", scheme.title),),
        ),
    ]
