"""What a process may do to the world: send a notice, and decide by the policy. Nothing else."""

from __future__ import annotations

from functools import cached_property

from commonweal.office.catalogue import service as catalogue
from commonweal.office.process.faults import MachineRefusal, ProcessFault
from commonweal.office.records.case_values import case_values
from commonweal.office.records.models import Case
from commonweal.policy.feel import Value

TELL_A_DECISION = {"award", "refusal", "decision"}


class Effects:
    """The effects of one run of one case's process."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.sent: list[str] = []

    def values(self) -> dict[str, Value]:
        """What conditions see, read once a run and again after a decision."""
        return self._values

    @cached_property
    def _values(self) -> dict[str, Value]:
        return case_values(self.case)

    def send_notice(self, notice: str) -> None:
        """Queue a letter. Raises MachineRefusal for a decision that still wants a person."""
        from commonweal.office.letters import service as letters
        from commonweal.office.letters.writing import NoticeFault

        decision = self.case.latest_decision
        if notice in TELL_A_DECISION and (decision is None or not decision.final):
            raise MachineRefusal(
                f"case {self.case.pk}: “{notice}” would tell of a decision that is not final"
            )
        prepared = catalogue.version(self.case.version.content_hash)
        if prepared.process is None and f"notices/{notice}.md" not in prepared.files:
            return
        try:
            letters.queue(self.case, notice)
        except NoticeFault as fault:
            raise ProcessFault(f"case {self.case.pk}: “{notice}” cannot be written") from fault
        self.sent.append(notice)

    def decide(self) -> None:
        """Decide by the policy, unless the decision that stands was made from these very answers."""
        from commonweal.office.records.policy_decision import decide_again

        decide_again(self.case)
        self.__dict__.pop("_values", None)
