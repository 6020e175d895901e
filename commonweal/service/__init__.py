"""What a service is: a folder of open-standard files, read, checked and ready to be walked.

    folder = read_service("services/council-tax-support")
    folder.faults                                   # everything wrong, each with file, line and remedy
    path = folder.journey("cy").path(answers)       # where these answers lead
    decided = decide(folder, answers, application_date=date)

Reads files; knows no web, no database and no clock but the calendar a date question needs.
"""

from __future__ import annotations

from commonweal.service.answering import Answered, answer, none_of, with_value, without_item
from commonweal.service.deciding import Decided, decide, relevant_date
from commonweal.service.definition import Service, ServiceWords
from commonweal.service.examples import Example, Tried, run_examples
from commonweal.service.faults import Fault
from commonweal.service.folder import ServiceFolder, read_service
from commonweal.service.inputs import answers_to_inputs, given_values, house_values, inputs_from_values
from commonweal.service.journey import Answers, Journey, Question, Repeat, Section
from commonweal.service.notice_printing import PrintedNotice, print_notice
from commonweal.service.notices import Notice
from commonweal.service.path import Page, Path, Stop
from commonweal.service.policies import NoPolicyInForce, Policies, PolicyVersion
from commonweal.service.types import Field, FieldError, Parsed, QuestionType

__all__ = [
    "Answered",
    "Answers",
    "Decided",
    "Example",
    "Fault",
    "Field",
    "FieldError",
    "Journey",
    "NoPolicyInForce",
    "Notice",
    "Page",
    "Parsed",
    "Path",
    "Policies",
    "PolicyVersion",
    "PrintedNotice",
    "Question",
    "QuestionType",
    "Repeat",
    "Section",
    "Service",
    "ServiceFolder",
    "ServiceWords",
    "Stop",
    "Tried",
    "answer",
    "answers_to_inputs",
    "decide",
    "given_values",
    "house_values",
    "inputs_from_values",
    "none_of",
    "print_notice",
    "read_service",
    "relevant_date",
    "run_examples",
    "with_value",
    "without_item",
]
