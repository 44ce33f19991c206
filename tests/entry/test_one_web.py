"""The only web process is killed in mid-vote: whoever was told that his ballot is in, has it in."""

import contextlib
import os
import shutil
import signal
import threading
from dataclasses import dataclass, field
from itertools import cycle

import pytest

from tests.cast import ACCOUNTS
from tests.entry.test_two_webs import MEMBERS, in_session
from tests.entry.watching import until
from tests.entry.webs import Page, Webs, one_web


@dataclass
class Voter:
    """He changes his mind without end, until the house is gone; an open ballot may be (VT-06)."""

    name: str
    sent: str = ""
    taken: list[str] = field(default_factory=list)

    def votes(self, webs: Webs, path: str, vote: int) -> None:
        with contextlib.suppress(OSError):
            for self.sent in cycle(("for", "against", "abstain")):
                said = {"vote": vote, "choice": self.sent}
                webs.asks(self.name, f"{path}/actions/cast", said)
                self.taken.append(self.sent)


@pytest.fixture
def web(tmp_path, people_home):
    shutil.copytree(people_home, tmp_path / "home")
    with one_web(tmp_path / "home") as one:
        yield one


def test_the_only_process_killed_in_mid_vote_comes_back_with_every_ballot_and_says_so(web):
    path = in_session(web)
    item = web.asks("minh", path)["agenda"][0]["id"]
    web.asks("minh", f"{path}/actions/start_item", {"item": item})
    asked = {"item": item, "kind": "open", "question": "Thông qua?"}
    vote = web.asks("minh", f"{path}/actions/open_vote", asked)["votes"][-1]["id"]
    page = Page("tckh", int(path.rpartition("/")[2])).opens(web)
    voters = [Voter(name) for name in MEMBERS[:3]]
    _the_house_falls_while_they_vote(web, path, vote, voters)
    until(lambda: "server.back" in page.kinds(), "the page is told")
    (back,) = [one for one in page.heard if one["kind"] == "server.back"]
    assert (back["vote"], back["cast"], back["present"]) == (vote, 3, 4)
    web.asks("tckh", f"{path}/actions/cast", {"vote": vote, "choice": "for"})
    web.asks("minh", f"{path}/actions/close_vote", {"vote": vote})
    kept = {o["id"]: o["choice"] for o in web.asks("minh", f"{path}/votes/{vote}/ballots")["items"]}
    assert len(kept) == 4
    for one in voters:
        (choice,) = next(said for who, said in kept.items() if who.startswith(ACCOUNTS[one.name]))
        assert choice in (one.taken[-1], one.sent), "what was on its way may have come in, or not"
    page.line.disconnect()


def _the_house_falls_while_they_vote(web: Webs, path: str, vote: int, voters: list[Voter]) -> None:
    (worker,) = web.workers()
    hands = [threading.Thread(target=one.votes, args=(web, path, vote)) for one in voters]
    for hand in hands:
        hand.start()
    until(lambda: all(len(one.taken) > 2 for one in voters), "all are voting")
    os.kill(worker, signal.SIGKILL)
    for hand in hands:
        hand.join(30)
    until(lambda: web.workers() not in ([worker], []), "another process is there")
