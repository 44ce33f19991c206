"""The neighbour's office in a process of its own: its door, and the round that carries its answers.

    python -m tests.entry.neighbour

Each line says where the office lies and how its server is to stand; the answer is the number of a
process that does so, and can be killed: a fork, for to import the office takes two seconds.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from server.app import create_app
from server.config import Settings
from server.exchange import door
from server.exchange.carrier import carry
from tests import offices  # noqa: F401  (a quick door)

PAUSE = 0.05


def main() -> None:
    """An office is built once and stands as often as it is asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    built: dict[str, Flask] = {}
    for line in sys.stdin:
        said = json.loads(line)
        if said["home"] not in built:
            built = {said["home"]: _built(said)}
        pid = os.fork()
        if not pid:
            _stand(built[said["home"]], said["port"], said["dies_after"])
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _built(said: dict[str, Any]) -> Flask:
    settings = Settings(
        home=Path(said["home"]), database_url=said["url"], gateways=said["gateways"]
    )
    return create_app(settings)


def _stand(app: Flask, port: int, dies_after: int) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    threading.Thread(target=_carry_on, args=(app,), daemon=True).start()
    _fall_after(dies_after)
    make_server("127.0.0.1", port, app, threaded=True).serve_forever()


def _carry_on(app: Flask) -> None:
    """The sweep of a worker, which has this one act only."""
    while True:
        with app.app_context():
            carry()
        time.sleep(PAUSE)


def _fall_after(taken: int) -> None:
    """The power fails when so many envelopes are in the books: nobody heard of the last one, and
    nothing is kept of what he was about to answer."""
    take, left = door.take, [taken]

    def last(*how: Any) -> Any:
        found = take(*how)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    door.take = last


if __name__ == "__main__":
    main()
