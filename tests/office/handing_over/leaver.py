"""Nam leaves: what he has is brought about, and Kiên writes who takes it."""

import datetime as dt
from typing import Any

from server.clock import today
from server.database import db
from server.demo.cast import PIN
from server.handing_over import confirming, looking, services, things
from server.handing_over.models import WorkHandover
from server.org.actor import Actor
from server.org.models import Appointment, Person, Position
from tests.office.admin.desk import actor, kien, position, post_of

CODE, QUY = "125/QĐ-UBND", "quy.huyen"


def newcomer(beside: str, account: str, name: str, rank: str) -> Actor:
    """Somebody new, in a post of his own with the duties of one that is there."""
    old = position(beside)
    who = Person(account=account, full_name=name, password_hash="", sort_key=account.encode())
    post = Position(
        agency_id=old.agency_id, unit_id=old.unit_id, title=old.title, roles=old.roles,
        rank=rank, inherits=[], valid_from=old.valid_from,
    )  # fmt: skip
    db.session.add_all([who, post])
    db.session.flush()
    db.session.add(Appointment(person=who, position=post, valid_from=old.valid_from))
    db.session.commit()
    return actor(account)


def colleague() -> Actor:
    """Quý, another officer of Nam's unit, in a post of her own."""
    beside = "chuyenvien.huyen"
    return newcomer(beside, QUY, "Lê Thị Quý", position(beside).rank)


def begun(account: str = "chuyenvien.huyen", **more: Any) -> WorkHandover:
    """Kiên has written who leaves; from today."""
    said = {"leaves_on": today(), "decision_code": CODE} | more
    new = services.Heading(appointment_id=post_of(account).id, **said)
    return services.draft(kien(), new)


def given(one: WorkHandover, account: str, *kinds: str) -> None:
    """All that he has, or what is of these kinds, goes to one."""
    keys = [it.key for it in things.things(one) if not kinds or it.kind in kinds]
    services.name(kien(), one.id, keys=keys, taker_id=post_of(account).id)


def ended(one: WorkHandover, *kinds: str) -> None:
    keys = [it.key for it in things.things(one) if it.kind in kinds]
    services.name(kien(), one.id, keys=keys, taker_id=None)


def confirmed(one: WorkHandover, *people: Actor) -> None:
    """Presented, and each of these has said that the list is right: with his key, who has one."""
    services.present(kien(), one.id)
    for each in people:
        says_so(one, each)


def says_so(one: WorkHandover, who: Actor) -> None:
    pin = PIN if who.person_id in looking.seen(one).keyed else None
    confirming.confirm(who, one.id, list_sha256=looking.digest(one), pin=pin)


def called(one: WorkHandover) -> list[tuple[str, str]]:
    return [(it.kind, it.taker.person.account if it.taker else "") for it in things.things(one)]


TOMORROW = dt.timedelta(days=1)
