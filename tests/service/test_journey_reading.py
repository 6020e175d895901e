"""Reading journey.yaml: every fault at once, each with its place."""

from tests.service.journeys import FAMILY, journey_and_faults, journey_of


def codes(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in journey_and_faults(text)[1]]


def test_a_whole_journey_reads_without_a_fault() -> None:
    journey = journey_of(FAMILY)
    assert [section.title for section in journey.sections] == ["Your home", "People", "Money"]
    assert [asked.key for asked in journey.asked] == [
        "liable",
        "tenure",
        "partner",
        "partner_name",
        "children",
        "nursery",
        "savings",
        "interest",
    ]


def test_every_fault_is_told_and_not_only_the_first() -> None:
    text = """A:
  Bad Key: {ask: x, type: text}
  one: {ask: x, type: txt}
  two: {type: text}
  three: {ask: x, type: text, when: four, colour: red}
  four: {ask: x, type: yes or no, optional: perhaps}
  five: {ask: x, type: money, per: decade, at least: ten, otherwise: lots}
  language: {ask: x, type: text}
"""
    assert codes(text) == [
        (2, "bad-key"),
        (3, "unknown-type"),
        (4, "missing-key"),
        (5, "forward-reference"),
        (5, "unknown-key"),
        (6, "bad-value"),
        (7, "bad-number"),
        (7, "bad-value"),
        (7, "bad-value"),
        (8, "reserved-key"),
    ]


def test_an_item_may_not_see_a_later_question_of_its_own() -> None:
    text = """A:
  people:
    ask: x
    each: person
    questions:
      one: {ask: x, type: text, when: two}
      two: {ask: x, type: yes or no}
"""
    assert codes(text) == [(6, "forward-reference")]


def test_a_question_may_not_see_into_a_list_by_an_items_key() -> None:
    text = """A:
  people:
    ask: x
    each: person
    questions:
      one: {ask: x, type: yes or no}
  two: {ask: x, type: text, when: one}
  three: {ask: x, type: text, when: some p in people satisfies p.one}
"""
    assert codes(text) == [(7, "unknown-name")]


def test_what_a_policy_gets_when_a_question_is_not_asked_is_a_value_of_its_type() -> None:
    journey = journey_of(
        """
        A:
          pay: {ask: x, type: money, per: week, otherwise: 0}
          born: {ask: x, type: date, otherwise: 2000-01-31}
          sure: {ask: x, type: yes or no, otherwise: no}
        """
    )
    assert [question.otherwise for question in journey.every_question()] == [
        {"amount": "0.00", "per": "week"},
        "2000-01-31",
        False,
    ]
