"""One thread hears all pages; a few hands answer what was said, for each page in its order.

A thread for each page would hold 60 KiB of memory for a sleeper, and five hundred that wake up at
once keep each other from running. Pages that say more than is answered are not read meanwhile:
what they send waits with them.
"""

import selectors
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

HANDS = 6
"""Each holds a connection to the database while it answers (`turns`)."""

MOST = 32
"""Messages of one page that wait for an answer; it is not heard until they are fewer."""


class Page(Protocol):
    """What is listened to."""

    def fileno(self) -> int: ...

    def hears(self) -> tuple[list[str | bytes], bool]: ...

    def answers(self, said: str | bytes) -> None: ...

    def leaves(self) -> None: ...


class _Seat:
    """A page, and what it said that was not answered yet."""

    __slots__ = ("busy", "gone", "is_over", "lock", "page", "said")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lock = threading.Lock()
        self.said: deque[str | bytes] = deque()
        self.busy = self.gone = self.is_over = False


class Listener:
    """All pages of this process."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._pages = selectors.DefaultSelector()
        self._hands = ThreadPoolExecutor(HANDS, thread_name_prefix="answers")
        self._starting = threading.Lock()
        self._listening = self._is_over = False

    def add(self, page: Page) -> None:
        """Hear `page` from now on; the first one starts the listening."""
        self._pages.register(page, selectors.EVENT_READ, _Seat(page))
        with self._starting:
            start, self._listening = not self._listening, True
        if start:
            self._server.start_background_task(self._listen)

    def _listen(self) -> None:
        while not self._is_over:
            for key, _ in self._pages.select():
                try:
                    self._hear(key.data)
                except Exception:
                    self._server.logger.exception("listening")

    def _hear(self, seat: _Seat) -> None:
        said, there = seat.page.hears()
        with seat.lock:
            seat.said.extend(said)
            seat.gone = not there
            start = not seat.busy and (bool(seat.said) or seat.gone)
            seat.busy = seat.busy or start
            if seat.gone or len(seat.said) >= MOST:
                self._pages.unregister(seat.page)
        if start:
            self._hand(seat)

    def _hand(self, seat: _Seat) -> None:
        try:
            self._hands.submit(self._answer, seat)
        except RuntimeError:  # the process ends, and the hands are home: who hangs up now is let go
            self._is_over = True

    def _answer(self, seat: _Seat) -> None:
        """Until nothing is left; then the page is heard again, or let go."""
        try:
            while (said := self._next(seat)) is not None:
                seat.page.answers(said)
            if seat.is_over:
                seat.page.leaves()
        except Exception:
            self._server.logger.exception("answering")

    def _next(self, seat: _Seat) -> str | bytes | None:
        """The next message. Where there is none, this hand is done with the page: for ever if it
        is gone, so that no other takes it up."""
        with seat.lock:
            if not seat.said:
                seat.busy = seat.is_over = seat.gone
                return None
            if len(seat.said) == MOST and not seat.gone:
                self._pages.register(seat.page, selectors.EVENT_READ, seat)
            return seat.said.popleft()
