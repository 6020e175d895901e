"""FEEL text: grown from a grammar, mutated token by token and byte by byte, and bombs of every size."""

from __future__ import annotations

import random
import re

NAMES = ("a", "b", "c", "item", "partial", "?", "monthly income", "x-y", "nothing here", "household.size")
FUNCTIONS = (
    "date", "time", "date and time", "duration", "years and months duration", "number", "string", "not",
    "substring", "string length", "upper case", "lower case", "substring before", "substring after", "replace",
    "contains", "starts with", "ends with", "matches", "split", "string join", "list contains", "count", "min",
    "max", "sum", "mean", "all", "any", "sublist", "append", "concatenate", "insert before", "remove", "reverse",
    "index of", "union", "distinct values", "flatten", "product", "median", "stddev", "mode", "list replace",
    "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down", "abs", "modulo",
    "sqrt", "log", "exp", "odd", "even", "before", "after", "meets", "met by", "overlaps", "overlaps before",
    "overlaps after", "finishes", "finished by", "includes", "during", "starts", "started by", "coincides",
    "day of year", "day of week", "month of year", "week of year", "get value", "get entries", "context",
    "context put", "context merge", "range", "is", "now", "today", "sort", "get or else", "nonsense",
)  # fmt: skip
NUMBERS = (
    "0", "1", "2", "-1", "0.1", "0.005", "1e3", "1e-6143", "9.999999999999999999999999999999999e6144", "1e6145",
    "99999999999999999999999999999999999999999999", "0.00000000000000000000000000000000000000001", "6176", "-6111",
    "1000000000000", "999999999", "2147483648", "1E+400", ".5", "5.", "00012", "1e99999999999",
)  # fmt: skip
STRINGS = (
    '""', '"a"', '"2024-02-29"', '"\\uD83D\\uDC0E"', '"\\uD83D"', '"é\u0301"', '"\u202eabc"', '"\\U01F40E"',
    '"(a+)+$"', '"[a-z-[aeiou]]"', '"(a|a)*b"', '"((a{1,100}){1,100}){1,100}"', '"(?<x>a)\\\\k<x>"', '"\\\\p{L}+"',
    '"(.*)*\\\\1"', '"10:00:00@Europe/London"', '"P1Y"', '"-P999999999999Y"', '"PT0.000000001S"', '"\u0000"',
    '"24:00:00"', '"-999999999-12-31"', '"2024-02-30"', '"1,000.5"', '"\ufeff"', '"İ"', '"ß"', '"\\\\"',
)  # fmt: skip
MOMENTS = (
    '@"2024-02-29"', '@"-999999999-01-01"', '@"999999999-12-31"', '@"10:30:00+14:00"', '@"P1Y"', '@"-PT1S"',
    '@"2024-03-31T01:30:00@Europe/London"', '@"P99999999999D"', '@"23:59:60"', '@"2024-10-27T01:30:00@Europe/Paris"',
    '@"10:00:00@Etc/Nowhere"', '@"0000-01-01"', '@"P2000000000M"', '@"T24:00:00Z"', '@"nonsense"',
)  # fmt: skip
TYPES = ("number", "string", "date", "Any", "list<number>", "context<a: number>", "range<date>", "Null",
         "function<number> -> number", "tNone", "list<list<list<Any>>>", "days and time duration")  # fmt: skip
OPERATORS = ("+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in")
ODD = (
    "\u00a0",
    "\u2028",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x85",
    "é",
    "🐎",
    "’",
    "\u202e",
    "﷽",
    "\U000e0001",
    "½",
    "٣",
)
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[\w.]+|\s+|\*\*|[<>!=]=|\.\.|.', re.DOTALL)


