"""The list itself: what is confirmed of it, how its lines look, who is offered which step.

Without a database: lists and lines are what the rules look at, no more.
"""

import datetime as dt
from typing import Any

import pytest
from flask import Flask

from server.clock import today
from server.handing_over import looking, services, sheet, things, views
from server.handing_over.looking import Seen, bare, parties
from server.handing_over.models import Confirmation, WorkHandover, WorkLine
from server.handing_over.things import Thing
from server.org.actor import Actor
from tests.office.handing_over.test_fitness import DAY, HOA, LAN, MINH, NAM, QUY, held
from workflows import Role
from workflows.handing_over import HANDING_OVER, Stage

NOW = dt.datetime(2026, 7, 1, 2, tzinfo=dt.UTC)


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def line(kind: str = "casefiles", n: int = 1, taker: Any = QUY, **more: Any) -> WorkLine:
    said = {"kind": kind, "thing_id": n, "called": f"hồ sơ 0{n}", "due_at": None} | more
    return WorkLine(taker=taker, taker_id=taker.id if taker else None, **said)


def handover(**more: Any) -> WorkHandover:
    """Nam gives two files to Quý and one to Hoa."""
    said = {
        "id": 1, "appointment": NAM, "appointment_id": NAM.id, "leaves_on": DAY, "leaves": True,
        "decision_code": "125/QĐ-UBND", "absent": "", "confirmations": [], "sums": {},
        "lines": [line(), line(n=2), line(n=3, taker=HOA)], "drafted_at": NOW,
    }  # fmt: skip
    return WorkHandover(**said | more)


def confirmed(who: Any) -> Confirmation:
    return Confirmation(
        person_id=who.person_id, person=who.person, position="Chuyên viên", at=NOW,
        list_sha256="ab" * 32,
    )  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        {"lines": [line(), line(n=2)]},
        {"lines": [line(), line(n=2), line(n=3)]},
        {"lines": [line(), line(n=2), line(n=3, taker=None)]},
        {"lines": [line(called="hồ sơ khác"), line(n=2), line(n=3, taker=HOA)]},
        {"lines": [line(due_at=NOW), line(n=2), line(n=3, taker=HOA)]},
        {"lines": [line(kind="tasks"), line(n=2), line(n=3, taker=HOA)]},
        {"leaves_on": DAY + dt.timedelta(days=1)},
        {"leaves": False},
        {"decision_code": "126/QĐ-UBND"},
        {"appointment_id": 99},
    ],
)
def test_whatever_is_changed_of_a_list_it_is_another_list(more):
    assert looking.digest(handover(**more)) != looking.digest(handover())


def test_a_list_is_the_same_whoever_reads_it_in_whatever_order():
    turned = handover(lines=[line(n=3, taker=HOA), line(n=2), line()])
    assert looking.digest(turned) == looking.digest(handover())
    with_words = handover(said="Sửa", confirmations=[confirmed(QUY)], presented_at=NOW)
    assert looking.digest(with_words) == looking.digest(handover())
    assert len(looking.digest(handover())) == 64


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({}, {1: "Người 1", 2: "Người 2", 4: "Người 4"}),
        ({"absent": "đã từ trần"}, {2: "Người 2", 4: "Người 4"}),
        ({"lines": []}, {1: "Người 1"}),
        ({"lines": [line(taker=None)]}, {1: "Người 1"}),
        ({"lines": [line(), line(n=2)]}, {1: "Người 1", 2: "Người 2"}),
    ],
)
def test_who_gives_and_each_who_takes_must_confirm(more, names):
    assert parties(handover(**more)) == names


@pytest.mark.parametrize(
    ("more", "stage"),
    [
        ({}, Stage.DRAFT),
        ({"presented_at": NOW}, Stage.PRESENTED),
        ({"presented_at": NOW, "done_at": NOW}, Stage.DONE),
        ({"withdrawn_at": NOW}, Stage.WITHDRAWN),
        ({"presented_at": NOW, "withdrawn_at": NOW}, Stage.WITHDRAWN),
    ],
)
def test_where_a_list_stands_is_told_by_what_happened_to_it(more, stage):
    one = handover(**more)
    assert (one.state, bare(one).state) == (stage, stage)
    assert {*views.STATES} == {*Stage}


BUTTONS = {
    Stage.DRAFT: {"name", "present", "withdraw"},
    Stage.PRESENTED: {"confirm", "take_back", "hand_over", "withdraw"},
    Stage.DONE: set(),
    Stage.WITHDRAWN: set(),
}
AT = {
    Stage.DRAFT: {},
    Stage.PRESENTED: {"presented_at": NOW},
    Stage.DONE: {"presented_at": NOW, "done_at": NOW},
    Stage.WITHDRAWN: {"withdrawn_at": NOW},
}


def actor(who: Any, *roles: Role) -> Actor:
    name = who.person.full_name
    return Actor(person_id=who.person_id, account="x", name=name, title="", roles=frozenset(roles))


