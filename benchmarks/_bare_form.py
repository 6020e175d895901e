"""A plain Django form page, as a tutorial would write it: what a question page is measured beside."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

PAGE = engines["django"].from_string(
    """<!DOCTYPE html><html lang="en"><head><title>Question</title></head><body><main>
<form method="post">{% csrf_token %}{{ form.as_div }}<button>Continue</button></form></main></body></html>"""
)


class Question(forms.Form):
    """Two choices, as on the page it is compared with."""

    works = forms.ChoiceField(
        label="Are you in paid work?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )


def question(request: HttpRequest) -> HttpResponse:
    """Show the form; keep a valid answer in the session, as form wizards do."""
    form = Question(request.POST or None, initial={"works": request.session.get("works")})
    if request.method == "POST" and form.is_valid():
        request.session["works"] = form.cleaned_data["works"]
        return HttpResponseRedirect("/question")
    return HttpResponse(PAGE.render({"form": form}, request))


urlpatterns = [path("question", question)]
