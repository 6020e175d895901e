"""Every group of the house's words: what a file of a further language must say.

Whoever checks a language imports this first, so that no group is missing.
"""

from commonweal.office.letters.words import WORDS as LETTERS
from commonweal.office.messages.words import WORDS as MESSAGES
from commonweal.office.pages.words import WORDS as PAGES
from commonweal.service.equality_questions import WORDS as EQUALITY
from commonweal.service.languages import WORDS as VALUES
from commonweal.service.paper.words import WORDS as PAPER
from commonweal.service.types.words import WORDS as TYPES
from commonweal.service.words_of_deciding import WORDS as DECIDING

EVERY_GROUP = (PAGES, TYPES, VALUES, DECIDING, LETTERS, PAPER, MESSAGES, EQUALITY)
"""In the order in which a file holds them."""
