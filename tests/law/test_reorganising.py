"""The law of a reorganisation: each sentence moves, each missing fact is named (DOMAIN §2.5)."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from tests.law.guards import guards_of
from tests.law.rows import each
from workflows import NOWHERE, Refused, Role
from workflows.reorganising import REORGANISING, Deciding

KIEN, HANH = 1, 2
DAY = dt.date(2025, 7, 1)
EVE = dt.date(2025, 6, 30)
A, S = "ADMIN", "SYSTEM"


@dataclass(frozen=True)
class Whole:
    """A plan that Kiên proposed, of which all is in order."""

    state: str
    effective_on: dt.date = DAY
    closes: int = 1
    parts: int = 0
    forgotten: tuple[str, ...] = ()
    unready: tuple[str, ...] = ()
    posts_without_heir: tuple[str, ...] = ()
    seats_taken_twice: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    proposed_by_id: int | None = KIEN


def brought(step: str, **facts: object) -> Deciding:
    today = DAY if step == "take_effect" else EVE
    return replace(Deciding(today=today, person_id=HANH, reason="Chưa lấy ý kiến xã"), **facts)


WHOLENESS = [
    ({"closes": 0}, "changes_somebody"),
    ({"forgotten": ("UBND xã Hoằng Đạo",)}, "forgets_nobody"),
    ({"unready": ("UBND xã mới",)}, "successors_can_work"),
    ({"posts_without_heir": ("Chủ tịch",)}, "every_post_has_an_heir"),
    ({"seats_taken_twice": ("Chủ tịch",)}, "one_chair_one_holder"),
    ({"raised": ("Lê Trung Kiên",)}, "nobody_raises_himself"),
]
# fmt: off
SENTENCES = [
    ("ORG-10", NOWHERE,    "draft",       A, "DRAFT"),
    ("ORG-10", "DRAFT",    "change",      A, "DRAFT"),
    ("ORG-10", "DRAFT",    "propose",     A, "PROPOSED"),
    ("SOD-04", "PROPOSED", "send_back",   A, "DRAFT"),
    ("SOD-04", "PROPOSED", "approve",     A, "APPROVED"),
    ("ORG-10", "DRAFT",    "withdraw",    A, "WITHDRAWN"),
    ("ORG-10", "PROPOSED", "withdraw",    A, "WITHDRAWN"),
    ("ORG-10", "APPROVED", "withdraw",    A, "WITHDRAWN"),
    ("ORG-11", "APPROVED", "take_effect", S, "IN_EFFECT"),
]
NOT_OFFERED = [
    (state, step, facts, reason)
    for state, step in (("DRAFT", "propose"), ("PROPOSED", "approve"), ("APPROVED", "take_effect"))
    for facts, reason in WHOLENESS
]
MISSING = [
    (NOWHERE,    "draft",       {"today": DAY},       "midnight_lies_ahead"),
    ("DRAFT",    "propose",     {"today": DAY},       "midnight_lies_ahead"),
    ("PROPOSED", "send_back",   {"reason": " "},      "has_reason"),
    ("PROPOSED", "approve",     {"person_id": KIEN},  "is_another_hand"),
    ("PROPOSED", "approve",     {"person_id": None},  "is_another_hand"),
    ("PROPOSED", "approve",     {"today": DAY},       "midnight_lies_ahead"),
    ("DRAFT",    "withdraw",    {"reason": ""},       "has_reason"),
    ("PROPOSED", "withdraw",    {"reason": ""},       "has_reason"),
    ("APPROVED", "withdraw",    {"reason": ""},       "has_reason"),
    ("APPROVED", "take_effect", {"today": EVE},       "day_has_come"),
    ("APPROVED", "take_effect", {"left": 1},          "leaves_nothing_open"),
]
# fmt: on


@each(SENTENCES)
def test_a_plan_moves_by_its_hands_and_no_others(law_id, state, step, whose, end):
    taken = REORGANISING.decide(Whole(state), brought(step), step, {Role(whose)})
    assert (taken.target, taken.id) == (end, law_id)
    with pytest.raises(Refused, match=r"^wrong_role$"):
        REORGANISING.decide(Whole(state), brought(step), step, frozenset(Role) - {Role(whose)})


def test_no_sentence_could_be_added_unnoticed_and_what_is_in_effect_cannot_be_taken_back():
    there = {
        (it.id, it.source, it.name, " ".join(it.roles), it.target)
        for it in REORGANISING.transitions
    }
    assert there == set(SENTENCES)
    assert REORGANISING.final == {"IN_EFFECT", "WITHDRAWN"}


@each(NOT_OFFERED)
def test_a_plan_that_is_not_whole_is_neither_proposed_nor_approved_nor_done(
    state, step, facts, reason
):
    plan = replace(Whole(state), **facts)
    assert REORGANISING.step(state, step).lacks(plan) == [reason]


@each(MISSING)
def test_what_an_act_does_not_bring_is_named(state, step, act, reason):
    found = REORGANISING.step(state, step).objections(Whole(state), brought(step, **act))
    assert found == [reason]


def test_no_guard_could_be_dropped_or_added_unnoticed():
    for rows, field in ((NOT_OFFERED, "offered"), (MISSING, "asked")):
        assert {(row[0], row[1], row[-1]) for row in rows} == guards_of(REORGANISING, field)


def test_a_plan_may_be_done_late_but_not_early():
    late = brought("take_effect", today=DAY + dt.timedelta(days=3))
    step = REORGANISING.step("APPROVED", "take_effect")
    assert step.objections(Whole("APPROVED"), late) == []
    assert Deciding() == Deciding(today=dt.date.min, person_id=None, reason="", left=0)


@each([(1, 0), (0, 1), (1, 1), (2, 3)])
def test_whoever_ends_and_whoever_only_gives_a_part_away_is_changed(closes, parts):
    plan = replace(Whole("DRAFT"), closes=closes, parts=parts)
    assert REORGANISING.step("DRAFT", "propose").lacks(plan) == []
