"""The clerk's table is worked in the order of arrival, and nothing goes past it (IN-01, IN-02)."""

import json

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.documents.incoming import queries
from tests.office.incoming import desk
from tests.office.incoming.desk import paper_of
from tests.office.outcome import id_of, line_of, numbers, show_to, state_of, steps, waits
from tests.office.papers import ok


def test_paper_and_electronic_share_one_book_in_the_order_in_which_they_came(cast):
    """IN-01: whatever lies on the table, the next is the one that came first."""
    came = [desk.arrived(cast, electronic=n == 1, number=str(n)) for n in range(3)]
    turn, taken = id_of(came[0]), []
    while turn is not None:
        taken.append(turn)
        ok(cast.lan.does(f"/incoming/{turn}", "register"))
        turn, _left = queries.clerk_queue(cast.lan.actor)
    assert taken == list(map(id_of, came))
    assert [line_of(path).number for path in came] == [1, 2, 3]
    assert numbers("IN", cast.lan.actor.agency_id) == [1, 2, 3]
    assert overtakings() == []


def test_what_is_urgent_goes_first_and_the_log_says_how_many_it_overtook(cast):
    """IN-01: nobody finds out from numbers alone that two letters were passed over."""
    first, second = (desk.arrived(cast, number=str(n)) for n in (1, 2))
    urgent = desk.arrived(cast, number="3", urgency="HOA_TOC")
    assert ok(cast.lan.does(urgent, "register"))["arrival_no"] == 1
    ok(cast.lan.does(first, "register"))
    ok(cast.lan.does(second, "register"))
    assert overtakings() == [(urgent.strip("/"), 2, cast.lan.actor.person_id)]


def overtakings() -> list[tuple[str, int, int]]:
    """(which document, how many that came before it waited, who took it first), as logged."""
    db.session.rollback()
    said = select(LedgerEvent.content).where(LedgerEvent.content.like('%"event":"overtook"%'))
    events = map(json.loads, db.session.scalars(said))
    return [(one["doc"], one["waiting"], one["by"]) for one in events]


def test_no_unit_owes_anything_before_lan_has_registered_it(cast):
    """IN-02: neither a leader nor a shortcut gives it out, and no day runs."""
    path = desk.arrived(cast)
    show_to(path, cast.minh, cast.hoa, cast.nam, cast.tuan)
    rule = {"lead": "vhtt", "rule": "Điều 12 Quy chế văn thư"}
    for hand, step, body in (
        (cast.lan, "present", {}),
        (cast.lan, "route_by_rule", rule),
        (cast.tuan, "route_by_rule", rule),
        (cast.minh, "direct", {"text": "Giao.", "lead": "vhtt"}),
        (cast.minh, "for_info", {"to": ["vhtt"]}),
        (cast.hoa, "assign", {"person": "chuyenvien.huyen"}),
        (cast.nam, "start", {}),
    ):
        answer = hand.does(path, step, body)
        assert answer.json["code"] in ("wrong_state", "not_yours"), (step, answer.text)
    assert (state_of(path), steps(path)) == ("ARRIVED", ["receive_paper"])
    assert not any(waits(hand, path) for hand in (cast.minh, cast.hoa, cast.nam, cast.tuan))
    assert paper_of(path).due_at is None and paper_of(path).lead_unit_id is None
