"""A year of the demo's papers: numbers without gaps, working hours, lawful ways, every colour."""

import re
import unicodedata
from collections import defaultdict
from datetime import date, datetime, time

import pytest

from server.demo.calendar import ZONE, office_time
from server.demo.cast import POSITIONS
from server.demo.papers import IncomingPaper, OutgoingPaper, incoming, outgoing, world
from server.demo.papers_numbers import series
from server.demo.places import AGENCY, UNIT, UNITS
from workflows.incoming import INCOMING
from workflows.law import NOWHERE, Role, Workflow
from workflows.outgoing import OUTGOING

TODAY = date(2026, 11, 24)
OFFICES = world(TODAY)
DISTRICT = OFFICES["huyen"]
HOURS = office_time(TODAY)
MIDNIGHT = datetime(2026, 11, 24, tzinfo=ZONE)
ROLES = {position.code: position.roles for position in POSITIONS}
ABBREVIATION = {
    "Quyết định": "QĐ",
    "Kế hoạch": "KH",
    "Báo cáo": "BC",
    "Tờ trình": "TTr",
    "Thông báo": "TB",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Chỉ thị": "CT",
    "Công điện": "CĐ",
    "Hướng dẫn": "HD",
    "Phương án": "PA",
}
LETTERS = [paper for office in OFFICES.values() for paper in office.incoming]
PAPERS = [paper for office in OFFICES.values() for paper in office.outgoing]
EVERYTHING: list[IncomingPaper | OutgoingPaper] = [*LETTERS, *PAPERS]


def year_of(papers: tuple[OutgoingPaper, ...]) -> list[OutgoingPaper]:
    """The generated papers, without the real ones of 2022 and 2023."""
    return [paper for paper in papers if paper.issued_on is None or paper.issued_on.year > 2023]


def colour(paper: IncomingPaper) -> str:
    """DOMAIN §11.4, in the morning of today."""
    due, done = paper.due_at, paper.done_at
    if due is None:
        return "grey"
    if done:
        return "blue" if done <= due else "purple"
    if due < MIDNIGHT:
        return "red"
    return "yellow" if HOURS.distance(TODAY, due.date()) <= 2 else "green"


def is_open(paper: IncomingPaper) -> bool:
    return paper.state in {"DIRECTED", "ASSIGNED", "IN_PROGRESS", "AWAITING_CLOSE"}


def walk(law: Workflow, paper: IncomingPaper | OutgoingPaper) -> str:
    """Follow the history through the law's table; every step must exist for somebody's role."""
    state = NOWHERE
    for step in paper.history:
        roles = ROLES[step.account] if step.account else {Role.SYSTEM}
        state = law.permit(state, step.name, set(roles)).target
    return state


def test_a_year_has_as_many_papers_as_were_asked_for() -> None:
    assert (len(DISTRICT.incoming), len(DISTRICT.outgoing)) == (421, 322)
    for office in OFFICES.values():
        if office.agency != "huyen":
            assert (len(office.incoming), len(office.outgoing)) == (25, 15)


@pytest.mark.parametrize("office", OFFICES.values(), ids=lambda office: office.agency)
def test_arrival_numbers_have_no_gap_and_follow_the_clock(office) -> None:
    years = defaultdict(list)
    for paper in office.incoming:
        if paper.arrival_no is not None:
            registered = next(step.at for step in paper.history if step.name == "register")
            years[registered.year].append((paper.arrival_no, registered))
    for rows in years.values():
        assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
        assert [at for _, at in rows] == sorted(at for _, at in rows)


@pytest.mark.parametrize("office", OFFICES.values(), ids=lambda office: office.agency)
def test_outgoing_numbers_have_no_gap_and_grow_with_the_day(office) -> None:
    books = defaultdict(list)
    for paper in year_of(office.outgoing):
        if paper.number is not None:
            books[paper.series, paper.issued_on.year].append((paper.number, paper.issued_on))
    assert books
    for rows in books.values():
        assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
        assert [day for _, day in rows] == sorted(day for _, day in rows)


def test_other_offices_numbers_grow_with_the_day_in_each_series() -> None:
    books = defaultdict(list)
    for paper in DISTRICT.incoming:
        if AGENCY[paper.issuer_code].external:
            party = paper.number.partition("-")
            kind = party[2] or (paper.doc_type if paper.doc_type == "Công văn" else paper.notation)
            key = (paper.issuer_code, kind, paper.issued_on.year)
            books[key].append((int(party[0]), paper.issued_on))
    for rows in books.values():
        assert [day for _, day in sorted(rows)] == sorted(day for _, day in rows)


