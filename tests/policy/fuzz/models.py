"""DMN files: models with their elements moved about, their texts changed and their bytes torn."""

from __future__ import annotations

import copy
import random

from lxml import etree

from .expressions import Grower, bomb, mutate

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
_VALUES = (
    "", "#", "#none", "..", "number", "string", "boolean", "date", "Any", "tNone", "UNIQUE", "COLLECT", "PRIORITY",
    "FIRST", "ANY", "OUTPUT ORDER", "RULE ORDER", "SUM", "COUNT", "MIN", "java", "PMML", "FEEL", "true", "\u202e",
    "a" * 10_000, "feel:number", "{x}y", "http://[", "\u00a0", "a.b.c",
)  # fmt: skip


def mutated(content: bytes, chance: random.Random, stock: tuple[str, ...]) -> bytes:
    """A model with a few things changed."""
    if chance.random() < 0.15:
        return torn(content, chance)
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return torn(content, chance)
    for _ in range(chance.choice((1, 1, 2, 4, 10))):
        _change(root, chance, stock)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _change(root: etree._Element, chance: random.Random, stock: tuple[str, ...]) -> None:
    elements = [each for each in root.iter() if isinstance(each.tag, str) and each is not root]
    if not elements:
        return
    one = chance.choice(elements)
    parent = one.getparent()
    match chance.randrange(10):
        case 0 | 1 | 2:
            texts = [each for each in elements if each.text and each.text.strip()] or [one]
            chosen = chance.choice(texts)
            text = chance.choice((
                lambda: mutate(chosen.text or "", chance, stock), lambda: Grower(chance).expression(4),
                lambda: Grower(chance).cell(), lambda: bomb(chance), lambda: chance.choice(stock or ("1",)),
            ))()  # fmt: skip
            chosen.text = _printable(text)
        case 3:
            if parent is not None:
                parent.remove(one)
        case 4:
            if parent is not None:
                parent.insert(chance.randrange(len(parent) + 1), copy.deepcopy(one))
        case 5:
            other = chance.choice(elements)
            if parent is not None and other not in [one, *one.iter(), *one.iterancestors()]:
                other.append(copy.deepcopy(one))
        case 6 | 7:
            if one.attrib:
                key = chance.choice(list(one.attrib))
                others = [each.get(key) or "" for each in elements if each.get(key)] or ["x"]
                one.set(key, _printable(chance.choice((chance.choice(others), chance.choice(_VALUES)))))
        case 8:
            name = chance.choice([each.tag for each in elements])
            one.tag = name
        case _:
            key = chance.choice(
                ("typeRef", "hitPolicy", "aggregation", "href", "kind", "isCollection", "name")
            )
            one.set(key, _printable(chance.choice(_VALUES)))


def _printable(text: str) -> str:
    return "".join(each for each in text if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff"))


def torn(content: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(data) or 1)
        match chance.randrange(5):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.choice((1, 5, 500))]
            case 2:
                data[at:at] = data[at : at + chance.choice((1, 10, 2_000))]
            case 3:
                data[at:at] = chance.choice((b"<!DOCTYPE a [", b"&lol;", b"<![CDATA[", b"]]>", b"\xff\xfe", b"\x00",
                                             b"<!ENTITY a 'b'>", b"<?xml version='1.0' encoding='utf-7'?>", b"&#0;",
                                             b"<a xmlns:a='b'>", b"<!--", b"\xf0\x9f"))  # fmt: skip
            case _:
                data[at : at + 1] = bytes([data[at] ^ (1 << chance.randrange(8))]) if at < len(data) else b""
    return bytes(data)


def built(chance: random.Random) -> bytes:
    """A model made to hurt: circles of requirements, towers of elements, crowds of rules."""
    size = chance.choice((1, 2, 50, 400, 3_000))
    text = bomb(chance) if chance.random() < 0.5 else Grower(chance).expression(4)
    return _file(chance.choice(_BUILDERS)(size, _escape(_printable(text)[:3_000])))


def _file(elements: str) -> bytes:
    return (
        f"<definitions xmlns='{NAMESPACE}' id='d' name='fuzz' namespace='urn:fuzz'>{elements}</definitions>"
    ).encode("utf-8", "replace")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


def _decision(name: str, logic: str, *needs: str, uses: tuple[str, ...] = ()) -> str:
    required = "".join(
        f"<informationRequirement><requiredDecision href='#{each}'/></informationRequirement>"
        for each in needs
    ) + "".join(
        f"<knowledgeRequirement><requiredKnowledge href='#{each}'/></knowledgeRequirement>" for each in uses
    )
    return f"<decision id='{name}' name='{name}'><variable name='{name}'/>{required}{logic}</decision>"


def _literal(text: str) -> str:
    return f"<literalExpression><text>{text}</text></literalExpression>"


