"""Addresses of signing in and out."""

from django.urls import path

from commonweal.office.accounts import views

app_name = "accounts"
urlpatterns = [
    path("staff/sign-in/", views.sign_in, name="sign-in"),
    path("staff/sign-out/", views.sign_out, name="sign-out"),
]
