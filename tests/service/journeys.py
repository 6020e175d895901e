"""Journeys written in a test, read as the product reads them."""

from textwrap import dedent

from commonweal.service.faults import Fault, Faults
from commonweal.service.journey import Journey
from commonweal.service.journey_reading import read_journey
from commonweal.service.strict_yaml import Map, read_yaml


def journey_and_faults(text: str) -> tuple[Journey, list[Fault]]:
    faults = Faults("journey.yaml")
    root = read_yaml(dedent(text).encode(), faults)
    journey = read_journey(root or Map(0, 0, {}), faults, "en")
    return journey, list(faults)


def journey_of(text: str) -> Journey:
    journey, faults = journey_and_faults(text)
    assert not faults, [str(fault) for fault in faults]
    return journey


FAMILY = """
    Your home:
      liable:
        ask: Do you pay the bill?
        type: yes or no
        stop if:
          liable = false: not-liable.md
      tenure:
        ask: How do you live there?
        type: one of
        choices: {council: From the council, private: Privately, owner: I own it}
    People:
      partner:
        ask: Do you live with a partner?
        type: yes or no
      partner_name:
        ask: What is your partner's name?
        type: name
        when: partner
      children:
        ask: Do any children live with you?
        each: child
        at most: 3
        questions:
          name: {ask: "What is the child's name?", type: name}
          student: {ask: "Is the child a student?", type: yes or no, when: tenure = "owner"}
          college: {ask: Which college?, type: text, when: student, optional: yes}
      nursery:
        ask: Does any child go to nursery?
        type: yes or no
        when: count(children) > 1
    Money:
      savings:
        ask: How much do you have in savings?
        type: money
        must:
          savings >= 0: Savings must be £0 or more
      interest:
        ask: How much of that is interest?
        type: money
        optional: yes
        must:
          interest <= savings: Interest must not be more than your savings
"""
