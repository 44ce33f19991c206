"""A mail server of the tests' own: keeps what it takes, and says no when it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Postman(socketserver.ThreadingTCPServer):
    """`taken` holds the letters as they came; `answers` what is said to an address instead of yes.

    `hangs_up` closes the line in the place of the yes to a letter it has just kept: what a worker
    sees that is killed at that moment.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.taken: list[bytes] = []
        self.answers: dict[str, bytes] = {}
        self.hangs_up = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(one, policy=policy.default) for one in self.taken]


class _Line(socketserver.StreamRequestHandler):
    server: Postman

    def handle(self) -> None:
        self._say(b"220 postman")
        while said := self.rfile.readline().strip():
            word, address = said[:4].upper(), said.partition(b"<")[2].partition(b">")[0].decode()
            if word == b"DATA":
                self._say(b"354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.taken.append(b"".join(line.removeprefix(b".") for line in lines))
                if self.server.hangs_up:
                    return
            known = self.server.answers.get(address) if word == b"RCPT" else None
            self._say(known or (b"221 bye" if word == b"QUIT" else b"250 ok"))

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@contextmanager
def postman() -> Iterator[Postman]:
    with Postman() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
