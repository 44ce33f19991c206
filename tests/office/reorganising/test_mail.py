"""The district ends; letters about fields and about schools go to different communes (ORG-13)."""

import datetime as dt
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from server.clock import as_if, today
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.exchange.carrier import carry
from server.exchange.directory import organ_of, takers
from server.org.heirs_mail import MailRoute, each_word, heir_by_words, routes_of
from server.org.models import Agency
from server.reorganising import mailing, planning
from server.reorganising.models import Plan
from tests.cast import Cast
from tests.office.admin.desk import hanh, kien
from tests.office.exchange.letters import (
    PROVINCE,
    attachment,
    delivery,
    envelope,
    hand_in,
    papers,
    status,
)
from tests.office.exchange.test_wishes import recall
from tests.office.front.clicking import Desk
from tests.office.reorganising.merging import NEW, approved, at_midnight, done, drafted
from workflows import Refused

PHU, DONG, THINH, HUYEN = "hoangphu", "hoangdong", "hoangthinh", "huyen"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """Words are compared in Python; the gate's own tests ask both databases."""
    return one_app


def agency(code: str) -> Agency:
    return db.session.scalars(select(Agency).where(Agency.code == code)).one()


def closed(code: str, heir: str, days_ago: int = 10, **routes: str) -> Agency:
    """It has ended, as its plan left it; `routes`: whose mail says which words."""
    row = agency(code)
    row.valid_to = today() - dt.timedelta(days=days_ago)
    row.successor_id = agency(heir).id
    for to, words in routes.items():
        db.session.add(MailRoute(agency_id=row.id, heir_id=agency(to).id, words=words))
    db.session.commit()
    return row


def comes(cast: Cast, subject: str, **more: object) -> None:
    to = replace(PROVINCE, organ_id="H56.12.21")
    said = {"subject": subject, "attachments": [attachment()]} | more
    assert hand_in(cast.lan, envelope(**{"recipients": [to]} | said)).status_code == 202


WORDS = {THINH: "nông nghiệp, thú y", DONG: "giáo dục, Đông Hải"}


@pytest.mark.parametrize(
    ("subject", "heir", "word"),
    [
        ("V/v phòng, chống dịch trên đàn vật nuôi, công tác THÚ Y năm 2026", THINH, "thú y"),
        ("V/v tuyen sinh, giao duc mam non", DONG, "giáo dục"),
        ("Kế hoạch làm đường thôn Đông Hải", DONG, "Đông Hải"),
        ("V/v thúy ngọc và các việc khác", "butson", ""),
        ("V/v nông thôn, nghiệp vụ", "butson", ""),
        ("V/v ngành nông nghiệp với giáo dục hướng nghiệp", THINH, "nông nghiệp"),
    ],
)
def test_a_letter_to_a_closed_agency_goes_to_the_heir_of_its_field_with_a_flag(
    cast: Cast, subject: str, heir: str, word: str
) -> None:
    """The longest word leads; what says none goes to the heir of the rest."""
    closed(PHU, "butson", **WORDS)
    comes(cast, subject)
    (paper,) = papers()
    assert paper.agency.code == heir
    assert "đã kết thúc hoạt động" in paper.note and "chuyển tới nơi kế thừa" in paper.note
    assert (f"theo địa bàn, lĩnh vực “{word}”" in paper.note) == bool(word)


def test_how_the_sender_names_the_recipient_counts_too(cast: Cast) -> None:
    closed(PHU, "butson", **WORDS)
    to = replace(PROVINCE, organ_id="H56.12.21", name="UBND xã Hoằng Phú (thôn Đông Hải)")
    comes(cast, "V/v báo cáo", recipients=[to])
    assert papers()[0].agency.code == DONG


def test_an_heir_that_ended_since_is_followed_to_its_own(cast: Cast) -> None:
    closed(PHU, "butson", **WORDS)
    closed(THINH, DONG)
    comes(cast, "V/v công tác thú y")
    assert papers()[0].agency.code == DONG


def test_after_the_grace_it_goes_back_and_names_that_heir(cast: Cast) -> None:
    closed(PHU, "butson", days_ago=90, **WORDS)
    comes(cast, "V/v công tác thú y")
    assert papers() == []


def test_a_recall_finds_the_letter_wherever_its_words_had_led(cast: Cast) -> None:
    closed(PHU, "butson", **WORDS)
    comes(cast, "V/v công tác thú y")
    to = replace(PROVINCE, organ_id="H56.12.21")
    assert hand_in(cast.lan, recall(recipients=[to])).status_code == 202
    assert [(one.agency.code, one.request) for one in papers()] == [(THINH, "recall")]


def sent_about() -> str:
    (subject,) = db.session.scalars(select(OutgoingDocument.subject))
    return str(subject).removeprefix("V/v ").partition(",")[0]


