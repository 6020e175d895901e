"""Addresses of the measures."""

from django.urls import path

from commonweal.office.measures import views

app_name = "measures"
urlpatterns = [
    path("staff/measures/", views.measures, name="measures"),
    path("staff/measures/<slug:name>.csv", views.table, name="table"),
]
