"""What a question page costs the server, beside a plain Django form page, in one run on one machine.

Both go through the whole WSGI stack (middleware, cookies, CSRF, database, template) without a network. The
plain page keeps its answer in a database session. Ours works out where the answers lead, merges the answer
into the draft, and is compressed.
"""

from __future__ import annotations

import itertools
import math

from benchmarks._office import Browser, cpu_ms, hidden, set_up

BUDGET_MS = 1.5
ANSWERS = {
    "liable": True,
    "pension_age": False,
    "home": {"line1": "1 High Street", "town": "Sale", "postcode": "M33 7ZF"},
    "tenure": "private",
    "council_tax_band": "c",
    "council_tax_bill": "1436.20",
    "council_tax_account": None,
    "full_name": "Sian Lloyd",
    "date_of_birth": "1985-03-27",
    "national_insurance_number": "QQ123456C",
    "email": None,
    "phone": None,
    "partner": False,
    "children": [{"name": "Mared", "born": "2019-05-13"}, {"name": "Owain", "born": "2021-02-03"}],
    "other_adults": [],
    "works": True,
}


def main() -> None:
    """Measure and print."""
    set_up()
    from django.core.handlers.wsgi import WSGIHandler
    from django.test.utils import override_settings

    from commonweal.office.applying.models import Application

    ours = Browser(WSGIHandler())
    token = hidden(ours.html("/council-tax-support/"), "csrfmiddlewaretoken")
    ours.call("POST", "/council-tax-support/start", {"csrfmiddlewaretoken": token})
    Application.objects.update(answers=ANSWERS)
    address = "/council-tax-support/apply/works"
    page = ours.html(address)
    token = hidden(page, "csrfmiddlewaretoken")
    stamps = {True: hidden(page, "seen")}
    Application.objects.update(answers=ANSWERS | {"works": False})
    stamps[False] = hidden(ours.html(address), "seen")
    held = itertools.cycle([False, True])

    def get() -> None:
        status, _, _ = ours.call("GET", address)
        assert status == 200, status

    def post() -> None:
        was = next(held)
        fields = {"works": "no" if was else "yes", "seen": stamps[was], "csrfmiddlewaretoken": token}
        status, _, _ = ours.call("POST", address, fields)
        assert status == 303, status

    _, headers, content = ours.call("GET", address)
    plain_stack = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    templates = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
    plain_settings = override_settings(
        ROOT_URLCONF="benchmarks._bare_form",
        MIDDLEWARE=plain_stack,
        TEMPLATES=templates,
        CSRF_COOKIE_NAME="plain",
    )
    with plain_settings:
        plain = Browser(WSGIHandler())
        plain_token = hidden(plain.html("/question"), "csrfmiddlewaretoken")
        plain.call("POST", "/question", {"works": "yes", "csrfmiddlewaretoken": plain_token})
    turns = itertools.cycle(["no", "yes"])

    def plain_get() -> None:
        assert plain.call("GET", "/question")[0] == 200

    def plain_post() -> None:
        fields = {"works": next(turns), "csrfmiddlewaretoken": plain_token}
        assert plain.call("POST", "/question", fields)[0] == 302

    ours_taken = {"show": math.inf, "answer": math.inf}
    plain_taken = dict(ours_taken)
    for _ in range(6):
        taken = cpu_ms({"show": get, "answer": post}, rounds=2)
        ours_taken = {name: min(ours_taken[name], taken[name]) for name in taken}
        with plain_settings:
            taken = cpu_ms({"show": plain_get, "answer": plain_post}, rounds=2)
        plain_taken = {name: min(plain_taken[name], taken[name]) for name in taken}
    our_get, our_post = ours_taken["show"], ours_taken["answer"]
    its_get, its_post = plain_taken["show"], plain_taken["answer"]
    print("CPU milliseconds a request, whole WSGI stack, SQLite")
    print(f"{'':28}{'show':>8}{'answer':>8}")
    print(f"{'Commonweal question page':28}{our_get:8.2f}{our_post:8.2f}")
    print(f"{'plain Django form page':28}{its_get:8.2f}{its_post:8.2f}")
    print(f"{'ours / plain':28}{our_get / its_get:8.2f}{our_post / its_post:8.2f}")
    print(f"budget {BUDGET_MS} ms: {'kept' if max(our_get, our_post) <= BUDGET_MS else 'NOT KEPT'}")
    print(f"the page: {len(content)} bytes, {headers.get('Content-Encoding', 'not compressed')}")


if __name__ == "__main__":
    main()
