"""Letters on their way: tried again with growing pauses, once wherever SMTP allows it."""

import datetime as dt

import pytest

from server import clock
from server.database import db, transaction
from server.jobs import Job
from server.mail import posting
from server.mail.collecting import collect, write
from server.mail.models import MORNING, Mail, MailChoice
from server.mail.queries import standing
from tests.office.front.desks import presented
from tests.office.mail.conftest import address, at, delivered, reached


@pytest.fixture
def minute(monkeypatch):
    """Moves the clock of the post on by minutes, from ten in the morning."""
    start = dt.datetime.combine(clock.today(), dt.time(10), clock.HANOI)
    return lambda n: at(monkeypatch, start + dt.timedelta(minutes=n))


def the_mail() -> Mail:
    db.session.expire_all()
    return db.session.query(Mail).one()


def told(cast) -> None:
    reached(cast.minh)
    presented(cast)
    collect()


def test_a_letter_is_sent_once_by_two_posts_on_both_databases(both_posts, cast):
    told(cast)
    claims = posting._claim()
    assert [one.tries for one in claims] == [1]
    assert posting._claim() == []
    assert posting._carry(claims, posting.office().mailbox) == 1
    posting.post()
    assert len(both_posts.taken) == 1
    assert (the_mail().state, the_mail().lines) == ("sent", [])


def test_what_is_due_calls_for_one_job(post, one_cast):
    reached(one_cast.minh)
    presented(one_cast)
    posting.mind_the_post()
    posting.mind_the_post()
    assert db.session.query(Job).filter_by(kind=posting.POST).count() == 1


def test_a_busy_server_is_asked_again_after_growing_pauses_and_then_given_up(
    post, one_cast, minute
):
    post.answers[address(one_cast.minh)] = b"451 try later"
    told(one_cast)
    at_minute, waits = 0.0, []
    while the_mail().state == "queued":
        before = the_mail().tries
        posting.post()
        assert the_mail().tries == before + 1
        waits.append((the_mail().due_at - posting.now()).total_seconds() / 60)
        at_minute += max(waits[-1], 0)
        minute(at_minute)
    assert waits[:-1] == [1, 5, 15, 60, 180, 360, 720]
    assert (the_mail().state, the_mail().error) == ("failed", "451 try later")


def test_before_its_pause_is_over_a_letter_is_not_tried(post, one_cast, minute):
    post.answers[address(one_cast.minh)] = b"451 try later"
    told(one_cast)
    posting.post()
    post.answers.clear()
    posting.post()
    assert post.taken == []
    minute(1)
    posting.post()
    assert len(post.taken) == 1


def test_where_nobody_answers_all_letters_wait_and_the_administrator_reads_why(
    post, one_cast, monkeypatch
):
    reached(one_cast.binh)
    told(one_cast)
    away = posting.office().mailbox
    monkeypatch.setattr(posting.line, "_dialled", _nobody)
    assert posting._carry(posting._claim(), away) == 0
    assert the_mail().error == "ConnectionRefusedError: Connection refused"
    assert standing().waiting == 1 and "refused" in standing().trouble


def _nobody(*_: object) -> None:
    raise ConnectionRefusedError(111, "Connection refused")


def test_a_worker_killed_before_its_mark_sends_the_letter_again_under_the_same_name(
    post, one_cast, minute
):
    told(one_cast)
    post.hangs_up = True
    posting.post()
    assert the_mail().state == "queued"
    post.hangs_up = False
    minute(1)
    posting.post()
    first, second = post.letters
    assert first["Message-ID"] == second["Message-ID"] == the_mail().message_id
    assert first["Message-ID"].endswith("@congso.test>")


def test_a_lease_left_by_a_dead_worker_runs_out(post, one_cast, minute):
    told(one_cast)
    (dead,) = posting._claim()
    minute(9)
    assert posting._claim() == []
    minute(10)
    (living,) = posting._claim()
    assert (living.id, living.tries) == (dead.id, 2)
    assert not posting._settle(dead, state="sent"), "the dead one's mark counts no more"


def test_a_refused_address_is_written_to_no_more_and_its_owner_and_the_office_read_why(
    post, one_cast
):
    post.answers[address(one_cast.minh)] = b"550 5.1.1 no such user"
    told(one_cast)
    posting.post()
    presented(one_cast)
    post.answers.clear()
    delivered()
    assert post.taken == []
    (choice,) = db.session.query(MailChoice).all()
    assert (choice.refused, choice.refusal) == (choice.address, "550 5.1.1 no such user")
    page = one_cast.minh.browser().get("/notices/mine").text
    assert "550 5.1.1 no such user" in page and "bị trả lại" in page
    seen = one_cast.kien.browser().get("/people/mail").text
    assert "chutich.huyen@congso.test" in seen and "550 5.1.1 no such user" in seen


def test_after_a_refusal_what_waited_for_that_address_is_not_sent(post, one_cast):
    post.answers[address(one_cast.minh)] = b"550 no such user"
    told(one_cast)
    with transaction() as session:
        line = {"post": "Chủ tịch", "verb": "sign", "colours": {"red": 1}}
        write(session.query(MailChoice).one(), MORNING, [line], "2026-11-25")
    posting.post()
    assert [mail.state for mail in db.session.query(Mail).order_by(Mail.id)] == [
        "failed",
        "dropped",
    ]


def test_one_letter_that_cannot_be_written_holds_up_no_other(post, one_cast, monkeypatch):
    reached(one_cast.nam, work="now")
    told(one_cast)
    real = posting.letter

    def breaks(mail, *rest):
        if mail.address == address(one_cast.minh):
            raise ValueError("no words")
        return real(mail, *rest)

    monkeypatch.setattr(posting, "letter", breaks)
    posting.post()
    assert (the_mail().state, the_mail().error) == ("queued", "ValueError")


def test_letters_settled_a_month_ago_go_and_those_that_wait_stay(post, one_cast, minute):
    told(one_cast)
    posting.post()
    minute(60 * 24 * 29)
    posting.tidy()
    assert the_mail().state == "sent"
    minute(60 * 24 * 31)
    posting.tidy()
    assert db.session.query(Mail).count() == 0


def test_a_letter_can_be_left_by_its_reader_and_by_the_mailbox_itself(post, one_cast):
    told(one_cast)
    posting.post()
    (letter,) = post.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"
    link = letter["List-Unsubscribe"].strip("<>").removeprefix("https://congso.test")
    stranger = one_cast.minh.app.test_client()
    assert stranger.get(link).status_code == 200
    assert db.session.query(MailChoice).one().events == {}, "programs look at links"
    done = stranger.post(link, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200 and "Đã thôi" in done.text
    assert set(db.session.query(MailChoice).one().events.values()) == {"never"}
    assert stranger.post("/notices/stop/abc").status_code == 404
    presented(one_cast)
    delivered()
    assert len(post.taken) == 1
    assert "theo liên kết trong thư" in one_cast.minh.browser().get("/account").text
