"""Addresses under ``/staff/`` that belong to signing in and out."""

from django.urls import path

from commonweal.office.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
