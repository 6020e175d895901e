"""Addresses of the outbox and of each letter in it."""

from django.urls import path

from commonweal.office.letters import views

app_name = "letters"
urlpatterns = [
    path("staff/outbox/", views.outbox_page, name="outbox"),
    path("staff/outbox/<int:number>/", views.letter_page, name="letter"),
    path("staff/outbox/<int:number>/letter.html", views.letter_html, name="html"),
    path("staff/outbox/<int:number>/letter.pdf", views.letter_pdf, name="pdf"),
]
