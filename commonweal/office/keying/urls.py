"""Addresses of keying. A form's number is the draft's; only whoever began it can open it."""

from django.urls import path

from commonweal.office.keying import views

app_name = "keying"
urlpatterns = [
    path("staff/keying/", views.start_page, name="start"),
    path("staff/keying/<int:number>/<int:part>/", views.part_page, name="part"),
    path("staff/keying/<int:number>/check/", views.check_page, name="check"),
    path("staff/keying/<int:number>/sent/", views.sent_page, name="sent"),
]
