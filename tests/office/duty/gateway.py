"""A gateway of short messages of the tests' own: keeps what it takes, says no when told to."""

import json
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.listening import listening


class Gateway(ThreadingHTTPServer):
    """`taken` holds what was handed over; `answers` the statuses said next, in their order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.taken: list[dict[str, Any]] = []
        self.tokens: list[str] = []
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/tin-nhan"

    @property
    def rung(self) -> list[str]:
        return sorted(one["to"] for one in self.taken)


class _Asked(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.server.answers.pop(0) if self.server.answers else 202
        if status < 300:
            self.server.taken.append(body)
        self.server.tokens.append(self.headers.get("Authorization", ""))
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Nothing on the tests' own screen."""


def gateway() -> AbstractContextManager[Gateway]:
    return listening(Gateway())
