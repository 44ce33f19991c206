"""A year of the demo's papers: who sends, signs, answers, and what stands in both books."""

from datetime import date

import pytest

from server.demo.papers import incoming, outgoing, world
from server.demo.places import AGENCY
from tests.demo.year import TODAY, walk
from workflows.incoming import INCOMING
from workflows.outgoing import OUTGOING


def test_recipients_stand_in_the_directory(papers):
    for paper in papers:
        assert paper.to
        assert set(paper.to) | set(paper.for_info) <= set(AGENCY)
        assert paper.agency not in paper.to


def test_the_capacity_fits_the_signer_and_the_type(huyen):
    capacity = {"chutich.huyen": "TM", "phochutich.huyen": "KT", "chanhvp.huyen": "TL"}
    for paper in huyen.outgoing:
        assert paper.capacity == capacity[paper.signer]
        if paper.capacity == "TL":
            assert paper.doc_type in {"Thông báo", "Giấy mời", "Giấy giới thiệu"}


def test_duties_are_parted_on_every_paper(papers):
    for paper in papers:
        who = {step.name: step.account for step in paper.history}
        if "content_check" in who and "form_check" in who:
            assert who["content_check"] != who["form_check"]
        assert paper.drafter != paper.signer
        assert who.get("seal") != paper.signer


def test_a_reply_names_its_letter_and_the_letter_its_reply(huyen):
    asked = {paper.key: paper for paper in huyen.incoming}
    answers = [paper for paper in huyen.outgoing if paper.replies_to]
    assert len(answers) >= 15
    for paper in answers:
        letter = asked[paper.replies_to]
        proposed = next(step.at for step in letter.history if step.name == "propose_close")
        assert letter.reply == paper.key
        assert letter.issuer_code in paper.to
        assert letter.arrived_at < paper.dispatched_at < proposed


def test_what_one_office_sent_stands_in_the_other_word_for_word(letters, papers):
    sent = {paper.key: paper for paper in papers}
    copies = [paper for paper in letters if paper.source]
    assert len(copies) > 300
    for copy in copies:
        paper = sent[copy.source]
        assert (copy.code, copy.subject) == (paper.code, paper.subject)
        assert copy.agency in paper.to
        assert paper.dispatched_at < copy.arrived_at


def test_what_was_recalled_is_recalled_at_the_communes(letters, papers):
    sent = {paper.key: paper for paper in papers}
    for copy in letters:
        if copy.state == "RECALLED":
            assert sent[copy.source].state == "RECALLED"


def test_the_decision_of_the_province_stands_in_the_register_of_2023(huyen):
    paper = next(p for p in huyen.incoming if p.code == "1829/QĐ-UBND")
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
    code: str, day: date, kind: str, huyen
) -> None:
    paper = next(p for p in huyen.outgoing if p.code == code and p.issued_on == day)
    assert (paper.doc_type, paper.state, paper.unit) == (kind, "DISPATCHED", "vhtt")
    assert "huyển đổi số" in paper.subject


def test_the_same_day_and_seed_give_the_same_year(huyen):
    world.cache_clear()
    assert world(TODAY)["huyen"] == huyen


def test_another_seed_gives_another_year(huyen):
    assert world(TODAY, 7)["huyen"].incoming != huyen.incoming


@pytest.mark.parametrize("today", [date(2026, 1, 2), date(2026, 2, 23), date(2028, 2, 29)])
def test_the_year_holds_whatever_day_it_ends_on(today: date):
    for office in world(today).values():
        for paper in office.incoming:
            assert walk(INCOMING, paper) == paper.state
        for paper in office.outgoing:
            assert walk(OUTGOING, paper) == paper.state
            assert all(step.at.date() < today for step in paper.history)


def test_other_counts_can_be_asked_for() -> None:
    assert len(incoming(TODAY, 1, 300)) == 301
    assert len(outgoing(TODAY, 1, 120)) == 122