def test_no_two_departments_have_come_to_the_same_number_on_one_day() -> None:
    given = defaultdict(set)
    for paper in DISTRICT.incoming:
        if AGENCY[paper.issuer_code].level == "tinh" and paper.doc_type == "Công văn":
            given[paper.issued_on, paper.number].add(paper.issuer_code)
    shared = [key for key, issuers in given.items() if len(issuers) > 1]
    assert len(shared) <= len(given) // 50


def test_no_incoming_paper_comes_twice() -> None:
    for office in OFFICES.values():
        keys = [(p.number, p.notation, p.issuer, p.issued_on.year) for p in office.incoming]
        assert len(set(keys)) == len(keys)


def test_no_outgoing_code_is_given_twice_in_a_year() -> None:
    for office in OFFICES.values():
        codes = [(p.code, p.issued_on.year) for p in office.outgoing if p.issued_on]
        assert len(set(codes)) == len(codes)


def test_everything_happens_in_office_hours_on_working_days() -> None:
    for paper in EVERYTHING:
        for step in paper.history:
            assert HOURS.is_working(step.at.date()), (paper.key, step)
            assert time(7, 30) <= step.at.timetz().replace(tzinfo=None) <= time(17, 0)


def test_papers_are_dated_on_working_days_and_not_after_they_came() -> None:
    for paper in LETTERS:
        assert HOURS.is_working(paper.issued_on)
        assert paper.issued_on <= paper.arrived_at.date()


def test_nothing_lies_in_the_future_and_the_year_ends_on_the_last_working_day() -> None:
    last = max(step.at for paper in EVERYTHING for step in paper.history)
    assert last < MIDNIGHT
    assert DISTRICT.incoming[-1].arrived_at.date() == date(2026, 11, 23)


def test_steps_follow_one_another() -> None:
    for paper in EVERYTHING:
        moments = [step.at for step in paper.history]
        assert moments == sorted(moments), paper.key


@pytest.mark.parametrize("office", OFFICES.values(), ids=lambda office: office.agency)
def test_every_history_is_a_lawful_way_to_the_state_it_claims(office) -> None:
    for paper in office.incoming:
        assert walk(INCOMING, paper) == paper.state, paper.key
    for paper in office.outgoing:
        assert walk(OUTGOING, paper) == paper.state, paper.key


def test_people_act_only_for_their_own_agency() -> None:
    home = {position.code: position.agency for position in POSITIONS}
    for paper in EVERYTHING:
        assert {home[s.account] for s in paper.history if s.account} <= {paper.agency}


def test_every_colour_is_on_the_board() -> None:
    seen = {colour(paper) for paper in DISTRICT.incoming if is_open(paper) or paper.done_at}
    assert seen == {"grey", "green", "yellow", "red", "blue", "purple"}
    waiting = {colour(paper) for paper in DISTRICT.incoming if is_open(paper)}
    assert waiting == {"grey", "green", "yellow", "red"}


def test_everybody_of_the_demo_has_something_on_the_desk() -> None:
    desks = defaultdict(int)
    for paper in DISTRICT.incoming:
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


def test_outgoing_papers_are_on_every_desk_of_the_way() -> None:
    states = {paper.state for paper in DISTRICT.outgoing}
    assert states >= {"DRAFT", "SUBMITTED", "APPROVED", "READY_TO_SIGN", "SIGNED", "NUMBERED",
                      "REGISTERED", "SEALED", "DISPATCHED", "VOIDED", "RECALLED"}  # fmt: skip


def test_a_directive_names_one_lead_who_does_not_cooperate_and_a_day_ahead() -> None:
    for paper in DISTRICT.incoming:
        order = paper.directive
        if order:
            assert order.lead in UNIT
            assert order.lead not in order.cooperate
            assert set(order.cooperate) <= set(UNIT)
            assert order.due_at is None or order.due_at > order.at
            assert "{" not in order.text


def test_the_days_written_in_a_directive_are_its_due_day() -> None:
    for paper in DISTRICT.incoming:
        order = paper.directive
        if order and order.due_at:
            assert f"{order.due_at:%d/%m/%Y}" in order.text, order.text