class Grower:
    """Random expressions."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def expression(self, depth: int = 5) -> str:
        """Any expression, nesting at most so deep."""
        pick = self.chance.choice
        if depth <= 0 or self.chance.random() < 0.15:
            return pick((pick(NAMES), pick(NUMBERS), pick(STRINGS), pick(MOMENTS), "true", "false", "null"))
        grow = self.expression
        below = depth - 1
        match self.chance.randrange(19):
            case 0 | 1:
                return f"({grow(below)} {pick(OPERATORS)} {grow(below)})"
            case 2 | 3 | 4:
                arguments = ", ".join(grow(below) for _ in range(self.chance.randrange(5)))
                return f"{pick(FUNCTIONS)}({arguments})"
            case 5:
                return f"if {grow(below)} then {grow(below)} else {grow(below)}"
            case 6:
                return f"for {pick(('i', 'item', 'x y'))} in {grow(below)} return {grow(below)}"
            case 7:
                return f"for i in {grow(below)}..{grow(below)}, j in {grow(below)} return {grow(below)}"
            case 8:
                return f"{pick(('some', 'every'))} i in {grow(below)} satisfies {grow(below)}"
            case 9:
                return "[" + ", ".join(grow(below) for _ in range(self.chance.randrange(5))) + "]"
            case 10:
                keys = (
                    pick(("a", "b", '"x y"', "monthly income", "f")) for _ in range(self.chance.randrange(4))
                )
                return "{" + ", ".join(f"{key}: {grow(below)}" for key in keys) + "}"
            case 11:
                return f"{grow(below)}[{grow(below)}]"
            case 12:
                return f"{grow(below)}.{pick(('a', 'year', 'time offset', 'start included', 'value', 'x y'))}"
            case 13:
                return f"({grow(below)} instance of {pick(TYPES)})"
            case 14:
                return f"{pick('[(]')}{grow(below)}..{grow(below)}{pick('])[')}"
            case 15:
                return f"({grow(below)} between {grow(below)} and {grow(below)})"
            case 16:
                return f"({grow(below)} in ({pick(OPERATORS[5:11])} {grow(below)}, {grow(below)}))"
            case 17:
                typed = pick(("", f": {pick(TYPES)}"))
                return f"(function(p{typed}, q) {grow(below)})({grow(below)}, {grow(below)})"
            case _:
                return f"-{grow(below)}"

    def cell(self) -> str:
        """The tests of a decision table's cell."""
        tests = ", ".join(
            self.chance.choice(("", "", "< ", ">= ", "= ", "!= ")) + self.expression(2)
            for _ in range(self.chance.randrange(1, 4))
        )
        return f"not({tests})" if self.chance.random() < 0.2 else tests


def mutate(text: str, chance: random.Random, stock: tuple[str, ...]) -> str:
    """A text with a few of its tokens dropped, doubled, swapped, replaced or spliced with another's."""
    tokens = _TOKEN.findall(text) or [""]
    grower = Grower(chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(tokens))
        match chance.randrange(9):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(at, tokens[at])
            case 2:
                other = chance.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens[at] = chance.choice((*NUMBERS, *STRINGS, *MOMENTS, *OPERATORS, *NAMES))
            case 4:
                tokens[at] = grower.expression(2)
            case 5:
                theirs = _TOKEN.findall(chance.choice(stock)) if stock else ["1"]
                start = chance.randrange(len(theirs))
                tokens[at:at] = theirs[start : start + chance.randrange(1, 12)]
            case 6:
                tokens.insert(at, chance.choice(ODD))
            case 7:
                tokens[at] = chance.choice(FUNCTIONS)
            case _:
                start = chance.randrange(len(tokens))
                tokens[at:at] = tokens[start : start + chance.randrange(1, 20)]
        tokens = tokens or [""]
    return "".join(tokens)[:20_000]


def bomb(chance: random.Random) -> str:
    """Something made to take for ever, to fill the memory or to overflow the stack."""
    size = chance.choice((2, 3, 10, 50, 149, 151, 500, 5_000, 50_000))
    many = chance.choice((10, 1_000, 99_999, 100_001, 10**7, 10**9, 10**18))
    inner = Grower(chance).expression(2)
    return chance.choice(BOMBS)(size, many, inner)[:210_000]


