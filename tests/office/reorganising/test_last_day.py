"""After the last day of an agency nothing is taken in, numbered, signed or begun in its name."""

import datetime as dt
import io

from sqlalchemy import select

from server.admin.organisation import places
from server.admin.organisation.places import Department, Post
from server.clock import today
from server.database import db, transaction
from server.org.models import Position, Unit
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import DAY, kien, why
from tests.office.meetings import gathering
from tests.office.outcome import refused, state_of
from tests.office.reorganising.merging import at_midnight, new_day, tomorrow
from tests.office.reorganising.test_midnight import agency

FILE = {"title": "Hồ sơ", "code": "09.VHTT", "retention": 5}


def ends(code: str, day: dt.date | None = None) -> None:
    """Its last day is set while somebody's post there runs on."""
    with transaction():
        agency(code).valid_to = day or tomorrow()


def test_every_door_says_so_and_what_is_there_is_read_on(one_cast: Cast):
    cast = one_cast
    letter, draft, signed = papers.arrived(cast), papers.ready(cast), papers.signed(cast)
    meeting = gathering.planned(cast)
    task = cast.minh.asks("POST", "/tasks", json={"title": "Rà soát", "lead": "vhtt"})
    assert task.status_code == 201, task.text
    ends("huyen")
    papers.ok(cast.lan.does(letter, "register"))
    with at_midnight():
        for hand in (cast.lan, cast.nam, cast.minh, cast.hoa, cast.tuan):
            new_day(hand)
        scan, said = (io.BytesIO(papers.scan()), "a.pdf"), papers.fields(number="77")
        for answer in (
            cast.lan.asks("POST", "/incoming", data={"file": scan, **said}),
            cast.lan.does(letter, "present"),
            cast.nam.asks("POST", "/outgoing", json=papers.DRAFT),
            cast.minh.does(draft, "sign", {"pin": cast.pin}),
            cast.lan.does(signed, "number"),
            cast.tuan.asks("POST", "/meetings", json=gathering.plan(cast)),
            cast.minh.asks("POST", f"{meeting}/actions/schedule", json={}),
            cast.minh.asks("POST", "/tasks", json={"title": "Việc mới", "lead": "vhtt"}),
            cast.hoa.does(f"/tasks/{task.json['id']}", "receive"),
            cast.nam.asks("POST", "/casefiles", json=FILE),
        ):
            assert answer.status_code == 409, answer.text
            refused(answer, "agency_has_ended")
            assert f"kết thúc hoạt động từ ngày {today():%d/%m/%Y}" in answer.json["title"]
        assert cast.lan.sees(letter)["state"] == "REGISTERED"
        assert cast.lan.browser().get(letter).status_code == 200
    assert state_of(signed) == "SIGNED"


def test_what_is_opened_there_before_ends_with_it(one_cast: Cast):
    """A post that an administrator opens meanwhile does not outlast the agency."""
    ends("hoangphu")
    unit = Department(name="Tổ bàn giao", abbreviation="TBG", code="tbg")
    places.open_unit(kien(), "hoangphu", new=unit, valid_from=today())
    places.open_position(kien(), "hoangphu", post=Post(title="Ủy viên", roles=["OFFICER"]),
                         valid_from=today())  # fmt: skip
    mine = {"agency_id": agency("hoangphu").id}
    opened = [
        db.session.scalars(select(Unit).filter_by(code="tbg", **mine)).one(),
        db.session.scalars(select(Position).filter_by(title="Ủy viên", **mine)).one(),
    ]
    assert [one.valid_to for one in opened] == [tomorrow()] * 2
    late = {"post": Post(title="Ủy viên", roles=["OFFICER"]), "valid_from": tomorrow() + DAY}
    assert why(places.open_position, kien(), "hoangphu", **late) == "agency_has_ended"