def test_cooperating_units_have_answered_before_a_paper_is_done() -> None:
    for paper in DISTRICT.incoming:
        if paper.done_at and paper.directive:
            answers = [step for step in paper.history if step.name == "contribute"]
            assert len(answers) == len(paper.directive.cooperate), paper.key


def test_notations_fit_their_types() -> None:
    fields = {unit.abbreviation for unit in UNITS}
    for paper in DISTRICT.outgoing:
        if paper.doc_type == "Công văn":
            assert paper.notation.removeprefix("UBND-") in fields
        else:
            assert paper.notation == f"{ABBREVIATION[paper.doc_type]}-UBND"


def test_incoming_notations_fit_issuer_and_type() -> None:
    for paper in LETTERS:
        sign = AGENCY[paper.issuer_code].abbreviation
        if paper.issuer_code == "huyenuy":
            assert re.fullmatch(r"\d+-(CV|TB|GM)/HU", paper.code)
        elif paper.doc_type == "Công văn":
            assert re.fullmatch(rf"{sign}-[A-Za-zĐ0-9]+", paper.notation)
        else:
            assert paper.notation == f"{ABBREVIATION[paper.doc_type]}-{sign}"


def test_decisions_and_invitations_have_their_own_series() -> None:
    assert [series(kind) for kind in ("Quyết định", "Giấy mời", "Công văn", "Kế hoạch")] == [
        "QĐ", "GM", "CHUNG", "CHUNG",
    ]  # fmt: skip


def test_numbers_below_ten_have_a_nought_before_them() -> None:
    first = next(p for p in year_of(DISTRICT.outgoing) if p.number == 1)
    assert first.code.startswith("01/")
    assert [p.number for p in LETTERS if re.match(r"\d(?!\d)", p.number)] == []


def test_subjects_are_composed_not_too_long_and_have_no_gap_left() -> None:
    for paper in EVERYTHING:
        assert 0 < len(paper.subject) <= 500
        assert unicodedata.is_normalized("NFC", paper.subject)
        assert "{" not in paper.subject
        assert "  " not in paper.subject


def test_only_a_letter_says_about_what_it_is_and_can_leave_it_out() -> None:
    for paper in EVERYTHING:
        assert paper.subject.startswith("V/v ") == (paper.doc_type == "Công văn")
        assert not paper.bare_subject.startswith("V/v")


def test_a_town_is_never_asked_about_villages() -> None:
    about_town = [p.subject for p in EVERYTHING if "thị trấn Bút Sơn" in p.subject]
    assert about_town
    assert [text for text in about_town if "thôn" in text] == []
    own = [p.subject for p in OFFICES["butson"].outgoing]
    assert [text for text in own if "thôn " in text] == []


def test_every_body_has_paragraphs_without_gaps() -> None:
    for paper in PAPERS:
        assert 2 <= len(paper.body) <= 8, paper.key
        assert not [text for text in (*paper.body, *paper.bases) if "{" in text or "  " in text]
        assert all(unicodedata.is_normalized("NFC", text) for text in paper.body)


def test_decisions_have_grounds_and_three_articles() -> None:
    decisions = [p for p in year_of(DISTRICT.outgoing) if p.doc_type == "Quyết định"]
    assert decisions
    for paper in decisions:
        assert paper.bases[0].startswith("Căn cứ Luật Tổ chức chính quyền địa phương")
        assert paper.bases[-1].startswith("Theo đề nghị của ")
        assert [text[:6] for text in paper.body] == ["Điều 1", "Điều 2", "Điều 3"]


def test_a_commune_does_not_speak_for_the_whole_district() -> None:
    words = [t for p in PAPERS if p.agency != "huyen" for t in p.body if "oàn huyện" in t]
    assert words == []


def test_a_meeting_is_soon_after_its_invitation() -> None:
    papers = [p for p in year_of(DISTRICT.outgoing) if p.doc_type == "Giấy mời" and p.issued_on]
    assert papers
    for paper in papers:
        day = HOURS.shift(paper.issued_on, 2)
        assert f"{day:%d/%m/%Y}" in paper.body[1]


def test_who_asks_for_something_is_not_merely_taken_note_of() -> None:
    asked = [p for p in DISTRICT.incoming if p.doc_type == "Tờ trình"]
    assert asked
    assert [paper.key for paper in asked if paper.state == "INFO_ONLY"] == []


