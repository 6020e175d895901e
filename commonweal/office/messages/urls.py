"""The address at which a carrier tells what became of a message."""

from django.urls import path

from commonweal.office.messages.views import receipt

app_name = "messages"

urlpatterns = [path("carriers/govuk-notify/receipts", receipt, name="receipt")]