@pytest.mark.sent
def test_who_got_it_by_its_words_answers_its_sender(one_cast: Cast) -> None:
    """What Lan sent to the commune on its last day: the heir of the field speaks for it."""
    closed(PHU, "butson", days_ago=0, **{THINH: sent_about()})
    carry()
    (paper,) = papers()
    assert (paper.agency.code, delivery().state) == (THINH, "DELIVERED")
    stranger = status("03", delivery().document_id, sender=organ_of(agency(DONG)))
    heir = status("03", delivery().document_id, sender=organ_of(agency(THINH)))
    assert hand_in(one_cast.lan, stranger).json["code"] == "gateway_not_party"
    assert hand_in(one_cast.lan, heir).status_code == 202


def test_an_open_agency_reads_no_such_words(cast: Cast) -> None:
    db.session.add(MailRoute(agency_id=agency(PHU).id, heir_id=agency(DONG).id, words="thú y"))
    db.session.commit()
    comes(cast, "V/v công tác thú y")
    assert papers()[0].agency.code == PHU
    assert [one.code for one in takers(agency(PHU))] == [PHU]


def test_words_are_as_they_were_typed_between_commas() -> None:
    assert each_word(" đất đai; thú y,, , rừng\nbiển ") == ["đất đai", "thú y", "rừng", "biển"]


def test_it_is_said_in_the_plan_and_holds_from_its_midnight(app: Flask) -> None:
    plan = drafted()
    said = mailing.send_on(kien(), plan.id, agency=PHU, heir=NEW.code, words=" thú y ,rừng")
    assert (said.words, said.heir.code) == ("thú y, rừng", NEW.code)
    planning.propose(kien(), plan.id)
    with pytest.raises(Refused, match="wrong_state"):
        mailing.send_on(kien(), plan.id, agency=PHU, heir=NEW.code, words="biển")
    done(planning.approve(hanh(), plan.id))
    with at_midnight():
        found = heir_by_words(agency(PHU), "V/v công tác thú y")
        assert found and found[0].code == NEW.code
        mailing.send_on(kien(), plan.id, agency=DONG, heir=NEW.code, words="biển")
        mailing.send_on_no_more(kien(), plan.id, said.id)
    assert heir_by_words(agency(PHU), "V/v công tác thú y") is None


def refused(plan: Plan, **more: str) -> str:
    with pytest.raises(Refused) as no:
        mailing.send_on(
            kien(), plan.id, **{"agency": PHU, "heir": NEW.code, "words": "rừng"} | more
        )
    return str(no.value.reason)


def test_only_who_takes_something_over_and_one_heir_a_word(app: Flask) -> None:
    plan = drafted()
    mailing.send_on(kien(), plan.id, agency=PHU, heir=NEW.code, words="Thú y")
    assert refused(plan, heir=THINH) == "takes_nothing_over"
    assert refused(plan, agency=THINH) == "unknown_agency"
    assert refused(plan, words=" , ;") == "leads_by_no_word"
    assert refused(plan, words="biển, thu Y") == "word_leads_elsewhere"
    assert len(routes_of(agency(PHU).id)) == 1
    mailing.send_on(kien(), plan.id, agency=DONG, heir=NEW.code, words="Thú y")


def test_a_withdrawn_plan_or_an_agency_that_stays_leaves_no_words_behind(app: Flask) -> None:
    plan = drafted()
    for code in (PHU, DONG):
        mailing.send_on(kien(), plan.id, agency=code, heir=NEW.code, words="rừng")
    planning.keep_open(kien(), plan.id, agency_id=agency(PHU).id)
    assert [one.agency.code for one in routes_of(agency(PHU).id, agency(DONG).id)] == [DONG]
    planning.withdraw(kien(), plan.id, reason="Hoãn")
    assert routes_of(agency(DONG).id) == []


def test_nobody_else_says_it(app: Flask) -> None:
    plan = approved()
    lan = Cast(app).lan.actor
    with pytest.raises(Refused):
        mailing.send_on(lan, plan.id, agency=PHU, heir=NEW.code, words="rừng")
    done(plan)
    with as_if(plan.took_effect_at or dt.datetime.now(dt.UTC)), pytest.raises(Refused):
        mailing.send_on(lan, plan.id, agency=PHU, heir=NEW.code, words="rừng")


def test_kien_types_it_on_its_page_and_takes_it_back(cast: Cast) -> None:
    plan = drafted()
    here = f"/people/reorganisations/{plan.id}"
    desk = Desk(cast.kien)
    typed = {"agency": PHU, "heir": NEW.code, "words": "thú y, rừng"}
    assert desk.sends(f"{here}/mail", f"{here}/mail", **typed).headers["Location"] == here
    assert "“thú y, rừng” → UBND xã Hoằng Phú mới" in desk.opens(here)
    no = desk.sends(f"{here}/mail", f"{here}/mail", **typed | {"words": "Rừng"})
    assert no.status_code == 409 and "Một văn bản chỉ có một nơi nhận thay" in no.text
    (row,) = routes_of(agency(PHU).id)
    desk.sends(f"{here}/mail/{row.id}/drop", here)
    assert "thú y, rừng" not in desk.opens(here)
