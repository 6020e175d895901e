"""What a caseworker typed to change a result, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from commonweal.office.casework.amounts import MOST, Amount, Changeable, TooMuch
from commonweal.office.casework.typed_text import typed_text
from commonweal.office.pages.showing import amount as pounds
from commonweal.office.records.actions.change import LONGEST
from commonweal.office.records.models import Decision


@dataclass(frozen=True)
class ChangeForm:
    """The form as typed, with the errors by field, and what to do when there are none."""

    result: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, Decimal] = field(default_factory=dict)


def blank_change(changeable: Changeable, decision: Decision) -> ChangeForm:
    """The form before anything is typed: the policy's own figures."""
    return ChangeForm(
        result=decision.result, typed={each.field: f"{each.value:.2f}" for each in changeable.amounts}
    )


def read_change(posted: Mapping[str, str], changeable: Changeable, decision: Decision) -> ChangeForm:
    """Read the form. An award keeps the amounts typed; a refusal gives nothing of each."""
    result = posted.get("result", "")
    reason = typed_text(posted.get("reason", ""))
    typed = {each.field: posted.get(each.field, "").strip()[:40] for each in changeable.amounts}
    errors: dict[str, str] = {}
    chosen: dict[str, Decimal] = {}
    if result not in Decision.Result.values:
        errors["result"] = "Choose whether it is an award or a refusal"
    elif result == Decision.Result.REFUSAL:
        chosen = {each.name: Decimal(0) for each in changeable.amounts}
    else:
        chosen = _amounts(changeable, typed, errors)
    if not reason:
        errors["reason"] = "Say why you are changing the result. The letter gives your reason"
    elif len(reason) > LONGEST:
        errors["reason"] = f"The reason must be {LONGEST:,} characters or less"
    if not errors:
        same = all(chosen[each.name] == each.value for each in changeable.amounts)
        if result == decision.result and (same or result == Decision.Result.REFUSAL):
            errors["result"] = "This is what the policy decided. Change it, or go back and agree with it"
    if not errors:
        try:
            chosen = changeable.with_what_follows(chosen)
        except TooMuch as fault:
            errors[_worst(changeable).field] = f"{fault}. Enter a smaller amount"
    return ChangeForm(result, typed, reason, errors, {} if errors else chosen)


def _amounts(changeable: Changeable, typed: Mapping[str, str], errors: dict[str, str]) -> dict[str, Decimal]:
    chosen: dict[str, Decimal] = {}
    for each in changeable.amounts:
        given, problem = _read(typed[each.field])
        if given is None:
            errors[each.field] = f"{each.label} {problem}"
        elif each.main and given == 0:
            errors[each.field] = f"{each.label} must be more than £0: choose a refusal if nothing is given"
        else:
            chosen[each.name] = given
    main = next((each for each in changeable.amounts if each.main), None)
    if main is not None and not errors and chosen[main.name] != main.value:
        for each in changeable.amounts:
            if not each.main and chosen[each.name] == each.value:
                errors[each.field] = (
                    f"{each.label} is still {pounds(each.value)}, which goes with {pounds(main.value)}. "
                    "Change it too"
                )
    return chosen


def _read(typed: str) -> tuple[Decimal | None, str]:
    plain = typed.removeprefix("£").replace(",", "").replace(" ", "")
    try:
        given = Decimal(plain)
    except InvalidOperation:
        return None, "must be an amount of money, like 14.20"
    exponent = given.as_tuple().exponent
    if not isinstance(exponent, int) or "e" in plain.lower():
        return None, "must be an amount of money, like 14.20"
    if given < 0:
        return None, "must be £0 or more"
    if given > MOST:
        return None, f"must be {pounds(MOST)} or less"
    if exponent < -2:
        return None, "must be in pounds and whole pence, like 14.20"
    return given, ""


def _worst(changeable: Changeable) -> Amount:
    return changeable.amounts[-1]
