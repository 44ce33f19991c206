"""Minutes (biên bản) that whoever gave and whoever took sign, each with his key, in any order.

A room has a row with a `signed_list` and says who may see it; what is signed, claimed, recorded
and told is the same for all of them. Who has no key is named on the sheet and signs on paper.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from server import repeats
from server.database import transaction
from server.documents.lists import services as lists
from server.documents.lists import signing
from server.documents.lists.models import SignedList
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, Way
from server.org.actor import Actor, the_server
from server.papers.services import Ref
from server.papers.telling import CONFIRMING, confirming, tell_person, untell
from workflows import Refused

Row = TypeVar("Row", bound=Any)


class Minutes(Generic[Row]):
    """`kind`: as claims name the row, `told`: as notices do; `find`: the row for whoever may see it
    (raises `not_found`)."""

    def __init__(self, kind: str, told: str, find: Callable[[Actor, int], Row]) -> None:
        self.kind, self._told, self._find = kind, told, find
        self.way = Way(kind, {signing.STEP: self._ready}, self._claim, self._record)

    def tell(self, row: Row) -> None:
        """They wait for the keys of those who have a place on them; a step."""
        told = {"kind": self._told, "id": row.id, "seq": 1}
        for person_id in row.signed_list.signers:
            tell_person(the_server(), told, person_id, CONFIRMING)

    def waits_for_me(self, actor: Actor, row: Row) -> bool:
        return actor.person_id in lists.waits_for(row.signed_list)

    def to_sign(self, actor: Actor) -> set[int]:
        """The rows whose minutes wait for this one's key."""
        return {row_id for kind, row_id in confirming(actor) if kind == self._told}

    def require(self, actor: Actor, row: Row) -> SignedList:
        """Raises `minutes_are_signed` where he did, `minutes_are_not_yours` to who has no place."""
        paper: SignedList | None = row.signed_list
        if paper is None or not lists.place_of(paper, actor.person_id):
            raise Refused("minutes_are_not_yours")
        if actor.person_id not in lists.waits_for(paper):
            raise Refused("minutes_are_signed")
        return paper

    def sign(self, actor: Actor, row_id: int, *, pin: str | None, answer: str = "") -> Row:
        """With his own key, wherever that is."""
        ref = Ref(row_id, None)
        signed: Row = two_phases.by_key(self.way, actor, ref, signing.STEP, pin=pin, answer=answer)
        return signed

    def _ready(self, actor: Actor, ref: Ref) -> Mark:
        return signing.mark_for(actor, self.require(actor, self._find(actor, ref.id)))

    def _claim(self, actor: Actor, ref: Ref, mark: Mark, lease: dt.timedelta) -> Taken:
        with transaction():
            paper = self.require(actor, self._find(actor, ref.id))
            return signing.claim(actor, (self.kind, ref), paper, mark, lease)

    def _record(self, actor: Actor, ref: Ref, mark: Mark, made: Made) -> Row:
        signing.require_sound(mark, made)
        with transaction():
            row = self._find(actor, ref.id)
            signing.record(actor, self.require(actor, row), mark, made)
            untell(self._told, row.id, actor.person_id)
            repeats.remember(self.kind, row.id)
        return row
