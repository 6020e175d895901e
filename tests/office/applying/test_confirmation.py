"""After sending: the reference, what happens next, the result with its reasons, and a copy to keep."""

import io

from pypdf import PdfReader

from commonweal.office.applying.models import Application
from commonweal.office.letters.models import Letter
from commonweal.office.records.models import Case
from tests.office.applying.person import ANSWERS, Person, text, words


def send(person: Person, language: str = "en", **changed: dict[str, str]) -> str:
    """Answer everything and send; gives the confirmation's address."""
    for address, fields in (ANSWERS | {k.replace("_", "-"): v for k, v in changed.items()}).items():
        assert person.answer(address, fields, language).status_code == 303
    return str(person.send(language).headers["Location"])


def test_the_confirmation_says_all_that_a_person_needs(applicant: Person) -> None:
    page = applicant.get(send(applicant))
    case = Case.objects.get()
    said = words(page)
    assert case.shown_reference in said
    assert "What happens next" in said
    assert "Give feedback" in said or "What did you think of this service?" in said
    assert "Save or print a copy" in said
    assert "Bank statements" in said, "the papers these answers may be asked for"


def test_the_result_and_how_it_was_worked_out_are_told_with_the_rule(applicant: Person) -> None:
    said = words(applicant.get(send(applicant)))
    assert "£10.00 a week" in said
    assert "You get £10 a week and £5 more for each child." in said
    assert "Rule: Paragraph 1" in said


def test_in_welsh_all_of_it_is_in_welsh(person: Person) -> None:
    person.start("cy")
    page = person.get(send(person, "cy"))
    said = words(page)
    assert "£10.00 yr wythnos" in said
    assert "Paragraff 1" in said
    assert "Beth sy’n digwydd nesaf" in said
    assert Case.objects.get().language == "cy"


def test_where_a_person_must_look_no_result_is_promised(applicant: Person) -> None:
    said = words(applicant.get(send(applicant, savings={"savings": "20000"})))
    assert "Your savings are above the limit" in said
    assert "£10.00 a week" not in said
    assert Case.objects.get().needs_person


def test_a_refusal_is_never_told_by_machine(applicant: Person) -> None:
    said = words(applicant.get(send(applicant, savings={"savings": "60000"})))
    assert "A person will look at your application" in said
    assert "refuse" not in said.lower().replace("a refusal is always checked by a person", "")


def test_the_pdf_is_tagged_and_holds_the_answers(applicant: Person) -> None:
    page = applicant.get(send(applicant) + "/application.pdf")
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "application/pdf"
    assert page.headers["Cache-Control"] == "no-store"
    read = PdfReader(io.BytesIO(page.content))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"] == "en"
    said = " ".join(" ".join(each.extract_text() for each in read.pages).split())
    assert "Siân Lloyd" in said
    assert "QQ 12 34 56 C" in said
    assert Case.objects.get().shown_reference in said


def test_the_answers_are_kept_in_one_place_only(applicant: Person) -> None:
    send(applicant)
    assert Application.objects.get().answers == {}
    assert Case.objects.get().answers["full_name"] == "Siân Lloyd"


def test_the_reference_is_read_in_any_case_and_spacing(applicant: Person) -> None:
    own = send(applicant)
    assert applicant.get(own.lower().replace("-", "").replace("everytype", "every-type")).status_code == 200
    assert "Siân" not in text(applicant.page)


def test_once_decided_it_says_that_the_letter_is_on_its_way(applicant: Person) -> None:
    own = send(applicant)
    case = Case.objects.get()
    Letter.objects.create(case=case, notice="award", language="en", title="", created_at=case.received_at)
    said = words(applicant.get(own))
    assert "Our letter is on its way" in said
    assert "We will look at your application" not in said
    assert "Keep these papers" in said


def test_until_a_decision_is_final_no_amount_is_told_even_while_nobody_has_work_on_the_case(
    applicant: Person,
) -> None:
    own = send(applicant, savings={"savings": "20000"})
    # As while evidence is waited for, and after the applicant withdraws.
    Case.objects.update(needs_person=False, state=Case.State.WAITING)
    said = words(applicant.get(own))
    assert "£10.00 a week" not in said
    assert "Your savings are above the limit" in said
