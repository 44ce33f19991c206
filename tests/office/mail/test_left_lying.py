"""An urgent paper left lying: its desk is told, and who runs the agency (DOMAIN §4.4)."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from server.database import db, transaction
from server.desks import lateness
from server.desks.models import Desk
from server.documents.incoming import arriving
from server.mail.models import MailChoice
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office.front.desks import arrivals, presented
from tests.office.front.test_notices import _new
from tests.office.mail.conftest import address, at, delivered, reached
from tests.office.mail.postman import Postman
from tests.office.mail.test_at_once import CONTENT, MARK, readable
from tests.office.outcome import id_of
from tests.office.outgoing import desk as outgoing
from tests.office.papers import DRAFT

URGENT = CONTENT | {"urgency": "HOA_TOC"}
QUIET_ALL_DAY = {"quiet_from": "00:00", "quiet_until": "23:59"}


@pytest.fixture
def minh_and_tuan(post: Postman, one_cast: Cast) -> Cast:
    """They and Lan want letters; nobody wants one of what only arrives."""
    for hand in (one_cast.lan, one_cast.minh, one_cast.tuan):
        reached(hand, urgent="never", decide="never", clerk="never")
    return one_cast


def escalation(paper_id: int) -> dt.datetime | None:
    return db.session.scalar(select(Desk.escalates_at).filter_by(paper_id=paper_id))


def looks(monkeypatch: pytest.MonkeyPatch, paper_id: int, *minutes: int) -> None:
    """The round looks so many minutes after the paper should have gone on."""
    moment = escalation(paper_id)
    assert moment
    for n in minutes:
        at(monkeypatch, moment + dt.timedelta(minutes=n))
        lateness.tell()
        delivered()


def told(post: Postman) -> list[str]:
    return sorted(letter["To"] for letter in post.letters)


def test_hoa_toc_that_nobody_registers_is_told_after_a_quarter_of_an_hour_at_any_time(
    post: Postman, minh_and_tuan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        session.query(MailChoice).update(QUIET_ALL_DAY)
    (paper,) = arrivals(minh_and_tuan.lan.actor, 1, **URGENT)
    looks(monkeypatch, paper, -5, 0)
    assert post.taken == []
    looks(monkeypatch, paper, 1, 2, 3)
    hands = (minh_and_tuan.lan, minh_and_tuan.minh, minh_and_tuan.tuan)
    assert told(post) == sorted(address(hand) for hand in hands)
    for letter in post.letters:
        assert letter["Subject"] == "[Công Sở] Để lâu chưa được xử lý: 1 việc"
        assert MARK not in readable(letter)
        knows = f"/incoming/{paper}" in readable(letter)
        assert knows == (letter["To"] == address(minh_and_tuan.lan)), "others may not read it yet"


def test_khan_waits_for_the_end_of_the_quiet_hours(
    post: Postman, minh_and_tuan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        session.query(MailChoice).update(QUIET_ALL_DAY)
    (paper,) = arrivals(minh_and_tuan.lan.actor, 1, **CONTENT | {"urgency": "KHAN"})
    looks(monkeypatch, paper, -5, 1)
    assert post.taken == []


def test_what_went_on_in_time_is_not_told_and_its_next_desk_has_its_own_clock(
    post: Postman, minh_and_tuan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    (paper,) = arrivals(minh_and_tuan.lan.actor, 1, **URGENT)
    first = escalation(paper)
    looks(monkeypatch, paper, -5)
    with time_machine.travel(first - dt.timedelta(minutes=2), tick=False):
        arriving.register(minh_and_tuan.lan.actor, Ref(paper), fields={})
    at(monkeypatch, first + dt.timedelta(minutes=1))
    lateness.tell()
    delivered()
    assert post.taken == []
    assert escalation(paper) == first + dt.timedelta(minutes=13)


def test_an_ordinary_paper_has_no_such_clock(one_cast: Cast) -> None:
    assert escalation(arrivals(one_cast.lan.actor, 1)[0]) is None


def test_a_deadline_takes_over_once_somebody_works_on_it(one_cast: Cast) -> None:
    (paper,) = presented(one_cast, urgency="HOA_TOC")
    one_cast.minh.does(f"/incoming/{paper}", "for_info", {"to": ["vhtt"]})
    assert escalation(paper) is None


def bell(hand: Hand, moment: dt.datetime) -> tuple[int, str]:
    with time_machine.travel(moment + dt.timedelta(minutes=1), tick=False):
        page = hand.browser().get("/notices").text
    return _new(page), page


def test_the_head_s_bell_says_that_it_waits_and_nothing_of_it(one_cast: Cast) -> None:
    (paper,) = arrivals(one_cast.lan.actor, 1, **URGENT)
    moment = escalation(paper)
    for hand, news in ((one_cast.minh, 1), (one_cast.tuan, 1), (one_cast.hoa, 0)):
        count, page = bell(hand, moment)
        assert (count, "Hỏa tốc, để lâu chưa xử lý – Vào sổ" in page) == (news, bool(news))
        assert MARK not in page and f"/incoming/{paper}" not in page


def test_of_what_is_in_the_register_the_office_chief_reads_which_it_is(one_cast: Cast) -> None:
    (paper,) = presented(one_cast, **URGENT)
    _count, page = bell(one_cast.tuan, escalation(paper))
    assert f'href="/incoming/{paper}"' in page and MARK in page


@pytest.fixture
def draft(minh_and_tuan: Cast) -> str:
    """Nam's draft lies with Bình, who is to sign it, and with those who check it."""
    binh = {"signer": minh_and_tuan.binh.account, "capacity": "KT"}
    return outgoing.submitted(minh_and_tuan, **binh)


def test_a_draft_that_nobody_signs_is_told_after_three_working_days(
    post: Postman, minh_and_tuan: Cast, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks(monkeypatch, id_of(draft), -5, 0)
    assert post.taken == []
    looks(monkeypatch, id_of(draft), 1, 2)
    hands = (minh_and_tuan.minh, minh_and_tuan.tuan)
    assert told(post) == sorted(address(hand) for hand in hands)
    for letter in post.letters:
        assert DRAFT["subject"] not in readable(letter) and draft in readable(letter)


def test_the_bell_of_the_head_says_which_draft_waits_for_whom_and_not_that_it_is_late(
    minh_and_tuan: Cast, draft: str
) -> None:
    moment = escalation(id_of(draft))
    for hand, is_told in ((minh_and_tuan.minh, True), (minh_and_tuan.cv_tckh, False)):
        _count, page = bell(hand, moment)
        assert ("Dự thảo chờ ý kiến, chữ ký, để lâu chưa xử lý – Duyệt" in page) == is_told
        assert (draft in page) == is_told and "Quá hạn" not in page


def test_each_word_that_is_given_leaves_the_others_their_own_clock_and_a_signed_one_has_none(
    minh_and_tuan: Cast, draft: str
) -> None:
    first = escalation(id_of(draft))
    with time_machine.travel(first - dt.timedelta(minutes=2), tick=False):
        minh_and_tuan.hoa.does(draft, "content_check")
    rows = select(Desk.verb, Desk.escalates_at).filter_by(paper_id=id_of(draft))
    assert dict(db.session.execute(rows).all()) == {"approve": first, "form_check": first}
    path = outgoing.drafted(minh_and_tuan)
    assert escalation(id_of(path)) is None, "what its drafter still writes waits for nobody"
