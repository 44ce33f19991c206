"""Nothing joins a voter and his choice: not a table, a log, a frame, a file, nor a backup (VT-12).

The choices have names that stand nowhere else, so that every place is looked through for them.
"""

import logging
import tarfile

import pytest
from sqlalchemy import select, text

from server import outbox
from server.backup import making
from server.database import Base, db
from server.meetings.live import events, sweeping
from server.meetings.votes.models import SecretBallot
from server.repeats import RepeatedKey
from tests.office.meetings.gathering import MEMBERS, does, id_of, opened, voting
from tests.office.meetings.test_live import ear, joins
from tests.office.meetings.test_pages import Page
from tests.office.outcome import refused
from workflows import Refused

DAWN, GULL, NONE = "Phương án Sao Mai", "Phương án Hải Âu", "Phương án Đá Nổi"
CHOICES = [DAWN, GULL, NONE]
WHAT = {"minh": DAWN, "binh": GULL, "hoa": DAWN, "tckh": DAWN}
MAY_NAME_CHOICES = {"votes", "meeting_events", "vote_secret_ballots"}
"""What was offered, and what came of it; and the ballots, which name nobody."""


@pytest.fixture(autouse=True)
def _the_mouth_is_here(monkeypatch):
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)


def asked(cast) -> tuple[str, int]:
    """A secret vote among names, open: the meeting, and the vote."""
    path = opened(cast)
    return path, voting(cast, path, "secret", choices=CHOICES)


def everything() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    db.session.rollback()
    return {
        table.name: [str(tuple(row)) for row in db.session.execute(select(table))]
        for table in Base.metadata.sorted_tables
    }


def cast_all(cast, path, vote):
    for name in MEMBERS:
        told = does(getattr(cast, name), path, "cast", vote=vote, choice=WHAT[name])
        assert set(told) == {"id", "state", "version", "receipt"}
        assert told["receipt"] == "đã bỏ phiếu"


def ids() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(SecretBallot.id)))


def test_a_ballot_leaves_two_rows_that_share_nothing_but_the_vote(cast):
    path, vote = asked(cast)
    does(cast.binh, path, "cast", vote=vote, choice=GULL)
    before = everything()
    does(cast.hoa, path, "cast", vote=vote, choice=DAWN)
    after = everything()
    grew = {name for name in after if len(after[name]) != len(before[name])}
    changed = {name for name in after if sorted(after[name]) != sorted(before[name])}
    assert grew == {"vote_participations", "vote_secret_ballots", "repeated_keys"}
    assert changed - grew <= {"tokens"}, "besides, only when the token was last used"
    columns = {name: set(Base.metadata.tables[name].c.keys()) for name in grew}
    assert columns["vote_participations"] == {"vote_id", "person_id"}
    assert columns["vote_secret_ballots"] == {"vote_id", "id", "chosen"}


def test_no_table_names_a_choice_beside_a_person(one_cast):
    """E04: Kiên reads the whole database (VT-12)."""
    path, vote = asked(one_cast)
    cast_all(one_cast, path, vote)
    does(one_cast.minh, path, "close_vote", vote=vote)
    naming = {
        name
        for name, rows in everything().items()
        if any(choice in row for row in rows for choice in CHOICES)
    }
    assert naming <= MAY_NAME_CHOICES | {"repeated_keys"}
    kept = db.session.scalars(select(RepeatedKey).where(RepeatedKey.answer.contains("Phương án")))
    assert {one.person_id for one in kept} == {one_cast.minh.actor.person_id}, (
        "who put the question"
    )
    kinds = {
        one["kind"]
        for one in one_cast.minh.sees(f"{path}/state?since=1")["events"]
        if any(choice in str(one) for choice in CHOICES)
    }
    assert kinds == {"vote.opened", "vote.result"}


def test_the_key_of_a_request_does_not_give_the_choice_away(one_cast):
    """Said again with another choice it is known as the same: so the digest has none in it."""
    path, vote = asked(one_cast)
    first = one_cast.hoa.asks(
        "POST", f"{path}/actions/cast", json={"vote": vote, "choice": DAWN}, key="phieu"
    )
    again = one_cast.hoa.asks(
        "POST", f"{path}/actions/cast", json={"vote": vote, "choice": GULL}, key="phieu"
    )
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json == first.json
    said = {"vote": vote, "choice": GULL}
    refused(one_cast.hoa.asks("POST", f"{path}/actions/cast", json=said), "voted_already")
    for hand in (one_cast.minh, one_cast.binh, one_cast.tckh):
        does(hand, path, "cast", vote=vote, choice=DAWN)
    result = does(one_cast.minh, path, "close_vote", vote=vote)["votes"][0]["result"]
    assert result["counts"] == {DAWN: 4, GULL: 0, NONE: 0}


