"""Addresses of the policy and its drafts."""

from django.urls import path

from commonweal.office.drafting.views import deciding, draft, editing, listing

app_name = "drafting"
urlpatterns = [
    path("staff/policy/", listing.policies, name="policies"),
    path("staff/policy/<slug:slug>/new/", listing.new, name="new"),
    path("staff/policy/drafts/<int:number>/", draft.draft_page, name="draft"),
    path("staff/policy/drafts/<int:number>/draft.dmn", draft.download, name="download"),
    path("staff/policy/drafts/<int:number>/tables/<path:name>/", editing.table_page, name="table"),
    path(
        "staff/policy/drafts/<int:number>/expressions/<path:name>/",
        editing.expression_page,
        name="expression",
    ),
    path("staff/policy/drafts/<int:number>/ask/", deciding.ask, name="ask"),
    path("staff/policy/drafts/<int:number>/withdraw/", deciding.give_up, name="withdraw"),
    path("staff/policy/drafts/<int:number>/publish/", deciding.approve, name="publish"),
    path("staff/policy/drafts/<int:number>/send-back/", deciding.answer, name="send-back"),
]
