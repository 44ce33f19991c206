"""Whose name stands in each thing afterwards, column by column; nobody else's is touched."""

from types import SimpleNamespace
from typing import Any

import pytest

from server.handing_over import moving, things
from server.handing_over.moving import Hands
from server.open_work.kinds import KINDS
from tests.office.handing_over.test_fitness import NAM, QUY, draft, letter, task

HANDS = Hands(NAM, QUY, "125/QĐ-UBND")


def owed(**more: Any) -> SimpleNamespace:
    said = {"state": "OPEN", "position_id": 1, "seat": "p:1", "name": "Chuyên viên Nam"}
    return SimpleNamespace(**said | more)


def test_a_letter_is_quys_where_it_was_nams_and_stays_minhs():
    paper = letter(informed=[{"seat": "p:1"}, {"seat": "u:5"}], contributions=[])
    moving._incoming(paper, HANDS)
    assert (paper.assignee_id, paper.directed_by_id, paper.granter_id) == (2, 6, 6)
    assert [it["seat"] for it in paper.informed] == ["p:2", "u:5"]


@pytest.mark.parametrize(
    ("one", "seat"),
    [(owed(), "p:2"), (owed(state="GIVEN"), "p:1"), (owed(position_id=9, seat="p:9"), "p:9")],
)
def test_what_he_still_owes_another_is_owed_by_quy(one, seat):
    """What he has given stays his word."""
    moving._incoming(letter(informed=[], contributions=[one]), HANDS)
    assert one.seat == seat
    assert (one.name == "Chuyên viên Người 2") is (seat == "p:2")


def test_a_draft_has_another_drafter_and_the_same_signer():
    paper = draft()
    moving._outgoing(paper, HANDS)
    assert (paper.drafter_post_id, paper.drafter_id, paper.signer_id) == (2, 2, 6)


def test_a_task_is_led_given_planned_and_helped_by_quy(monkeypatch):
    columns = {"lead_seat": "p:2", "lead": "n2", "lead_unit_id": 5}
    monkeypatch.setattr(moving, "columns", lambda *_said: columns)
    help_of = [{"seat": "p:1", "name": "Nam"}, {"seat": "u:6", "name": "Phòng TC-KH"}]
    one = task(planner_post_id=1, giver_post_id=1, giver_id=1, helpers=help_of)
    moving._task(one, HANDS)
    assert (one.lead_seat, one.giver_post_id, one.giver_id, one.planner_post_id) == ("p:2", 2, 2, 2)
    assert one.helpers == [{"seat": "u:6", "name": "Phòng TC-KH"}]


def test_who_only_helps_is_replaced_in_his_place(monkeypatch):
    one = task(lead_seat="u:6:UNIT_HEAD", planner_post_id=6, giver_id=6,
               helpers=[{"seat": "p:1", "name": "Nam"}])  # fmt: skip
    moving._task(one, HANDS)
    assert one.helpers == [{"seat": "p:2", "name": "Chuyên viên Người 2"}]
    assert (one.lead_seat, one.giver_post_id) == ("u:6:UNIT_HEAD", 6)


def test_a_file_is_kept_by_quy_who_reads_what_lies_in_it(monkeypatch):
    lent: list[tuple[str, int, list[str]]] = []
    monkeypatch.setattr(moving.perform, "lend", lambda *said: lent.append(said[:3]))
    item = SimpleNamespace(paper_kind="incoming", paper_id=7)
    case = SimpleNamespace(keeper_id=1, keeper_post_id=1, papers=[item])
    moving._case(case, HANDS)
    assert (case.keeper_id, case.keeper_post_id) == (2, 2)
    assert lent == [("incoming", 7, ["p:2"])]


def test_every_kind_of_thing_has_its_way_its_words_and_its_name():
    kinds = {*things.OWED, things.MANDATES, things.ABSENCES, things.SEALS}
    assert {*moving.CHANGES, *moving.BESIDE} == {*things.WORDS} == {*things.CALLED} == kinds
    assert {*moving.ACTS} == {*moving.CHANGES} == {*things.OWED}


def test_what_lies_with_a_duty_alone_stands_in_no_list_of_his():
    """Of an older letter that may be a secret who handled it once is told nothing (SEC-02)."""
    assert {*KINDS} - {*things.OWED} == {"earlier"}


def test_the_list_names_things_without_a_word_of_content():
    row = SimpleNamespace(kind="KT", document_code="9/QĐ-UBND", person=NAM.person)
    assert things.CALLED[things.MANDATES](row) == "KT theo 9/QĐ-UBND"
    assert things.CALLED[things.ABSENCES](row) == "nhận việc thay Người 1"
    assert "UBND huyện" in things.CALLED[things.SEALS](NAM.position.agency)