BOMBS = (
    lambda n, m, e: "**".join(["2"] * n),
    lambda n, m, e: f"9.9**{m}**{n}",
    lambda n, m, e: "(" * n + e + ")" * n,
    lambda n, m, e: "[" * n + e + "]" * n,
    lambda n, m, e: "{a:" * n + e + "}" * n,
    lambda n, m, e: "-" * n + e,
    lambda n, m, e: "not(" * n + e + ")" * n,
    lambda n, m, e: "if true then " * n + e,
    lambda n, m, e: "if a then b else " * n + e,
    lambda n, m, e: "a." * n + "b",
    lambda n, m, e: "a" + f"[{e}]" * n,
    lambda n, m, e: "a" + "()" * n,
    lambda n, m, e: " and ".join([e] * n),
    lambda n, m, e: "+".join([e] * n),
    lambda n, m, e: "function(x) " * n + e,
    lambda n, m, e: "for i in [1,2,3] return " * n + e,
    lambda n, m, e: "some i in [1,2,3] satisfies " * n + e,
    lambda n, m, e: f"for i in 1..{m} return {e}",
    lambda n, m, e: f"for i in 1..{m}, j in 1..{m} return i * j",
    lambda n, m, e: f"every i in 1..{m} satisfies {e}",
    lambda n, m, e: f"count(for i in 1..{m} return for j in 1..{n} return {e})",
    lambda n, m, e: f'for i in 1..{n} return if i = 1 then "ab" else partial[-1] + partial[-1]',
    lambda n, m, e: f"for i in 1..{n} return if i = 1 then [{e}] else concatenate(partial[-1], partial[-1])",
    lambda n, m, e: f"for i in 1..{n} return if i = 1 then {e} else [partial[-1], partial[-1], partial[-1]]",
    lambda n, m, e: (
        f"for i in 1..{n} return if i = 1 then {{a: {e}}} else {{a: partial[-1], b: partial[-1]}}"
    ),
    lambda n, m, e: f"string(for i in 1..{n} return if i = 1 then [{e}] else [partial[-1], partial[-1]])",
    lambda n, m, e: f"flatten(for i in 1..{n} return if i = 1 then [{e}] else [partial[-1], partial[-1]])",
    lambda n, m, e: f"distinct values(for i in 1..{min(m, 100_000)} return {{v: i, w: {e}}})",
    lambda n, m, e: f"distinct values(for i in 1..{min(m, 100_000)} return [i])",
    lambda n, m, e: (
        f"union(for i in 1..{min(m, 90_000)} return i, for i in 1..{min(m, 90_000)} return i + 0.5)"
    ),
    lambda n, m, e: f"sort(for i in 1..{min(m, 100_000)} return {e}, function(x, y) x < y)",
    lambda n, m, e: (
        f"sort(for i in 1..{min(m, 100_000)} return modulo(i * 7919, 10007), function(x, y) x < y)"
    ),
    lambda n, m, e: f'matches(string join(for i in 1..{n} return "a"), "(a+)+$b")',
    lambda n, m, e: f'matches(string join(for i in 1..{n} return "a"), "(a*)*\\\\1b")',
    lambda n, m, e: f'matches(string join(for i in 1..{n} return "a"), "(?:a|a)*\\\\1" )',
    lambda n, m, e: f'replace(string join(for i in 1..{n} return "ab"), "(a)(b)?", "$2$1$1$0", "imsx")',
    lambda n, m, e: f'matches("a", "{"(" * n}a{")*" * n}")',
    lambda n, m, e: f'matches("a", "a{{{n}}}{{{n}}}")',
    lambda n, m, e: f'matches("a", "{"a?" * n}{"a" * n}")',
    lambda n, m, e: f'matches("x", "[{"a-z&&" * n}]")',
    lambda n, m, e: f'split(string join(for i in 1..{n} return "a;"), ";*")',
    lambda n, m, e: f'split(string join(for i in 1..{n} return "a;"), "(;)\\\\1")',
    lambda n, m, e: f"{{f: function(n) f(n + 1), r: f({m})}}.r",
    lambda n, m, e: f"{{f: function(n) if n = 0 then {e} else 1 + f(n - 1), r: f({n})}}.r",
    lambda n, m, e: f"{{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f({min(n, 200)})}}.r",
    lambda n, m, e: "(function(f) f(f))(function(f) [f(f), f(f)])",
    lambda n, m, e: f"(function(f) f(f))(function(f) for i in 1..{n} return f(f))",
    lambda n, m, e: f"{{f: function(g, n) if n = 0 then {e} else g(g, n - 1), r: f(f, {n})}}.r",
    lambda n, m, e: f"exp({m})",
    lambda n, m, e: f"log({n}) ** {m}",
    lambda n, m, e: f"decimal({e}, {m})",
    lambda n, m, e: f"0.{'0' * min(n, 7000)}1 ** {n}",
    lambda n, m, e: f"modulo(1e6144, {n}e-6143)",
    lambda n, m, e: f"{'9' * n} * {e}",
    lambda n, m, e: f"1e-{n} + 1e{n}",
    lambda n, m, e: f'duration("P{m}Y") * {m}',
    lambda n, m, e: f'date("2024-01-31") + duration("P{m}M")',
    lambda n, m, e: f'@"2024-01-01T00:00:00@Europe/London" + duration("P{m}D")',
    lambda n, m, e: f'for i in @"-999999999-01-01"..@"999999999-12-31" return {e}',
    lambda n, m, e: (
        f'for i in 1..{min(m, 99_999)} return date("2024-01-01") + duration("P" + string(i) + "D")'
    ),
    lambda n, m, e: f'for i in 1..{min(m, 99_999)} return @"2024-06-01T00:00:00@Europe/London" + @"P1D" * i',
    lambda n, m, e: f"list replace(for i in 1..{min(m, 99_999)} return i, function(x, y) true, {e})",
    lambda n, m, e: f"for i in 1..{min(m, 5_000)} return sum(for j in 1..{min(m, 5_000)} return j)",
    lambda n, m, e: f"for i in 1..{min(m, 9_000)} return count(partial) + sum(partial)",
    lambda n, m, e: f"for i in 1..{min(m, 9_000)} return index of(partial, -1)",
    lambda n, m, e: f"for i in 1..{min(m, 9_000)} return partial",
    lambda n, m, e: (
        f"count((for i in 1..{min(m, 9_000)} return i)[item > count((for j in 1..900 return j)[item > 3])])"
    ),
    lambda n, m, e: f"context(for i in 1..{min(m, 90_000)} return {{key: string(i), value: {e}}})",
    lambda n, m, e: f"context merge(for i in 1..{min(m, 90_000)} return context put({{}}, string(i), {e}))",
    lambda n, m, e: f"get entries(context(for i in 1..{min(m, 90_000)} return {{key: string(i), value: i}}))",
    lambda n, m, e: (
        f'string join(for i in 1..{min(m, 99_999)} return "{"x" * min(n, 900)}", "{"-" * min(n, 900)}")'
    ),
    lambda n, m, e: f'upper case(string join(for i in 1..{min(m, 99_999)} return "ßﬃ"))',
    lambda n, m, e: f'number("{"1" * n}", ",", ".")',
    lambda n, m, e: f'date("{"1" * n}-01-01")',
    lambda n, m, e: f"{e} instance of {'list<' * n}number{'>' * n}",
    lambda n, m, e: f'"{chr(92)}u' + "D83D" * min(n, 100) + '"',
    lambda n, m, e: " " * n + "a" + "\u00a0" * n + e,
    lambda n, m, e: "/*" * n + e,
    lambda n, m, e: "a " * n,
    lambda n, m, e: "monthly " * n + "income",
    lambda n, m, e: "{" + ", ".join(f"k{at}: {at}" for at in range(min(n, 5_000))) + "}",
    lambda n, m, e: (
        "{" + ", ".join(f"k{at}: k{at - 1} + 1" if at else "k0: 1" for at in range(min(n, 900))) + "}"
    ),
    lambda n, m, e: (
        "{" + ", ".join(f"k{at}: [k{at - 1}, k{at - 1}]" if at else "k0: 1" for at in range(min(n, 90))) + "}"
    ),
)
