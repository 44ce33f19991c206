"""Another system's server, as a line finds it: it answers as it is told and keeps what it got."""

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

Lead = Callable[..., None]
"""Lead lines somewhere: organ ids and addresses."""


@dataclass
class FarEnd:
    """`answers`: status and body of each answer to come, the last one for ever."""

    answers: list[tuple[int, str]]
    address: str = ""
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def bodies(self) -> list[bytes]:
        return [body for _path, _head, body in self.got]


@contextlib.contextmanager
def far_end(*answers: tuple[int, str], tls: ssl.SSLContext | None = None) -> Iterator[FarEnd]:
    told = FarEnd(list(answers) or [(202, "{}")])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.got.append((self.path, dict(self.headers), body))
            status, said = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{told.address}/elsewhere")
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_said: Any) -> None:
            """A test prints nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        told.address = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield told
        finally:
            server.shutdown()
            serving.join()
