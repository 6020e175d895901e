"""Every folder that we ship runs as it stands, says what it is, and never refuses anybody by machine."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from pathlib import Path

import pytest
from lxml import etree

from commonweal.policy import explain
from commonweal.service import decide, print_notice, run_examples
from commonweal.service.journey import Question
from tests.services.shipped import FOLDERS, POLICIES, SERVICES, folder

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
DMNDI = "{https://www.omg.org/spec/DMN/20191111/DMNDI/}"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CW = "{https://commonweal.example/dmn}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
FULL = {
    "liable": True,
    "pension_age": False,
    "home": {"line1": "1 Stryd Fawr", "town": "Sale", "postcode": "M33 7ZF"},
    "tenure": "private",
    "council_tax_band": "c",
    "council_tax_bill": "1787.40",
    "full_name": "Siân Lloyd",
    "date_of_birth": "1985-03-27",
    "national_insurance_number": "QQ123456C",
    "partner": False,
    "children": [{"name": "Ela", "born": "2015-06-30"}, {"name": "Tom", "born": "2019-05-13"}],
    "other_adults": [{"name": "Gwen", "born": "2001-05-13", "working": True}],
    "works": True,
    "self_employed": False,
    "earnings": {"amount": "900.00", "per": "month"},
    "gets_universal_credit": True,
    "universal_credit": {"amount": "1200.00", "per": "month"},
    "universal_credit_rent": True,
    "universal_credit_housing": {"amount": "650.00", "per": "month"},
    "other_income_kinds": [],
    "disability_benefits": False,
    "savings": "1200.00",
}


def test_four_councils_are_shipped() -> None:
    assert FOLDERS == ["central-bedfordshire", "council-tax-support", "manchester", "somerset"]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_shipped_folder_has_no_fault(name: str) -> None:
    """Nor a warning, but that nobody who speaks a language has read the house's words in it."""
    assert [str(fault) for fault in folder(name).faults if fault.code != "not-read"] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_every_example_of_a_shipped_folder_passes(name: str) -> None:
    tried = run_examples(folder(name))
    assert tried
    assert [(each.example.name, each.trouble, each.differences) for each in tried if not each.passes] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_every_page_says_that_it_is_a_demonstration_and_not_the_councils(name: str) -> None:
    service = folder(name).service
    assert service.words("en").demonstration.startswith("This is a demonstration. It is not ")
    if name == "council-tax-support":
        assert (
            service.words("en").demonstration
            == "This is a demonstration. It is not Trafford Council's service."
        )
        assert (
            service.words("cy").demonstration == "Arddangosiad yw hwn. Nid gwasanaeth Cyngor Trafford ydyw."
        )


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_assumed_is_told_with_a_source_in_every_language(name: str) -> None:
    service = folder(name).service
    told = [service.words(language).assumed for language in service.languages]
    assert told[0]
    assert all(source.startswith("https://") for _, source in told[0])
    texts = [text for assumed in told for text, _ in assumed]
    assert len(set(texts)) == len(texts)


# Nobody needs to be told that what does not concern them made no difference.
TELLS_NOTHING = {"decision_disability_disregard_rule_2"}


@pytest.mark.parametrize("name", POLICIES)
def test_every_rule_of_a_policy_has_its_authority_and_its_words(name: str) -> None:
    languages = folder(Path(name).parts[0]).service.languages
    columns = ["Authority", "In words", *(["Mewn geiriau", "Awdurdod"] if "cy" in languages else [])]
    root = etree.parse(SERVICES / name).getroot()
    tables = list(root.iter(f"{DMN}decisionTable"))
    assert tables
    for table in tables:
        assert [each.get("name") for each in table.findall(f"{DMN}annotation")] == columns
        for rule in table.findall(f"{DMN}rule"):
            texts = [each.findtext(f"{DMN}text") for each in rule.findall(f"{DMN}annotationEntry")]
            said = dict(zip(columns, texts, strict=True))
            assert all(said[each] for each in columns if each.startswith("A")), rule.get("id")
            words = [said[each] for each in columns if not each.startswith("A")]
            if rule.get("id") in TELLS_NOTHING:
                assert not any(words)
            else:
                assert all(words), rule.get("id")


