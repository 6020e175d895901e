"""One question type of each kind, and what hostile people send."""

from commonweal.service.types import QuestionType, Wording, question_type

CHOICES = (("council", "I rent from the council"), ("owner", "I own it"), ("none of it", "Neither"))


def every_type() -> dict[str, QuestionType]:
    types = {
        name: question_type(name, Wording())
        for name in (
            "yes or no",
            "name",
            "text",
            "long text",
            "whole number",
            "number",
            "money",
            "date",
            "postcode",
            "address",
            "email",
            "phone",
            "national insurance number",
            "bank details",
        )
    }
    types["one of"] = question_type("one of", Wording(choices=CHOICES))
    types["any of"] = question_type("any of", Wording(choices=CHOICES, none="None of these"))
    types["money per"] = question_type("money", Wording(per=("week", "month", "year")))
    types["money each month"] = question_type("money", Wording(per=("month",)))
    return types


HOSTILE: list[object] = [
    None,
    "",
    " ",
    "\x00",
    "a\x00b",
    "x" * 1_000_000,
    "9" * 1_000_000,
    "1e999999999",
    "1e5",
    "NaN",
    "Infinity",
    "-inf",
    "-0",
    "0x10",
    "１２３",
    "٣",
    "½",
    "²",
    "\u202eabc",
    "\u200f\u200e",
    "\ud800",
    "💩" * 5000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "${7*7}",
    "{{7*7}}",
    "../../etc/passwd",
    "£1,200.50",
    "1.200,50",
    "1,5",
    "--5",
    "5-",
    "31",
    "0000",
    "a" * 300 + "@" + "b" * 300 + ".com",
    ["a", "b"],
    [],
    [None, 3, {}],
    {},
    {"value": "x"},
    3,
    3.5,
    True,
    b"bytes",
    object(),
]
