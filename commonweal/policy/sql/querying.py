"""The query's text: stage upon stage of subselects, each column computed once, and carried while needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .printing import Dialect
from .stages import Stages
from .tree import Lookup, Node

IN_DOUBT = "in doubt"


def query(
    stages: Stages,
    results: Mapping[str, Node],
    inputs: Mapping[str, str],
    source: str,
    keep: Sequence[str],
    dialect: Dialect,
) -> str:
    """SELECT keep, each result under its name FROM the source.

    `inputs` maps the columns of stage 0 to the names that the source has for them.
    """
    levels = _levels(stages)
    wanted = frozenset().union(*(node.columns for node in results.values()))
    order = needed(stages, wanted)
    count = max((levels[name] for name in order), default=0)
    name_of = dialect.identifier
    last_use = _last_uses(stages, order, levels, wanted, count + 1)
    text = ""
    for level in range(count + 1):
        carried = [name for name in order if levels[name] < level and last_use[name] > level]
        columns = [name_of(each) for each in carried]
        joins = []
        if level == 0:
            columns += [
                f"{name_of(given)} AS {name_of(name)}" if given != name else name_of(name)
                for name, given in inputs.items()
                if last_use.get(name, 0) > 0
            ]
        else:
            columns += [name_of(each) for each in inputs if last_use.get(each, 0) > level]
        columns += [f"{name_of(each)} AS {name_of(_kept(at))}" if level == 0 else name_of(_kept(at))
                    for at, each in enumerate(keep)]  # fmt: skip
        for name in order:
            if levels[name] != level:
                continue
            node = stages.columns[name]
            if isinstance(node, Lookup):
                alias = f"j{name}"
                rows = ", ".join(f"({first}, {last}, {value})" for first, last, value in node.entries)
                entries = dialect.lookup.format(rows)
                joins.append(f" LEFT JOIN {entries} AS {alias} ON {alias}.k = {dialect.text(node.key)}")
                columns.append(f"{alias}.v AS {name_of(name)}")
            else:
                columns.append(f"{dialect.text(node)} AS {name_of(name)}")
        below = source if level == 0 else f"(\n{text}\n) AS s{level}"
        chosen = ", ".join(columns) or "1 AS one"
        text = f"SELECT {chosen}\nFROM {below}{''.join(joins)}"
    final = [f"{name_of(_kept(at))} AS {name_of(each)}" for at, each in enumerate(keep)]
    final += [f"{dialect.text(node)} AS {name_of(name)}" for name, node in results.items()]
    return f"SELECT {', '.join(final)}\nFROM (\n{text}\n) AS s"


def _kept(at: int) -> str:
    return f"cwk{at}"


def _levels(stages: Stages) -> dict[str, int]:
    levels: dict[str, int] = {}
    for name, node in stages.columns.items():
        below = [levels[each] + 1 for each in node.columns if each in levels]
        # Stage 0 holds the source's own columns; a lookup reads its key from the stage below its own.
        levels[name] = max([1, *below])
    return levels


def needed(stages: Stages, wanted: frozenset[str]) -> list[str]:
    """The stages' columns that some columns are made of, themselves included, in order."""
    found: set[str] = set()
    waiting = [each for each in wanted if each in stages.columns]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [each for each in stages.columns[name].columns if each in stages.columns]
    return [name for name in stages.columns if name in found]


def _last_uses(
    stages: Stages, order: Sequence[str], levels: Mapping[str, int], wanted: frozenset[str], top: int
) -> dict[str, int]:
    """The highest stage in which each column is read."""
    last: dict[str, int] = {}
    for name in order:
        for each in stages.columns[name].columns:
            last[each] = max(last.get(each, 0), levels[name])
    for each in wanted:
        last[each] = top
    return last
