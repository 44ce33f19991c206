"""A poll asks posts: who holds one answers what it has not answered (DOMAIN §10.3, §10.5)."""

import pytest
from sqlalchemy import select

from server.database import db
from server.desks.models import Mention
from server.meetings.people import succession
from server.papers import telling
from tests.cast import Hand
from tests.office.admin.desk import position
from tests.office.meetings.gathering import does, entered, item
from tests.office.meetings.test_polls import answers, scheduled, sent, until
from tests.office.meetings.test_polls import sends as fills_in
from tests.office.meetings.test_refusals import no
from tests.office.meetings.test_succession import DUNG, comes_into, leaves, moves_to, seated
from tests.office.outcome import says, waits


def test_what_a_poll_asks_is_answered_by_who_holds_the_post_now(one_cast):
    cast = one_cast
    path = sent(cast)
    for name in ("minh", "binh"):
        answers(getattr(cast, name), path, "for")
    vote = cast.hoa.sees(path)["votes"][0]["id"]
    post, said = leaves(cast.hoa), {f"choice.{vote}": "for"}
    moves_to(cast.hoa, position(cast.binh.account))
    got = fills_in(cast.hoa, f"{path}/poll", **said)
    assert got.status_code == 403 and says("holds_the_post_asked", got.text)
    comes_into(post)
    succession.look()
    assert fills_in(cast.hoa, f"{path}/poll", **said).status_code == 403, "a leader only reads it"
    dung = Hand(cast.nam.app, DUNG)
    assert "answer" in waits(dung, path) and dung.sees(path)["votes"][0]["may_cast"]
    assert db.session.scalars(select(Mention).filter_by(what=telling.SEATED)).one().paper_id
    comes_into(leaves(cast.minh), "quy.huyen")
    succession.look()
    assert cast.tckh.sees(path)["chair"] == "quy.huyen" and cast.minh.account not in seated(path)
    quy = Hand(cast.nam.app, "quy.huyen")
    no(quy, path, "answer", "not_eligible", answers=[{"vote": vote, "choice": "against"}])
    answers(dung, path, "against")
    answers(cast.tckh, path, "for")
    result = does(cast.tuan, path, "end_poll")["votes"][0]["result"]
    assert result["counts"] == {"for": 3, "against": 1, "abstain": 0}
    assert (result["base"], result["present"], result["cast"]) == (4, 4, 4)


@pytest.mark.parametrize("secret", [False, True])
def test_what_a_post_has_answered_stays_its_answer(one_cast, secret):
    """Hoa answered one of two questions and was made a leader elsewhere: the other is Dũng's, and
    each stands under its own name."""
    cast = one_cast
    matters = [{"title": "Dự thảo quy chế"}, {"title": "Dự toán"}]
    path = scheduled(cast, agenda=matters)
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3), secret=secret)
    first, second = (one["id"] for one in cast.hoa.sees(path)["votes"])
    said = lambda *votes: [{"vote": one, "choice": "for"} for one in votes]  # noqa: E731
    does(cast.hoa, path, "answer", answers=said(first))
    comes_into(leaves(cast.hoa))
    succession.look()
    dung = Hand(cast.nam.app, DUNG)
    no(dung, path, "answer", "not_eligible", answers=said(first))
    does(dung, path, "answer", answers=said(second))
    for name in ("minh", "binh", "tckh"):
        does(getattr(cast, name), path, "answer", answers=said(first, second))
    done = does(cast.tuan, path, "end_poll")
    assert [(o["result"]["base"], o["result"]["cast"]) for o in done["votes"]] == [(4, 4)] * 2
    if not secret:
        told = [
            {one["id"] for one in cast.tuan.sees(f"{path}/votes/{vote}/ballots")["items"]}
            for vote in (first, second)
        ]
        assert cast.hoa.account in told[0] and DUNG in told[1] and cast.hoa.account not in told[1]
        text = str(cast.tuan.sees(f"{path}/minutes"))
        assert "Hoa" in text and "Đỗ Tiến Dũng" in text


def asked_for_a_session(cast):
    """Two questions in writing for a session of the committee, whose chair decides a tie."""
    session = entered(cast)
    matters = [{"title": "Quy chế", "of_item": item(cast.tuan, session, 1)},
               {"title": "Dự toán", "of_item": item(cast.tuan, session, 2)}]  # fmt: skip
    path = scheduled(cast, agenda=matters)
    does(cast.tuan, path, "send_ballots", answer_by=until(days=3))
    return path, [one["id"] for one in cast.hoa.sees(path)["votes"]]


def test_of_a_chair_who_left_each_answer_decides_the_tie_of_its_question(one_cast):
    """Minh answered the first and left; Quý, who chairs since, answers the second."""
    cast = one_cast
    path, (first, second) = asked_for_a_session(cast)
    said = lambda vote, choice: {"answers": [{"vote": vote, "choice": choice}]}  # noqa: E731
    does(cast.minh, path, "answer", **said(first, "for"))
    comes_into(leaves(cast.minh), "quy.huyen")
    succession.look()
    quy = Hand(cast.nam.app, "quy.huyen")
    no(quy, path, "answer", "not_eligible", **said(first, "against"))
    does(quy, path, "answer", **said(second, "against"))
    does(cast.binh, path, "answer", **said(first, "for"))
    does(cast.binh, path, "answer", **said(second, "against"))
    for name in ("hoa", "tckh"):
        does(getattr(cast, name), path, "answer", **said(first, "against"))
        does(getattr(cast, name), path, "answer", **said(second, "for"))
    results = [one["result"] for one in does(cast.tuan, path, "end_poll")["votes"]]
    assert [(one["passed"], one["by_chair"]) for one in results] == [(True, True), (False, False)]


def test_a_deputy_who_comes_to_chair_a_poll_answers_once_and_the_next_deputy_for_the_empty_post(
    one_cast,
):
    """Minh left without an answer; Bình, who may answer already, chairs; Dũng answers besides."""
    cast = one_cast
    path = sent(cast)
    chairs, deputys = leaves(cast.minh), leaves(cast.binh)
    moves_to(cast.binh, chairs)
    succession.look()
    comes_into(deputys)
    succession.look()
    succession.look()
    assert cast.hoa.sees(path)["chair"] == cast.binh.account
    dung, binh = (Hand(cast.nam.app, one) for one in (DUNG, cast.binh.account))
    for hand in (binh, dung, cast.hoa, cast.tckh):
        answers(hand, path, "for")
    result = does(cast.tuan, path, "end_poll")["votes"][0]["result"]
    assert (result["base"], result["present"], result["cast"]) == (4, 4, 4)
