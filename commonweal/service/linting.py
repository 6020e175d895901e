"""What only the whole folder can tell.

Names that do not meet between questions, policy, notices and process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from commonweal.policy import InputData
from commonweal.policy.feel import ANY, ContextType, FeelType, ListType, ast
from commonweal.service.conditions import Condition
from commonweal.service.faults import Faults
from commonweal.service.house_translations import translated
from commonweal.service.house_words_checking import GAPS, check_translation
from commonweal.service.inputs import HOUSE_NAMES, same_name
from commonweal.service.journey import Question, Repeat
from commonweal.service.no_clock import IN_A_POLICY, calls_in_policy
from commonweal.service.notices import Choice, Piece
from commonweal.service.paper.unworded import unworded
from commonweal.service.strict_yaml import nearest

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder


def lint(folder: ServiceFolder, by_file: dict[str, Faults]) -> None:
    """Record every fault that lies between files."""
    linter = _Linter(folder, by_file)
    linter.decisions()
    linter.clock()
    if not linter.journey.asked and not linter.journey.unread:
        return
    linter.inputs()
    linter.choices()
    linter.stops()
    linter.unused_questions()
    linter.unused_notices()
    linter.paper()
    linter.languages()


REMINDER = "evidence-soon"
"""The notice by which people are reminded by post of what they were asked for."""


class _Linter:
    def __init__(self, folder: ServiceFolder, by_file: dict[str, Faults]) -> None:
        self.folder = folder
        self.by_file = by_file
        self.journey = folder.journey()
        self.questions = {same_name(key): asked for key, asked in self.journey.by_key.items()}
        self.unread = {same_name(key) for key in self.journey.unread}
        self.derived = {same_name(name) for name, _ in self.journey.inputs}

    def faults(self, file: str) -> Faults:
        return self.by_file.setdefault(file, Faults(file))

    def decisions(self) -> None:
        """The decision to take is in every version, and no decision is called as a question."""
        wanted = self.folder.service.decision
        for version in self.folder.policies.versions:
            names = [decision.name for decision in version.model.decisions]
            if wanted and wanted not in names:
                message = f"there is no decision `{wanted}`, which service.yaml takes."
                remedy = nearest(wanted, names) or f"Its decisions are: {', '.join(names)}."
                self.faults(version.file).add(None, "no-decision", message, remedy)
            for name in names:
                if same_name(name) in self.questions:
                    line = self.questions[same_name(name)].line
                    message = (
                        f"the decision `{name}` is called as the question on line {line} of journey.yaml."
                    )
                    self.faults(version.file).add(None, "same-name", message, "Rename one.")

    def clock(self) -> None:
        """A policy that asks what day it is would decide the same case otherwise tomorrow."""
        for version in self.folder.policies.versions:
            for call in calls_in_policy(version.model):
                message = (
                    f"“{call.element}” asks for `{call.function}()`, and a case is decided without a clock."
                )
                self.faults(version.file).add((call.line, 1), "no-clock", message, IN_A_POLICY)

    def inputs(self) -> None:
        """Every policy input is given, and of its type; every worked-out input is wanted."""
        wanted: set[str] = set()
        for version in self.folder.policies.versions:
            for each in version.model.inputs:
                name = same_name(each.name)
                wanted.add(name)
                place = (each.line, 1) if each.line else None
                asked = self.questions.get(name)
                if name in self.derived or name in HOUSE_NAMES or name in self.unread:
                    continue
                if asked is None:
                    given = [*(key.replace("_", " ") for key in self.journey.by_key), *self.derived]
                    message = f"no question gives the input `{each.name}`."
                    remedy = (
                        nearest(each.name, given) or "Ask it in journey.yaml, or work it out in `inputs`."
                    )
                    self.faults(version.file).add(place, "input-not-given", message, remedy)
                elif not _fits(asked, each.type):
                    kind = "list" if isinstance(asked, Repeat) else asked.type.name
                    message = (
                        f"the input `{each.name}` is a {each.type.text}, and the question gives a {kind}."
                    )
                    remedy = "Change one, or work the input out in service.yaml `inputs`."
                    self.faults(version.file).add(place, "type-mismatch", message, remedy)
        for name, condition in self.journey.inputs:
            if same_name(name) not in wanted and self.folder.policies.versions:
                remedy = nearest(name, sorted(wanted)) or "Delete it."
                message = f"`inputs` gives `{name}`, which no policy version takes."
                self.faults("service.yaml").add(condition, "unknown-input", message, remedy)

    def languages(self) -> None:
        """The house has words of its own in every language of the service, or borrows English openly."""
        service = self.folder.service
        for language in service.languages:
            if language in ("en", "cy"):
                continue
            for fault in check_translation(translated(language)):
                gap = fault.code in GAPS and language in service.borrows_english
                self.faults(fault.file).found.append(replace(fault, severity="warning") if gap else fault)

    def paper(self) -> None:
        """Every condition can be said in words, for those whom no page can lead."""
        for what, condition in unworded(self.journey):
            message = f"{what} cannot be said in words on paper and by phone."
            remedy = "Make it plainer, or ask a yes or no question first: the form says “if it applies”."
            self.faults("journey.yaml").add(condition, "not-in-words", message, remedy, "warning")

    def choices(self) -> None:
        """A question's choices and the policy's allowed values are the same."""
        for version in self.folder.policies.versions:
            for each in version.model.inputs:
                asked = self.questions.get(same_name(each.name))
                allowed = _allowed_texts(each)
                if same_name(each.name) in self.derived or not isinstance(asked, Question) or allowed is None:
                    continue
                if asked.type.name not in ("one of", "any of") or not asked.type.wording.choices:
                    continue
                offered = [value for value, _ in asked.type.wording.choices]
                for value in offered:
                    if value not in allowed:
                        message = f"`{asked.key}` offers `{value}`, which {version.file} does not allow."
                        remedy = (
                            nearest(value, sorted(allowed)) or f"It allows: {', '.join(sorted(allowed))}."
                        )
                        self.faults("journey.yaml").add(
                            (asked.line, asked.column), "choice-not-allowed", message, remedy
                        )
                for value in sorted(allowed - set(offered)):
                    message = f"`{asked.key}` does not offer `{value}`, which {version.file} allows."
                    self.faults("journey.yaml").add(
                        (asked.line, asked.column), "choice-not-offered", message, "Offer it."
                    )

    def stops(self) -> None:
        """Every page that a `stop if` leads to is there, and uses answers only."""
        names = {name for name, _ in self.folder.notices}
        for question in self.journey.every_question():
            for stop in question.stops:
                name = stop.notice.removesuffix(".md")
                if not stop.notice.endswith(".md") or "/" in name or "." in name:
                    message = (
                        f"`stop if` of `{question.key}` leads to `{stop.notice}`, which is not a notice."
                    )
                    remedy = "Name a file in notices/, such as not-liable.md."
                    self.faults("journey.yaml").add(stop.condition, "no-notice", message, remedy)
                elif name not in names:
                    message = (
                        f"`stop if` of `{question.key}` leads to notices/{stop.notice}, which is not there."
                    )
                    self.faults("journey.yaml").add(stop.condition, "no-notice", message, "Write it.")
                self.stop_page(name)

    def stop_page(self, name: str) -> None:
        allowed = {*self.journey.by_key, *HOUSE_NAMES, "contact", "service name", "owner"}
        for (each, _), notice in self.folder.notices.items():
            if each == name:
                for used in sorted(notice.names() - allowed):
                    message = f"this page is shown before anything is decided, and uses `{used}`."
                    self.faults(notice.file).add(None, "not-yet-known", message, "Use answers only.")

    def unused_questions(self) -> None:
        """Nobody is asked for what nobody uses."""
        if not self.folder.policies.versions:
            return
        used, members = self.used_names()
        remedy = "Delete it, or say who needs it with `for:`."
        for asked in self.journey.asked:
            needed = same_name(asked.key) in used or asked.used_for
            if isinstance(asked, Repeat):
                whole = self.whole_lists(asked)
                for question in asked.questions:
                    named = question.key in members or same_name(question.key) in used or question.used_for
                    given = whole is True or (isinstance(whole, set) and question.key in whole)
                    if not (named or given or asked.used_for or question.type.identifies):
                        message = f"no policy, notice or process uses `{question.key}` of `{asked.key}`."
                        self.faults("journey.yaml").add(
                            (question.line, question.column), "unused-question", message, remedy
                        )
                if not needed:
                    message = f"no policy, notice or process uses the list `{asked.key}`."
                    self.faults("journey.yaml").add(
                        (asked.line, asked.column), "unused-question", message, remedy
                    )
            elif not needed and not asked.type.identifies and not asked.stops:
                message = f"no policy, notice or process uses `{asked.key}`."
                self.faults("journey.yaml").add(
                    (asked.line, asked.column), "unused-question", message, remedy
                )

    def whole_lists(self, repeat: Repeat) -> bool | set[str] | None:
        """What of a list goes to the policy as it is: all (True), some keys, or none of it (None)."""
        for version in self.folder.policies.versions:
            for each in version.model.inputs:
                if same_name(each.name) == same_name(repeat.key) and same_name(each.name) not in self.derived:
                    element = _bare(each.type)
                    inner = _bare(element.element) if isinstance(element, ListType) else ANY
                    if isinstance(inner, ContextType) and inner.entries:
                        return {name for name, _ in inner.entries}
                    return True
        return None

    def used_names(self) -> tuple[set[str], set[str]]:
        """Names used by anything, and names of members (`c.born`) used by any FEEL of the service."""
        used = {
            same_name(each.name)
            for version in self.folder.policies.versions
            for each in version.model.inputs
            if same_name(each.name) not in self.derived
        }
        members: set[str] = set()
        for condition in self.conditions():
            used |= {same_name(name) for name in condition.names}
            tree = condition.expression.tree
            if tree is not None:
                members |= {node.member for node in ast.walk(tree) if isinstance(node, ast.Path)}
                members |= {node.name for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if self.folder.process is not None:
            used |= {same_name(name) for name in self.folder.process.names}
        return used, members

    def conditions(self) -> Iterator[Condition]:
        """Every FEEL expression of the service."""
        service = self.folder.service
        yield from (condition for _, condition in self.journey.inputs)
        yield from (each.condition for each in service.refer_when)
        yield from (each for each in (service.amount, service.refuse_when, service.relevant_date) if each)
        for asked in self.journey.asked:
            if asked.when is not None:
                yield asked.when
        for question in self.journey.every_question():
            if question.when is not None:
                yield question.when
            yield from (must.condition for must in question.musts if must.condition.names - {question.key})
            yield from (stop.condition for stop in question.stops)
        for notice in self.folder.notices.values():
            yield from (placeholder.condition for placeholder in notice.placeholders)
            yield from _conditions_of(notice.pieces)

    def unused_notices(self) -> None:
        """A notice that nothing sends or shows is most often a misspelt name."""
        if self.folder.process is None:
            return
        sent = set(self.folder.process.notices)
        sent |= {
            stop.notice.removesuffix(".md")
            for question in self.journey.every_question()
            for stop in question.stops
        }
        if "reminder" in self.folder.service.time_limits:
            sent.add(REMINDER)
            if (REMINDER, self.journey.language) not in self.folder.notices:
                message = f"`reminder` reminds nobody by post: there is no notice `{REMINDER}`."
                remedy = f"Write notices/{REMINDER}.md for those who are written to by post."
                self.faults("service.yaml").add(None, "no-reminder-by-post", message, remedy, "warning")
        for name, language in self.folder.notices:
            if name not in sent and language == self.journey.language:
                message = f"nothing sends or shows the notice `{name}`."
                remedy = "Send it from casework.bpmn, lead a `stop if` to it, or delete it."
                self.faults(self.folder.notices[name, language].file).add(
                    None, "unused-notice", message, remedy, "warning"
                )


def _conditions_of(pieces: tuple[Piece, ...]) -> Iterator[Condition]:
    for piece in pieces:
        if isinstance(piece, Choice):
            for condition, inner in piece.branches:
                if condition is not None:
                    yield condition
                yield from _conditions_of(inner)


def _bare(type_: FeelType) -> FeelType:
    while hasattr(type_, "of"):
        type_ = type_.of
    return type_


def _fits(asked: Question | Repeat, type_: FeelType) -> bool:
    """Whether what a question gives can be of the type that the policy declares."""
    bare = _bare(type_)
    if bare == ANY:
        return True
    if isinstance(asked, Repeat) or asked.type.feel_type == "list":
        return isinstance(bare, ListType)
    if asked.type.feel_type == "context":
        return isinstance(bare, ContextType)
    return asked.type.feel_type in (bare.text, "Any")


def _allowed_texts(each: InputData) -> set[str] | None:
    """The texts that an input may be, where the policy lists them and nothing but texts."""
    texts = [text.strip() for text in each.allowed]
    if not texts or not all(len(text) > 1 and text[0] == text[-1] == '"' for text in texts):
        return None
    return {text[1:-1].replace('\\"', '"') for text in texts}
