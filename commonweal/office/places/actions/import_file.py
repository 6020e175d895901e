"""Import a file of postcodes or of places: all its good rows in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import islice

from commonweal.insight.places import (
    Mapping,
    Place,
    RowFault,
    read_open_referral,
    read_places,
    read_postcodes,
)
from commonweal.insight.places.postcodes import Point
from commonweal.office.places.models import HelpPlace, PostcodePoint
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

_AT_ONCE = 2_000


@dataclass
class Imported:
    """What came of it: how many rows were kept, and those that were left out."""

    what: str
    kept: int = 0
    faults: list[RowFault] = field(default_factory=list)


def import_file(name: str, content: bytes, mapping: Mapping | None, actor: Actor) -> Imported:
    """Import a file: JSON is Open Referral; CSV is places where there is a mapping, else postcodes.

    A file's places replace those that the file of the same name gave before; a postcode replaces itself.
    When no row is good nothing is changed.
    """
    if name.lower().endswith(".json"):
        return _places(name, read_open_referral(content, name), actor)
    if mapping is not None:
        return _places(name, read_places(content, name, mapping), actor)
    return _postcodes(name, read_postcodes(content, name), actor)


def _places(name: str, rows: Iterable[Place | RowFault], actor: Actor) -> Imported:
    found: dict[str, Place] = {}
    done = Imported("places")
    for row in rows:
        if isinstance(row, RowFault):
            done.faults.append(row)
        else:
            found[row.key] = row
    if not found:
        return done
    with recording("import places", actor=actor, subject="places") as facts:
        HelpPlace.objects.filter(source=name).delete()
        HelpPlace.objects.bulk_create(HelpPlace(source=name, **asdict(place)) for place in found.values())
        done.kept = facts["kept"] = len(found)
        facts["left out"] = len(done.faults)
        facts["file"] = name
    return done


def _postcodes(name: str, rows: Iterable[Point | RowFault], actor: Actor) -> Imported:
    done = Imported("postcodes")
    with recording("import postcodes", actor=actor, subject="places") as facts:
        waiting = iter(rows)
        while batch := list(islice(waiting, _AT_ONCE)):
            done.faults.extend(row for row in batch if isinstance(row, RowFault))
            points = {row.postcode: row for row in batch if isinstance(row, Point)}
            PostcodePoint.objects.bulk_create(
                [PostcodePoint(**point._asdict()) for point in points.values()],
                update_conflicts=True,
                unique_fields=["postcode"],
                update_fields=["latitude", "longitude"],
            )
            done.kept += len(points)
        facts["kept"] = done.kept
        facts["left out"] = len(done.faults)
        facts["file"] = name
    return done
