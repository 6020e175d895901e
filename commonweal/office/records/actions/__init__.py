"""Every write on a case, a file each: who, on whose behalf, what and why, with its event."""

from commonweal.office.records.actions.add_note import add_note
from commonweal.office.records.actions.agree import agree
from commonweal.office.records.actions.ask_for_evidence import ask_for_evidence
from commonweal.office.records.actions.assign import assign
from commonweal.office.records.actions.change import change
from commonweal.office.records.actions.forget import forget
from commonweal.office.records.actions.receive import receive
from commonweal.office.records.actions.receive_evidence import receive_evidence

__all__ = [
    "add_note",
    "agree",
    "ask_for_evidence",
    "assign",
    "change",
    "forget",
    "receive",
    "receive_evidence",
]
