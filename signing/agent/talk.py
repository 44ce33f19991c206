"""What is said on one line between a page and the agent: hello, pair, sign (docs/agent.md)."""

import base64
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from signing.agent.pairing import Pairing
from signing.agent.token import NotOurs, Token
from signing.cabinet import SealFailed

Message = dict[str, Any]
MOST = 500
"""Files in one act: two hundred papers of a batch, and those beside them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person reads before typing the PIN: the digests come from what will be signed.

    `files` names each of them, where they are of several papers: the page's word, like the title.
    """

    origin: str
    title: str
    code: str
    step: str
    digests: tuple[str, ...]
    files: tuple[str, ...] = ()


@dataclass(slots=True)
class Agent:
    """One token, one screen; `ask` shows what is to be signed and gives the PIN, or None for no."""

    token: Token
    pairing: Pairing
    ask: Callable[[Shown], str | None]
    at_work: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True)
class Talk:
    """One line: nothing is signed on it before a hello that was accepted."""

    agent: Agent
    origin: str
    is_open: Callable[[], bool] = lambda: True
    known: bool = False

    def answer(self, said: Message) -> Message:
        """The answer to one message; a no is `{"no": reason}`."""
        if "pair" in said:
            token = self.agent.pairing.pair(self.origin, str(said["pair"]))
            return {"token": token} if token else {"no": "wrong_code"}
        if "hello" in said:
            return self._greet(str(said.get("token", "")))
        if "sign" in said and self.known:
            return self._sign(said["sign"])
        return {"no": "pair" if "sign" in said else "malformed"}

    def _greet(self, token: str) -> Message:
        self.known = self.agent.pairing.knows(self.origin, token)
        if not self.known:
            return {"no": "pair"}
        mine = self.agent.token
        return {"certificate": mine.digest, "mechanism": mine.mechanism}

    def _sign(self, wanted: object) -> Message:
        try:
            attributes, shown = self._read(wanted)
        except (NotOurs, ValueError, TypeError, KeyError, AttributeError):
            return {"no": "malformed"}
        if not self.agent.at_work.acquire(blocking=False):
            return {"no": "busy"}
        try:
            return self._with_pin(attributes, shown)
        finally:
            self.agent.at_work.release()

    def _read(self, wanted: Any) -> tuple[list[bytes], Shown]:
        mine = self.agent.token
        attributes = [base64.b64decode(one, validate=True) for one in wanted["attributes"]]
        if not 0 < len(attributes) <= MOST or wanted["mechanism"] != mine.mechanism:
            raise ValueError
        names = ("title", "code", "step")
        said = {name: str(wanted["shown"].get(name, ""))[:300] for name in names}
        digests = tuple(mine.read(one) for one in attributes)
        named = wanted["shown"].get("files") or []
        if len(named) not in (0, len(attributes)):
            raise ValueError
        files = tuple(str(one)[:300] for one in named)
        return attributes, Shown(self.origin, **said, digests=digests, files=files)

    def _with_pin(self, attributes: list[bytes], shown: Shown) -> Message:
        pin = self.agent.ask(shown)
        if pin is None:
            return {"no": "declined"}
        if not self.is_open():
            return {"no": "lost"}  # nobody waits any more: nothing is signed for nobody
        try:
            made = self.agent.token.sign(attributes, pin)
        except SealFailed as failure:
            return {"no": "wrong_pin" if failure.reason == "wrong_pin" else "token"}
        return {"signatures": [base64.b64encode(one).decode() for one in made]}
