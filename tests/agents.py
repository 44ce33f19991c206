"""An agent at somebody's desk, beside the test: its ear in a thread, its screen in lists."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from signing.agent.line import Ear
from signing.agent.pairing import Pairing
from signing.agent.talk import Agent, Talk
from tests.signing.desk import PIN

HERE = "http://127.0.0.1:8000"


@contextmanager
def listening(ear: Ear) -> Iterator[Ear]:
    """While the block lasts, in a thread beside it."""
    thread = Thread(target=ear.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield ear
    finally:
        ear.shutdown()
        ear.server_close()
        thread.join()


class Desk:
    """The screen: pairing codes and what was shown; `pin` is what the person types, None is no."""

    def __init__(self, token, file):
        self.codes, self.seen, self.pin = [], [], PIN
        self.agent = Agent(token, Pairing(file, self.codes.append), self.ask)

    def ask(self, shown):
        self.seen.append(shown)
        return self.pin

    def talk(self, origin=HERE, **more):
        return Talk(self.agent, origin, **more)

    def paired(self, origin=HERE, **more):
        """A line of a page that was let in."""
        talk = self.talk(origin, **more)
        talk.answer({"hello": 1})
        token = talk.answer({"pair": self.codes[-1]})["token"]
        assert "certificate" in talk.answer({"hello": 1, "token": token})
        return talk
