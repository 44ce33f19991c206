"""Speeches registered beforehand come first once their matter is taken up (DOMAIN §10.7)."""

import html
import importlib.util
from pathlib import Path

from sqlalchemy import select, text, update

from server.database import db, run, table, transaction
from server.meetings.floor.models import SpeakingRequest
from server.meetings.live.event_models import MeetingEvent
from server.meetings.people.models import Delegate
from tests.office.meetings.gathering import does, entered, id_of, item, opened
from tests.office.meetings.test_refusals import no

MIGRATIONS = Path(__file__).parents[3] / "server" / "migrations" / "versions"


def registers(hand, path: str, n: int = 1) -> None:
    does(hand, path, "register_speech", item=item(hand, path, n))


def queue(cast, path: str) -> list[str]:
    return [one["person"] for one in cast.minh.sees(path)["queue"]]


def begins(cast, path: str, here: tuple[str, ...] = ("minh", "binh", "hoa", "tckh")) -> None:
    for name in here:
        does(getattr(cast, name), path, "check_in")
    does(cast.minh, path, "open")


def takes_up(cast, path: str, n: int = 1) -> None:
    does(cast.minh, path, "start_item", item=item(cast.minh, path, n))


def test_who_registered_is_heard_before_who_raises_his_hand_on_that_matter_alone(one_cast):
    cast = one_cast
    path = entered(cast)
    registers(cast.hoa, path, 2)
    registers(cast.tckh, path, 2)
    begins(cast, path)
    assert queue(cast, path) == []
    takes_up(cast, path)
    does(cast.binh, path, "request_floor")
    assert queue(cast, path) == [cast.binh.account]
    does(cast.minh, path, "end_item", item=item(cast.minh, path))
    takes_up(cast, path, 2)
    hoa, tckh, binh = cast.hoa.account, cast.tckh.account, cast.binh.account
    assert queue(cast, path) == [hoa, tckh, binh]
    does(cast.minh, path, "give_floor", person=hoa)
    does(cast.hoa, path, "end_turn")
    assert queue(cast, path) == [tckh, binh]


def test_the_room_hears_the_queue_when_the_matter_brings_it_and_takes_it_away(one_cast):
    cast = one_cast
    path = entered(cast)
    registers(cast.hoa, path)
    begins(cast, path)
    takes_up(cast, path)
    does(cast.minh, path, "end_item", item=item(cast.minh, path))
    mine = select(MeetingEvent).filter_by(meeting_id=id_of(path), kind="queue.changed")
    told = [one.payload["entries"] for one in db.session.scalars(mine.order_by(MeetingEvent.seq))]
    assert told == [[cast.hoa.account], []]


def test_who_registered_and_is_not_there_holds_up_nobody(one_cast):
    cast = one_cast
    path = entered(cast)
    registers(cast.tckh, path)
    begins(cast, path, ("minh", "binh", "hoa"))
    takes_up(cast, path)
    assert queue(cast, path) == []
    does(cast.tckh, path, "check_in")
    assert queue(cast, path) == [cast.tckh.account]


def test_a_member_who_wishes_to_speak_has_registered_by_that_and_may_think_better_of_it(one_cast):
    cast = one_cast
    path = entered(cast)
    first, second = (item(cast.hoa, path, n) for n in (1, 2))

    def marks(stance: str) -> None:
        both = [{"item": one, "stance": stance} for one in (first, second)]
        does(cast.hoa, path, "mark_stances", stances=both)

    marks("speak")
    marks("speak")
    no(cast.hoa, path, "register_speech", "registered_already", item=first)
    does(cast.hoa, path, "withdraw_speech", item=second)
    begins(cast, path)
    takes_up(cast, path)
    assert queue(cast, path) == [cast.hoa.account]
    again = entered(cast, room="Phòng họp số 2")
    for stance in ("speak", "agree"):
        said = {"item": item(cast.hoa, again), "stance": stance}
        does(cast.hoa, again, "mark_stances", stances=[said])
    begins(cast, again)
    takes_up(cast, again)
    assert queue(cast, again) == []


def test_it_is_too_late_once_the_matter_is_taken_up_and_others_know_of_none(one_cast):
    cast = one_cast
    path = opened(cast)
    takes_up(cast, path)
    first = item(cast.hoa, path)
    no(cast.hoa, path, "register_speech", "item_waits", item=first)
    no(cast.tuan, path, "register_speech", "no_such_item", item=999)
    no(cast.hoa, path, "withdraw_speech", "asked_nothing", item=first)


def test_of_a_closed_matter_a_guest_registers_nothing(one_cast):
    cast = one_cast
    agenda = [{"title": "Nhân sự", "closed": True}, {"title": "Việc khác"}]
    path = entered(cast, guests=[cast.anh.account], agenda=agenda)
    ids = [one["id"] for one in cast.minh.sees(path)["agenda"]]
    no(cast.anh, path, "register_speech", "no_such_item", item=ids[0])
    does(cast.anh, path, "register_speech", item=ids[1])
    assert "Nhân sự" not in cast.anh.browser().get(path).text


def test_who_will_speak_is_told_to_chair_and_secretary_and_to_oneself(one_cast):
    cast = one_cast
    path = entered(cast)
    registers(cast.hoa, path)
    for hand, names, own in (
        (cast.minh, [cast.hoa.actor.name], False),
        (cast.tuan, [cast.hoa.actor.name], False),
        (cast.hoa, [], True),
        (cast.binh, [], False),
    ):
        seen = hand.sees(path)["agenda"][0]
        assert (seen["speeches"], seen["i_speak"]) == (names, own)
    told = f"Đăng ký phát biểu: {cast.hoa.actor.name}"
    assert told in html.unescape(cast.minh.browser().get(path).text)
    assert told not in html.unescape(cast.binh.browser().get(path).text)
    assert "Anh/chị đã đăng ký phát biểu" in html.unescape(cast.hoa.browser().get(path).text)


def test_the_same_by_the_pages_forms(one_cast):
    cast = one_cast
    path = entered(cast)
    shown = html.unescape(cast.hoa.browser().get(path).text)
    assert f"{path}/register_speech" in shown and f"{path}/withdraw_speech" not in shown
    registers(cast.hoa, path)
    shown = html.unescape(cast.hoa.browser().get(path).text)
    form = shown.split(f"{path}/withdraw_speech", 1)[1].split("</form>", 1)[0]
    assert "1. Dự toán năm 2027" in form and "2. Việc khác" not in form


def test_who_sits_in_a_meeting_of_before_there_were_delegations_comes_with_his_own(app, cast):
    path = opened(cast, attending=[cast.anh.account])
    does(cast.hoa, path, "request_floor")
    kept = {one["account"]: one["group"] for one in cast.minh.sees(path)["attendance"]}
    assert kept[cast.anh.account] and kept[cast.hoa.account] and not kept[cast.binh.account]
    with transaction():
        run(update(table(Delegate)).values(delegation=""))
        run(update(table(SpeakingRequest)).values(delegation=""))
    with transaction():
        for statement in (MOVE.CAME_WITH, MOVE.SPEAKS_WITH):
            run(text(statement))
    db.session.expire_all()
    seen = cast.minh.sees(path)
    assert {one["account"]: one["group"] for one in seen["attendance"]} == kept
    assert seen["queue"][0]["group"] == kept[cast.hoa.account]


def _migration():
    (file,) = MIGRATIONS.glob("*_a_speech_is_registered_beforehand.py")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


MOVE = _migration()
