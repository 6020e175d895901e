"""The journey on paper and on the phone: the same questions, numbered, with the way through them in words.

    form = paper_form(folder, "cy")           # a blank form
    form = paper_form(folder, "en", answers)  # the same form, filled in
    script = phone_script(folder, "en")       # what an adviser says

Worked out from the journey and its types alone: nothing about paper is written for a service.
"""

from __future__ import annotations

from commonweal.service.paper.form import PaperForm, PaperItem, PaperQuestion, PaperSection, paper_form
from commonweal.service.paper.numbering import numbers
from commonweal.service.paper.phone_script import PhoneScript, phone_script

__all__ = [
    "PaperForm",
    "PaperItem",
    "PaperQuestion",
    "PaperSection",
    "PhoneScript",
    "numbers",
    "paper_form",
    "phone_script",
]