def test_nothing_has_been_open_for_half_a_year() -> None:
    first = HOURS.shift(TODAY, -80)
    assert [p.key for p in DISTRICT.incoming if is_open(p) and p.arrived_at.date() < first] == []


def test_recipients_stand_in_the_directory() -> None:
    for paper in PAPERS:
        assert paper.to
        assert set(paper.to) | set(paper.for_info) <= set(AGENCY)
        assert paper.agency not in paper.to


def test_the_capacity_fits_the_signer_and_the_type() -> None:
    capacity = {"chutich.huyen": "TM", "phochutich.huyen": "KT", "chanhvp.huyen": "TL"}
    for paper in DISTRICT.outgoing:
        assert paper.capacity == capacity[paper.signer]
        if paper.capacity == "TL":
            assert paper.doc_type in {"Thông báo", "Giấy mời", "Giấy giới thiệu"}


def test_duties_are_parted_on_every_paper() -> None:
    for paper in PAPERS:
        who = {step.name: step.account for step in paper.history}
        if "content_check" in who and "form_check" in who:
            assert who["content_check"] != who["form_check"]
        assert paper.drafter != paper.signer
        assert who.get("seal") != paper.signer


def test_a_reply_names_its_letter_and_the_letter_its_reply() -> None:
    letters = {paper.key: paper for paper in DISTRICT.incoming}
    answers = [paper for paper in DISTRICT.outgoing if paper.replies_to]
    assert len(answers) >= 15
    for paper in answers:
        letter = letters[paper.replies_to]
        proposed = next(step.at for step in letter.history if step.name == "propose_close")
        assert letter.reply == paper.key
        assert letter.issuer_code in paper.to
        assert letter.arrived_at < paper.dispatched_at < proposed


def test_what_one_office_sent_stands_in_the_other_word_for_word() -> None:
    sent = {paper.key: paper for paper in PAPERS}
    copies = [paper for paper in LETTERS if paper.source]
    assert len(copies) > 300
    for copy in copies:
        paper = sent[copy.source]
        assert (copy.code, copy.subject) == (paper.code, paper.subject)
        assert copy.agency in paper.to
        assert paper.dispatched_at < copy.arrived_at


def test_what_was_recalled_is_recalled_at_the_communes() -> None:
    sent = {paper.key: paper for paper in PAPERS}
    for copy in LETTERS:
        if copy.state == "RECALLED":
            assert sent[copy.source].state == "RECALLED"


def test_the_decision_of_the_province_stands_in_the_register_of_2023() -> None:
    paper = next(p for p in DISTRICT.incoming if p.code == "1829/QĐ-UBND")
    assert (paper.issuer_code, paper.issued_on) == ("tinh", date(2023, 5, 30))
    assert paper.arrived_at.date() == date(2023, 5, 31)
    assert "tiêu chí chuyển đổi số cấp xã đến năm 2025" in paper.subject


@pytest.mark.parametrize(
    ("code", "day", "kind"),
    [
        ("37/KH-UBND", date(2023, 2, 21), "Kế hoạch"),
        ("2374/UBND-VHTT", date(2022, 10, 12), "Công văn"),
    ],
)
def test_the_districts_own_real_papers_stand_in_their_years(
    code: str, day: date, kind: str
) -> None:
    paper = next(p for p in DISTRICT.outgoing if p.code == code and p.issued_on == day)
    assert (paper.doc_type, paper.state, paper.unit) == (kind, "DISPATCHED", "vhtt")
    assert "huyển đổi số" in paper.subject


def test_the_same_day_and_seed_give_the_same_year() -> None:
    world.cache_clear()
    assert world(TODAY)["huyen"] == DISTRICT


def test_another_seed_gives_another_year() -> None:
    assert world(TODAY, 7)["huyen"].incoming != DISTRICT.incoming


@pytest.mark.parametrize("today", [date(2026, 1, 2), date(2026, 2, 23), date(2028, 2, 29)])
def test_the_year_holds_whatever_day_it_ends_on(today: date) -> None:
    for office in world(today).values():
        for paper in office.incoming:
            assert walk(INCOMING, paper) == paper.state
        for paper in office.outgoing:
            assert walk(OUTGOING, paper) == paper.state
            assert all(step.at.date() < today for step in paper.history)


def test_other_counts_can_be_asked_for() -> None:
    assert len(incoming(TODAY, 1, 300)) == 301
    assert len(outgoing(TODAY, 1, 120)) == 122
