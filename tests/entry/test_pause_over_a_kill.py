"""A session that pauses outlives kill -9: its clocks stand where they stood, and go on (MT-T06)."""

import datetime as dt
import shutil

import pytest

from tests.cast import ACCOUNTS
from tests.entry.test_two_webs import in_session
from tests.entry.watching import until
from tests.entry.webs import Page, Webs, one_web


@pytest.fixture
def home(tmp_path, people_home):
    shutil.copytree(people_home, tmp_path / "home")
    return tmp_path / "home"


def moment(said: str) -> dt.datetime:
    return dt.datetime.fromisoformat(said)


def left(seen: dict, since: dt.datetime) -> float:
    """Seconds until Hoa's bell."""
    return (moment(seen["speaker"]["ends_at"]) - since).total_seconds()


def test_hoas_minutes_stand_still_over_the_kill_and_go_on_with_the_session(home):
    with one_web(home) as webs:
        path, before = _paused_while_hoa_speaks(webs)
    with one_web(home) as webs:
        seen = webs.asks("hoa", path)
        assert (seen["state"], seen["paused_at"]) == ("PAUSED", before["paused_at"])
        kept = left(before, moment(before["paused_at"]))
        assert left(seen, moment(seen["paused_at"])) == kept > 200
        page = Page("hoa", int(path.rpartition("/")[2]), seq=before["seq"]).opens(webs)
        goes_on = webs.asks("minh", f"{path}/actions/resume", {})
        until(lambda: "meeting.state" in page.kinds(), "her page hears that it goes on")
        page.line.disconnect()
    (told,) = [one for one in page.heard if one["kind"] == "meeting.state"]
    assert (told["state"], goes_on["state"], goes_on["paused_at"]) == (
        "IN_SESSION", "IN_SESSION", None,
    )  # fmt: skip
    assert told["rested"] > 0.5  # nobody starts faster
    now = dt.datetime.fromtimestamp(goes_on["server_time"] / 1000, dt.UTC)
    assert kept - 2 < left(goes_on, now) <= kept


def _paused_while_hoa_speaks(webs: Webs) -> tuple[str, dict]:
    path = in_session(webs)
    item = webs.asks("minh", path)["agenda"][0]["id"]
    webs.asks("minh", f"{path}/actions/start_item", {"item": item})
    said = {"person": ACCOUNTS["hoa"], "minutes": 5}
    webs.asks("minh", f"{path}/actions/give_floor", said)
    return path, webs.asks("minh", f"{path}/actions/pause", {})
