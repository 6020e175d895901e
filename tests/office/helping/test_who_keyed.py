"""Who keyed which answer, whatever is changed, added, moved or removed."""

from __future__ import annotations

from commonweal.office.helping.who_keyed import keyed_after

HERS = 7


def test_an_answer_is_keyed_by_whoever_changed_it_last() -> None:
    kept = keyed_after({}, {}, {"savings": "1.00"}, HERS)
    assert kept == {"savings": HERS}
    assert keyed_after(kept, {"savings": "1.00"}, {"savings": "1.00", "rent": "2.00"}, None) == kept
    assert keyed_after(kept, {"savings": "1.00"}, {"savings": "3.00"}, None) == {}


def test_things_in_a_list_keep_who_keyed_them_when_one_is_removed() -> None:
    before = {"children": [{"name": "Mair"}, {"name": "Ifan"}]}
    kept = {"children": HERS, "children/2/name": HERS}
    after = {"children": [{"name": "Ifan"}]}
    assert keyed_after(kept, before, after, None) == {"children": HERS, "children/1/name": HERS}


def test_a_thing_added_is_keyed_by_whoever_added_it() -> None:
    before = {"children": [{"name": "Mair"}]}
    after = {"children": [{"name": "Mair"}, {"name": "Ifan", "born": "2015-01-01"}]}
    assert keyed_after({}, before, after, HERS) == {"children/2/name": HERS, "children/2/born": HERS}


def test_saying_that_there_are_none_is_an_answer() -> None:
    assert keyed_after({}, {}, {"children": []}, HERS) == {"children": HERS}
    assert keyed_after({"children": HERS}, {"children": []}, {"children": [{"name": "Mair"}]}, None) == {}


def test_an_answer_that_is_gone_is_nobodys() -> None:
    assert keyed_after({"savings": HERS}, {"savings": "1.00"}, {}, HERS) == {}


def test_choices_of_several_are_one_answer() -> None:
    kept = keyed_after({}, {}, {"kinds": ["esa", "other"]}, HERS)
    assert kept == {"kinds": HERS}
