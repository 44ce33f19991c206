"""Whether a page is still there: one task sends every ping, instead of a sleeping thread a page."""

import threading
import time
from collections import deque
from typing import Any

from engineio.packet import PING, Packet

STEP = 0.25
"""Seconds between looks at the queue: a ping may be that late, out of an interval of ten."""


class Pinger:
    """The pages in the order of their next ping; one interval for all keeps them sorted."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._due: deque[tuple[float, Any]] = deque()
        self._starting = threading.Lock()
        self._running = False

    def add(self, page: Any) -> None:
        """Ping `page` one interval from now; the first one starts the task."""
        self._due.append((time.time() + self._server.ping_interval, page))
        with self._starting:
            start, self._running = not self._running, True
        if start:
            self._server.start_background_task(self._run)

    def _run(self) -> None:
        while True:
            self.ping_due(time.time())
            self._server.sleep(STEP)

    def ping_due(self, moment: float) -> None:
        """Send the pings due at `moment`; one page's trouble is logged and is no other page's."""
        while self._due and self._due[0][0] <= moment:
            _, page = self._due.popleft()
            if page.closing or page.closed:
                continue
            page.last_ping = moment
            try:
                page.send(Packet(PING))
            except Exception:
                self._server.logger.exception("ping")
