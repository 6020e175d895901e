"""The measures as open tables: each by name, with its columns and rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from commonweal.office.measures.fairness import EQUALITY_COLUMNS, by_answer
from commonweal.office.measures.journeys import JOURNEY_COLUMNS, QUESTION_COLUMNS, by_journey, by_question
from commonweal.office.measures.opinions import FEEDBACK_COLUMNS, by_point


@dataclass(frozen=True)
class Table:
    """A table: what it shows, in a sentence; its columns; and its rows for a service or for all ("")."""

    about: str
    columns: tuple[str, ...]
    rows: Callable[[str], Iterator[tuple[str, ...]]]

    def csv(self, service: str = "") -> str:
        """The table as CSV (RFC 4180), its first row the names of the columns."""
        written = io.StringIO()
        writer = csv.writer(written)
        writer.writerow(self.columns)
        writer.writerows(self.rows(service))
        return written.getvalue()


TABLES: Mapping[str, Table] = {
    "journeys": Table("How many started, sent and gave up", JOURNEY_COLUMNS, by_journey),
    "questions": Table("Errors and giving up, by question", QUESTION_COLUMNS, by_question),
    "feedback": Table("Satisfaction, by step", FEEDBACK_COLUMNS, by_point),
    "equality": Table("The equality questions, by year", EQUALITY_COLUMNS, by_answer),
}
