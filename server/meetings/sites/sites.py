"""The sites of a meeting: as they are planned, and how many are there (§10.12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from server.clock import now
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.sites.models import Site
from server.org.actor import Actor
from workflows import Refused
from workflows.attendance import is_here

OFFICE = "UBND "
"""A commune is a site under its own name, or under its office's."""


@dataclass(frozen=True, slots=True)
class Place:
    """A site as it is planned, with the accounts of who sits there; its head is the first."""

    site: Site
    accounts: tuple[str, ...]


def planned(fields: Mapping[str, Any]) -> list[Place]:
    """Each site under one that was named before it: so they are a tree, however deep."""
    places: list[Place] = []
    for n, one in enumerate(fields.get("sites") or [], 1):
        said = {"name": one} if isinstance(one, str) else one
        head = said.get("head")
        people = [head, *said.get("people", [])] if head else said.get("people", [])
        above = _above(places, said.get("under") or "", n)
        expected = said.get("expected") or 0
        site = Site(n=n, name=said["name"].strip(), under=above, expected=expected)
        places.append(Place(site, tuple(dict.fromkeys(people))))
    return places


def _above(places: Sequence[Place], name: str, n: int) -> int | None:
    if not name:
        return None
    found = next((one.site.n for one in places if one.site.name == name.strip()), None)
    if found is None:
        raise Refused("no_such_site", f"site.{n}.under")
    return found


def seat(places: Sequence[Place], rows: Sequence[Delegate], homes: Mapping[str, str]) -> None:
    """Everybody at his site. Where nobody is named, those who come from the agency of that name and
    are not named elsewhere: an officer of the commune may look after a village."""
    by_account = {one.account: one for one in rows}
    named = {one for place in places for one in place.accounts}
    for place in places:
        name = place.site.name.removeprefix(OFFICE)
        at_home = [one for one, agency in homes.items() if agency.removeprefix(OFFICE) == name]
        accounts = place.accounts or [one for one in at_home if one not in named]
        for row in (by_account[name] for name in accounts):
            if row.site is not None:
                raise Refused("sits_at_two_sites", "sites")
            row.site = place.site.n
        if accounts:
            place.site.head_id = by_account[accounts[0]].person_id


def as_planned(meeting: Meeting) -> list[dict[str, Any]]:
    """The sites as they would be written down again: under which one, whose, and who sits there."""
    names = {one.n: one.name for one in meeting.at_sites}
    return [_plan(meeting, one, names.get(one.under or 0, "")) for one in meeting.at_sites]


def _plan(meeting: Meeting, site: Site, above: str) -> dict[str, Any]:
    head = meeting.person(site.head_id)
    there = [one.account for one in meeting.people if one.site == site.n and one is not head]
    return {
        "name": site.name, "under": above, "head": head.account if head else None, "people": there,
        "expected": site.expected,
    }  # fmt: skip


class SiteThing(BaseModel):
    """A site as it stands; `present` are those of the list, `others` those whom its head counted,
    `expected` how many were to sit there (0: nobody said).

    `line`: WAITING, JOINED or LOST.
    """

    n: int
    name: str
    under: int | None
    depth: int
    head: str
    head_name: str
    people: int
    present: int
    others: int
    expected: int
    line: str
    muted: bool


def board(meeting: Meeting) -> list[SiteThing]:
    """All of them, each below the one that it is under."""
    rows: list[SiteThing] = []
    depths: dict[int | None, int] = {None: -1}
    below: dict[int | None, list[Site]] = {}
    for one in meeting.at_sites:
        below.setdefault(one.under, []).append(one)
    ahead = list(reversed(below.get(None, [])))
    while ahead:
        site = ahead.pop()
        depths[site.n] = depths[site.under] + 1
        rows.append(_thing(meeting, site, depths[site.n]))
        ahead += reversed(below.get(site.n, []))
    return rows


def _thing(meeting: Meeting, site: Site, depth: int) -> SiteThing:
    head = meeting.person(site.head_id)
    return SiteThing(
        n=site.n,
        name=site.name,
        under=site.under,
        depth=depth,
        head=head.account if head else "",
        head_name=head.name if head else "",
        people=sum(one.site == site.n for one in meeting.people),
        present=here_at(meeting, site.n),
        others=site.others,
        expected=site.expected,
        line=site.line_at(now()),
        muted=site.muted,
    )


def site_of(meeting: Meeting, n: int) -> Site:
    for one in meeting.at_sites:
        if one.n == n:
            return one
    raise Refused("no_such_site", "site")


def turn_sound(actor: Actor, meeting: Meeting, site: Site, muted: bool) -> None:
    """Off or on; where it stands so already, nobody hears of it."""
    if site.muted == muted:
        return
    site.muted = muted
    events.happened(meeting, "site.changed", actor.person_id, **standing(meeting, site))


def here_at(meeting: Meeting, n: int) -> int:
    """How many of the list are at this site."""
    return sum(one.site == n and is_here(one.seat) for one in meeting.people)


def standing(meeting: Meeting, site: Site) -> dict[str, Any]:
    """What the room hears of a site that changed; and of the quorum, which may hang on it."""
    here = meeting.quorum
    return {
        "site": site.n,
        "at_site": here_at(meeting, site.n),
        "others": site.others,
        "line": site.line_at(now()),
        "muted": site.muted,
        "here": here.present,
        "reached": here.reached,
    }
