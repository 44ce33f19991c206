"""So many requests at once, and the rest wait at the door; who only listens takes no turn."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from server import web
from server.database import SQLITE_POOL
from server.live.listener import HANDS
from server.live.turns import REQUESTS, SMALL, by_turns
from tests.entry.watching import PATIENCE


class Counter:
    """An application whose answers wait until so many are in it, or for the word to go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.inside, self.most, self.bodies = 0, 0, list[bytes]()
        self._lock = threading.Lock()
        self.entered = threading.Semaphore(0)

    def __call__(self, environ, _start):
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.entered.release()
        assert self.go.wait(PATIENCE)
        self.bodies.append(environ["wsgi.input"].read())
        with self._lock:
            self.inside -= 1
        return [b""]


def asked(path: str = "/", body: bytes = b"", **more: str) -> dict:
    head = {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    return head | more


def entered(app: Counter, many: int) -> bool:
    return all(app.entered.acquire(timeout=PATIENCE) for _ in range(many))


def test_the_third_waits_until_one_of_two_has_left_and_all_are_served():
    app = Counter()
    door = by_turns(app, 2)
    with ThreadPoolExecutor(5) as people:
        for n in range(5):
            people.submit(door, asked(body=b"%d" % n), None)
        assert entered(app, 2)
        assert not app.entered.acquire(blocking=False)
        app.go.set()
    assert (app.most, sorted(app.bodies)) == (2, [b"0", b"1", b"2", b"3", b"4"])


def test_pages_that_listen_and_files_on_their_way_hold_up_nobody():
    app = Counter()
    door, file = by_turns(app, 1), b"x" * (SMALL + 1)
    with ThreadPoolExecutor(4) as people:
        for one in (
            asked("/socket.io/"),
            asked("/api/v1/incoming", file),
            asked("/api/v1/incoming", HTTP_TRANSFER_ENCODING="chunked"),
            asked("/"),
        ):
            people.submit(door, one, None)
        assert entered(app, 4)
        app.go.set()


def test_a_body_that_drips_in_takes_no_turn_while_it_drips():
    """Whoever sends slowly would have the door to himself."""
    app, told = Counter(), threading.Event()

    class Slow(BytesIO):
        def read(self, *_much):
            assert told.wait(PATIENCE)
            return b"late"

    app.go.set()
    door = by_turns(app, 1)
    with ThreadPoolExecutor(1) as people:
        people.submit(door, asked(body=b"late") | {"wsgi.input": Slow()}, None)
        door(asked(body=b"soon"), None)
        told.set()
    assert app.bodies == [b"soon", b"late"]


def test_a_thousand_pages_are_let_in_and_the_requests_beside_them_have_threads():
    chosen = web.Web("127.0.0.1", 8110).cfg
    assert SQLITE_POOL["pool_size"] + SQLITE_POOL["max_overflow"] > REQUESTS + HANDS
    assert chosen.threads > REQUESTS
    assert chosen.worker_connections >= 1000