def test_no_frame_and_no_line_of_a_log_says_what_somebody_voted(one_app, one_cast, caplog, capfd):
    path, vote = asked(one_cast)
    caplog.set_level(logging.DEBUG)
    with ear(one_app, one_cast.minh) as page:
        joins(page, path)
        cast_all(one_cast, path, vote)
        sweeping.look()
        frames = str(page.get_received())
        assert "'cast': 4, 'present': 4" in frames, "that all have voted, the chair may know"
    logged = caplog.text + "".join(capfd.readouterr())
    for choice in CHOICES:
        assert choice not in frames
        assert choice not in logged


def test_of_so_few_the_count_would_say_who_voted_when_so_the_room_hears_of_the_last_alone(
    one_app, one_cast
):
    path, vote = asked(one_cast)
    with ear(one_app, one_cast.minh) as page:
        joins(page, path)
        for hand in (one_cast.binh, one_cast.hoa, one_cast.tckh):
            does(hand, path, "cast", vote=vote, choice=DAWN)
            sweeping.look()
        assert "vote.progress" not in str(page.get_received())


def test_whoever_asks_again_and_again_learns_no_more_than_who_keeps_the_room(one_cast):
    """The chair sees how many have voted (VT-08); of so few the others would learn who just did."""
    path, vote = asked(one_cast)
    told = {}
    for hand in (one_cast.binh, one_cast.hoa, one_cast.tckh, one_cast.minh):
        does(hand, path, "cast", vote=vote, choice=DAWN)
        for name in ("minh", "hoa"):
            told.setdefault(name, []).append(getattr(one_cast, name).sees(path)["votes"][0]["cast"])
    assert told == {"minh": [1, 2, 3, 4], "hoa": [0, 0, 0, 4]}


def test_closed_the_ballots_have_new_keys_of_one_moment_and_the_old_ones_are_nowhere(
    app, cast, tmp_path
):
    path, vote = asked(cast)
    cast_all(cast, path, vote)
    old = ids()
    does(cast.minh, path, "close_vote", vote=vote)
    new = ids()
    assert len(old) == len(new) == 4
    assert not old & new
    if db.engine.dialect.name == "postgresql":
        moments = db.session.scalars(text("SELECT DISTINCT xmin::text FROM vote_secret_ballots"))
        assert len(moments.all()) == 1, "who wrote a row in the same transaction is not to be told"
    sweeping.clean()
    backup = tmp_path / "backup.tar"
    making.make(app.config["SETTINGS"], backup)
    with tarfile.open(backup) as tar:
        tar.extractall(tmp_path / "laid", filter="data")
    for file in (tmp_path / "laid").rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        assert not [one for one in old if one.encode() in held], file


def test_no_backup_begins_while_a_secret_vote_is_open(one_app, one_cast, tmp_path):
    """Two of them would show what came in between."""
    path, vote = asked(one_cast)
    with pytest.raises(Refused, match=r"^secret_vote_is_open$"):
        making.make(one_app.config["SETTINGS"], tmp_path / "backup.tar")
    assert list(tmp_path.glob("backup*")) == []
    does(one_cast.minh, path, "close_vote", vote=vote)
    assert making.make(one_app.config["SETTINGS"], tmp_path / "backup.tar").size


def test_the_published_ballots_are_counted_again_by_anyone(one_cast):
    path, vote = asked(one_cast)
    cast_all(one_cast, path, vote)
    told = does(one_cast.minh, path, "close_vote", vote=vote)["votes"][0]
    ballots = one_cast.hoa.sees(f"{path}/votes/{vote}/ballots")["items"]
    assert {one["id"] for one in ballots} == ids()
    counted = {one: sum(one in each["choice"] for each in ballots) for one in CHOICES}
    assert counted == told["result"]["counts"] == {DAWN: 3, GULL: 1, NONE: 0}
    assert told["result"]["elected"] == [DAWN]
    (event,) = [row for row in everything()["ledger_events"] if f'"vote":{vote}' in row]
    assert told["ballots_sha256"] in event
    assert str(id_of(path)) in event


def test_two_in_the_room_have_no_secret_from_each_other(one_cast):
    path = opened(one_cast, ("minh", "binh"), delegates=[one_cast.binh.account])
    said = {"item": 1, "kind": "secret", "question": "Kín?"}
    item = one_cast.minh.sees(path)["agenda"][0]["id"]
    got = one_cast.minh.asks("POST", f"{path}/actions/open_vote", json=said | {"item": item})
    refused(got, "too_few_for_a_secret")


def test_the_key_of_a_form_does_not_give_the_choice_away_either(one_cast):
    """Twice the same mark with two choices is one ballot: its digest has no choice in it."""
    path, vote = asked(one_cast)
    page = Page(one_cast.hoa, path)
    for choice in (DAWN, GULL):
        got = page.presses("cast", vote=vote, choice=choice, op_id="phieu-1")
        assert got.status_code == 302
    assert len(ids()) == 1
