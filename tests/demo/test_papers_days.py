"""A year of the demo's papers: working hours, lawful ways, every colour, every desk."""

from collections import defaultdict
from datetime import date, time

from server.demo.cast import POSITIONS
from server.demo.places import UNIT
from tests.demo.year import HOURS, MIDNIGHT, colour, is_open, walk
from workflows.incoming import INCOMING
from workflows.outgoing import OUTGOING


def test_everything_happens_in_office_hours_on_working_days(everything):
    for paper in everything:
        for step in paper.history:
            assert HOURS.is_working(step.at.date()), (paper.key, step)
            assert time(7, 30) <= step.at.timetz().replace(tzinfo=None) <= time(17, 0)


def test_papers_are_dated_on_working_days_and_not_after_they_came(letters):
    for paper in letters:
        assert HOURS.is_working(paper.issued_on)
        assert paper.issued_on <= paper.arrived_at.date()


def test_nothing_lies_in_the_future_and_the_year_ends_on_the_last_working_day(
    huyen, everything
) -> None:
    last = max(step.at for paper in everything for step in paper.history)
    assert last < MIDNIGHT
    assert huyen.incoming[-1].arrived_at.date() == date(2026, 11, 23)


def test_steps_follow_one_another(everything):
    for paper in everything:
        moments = [step.at for step in paper.history]
        assert moments == sorted(moments), paper.key


def test_every_history_is_a_lawful_way_to_the_state_it_claims(office):
    for paper in office.incoming:
        assert walk(INCOMING, paper) == paper.state, paper.key
    for paper in office.outgoing:
        assert walk(OUTGOING, paper) == paper.state, paper.key


def test_people_act_only_for_their_own_agency(everything):
    home = {position.code: position.agency for position in POSITIONS}
    for paper in everything:
        assert {home[s.account] for s in paper.history if s.account} <= {paper.agency}


def test_every_colour_is_on_the_board(huyen):
    seen = {colour(paper) for paper in huyen.incoming if is_open(paper) or paper.done_at}
    assert seen == {"grey", "green", "yellow", "red", "blue", "purple"}
    waiting = {colour(paper) for paper in huyen.incoming if is_open(paper)}
    assert waiting == {"grey", "green", "yellow", "red"}


def test_everybody_of_the_demo_has_something_on_the_desk(huyen):
    desks = defaultdict(int)
    for paper in huyen.incoming:
        last = paper.history[-1]
        if paper.state == "PRESENTED":
            desks[last.to or "?"] += 1
        elif paper.state == "DIRECTED":
            desks[last.to] += 1
        elif paper.state in {"ASSIGNED", "IN_PROGRESS"}:
            desks[paper.assignee] += 1
        else:
            desks[paper.state] += 1
    expected = ("chutich.huyen", "phochutich.huyen", "vhtt", "chuyenvien.huyen", "ARRIVED",
                "REGISTERED", "AWAITING_CLOSE")  # fmt: skip
    assert [desk for desk in expected if not desks[desk]] == []


def test_outgoing_papers_are_on_every_desk_of_the_way(huyen):
    states = {paper.state for paper in huyen.outgoing}
    assert states >= {"DRAFT", "SUBMITTED", "APPROVED", "READY_TO_SIGN", "SIGNED", "NUMBERED",
                      "REGISTERED", "SEALED", "DISPATCHED", "VOIDED", "RECALLED"}  # fmt: skip


def test_a_directive_names_one_lead_who_does_not_cooperate_and_a_day_ahead(huyen):
    for paper in huyen.incoming:
        order = paper.directive
        if order:
            assert order.lead in UNIT
            assert order.lead not in order.cooperate
            assert set(order.cooperate) <= set(UNIT)
            assert order.due_at is None or order.due_at > order.at
            assert "{" not in order.text


def test_the_days_written_in_a_directive_are_its_due_day(huyen):
    for paper in huyen.incoming:
        order = paper.directive
        if order and order.due_at:
            assert f"{order.due_at:%d/%m/%Y}" in order.text, order.text


def test_cooperating_units_have_answered_before_a_paper_is_done(huyen):
    for paper in huyen.incoming:
        if paper.done_at and paper.directive:
            answers = [step for step in paper.history if step.name == "contribute"]
            assert len(answers) == len(paper.directive.cooperate), paper.key
