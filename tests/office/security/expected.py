"""Who may open each address: the table that every new address needs a row in.

A row is the address as the resolver writes it. PUBLIC is for anybody; a set names the roles that the gate
lets in, and everybody else is refused. What a role sees behind the gate is the app's own tests' business.
"""

from __future__ import annotations

from typing import Final

PUBLIC: Final = frozenset({"anybody"})
EVERY: Final = frozenset(
    {"adviser", "caseworker", "team leader", "policy officer", "auditor", "administrator"}
)
READERS: Final = frozenset({"caseworker", "team leader", "auditor"})
WORKERS: Final = frozenset({"caseworker", "team leader"})
KEYERS: Final = frozenset({"adviser", "caseworker", "team leader"})
POLICY_READERS: Final = frozenset({"policy officer", "auditor"})
POLICY_WRITERS: Final = frozenset({"policy officer"})
IMPACT_READERS: Final = frozenset({"policy officer", "auditor", "team leader"})
ADMINISTRATORS: Final = frozenset({"administrator"})

_PUBLIC_PAGES: Final = ("", "feedback", "accessibility", "contact", "cookies", "privacy")
_OF_A_SERVICE: Final = (
    "",
    "start",
    "apply/",
    "apply/<path:address>",
    "check-answers",
    "leave",
    "remove/<slug:name>/<int:number>",
    "equality",
    "confirmation/<str:reference>",
    "confirmation/<str:reference>/application.pdf",
    "confirmation/<str:reference>/form.pdf",
    "status",
    "status/letter/<int:number>",
    "save",
    "save/done",
    "save/close",
    "save/<slug:kind>",
    "return",
    "return/asked",
    "return/<str:secret>",
    "return/<str:secret>/again",
    "sign-in",
    "sign-out",
    "your-applications",
    "paper",
    "paper/<str:file>",
    "help-near-you",
    "how-we-write",
    "status/letter/<int:number>/listen",
    "status/letter/<int:number>/large.pdf",
    "help-me",
    "help-me/answer",
    "help-me/stop",
    "help-me/now",
    "evidence",
    "evidence/done",
    "evidence/otherwise",
    "evidence/<str:secret>",
    "evidence/<str:secret>/done",
    "evidence/<str:secret>/otherwise",
)
_STAFF: Final[dict[frozenset[str], tuple[str, ...]]] = {
    PUBLIC: (
        "sign-in/",
        "sign-in/code/",
        "sign-in/set-up/",
        "sign-in/new-password/",
        "sign-out/",
        "single-sign-on",
        "single-sign-on/back",
    ),
    EVERY: ("still-here/", "you/", "you/password/", "measures/", "measures/<slug:name>.csv"),
    ADMINISTRATORS: (
        "people/",
        "people/add/",
        "people/<int:number>/",
        "people/<int:number>/role/",
        "people/<int:number>/address/",
        "people/<int:number>/deactivate/",
        "people/<int:number>/reactivate/",
        "people/<int:number>/password/",
        "people/<int:number>/second-step/",
        "helping/organisations/",
    ),
    READERS: (
        "cases/<str:reference>/letters/<int:number>/read-aloud/",
        "",
        "search/",
        "cases/<str:reference>/",
        "cases/<str:reference>/nearest/",
        "cases/<str:reference>/form.pdf",
        "cases/<str:reference>/sent/<int:number>/file",
        "outbox/",
        "outbox/<int:number>/",
        "outbox/<int:number>/letter.html",
        "outbox/<int:number>/letter.pdf",
    ),
    WORKERS: (
        "cases/<str:reference>/contact/",
        "next/",
        "cases/<str:reference>/assign/",
        "cases/<str:reference>/agree/",
        "cases/<str:reference>/change/",
        "cases/<str:reference>/evidence/",
        "cases/<str:reference>/evidence-received/",
        "cases/<str:reference>/notes/",
        "cases/<str:reference>/close/",
        "cases/<str:reference>/sent/<int:number>/verdict/",
    ),
    KEYERS: (
        "keying/",
        "keying/<int:number>/<int:part>/",
        "keying/<int:number>/check/",
        "keying/<int:number>/sent/",
        "phone-script/<slug:service>/",
        "phone-script/<slug:service>/<str:language>/",
        "helping/",
        "helping/new/",
        "helping/consent/",
        "helping/continue/",
        "helping/join/",
        "helping/new-person/",
        "helping/<str:key>/",
        "helping/<str:key>/part/<int:part>/",
        "helping/<str:key>/check/",
        "helping/<str:key>/hand-over/",
        "helping/<str:key>/sent/",
        "helping/<str:key>/open/",
        "helping/<str:key>/stop/",
        "helping/<str:key>/now/",
    ),
    POLICY_READERS: (
        "policy/",
        "policy/drafts/<int:number>/",
        "policy/drafts/<int:number>/draft.dmn",
        "policy/drafts/<int:number>/tables/<path:name>/",
        "policy/drafts/<int:number>/expressions/<path:name>/",
    ),
    POLICY_WRITERS: (
        "policy/<slug:slug>/new/",
        "policy/drafts/<int:number>/ask/",
        "policy/drafts/<int:number>/withdraw/",
        "policy/drafts/<int:number>/publish/",
        "policy/drafts/<int:number>/send-back/",
        "impact/new/<slug:slug>/",
    ),
    IMPACT_READERS: (
        "impact/",
        "impact/report.css",
        "impact/<int:number>/",
        "impact/<int:number>/print/",
        "impact/<int:number>/charts/<slug:name>.svg",
        "impact/<int:number>/files/<path:path>",
    ),
}

EXPECTED: Final[dict[str, frozenset[str]]] = {
    **{f"staff/{place}": who for who, places in _STAFF.items() for place in places},
    **{
        f"{prefix}{place}": PUBLIC
        for prefix in ("<slug:service>/", "<slug:service>/<lang:language>/")
        for place in _OF_A_SERVICE
    },
    **{f"{prefix}{place}": PUBLIC for prefix in ("", "<lang:language>/") for place in _PUBLIC_PAGES},
    "health": PUBLIC,
    "signed-in": PUBLIC,
    "carriers/govuk-notify/receipts": PUBLIC,
}