def _function(name: str, text: str, *uses: str) -> str:
    required = "".join(
        f"<knowledgeRequirement><requiredKnowledge href='#{each}'/></knowledgeRequirement>" for each in uses
    )
    return (
        f"<businessKnowledgeModel id='{name}' name='{name}'><variable name='{name}'/><encapsulatedLogic>"
        f"<formalParameter name='n'/>{_literal(text)}</encapsulatedLogic>{required}</businessKnowledgeModel>"
    )


def _table(rules: int, cell: str, policy: str) -> str:
    rows = "".join(
        f"<rule><inputEntry><text>{cell if at % 7 == 0 else f'[{at}..{at + 2}]'}</text></inputEntry>"
        f"<outputEntry><text>{at}</text></outputEntry></rule>"
        for at in range(rules)
    )
    return (
        f"<decisionTable hitPolicy='{policy}'><input><inputExpression><text>1 + 1</text></inputExpression></input>"
        f"<output/>{rows}</decisionTable>"
    )


_BUILDERS = (
    lambda n, t: "".join(_decision(f"d{at}", _literal(t), f"d{(at + 1) % n}") for at in range(n)),
    lambda n, t: "".join(
        _decision(f"d{at}", _literal(f"[d{at + 1}, d{at + 1}]" if at < n - 1 else t), f"d{at + 1}") for at in range(n)
    ),
    lambda n, t: "".join(_decision(f"d{at}", _literal(t), *(f"d{at}" for at in range(n))) for at in range(min(n, 50))),
    lambda n, t: _function("f", "f(n + 1)", "f") + _decision("d", _literal(f"f({t})"), uses=("f",)),
    lambda n, t: _function("f", "g(g(n))", "g") + _function("g", "[f(n), f(n)]", "f") + _decision("d", _literal("f(1)"), uses=("f",)),
    lambda n, t: "".join(_function(f"f{at}", f"[f{at + 1}(n), f{at + 1}(n)]" if at < n - 1 else t, f"f{at + 1}") for at in range(min(n, 400))) + _decision("d", _literal("f0(1)"), uses=("f0",)),
    lambda n, t: _decision("d", "<list>" * min(n, 250) + _literal(t) + "</list>" * min(n, 250)),
    lambda n, t: _decision("d", "<context><contextEntry><variable name='a'/>" * min(n, 120) + _literal(t) + "</contextEntry></context>" * min(n, 120)),
    lambda n, t: _decision("d", f"<if><if>{_literal(t)}</if><then>" * min(n, 120) + _literal(t) + f"</then><else>{_literal(t)}</else></if>" * min(n, 120)),
    lambda n, t: _decision("d", f"<for iteratorVariable='i'><in>{_literal('1..1000')}</in><return>" * min(n, 120) + _literal(t) + "</return></for>" * min(n, 120)),
    lambda n, t: _decision("d", f"<filter><in>{_literal(t)}</in><match>" * min(n, 120) + _literal(t) + "</match></filter>" * min(n, 120)),
    lambda n, t: "".join(f"<itemDefinition name='t{at}'><typeRef>t{(at + 1) % n}</typeRef></itemDefinition>" for at in range(n)) + _decision("d", _literal(t)),
    lambda n, t: "".join(f"<itemDefinition name='t{at}'><itemComponent name='a'><typeRef>t{at + 1}</typeRef></itemComponent><itemComponent name='b'><typeRef>t{at + 1}</typeRef></itemComponent></itemDefinition>" for at in range(min(n, 400))) + _decision("d", _literal(t)),
    lambda n, t: f"<itemDefinition name='t0'>{'<itemComponent name=' + chr(39) + 'a' + chr(39) + '>' * 1}" * min(n, 120) + "<typeRef>number</typeRef>" + "</itemComponent></itemDefinition>" * min(n, 120),
    lambda n, t: _decision("d", _table(n, t, "UNIQUE")),
    lambda n, t: _decision("d", _table(n, t, "COLLECT")),
    lambda n, t: _decision("d", _table(n, t, "OUTPUT ORDER")),
    lambda n, t: _decision("d", "<relation>" + "<column name='c'/>" * min(n, 400) + ("<row>" + _literal(t) * min(n, 400) + "</row>") * 3 + "</relation>"),
    lambda n, t: _decision("d", f"<decisionTable hitPolicy='UNIQUE'>{f'<input><inputExpression><text>{t}</text></inputExpression></input>' * min(n, 50)}<output/></decisionTable>"),
    lambda n, t: f"<itemDefinition name='t'><typeRef>string</typeRef><allowedValues><text>{t}</text></allowedValues></itemDefinition><inputData name='x' id='x'><variable name='x' typeRef='t'/></inputData><decision id='d' name='d'><variable name='d' typeRef='t'/><informationRequirement><requiredInput href='#x'/></informationRequirement>{_literal('x')}</decision>",
)  # fmt: skip
