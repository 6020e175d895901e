"""Every page that a service has without writing it is shown in both languages, and feedback is kept."""

import pytest
from django.test import Client

from commonweal.office.pages.models import Feedback
from tests.office.applying.person import errors, title, words

pytestmark = pytest.mark.django_db

PAGES = ["", "contact", "feedback", "feedback?thanks", "accessibility", "cookies", "privacy"]


@pytest.fixture
def client() -> Client:
    return Client(HTTP_HOST="localhost")


@pytest.mark.parametrize("prefix", ["/", "/cy/"])
@pytest.mark.parametrize("page", PAGES)
def test_a_built_in_page_is_shown(client: Client, prefix: str, page: str) -> None:
    shown = client.get(prefix + page)
    assert shown.status_code == 200
    assert words(shown)


@pytest.mark.parametrize(
    ("prefix", "told"), [("/", "Error: Give feedback"), ("/cy/", "Gwall: ")], ids=["English", "Welsh"]
)
def test_feedback_without_a_choice_is_asked_for_again(client: Client, prefix: str, told: str) -> None:
    shown = client.post(f"{prefix}feedback", {"improve": "Kept."})
    assert title(shown).startswith(told)
    assert len(errors(shown)) == 1
    assert "Kept." in words(shown)
    assert not Feedback.objects.exists()


def test_feedback_is_kept_and_thanked_for(client: Client) -> None:
    assert client.post("/feedback", {"satisfaction": "4"}).headers["Location"] == "/feedback?thanks"
    assert Feedback.objects.get().satisfaction == 4


def test_the_name_of_the_site_leads_home_in_the_pages_language(client: Client) -> None:
    assert 'class="cw-header__home" href="/cy/"' in client.get("/cy/contact").content.decode()
    assert 'class="cw-header__home" href="/"' in client.get("/contact").content.decode()