@pytest.mark.parametrize("stage", Stage)
def test_an_administrator_is_offered_all_steps_and_others_their_word(stage):
    one = handover(**AT[stage])
    assert views.steps(one, actor(held(9, "ADMIN"), Role.ADMIN)) == BUTTONS[stage]
    for role in (Role.OFFICER, Role.LEADER, Role.CLERK, Role.AUDITOR):
        assert views.steps(one, actor(QUY, role)) == BUTTONS[stage] & {"confirm"}
    assert views.steps(one, actor(QUY, Role.CITIZEN)) == set()


def test_of_a_post_for_one_he_is_offered_to_make_way_until_he_has():
    kien = actor(held(9, "ADMIN"), Role.ADMIN)
    ahead = today() + dt.timedelta(9)
    for until, offered in ((None, True), (ahead, False), (ahead + dt.timedelta(1), True)):
        one = handover(appointment=held(1, "UNIT_HEAD"), leaves_on=ahead)
        one.appointment.position.single_holder, one.appointment.valid_to = True, until
        assert ("make_way" in views.steps(one, kien)) is offered, until
        one.only_key = True
        assert "make_way" not in views.steps(one, kien)


def test_who_owes_his_word_is_told_so_until_he_gives_it():
    one = handover(presented_at=NOW, confirmations=[confirmed(QUY)])
    for who, owes in ((NAM, True), (HOA, True), (QUY, False), (MINH, False)):
        assert views.owes_confirmation(one, actor(who, Role.OFFICER)) is owes
        assert not views.owes_confirmation(handover(), actor(who, Role.OFFICER))
    said = {it["name"]: bool(it["at"]) for it in views.confirmations(one)}
    assert said == {"Người 1": False, "Người 2": True, "Người 4": False}


def thing(**more: Any) -> Thing:
    said = {"kind": "casefiles", "id": 1, "called": "hồ sơ 01", "due_at": None, "what": None}
    return Thing(**said | {"taker": QUY, "ends": False} | more)


@pytest.mark.parametrize(
    ("more", "taker", "wrong"),
    [
        ({}, "Người 2", ""),
        ({"taker": None}, "", ""),
        ({"taker": None, "ends": True}, "chấm dứt", ""),
        ({"unfit": "taker_has_no_post"}, "Người 2", "không giữ chức vụ nào"),
        ({"busy": "is_being_signed"}, "Người 2", "đang được ký"),
        ({"busy": "is_half_issued"}, "Người 2", "liên tịch"),
        ({"busy": "is_in_session"}, "Người 2", "biên bản chưa xong"),
    ],
)
def test_a_line_says_who_takes_it_and_what_is_amiss(app: Flask, more, taker, wrong):
    shown = views._open(thing(**more), False)
    assert taker in shown["taker"] and wrong in shown["wrong"]
    assert bool(shown["wrong"]) is bool(wrong) and shown["key"] == "casefiles/1"
    assert thing(**more).is_named is bool(shown["taker"])


@pytest.mark.parametrize("reason", services.NAMING.lists)
def test_a_no_names_which_ones_and_how_many_more(reason):
    few = Seen(state=Stage.DRAFT, leaves_on=DAY, **{services.NAMING.lists[reason]: ["a", "b"]})
    many = Seen(state=Stage.DRAFT, leaves_on=DAY, **{services.NAMING.lists[reason]: ["x"] * 11})
    assert services.NAMING.said_of(reason, few) == {"names": "a; b"}
    assert str(services.NAMING.said_of(reason, many)["names"]).endswith(" và 3 việc khác")
    assert services.NAMING.said_of("day_of_leaving_has_come", few) == {}
    guards = {it.__name__ for row in HANDING_OVER.transitions for it in row.offered}
    assert reason in guards


def test_the_sheet_groups_things_by_kind_and_counts_them_through(app: Flask):
    ours = [line(), line("tasks", 2, HOA, due_at=NOW), line(things.MANDATES, 3, None)]
    rows = sheet.listing(handover(lines=ours)).rows
    assert [row[0] for row in rows if len(row) == 1] == [
        "Nhiệm vụ chưa xong", "Hồ sơ chưa vào lưu trữ", "Giao quyền ký",
    ]  # fmt: skip
    assert [row[0] for row in rows if len(row) > 1] == ["1", "2", "3"]
    assert rows[1][2] == "09:00 01/07/2026" and rows[-1][3] == "chấm dứt"


def test_the_sheet_says_what_became_of_key_late_things_and_the_absent(app: Flask):
    one = handover(presented_at=NOW, done_at=NOW, sums={"late": 2, "key": "pkcs12:x"})
    said = " ".join(sheet.listing(one).closing)
    assert "gồm 3 việc" in said and "2 việc đến sau" in said and "đã thu hồi" in said
    kept = " ".join(sheet.listing(handover(presented_at=NOW, done_at=NOW)).closing)
    assert "đến sau" not in kept and "thu hồi" not in kept
    gone = sheet.listing(handover(absent="đã từ trần"))
    assert gone.opening[-1] == "Người bàn giao không tự xác nhận được: đã từ trần."
    assert [it[2] for it in gone.signers] == ["", "Người 2", "Người 4"]
    assert LAN.person.full_name not in " ".join(gone.opening)
