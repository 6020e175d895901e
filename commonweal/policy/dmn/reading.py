"""A DMN file's XML into the plain tree of `tree`: every version from 1.1 to 1.5, each node with its line.

Reading never stops at a fault inside the model: what is wrong becomes a diagnostic and the rest is read.
The diagram part (DMNDI) and foreign extensions are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from commonweal.policy.diagnostics import Diagnostic, PolicyFault

from . import tree
from .reading_boxes import BoxReader
from .safe_xml import clean, line_of, parse

NAMESPACES = (
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
)
"""The model namespaces of DMN 1.1, 1.2, 1.3, 1.4 and 1.5."""

OURS = "https://commonweal.example/dmn"
"""The namespace of `cw:words` and `cw:assumed`."""

_FEEL_NAMESPACE = re.compile(r"https?://www\.omg\.org/spec/(DMN/\d+/FEEL/?|FEEL/\d+)")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(content: bytes, file: str | None) -> tuple[tree.Definitions, list[Diagnostic]]:
    """The model in a file, and what is wrong with how it is written.

    Raises PolicyFault when the content is not safe XML or not a DMN model at all.
    """
    root = parse(content, file)
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        message = f"The file is XML but not a DMN model: its root is <{name.localname}>"
        message += f" of the namespace “{name.namespace or ''}”."
        remedy = "Save it as DMN 1.1 to 1.5; the root is <definitions> of one of their namespaces."
        raise PolicyFault([Diagnostic("error", "not-dmn", message, remedy, file, line_of(root))])
    reader = Reader(root, file, name.namespace)
    return reader.definitions(), reader.diagnostics


class Reader:
    """Walks the XML of one file."""

    def __init__(self, root: etree._Element, file: str | None, namespace: str) -> None:
        self.root = root
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self._prefix = f"{{{namespace}}}"
        self._namespace = clean(root.get("namespace"))
        self._element = ""

    # Small readings

    def children(self, node: etree._Element, *names: str) -> Iterator[etree._Element]:
        """The node's DMN children of those names, in document order."""
        wanted = {self._prefix + name for name in names}
        return (child for child in node if child.tag in wanted)

    def child(self, node: etree._Element, name: str) -> etree._Element | None:
        """The node's first DMN child of that name."""
        return node.find(self._prefix + name)

    def text(self, node: etree._Element | None) -> tree.Text | None:
        """The FEEL text of an element that holds `<text>`; None when there is no text to speak of."""
        if node is None:
            return None
        inner = self.child(node, "text")
        if inner is None or inner.text is None or not inner.text.strip():
            return None
        return tree.Text(inner.text, line_of(inner))

    def words(self, node: etree._Element, name: str) -> str | None:
        """The text of a child such as `<description>`."""
        inner = self.child(node, name)
        return inner.text.strip() if inner is not None and inner.text and inner.text.strip() else None

    def type_ref(self, node: etree._Element) -> str | None:
        """The type that a node names, without the prefix that DMN 1.1 writes before FEEL's and its own."""
        written = node.get("typeRef")
        if written is None:
            inner = self.child(node, "typeRef")
            written = inner.text if inner is not None else None
        name = clean(written)
        if not name:
            return None
        prefix, colon, local = name.partition(":")
        space = node.nsmap.get(prefix) if colon else None
        if space is None:
            return name
        if _FEEL_NAMESPACE.fullmatch(space) or space == self._namespace:
            return local
        return f"{{{space}}}{local}"

    def fault(self, node: etree._Element, code: str, message: str, remedy: str, **place: str) -> None:
        """Note what is wrong at a node."""
        element = place.get("element", self._element) or None
        self.diagnostics.append(
            Diagnostic("error", code, message, remedy, self.file, line_of(node), place.get("column"), element)
        )

    def name(self, node: etree._Element) -> str:
        """A required name."""
        name = clean(node.get("name"))
        if not name:
            kind = etree.QName(node).localname
            self.fault(node, "missing-name", f"This <{kind}> has no name.", "Give it a name.")
        return name

    # The elements of the requirements graph

    def definitions(self) -> tree.Definitions:
        """Everything in the file."""
        root = self.root
        if not self._namespace:
            self.fault(root, "missing-namespace", "The model has no namespace.", "Add a namespace attribute.")
        return tree.Definitions(
            name=clean(root.get("name")),
            namespace=self._namespace,
            id=root.get("id"),
            file=self.file,
            inputs=tuple(self._input(each) for each in self.children(root, "inputData")),
            decisions=tuple(self._decision(each) for each in self.children(root, "decision")),
            knowledge=tuple(self._knowledge(each) for each in self.children(root, "businessKnowledgeModel")),
            services=tuple(self._service(each) for each in self.children(root, "decisionService")),
            sources=tuple(self._source(each) for each in self.children(root, "knowledgeSource")),
            items=tuple(self._item(each) for each in self.children(root, "itemDefinition")),
            imports=tuple(self._import(each) for each in self.children(root, "import")),
            assumptions=tuple(self._assumptions()),
        )

    def _variable(self, node: etree._Element, name: str) -> tree.Variable:
        inner = self.child(node, "variable")
        if inner is None:
            return tree.Variable(name, None, line_of(node))
        own = clean(inner.get("name"))
        if own and own != name:
            self.fault(
                inner,
                "variable-name",
                f"The variable is called “{own}” but its element “{name}”.",
                "Give both the same name.",
            )
        return tree.Variable(own or name, self.type_ref(inner), line_of(inner))

    def _start(self, node: etree._Element) -> str:
        self._element = clean(node.get("name"))
        return self.name(node)

    def _input(self, node: etree._Element) -> tree.InputData:
        name = self._start(node)
        return tree.InputData(
            id=node.get("id"),
            name=name,
            label=node.get("label"),
            description=self.words(node, "description"),
            line=line_of(node),
            variable=self._variable(node, name),
        )

    def _decision(self, node: etree._Element) -> tree.Decision:
        name = self._start(node)
        return tree.Decision(
            id=node.get("id"),
            name=name,
            label=node.get("label"),
            description=self.words(node, "description"),
            line=line_of(node),
            variable=self._variable(node, name),
            question=self.words(node, "question"),
            allowed_answers=self.words(node, "allowedAnswers"),
            requirements=tuple(self._requirements(node)),
            logic=self._boxes().only(node),
            words=tuple(self._sentences(node)),
        )

    def _knowledge(self, node: etree._Element) -> tree.Knowledge:
        name = self._start(node)
        logic = self.child(node, "encapsulatedLogic")
        return tree.Knowledge(
            id=node.get("id"),
            name=name,
            label=node.get("label"),
            description=self.words(node, "description"),
            line=line_of(node),
            variable=self._variable(node, name),
            requirements=tuple(self._requirements(node)),
            logic=None if logic is None else self._boxes().function(logic),
        )

    def _service(self, node: etree._Element) -> tree.DecisionService:
        name = self._start(node)

        def hrefs(tag: str, kind: str) -> tuple[tree.Requirement, ...]:
            found = (self._reference(each, kind) for each in self.children(node, tag))
            return tuple(each for each in found if each is not None)

        return tree.DecisionService(
            id=node.get("id"),
            name=name,
            label=node.get("label"),
            description=self.words(node, "description"),
            line=line_of(node),
            variable=self._variable(node, name),
            outputs=hrefs("outputDecision", "decision"),
            encapsulated=hrefs("encapsulatedDecision", "decision"),
            input_decisions=hrefs("inputDecision", "decision"),
            inputs=hrefs("inputData", "input"),
        )

    def _source(self, node: etree._Element) -> tree.KnowledgeSource:
        name = self._start(node)
        return tree.KnowledgeSource(
            id=node.get("id"),
            name=name,
            label=node.get("label"),
            description=self.words(node, "description"),
            line=line_of(node),
            variable=tree.Variable(name, None, line_of(node)),
            location=node.get("locationURI"),
        )

    def _requirements(self, node: etree._Element) -> Iterator[tree.Requirement]:
        kinds = (
            ("informationRequirement", "requiredInput", "input"),
            ("informationRequirement", "requiredDecision", "decision"),
            ("knowledgeRequirement", "requiredKnowledge", "knowledge"),
            ("authorityRequirement", "requiredAuthority", "authority"),
        )
        for outer, inner, kind in kinds:
            for requirement in self.children(node, outer):
                for each in self.children(requirement, inner):
                    reference = self._reference(each, kind)
                    if reference is not None:
                        yield reference

    def _reference(self, node: etree._Element, kind: str) -> tree.Requirement | None:
        href = (node.get("href") or "").strip()
        if "#" not in href:
            message = f"“{href}” does not point to an element."
            self.fault(node, "bad-reference", message, "Write #id, or namespace#id for an imported element.")
            return None
        return tree.Requirement(kind, href, line_of(node))  # type: ignore[arg-type]

    def _item(self, node: etree._Element) -> tree.ItemDefinition:
        name = self._start(node) if node.getparent() is self.root else self.name(node)
        function = self.child(node, "functionItem")
        return tree.ItemDefinition(
            name=name,
            id=node.get("id"),
            label=node.get("label"),
            collection=node.get("isCollection") in ("true", "1"),
            type_ref=self.type_ref(node),
            allowed=self.text(self.child(node, "allowedValues")),
            constraint=self.text(self.child(node, "typeConstraint")),
            components=tuple(self._item(each) for each in self.children(node, "itemComponent")),
            function=None if function is None else self._function_item(function),
            line=line_of(node),
        )

    def _function_item(self, node: etree._Element) -> tree.FunctionItem:
        parameters = tuple(
            tree.Variable(clean(each.get("name")), self.type_ref(each), line_of(each))
            for each in self.children(node, "parameters")
        )
        output = clean(node.get("outputTypeRef"))
        return tree.FunctionItem(parameters, output.removeprefix("feel:") or None)

    def _import(self, node: etree._Element) -> tree.Import:
        return tree.Import(
            name=clean(node.get("name")),
            namespace=clean(node.get("namespace")),
            location=node.get("locationURI"),
            kind=clean(node.get("importType")),
            line=line_of(node),
        )

    # Our extensions

    def _sentences(self, node: etree._Element) -> Iterator[tree.Words]:
        extensions = self.child(node, "extensionElements")
        if extensions is None:
            return
        for each in extensions.iterfind(f"{{{OURS}}}words"):
            text = clean("".join(str(part) for part in each.itertext()))
            if text:
                yield tree.Words(
                    each.get(_LANGUAGE) or "en",
                    text,
                    each.get("authority"),
                    line_of(each),
                    each.get("when"),
                )

    def _assumptions(self) -> Iterator[tree.Assumption]:
        for each in self.root.iter(f"{{{OURS}}}assumed"):
            holder = each.getparent()
            owner = holder.getparent() if holder is not None else None
            name = clean(owner.get("name")) if owner is not None and owner is not self.root else None
            text = clean("".join(str(part) for part in each.itertext()))
            yield tree.Assumption(
                text,
                each.get("source"),
                name,
                line_of(each),
                each.get(_LANGUAGE) or "en",
            )

    def _boxes(self) -> BoxReader:
        return BoxReader(self)