@pytest.mark.parametrize("name", POLICIES)
def test_every_other_decision_has_words_in_every_language(name: str) -> None:
    # A policy has words in English and Welsh; in another language it is explained in English, marked so.
    languages = set(folder(Path(name).parts[0]).service.languages) & {"en", "cy"}
    root = etree.parse(SERVICES / name).getroot()
    for decision in root.findall(f"{DMN}decision"):
        if decision.find(f"{DMN}decisionTable") is None:
            words = decision.findall(f"{DMN}extensionElements/{CW}words")
            assert {each.get(LANGUAGE) for each in words} == languages, decision.get("name")
            assert all(each.get("authority") and each.text for each in words)


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_keeps_the_whole_of_its_diagram(name: str) -> None:
    root = etree.parse(SERVICES / name).getroot()
    drawn = {each.get("dmnElementRef") for each in root.iter(f"{DMNDI}DMNShape", f"{DMNDI}DMNEdge")}
    elements = {
        e.get("id")
        for tag in ("decision", "inputData", "businessKnowledgeModel")
        for e in root.findall(DMN + tag)
    }
    needs = {
        e.get("id")
        for tag in ("informationRequirement", "knowledgeRequirement")
        for e in root.iter(DMN + tag)
    }
    assert drawn == elements | needs


@pytest.mark.parametrize("name", POLICIES)
def test_no_rule_of_a_policy_is_left_without_an_example(name: str) -> None:
    service, file = Path(name).parts[0], Path(name).name
    read = folder(service)
    version = next(each for each in read.policies.versions if each.path.name == file)
    matched: dict[str, set[int]] = defaultdict(set)
    for tried in run_examples(read):
        if tried.version is version:
            inputs = _inputs(service, tried.example.name)
            for step in version.model.decide(inputs, "left to pay").trace:
                if step.table is not None:
                    matched[step.decision] |= {rule.number for rule in step.table.matched}
    root = etree.parse(SERVICES / name).getroot()
    for decision in root.findall(f"{DMN}decision"):
        rules = decision.findall(f"{DMN}decisionTable/{DMN}rule")
        missing = set(range(1, len(rules) + 1)) - matched[str(decision.get("name"))]
        assert not missing, f"{decision.get('name')}: no example meets rules {sorted(missing)}"


def _inputs(service: str, example: str) -> dict[str, object]:
    from commonweal.service.cells import row_inputs
    from commonweal.service.inputs import house_values

    read = folder(service)
    row = next(each for each in read.examples.rows if each.name == example)
    version = row.version(read.policies)
    on = row.on or version.starts
    return row_inputs(read.journey(), row.given, version, house_values(on, on))[0]


def test_without_a_persons_task_nothing_leads_to_the_refusal() -> None:
    root = etree.parse(SERVICES / "council-tax-support" / "casework.bpmn").getroot()
    people = {each.get("id") for each in root.iter(f"{BPMN}userTask")}
    flows = defaultdict(set)
    for flow in root.iter(f"{BPMN}sequenceFlow"):
        flows[flow.get("sourceRef")].add(flow.get("targetRef"))
    assert people == {"consider"}
    assert "send_refusal" in _reached(flows, set())
    assert "send_award" in _reached(flows, people)
    assert "send_refusal" not in _reached(flows, people)


