"""A poll in secret keeps what a secret vote keeps: nothing joins member and answer (VT-12)."""

import logging
import re
import sqlite3
import tarfile

from server import clock
from server.backup import making
from server.meetings.live import sweeping
from server.meetings.votes import polls
from tests.office.meetings.gathering import MEMBERS, does, planned
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_polls import POLL, later, scheduled, sends, until
from tests.office.meetings.test_refusals import no
from tests.office.meetings.test_secret import everything, ids
from tests.office.outcome import waits

WHAT = {"minh": "for", "binh": "against", "hoa": "for", "tckh": "for"}


def sent(cast) -> tuple[str, int]:
    path = scheduled(cast)
    told = does(cast.tuan, path, "send_ballots", answer_by=until(days=3), secret=True)
    return path, told["votes"][0]["id"]


def answers(hand, path, vote, choice, **more):
    return does(hand, path, "answer", answers=[{"vote": vote, "choice": choice}], **more)


def all_answer(cast, path, vote):
    for name in MEMBERS:
        answers(getattr(cast, name), path, vote, WHAT[name])


def test_an_answer_leaves_two_rows_that_share_nothing_but_the_vote(cast):
    path, vote = sent(cast)
    answers(cast.binh, path, vote, "against")
    before = everything()
    answers(cast.hoa, path, vote, "for")
    after = everything()
    grew = {name for name in after if len(after[name]) != len(before[name])}
    assert grew - {"repeated_keys", "announcements", "desks", "tokens"} == {
        "vote_participations", "vote_secret_ballots",
    }  # fmt: skip
    changed = {name for name in after if sorted(after[name]) != sorted(before[name])} - grew
    assert changed <= {"tokens", "desks"}, "besides, that it lies on her desk no more"
    told = [row for row in after["announcements"] if row not in before["announcements"]]
    assert "against" not in str(told)
    assert "answer" not in waits(cast.hoa, path) and "answer" in waits(cast.tckh, path)


def test_neither_key_log_nor_page_gives_an_answer_away(one_cast, caplog):
    path, vote = sent(one_cast)
    caplog.set_level(logging.DEBUG)
    digests = set()
    for choice in ("for", "against"):
        said = {"answers": [{"vote": vote, "choice": choice}]}
        got = one_cast.hoa.asks("POST", f"{path}/actions/answer", json=said, key="phieu")
        assert got.status_code == 200, "said again it is known as the same, whatever it chooses"
        digests |= {row for row in everything()["repeated_keys"] if "phieu" in row}
    assert len(digests) == 1 and len(ids()) == 1
    assert "against" not in caplog.text
    for hand in (one_cast.hoa, one_cast.minh, one_cast.tuan):
        seen = hand.sees(path)["votes"][0]
        assert seen["result"] is None and seen["cast"] == 1
        assert " checked" not in hand.browser().get(f"{path}/poll").text
    page = one_cast.hoa.browser().get(f"{path}/poll").text
    assert "đã bỏ phiếu" in page and "disabled" in page and "<textarea" not in page
    no(one_cast.hoa, path, "answer", "voted_already", answers=said["answers"])


def test_the_form_of_a_page_gives_nothing_away_either(one_cast):
    path, vote = sent(one_cast)
    page = one_cast.binh.browser()
    text = page.get(f"{path}/poll").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', text)[0]
    for choice in ("for", "against"):
        typed = {"csrf_token": token, "op_id": "phieu-1", f"choice.{vote}": choice}
        assert page.post(f"{path}/poll", data=typed).status_code == 302
    assert len(ids()) == 1
    typed = {f"choice.{vote}": "for", f"text.{vote}": "Tôi là Hoa"}
    assert sends(one_cast.hoa, f"{path}/poll", **typed).status_code == 302
    assert len(ids()) == 2
    assert "Tôi là Hoa" not in str(everything()), "her page has no box for them"


def test_words_that_a_program_sends_with_a_secret_answer_are_refused(one_cast):
    path, vote = sent(one_cast)
    said = [{"vote": vote, "choice": "for", "text": "Tôi là Hoa"}]
    no(one_cast.hoa, path, "answer", "a_secret_has_no_words", answers=said)
    assert ids() == set()


def test_counted_it_has_new_keys_totals_and_ballots_of_nobody(cast):
    path, vote = sent(cast)
    all_answer(cast, path, vote)
    old = ids()
    told = does(cast.tuan, path, "end_poll")["votes"][0]
    assert told["result"]["counts"] == {"for": 3, "against": 1, "abstain": 0}
    assert len(ids()) == 4 and not old & ids()
    ballots = cast.hoa.sees(f"{path}/votes/{vote}/ballots")["items"]
    assert {one["id"] for one in ballots} == ids()
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert "Phiếu lấy ý kiến kín" in text and "đồng ý 3, không đồng ý 1, không có ý kiến 0" in text
    assert "Không trả lời" not in text
    sweeping.clean()


def test_of_fewer_than_three_nothing_is_counted(one_cast, monkeypatch):
    cast = one_cast
    two = planned(cast, **POLL | {"delegates": [cast.binh.account]})
    does(cast.minh, two, "schedule")
    no(cast.tuan, two, "send_ballots", "too_few_for_a_secret", answer_by=until(days=3), secret=True)
    path, vote = sent(cast)
    for name in ("minh", "binh"):
        answers(getattr(cast, name), path, vote, WHAT[name])
    later(monkeypatch, days=4)
    polls.count()
    assert cast.tuan.sees(path)["state"] == "POLLING"
    no(cast.tuan, path, "end_poll", "too_few_for_a_secret")


def test_a_backup_meanwhile_holds_no_answer(app, cast, tmp_path):
    """It runs for days, so that backups go on; two of them tell nothing of what came between."""
    path, vote = sent(cast)
    answers(cast.hoa, path, vote, "for")
    held = ids()
    making.make(app.config["SETTINGS"], tmp_path / "backup.tar")
    with tarfile.open(tmp_path / "backup.tar") as tar:
        tar.extractall(tmp_path / "laid", filter="data")
    (place,) = (tmp_path / "laid").rglob("*.db")
    assert not any(one.encode() in place.read_bytes() for one in held)
    rows = sqlite3.connect(place)
    for table in ("vote_participations", "vote_secret_ballots"):
        assert rows.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    rows.close()
    assert ids() == held


def test_the_secretary_asks_in_secret_by_a_form(one_cast):
    path = scheduled(one_cast)
    day = f"{clock.local(clock.now()).date().replace(year=2099):%d/%m/%Y} 08:00"
    got = Page(one_cast.tuan, path).presses("send_ballots", answer_by=day, secret="1")
    assert got.status_code == 302
    assert one_cast.hoa.sees(path)["votes"][0]["kind"] == "secret"
