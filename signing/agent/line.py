"""The agent's ear: a web socket on loopback that hears the office's own pages and nobody else."""

import json
import socket
from collections.abc import Collection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from simple_websocket import ConnectionClosed
from simple_websocket import Server as WebSocket

from signing.agent.talk import Agent, Talk

MOST_BYTES = 1 << 20
QUIET = 600.0
"""Seconds after which a line that says nothing is closed."""


class Ear(ThreadingHTTPServer):
    """Listens on 127.0.0.1 alone, and takes lines from `origins` alone."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, agent: Agent, origins: Collection[str]) -> None:
        super().__init__(("127.0.0.1", port), _Line)
        self.agent, self.origins = agent, frozenset(one.rstrip("/") for one in origins)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Line(BaseHTTPRequestHandler):
    server: Ear
    connection: socket.socket
    timeout = 10

    def do_GET(self) -> None:
        """A page elsewhere, or one that came by another name (DNS rebinding), is not heard."""
        self.close_connection = True
        origin = self.headers.get("Origin", "")
        if origin not in self.server.origins or self.headers.get("Host") != self.server.address:
            self.send_error(403)
            return
        if self.headers.get("Upgrade", "").lower() != "websocket":
            self.send_error(426)
            return
        self.connection.settimeout(None)
        self._talk(origin)

    def _talk(self, origin: str) -> None:
        heads = {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in self.headers.items()}
        environ = heads | {"werkzeug.socket": self.connection}
        line = WebSocket(environ, max_message_size=MOST_BYTES)
        talk = Talk(self.server.agent, origin, lambda: bool(line.connected))
        try:
            while (said := line.receive(QUIET)) is not None:
                line.send(json.dumps(talk.answer(_message(said))))
            line.close()
        except ConnectionClosed:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the screen is for what is signed."""


def _message(said: str | bytes) -> dict[str, object]:
    try:
        read = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