def _reached(flows: dict[str | None, set[str | None]], closed: set[str | None]) -> set[str | None]:
    found: set[str | None] = set()
    waiting: list[str | None] = ["applied"]
    while waiting:
        each = waiting.pop()
        if each not in found and each not in closed:
            found.add(each)
            waiting += flows[each]
    return found


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    "notice",
    [
        "award",
        "refusal",
        "received",
        "evidence-needed",
        "evidence-reminder",
        "not-liable",
        "pension-age",
        "capital",
    ],
)
def test_every_notice_prints_whole_in_both_languages(notice: str, language: str) -> None:
    read = folder("council-tax-support")
    today = datetime.date(2025, 6, 1)
    decided = decide(read, FULL, application_date=today, language=language)
    written = read.notices[notice, language]
    values = {
        **decided.values,
        **{key: FULL.get(key) for key in ("full_name", "council_tax_account")},
        "savings": 1200,
        "council_tax_bill": 1787,
        "application date": today,
        "notice date": today,
        "outcome": None,
        "reason": None,
        "reasons": [],
        "evidence": ["Payslips"],
        "reference": "CTS-0000",
        "owner": "Commonweal",
        "contact": {"phone": "01632 960 001", "email": "a@example.com"},
        "how it was worked out": [each.text for each in explain(decided.outcome, language)],
    }
    printed = print_notice(
        written, read.scope, values, read.journey(language), answers=FULL, formats=read.policies.formats()
    )
    assert printed.title
    assert "null" not in printed.text
    assert not {"{", "}"} & set(printed.text)
    if notice == "award":
        assert "£15.71" in printed.text
        assert "£819.12" in printed.text
        assert "£968.28" in printed.text


def test_a_whole_application_is_walked_to_its_end_and_decided_at_once() -> None:
    read = folder("council-tax-support")
    path = read.journey("en").path(FULL)
    assert path.stop is None
    decided = decide(read, FULL, application_date=datetime.date(2025, 6, 1))
    assert (str(decided.amount), decided.refused, decided.referred) == ("15.71", False, False)


@pytest.mark.parametrize(
    ("changed", "referred"),
    [
        ({"self_employed": True}, "self-employed"),
        ({"date_of_birth": "1959-06-01"}, "State Pension age"),
        ({"partner": True, "partner_date_of_birth": "1950-01-01"}, "Your partner's date of birth"),
        ({"children": [{"name": "Old", "born": "2001-01-01"}]}, "20 or older"),
    ],
)
def test_what_needs_judgement_goes_to_a_person(changed: dict[str, object], referred: str) -> None:
    read = folder("council-tax-support")
    decided = decide(read, {**FULL, **changed}, application_date=datetime.date(2025, 6, 1))
    assert decided.referred
    assert referred in json.dumps([reason["en"] for reason in decided.reasons])
    assert all(reason["cy"] != reason["en"] for reason in decided.reasons)


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        ({"liable": False}, "not-liable"),
        ({"pension_age": True}, "pension-age"),
        ({"savings": "16000.01"}, "capital"),
    ],
)
def test_those_whom_the_scheme_cannot_help_are_shown_what_to_do_instead(
    answer: dict[str, object], page: str
) -> None:
    stop = folder("council-tax-support").journey("cy").path({**FULL, **answer}).stop
    assert stop is not None
    assert stop.notice.startswith(page)


def test_nobody_is_asked_what_cannot_matter_to_them() -> None:
    journey = folder("council-tax-support").journey("en")
    alone = {**FULL, "works": False, "gets_universal_credit": False, "tenure": "owner"}
    asked = {page.address for page in journey.path(alone).pages}
    hidden = {
        "self-employed",
        "earnings",
        "partner-name",
        "partner-works",
        "partner-earnings",
        "other-income",
    }
    assert not asked & (hidden | {"universal-credit", "universal-credit-rent", "universal-credit-housing"})
    owner = {page.address for page in journey.path({**FULL, "tenure": "owner"}).pages}
    assert "universal-credit" in owner
    assert "universal-credit-rent" not in owner


@pytest.mark.parametrize("name", FOLDERS)
def test_no_amount_of_money_may_be_below_nothing(name: str) -> None:
    journey = folder(name).journey("en")
    asked = [each for each in journey.asked if isinstance(each, Question) and each.type.name == "money"]
    assert asked
    for question in asked:
        entered = {"value": "-1", "amount": "-1", "per": "week"}
        told = [error.message for error in question.type.parse(entered, "en").errors]
        assert any("or more" in each or "between" in each for each in told), (question.key, told)
