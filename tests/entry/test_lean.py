"""The lean socket: a slow page is its own trouble, and what is said arrives in its order."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from threading import Thread
from unittest.mock import Mock

import pytest
import websocket
from flask import Flask, request
from flask_socketio import SocketIO
from werkzeug.serving import make_server

from server.live import lean, listener
from tests.entry.watching import PATIENCE, until

SMALL = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),)
BIG = "x" * 100_000


class Hall:
    """A meeting hall: pages come in, and everybody hears what is said."""

    def __init__(self, ping: float = 60) -> None:
        lean.install()
        app = Flask("hall")
        self.sio = SocketIO(
            app,
            async_mode="threading",
            async_handlers=False,
            manage_session=False,
            transports=["websocket"],
            ping_interval=ping,
            ping_timeout=ping,
            max_http_buffer_size=1 << 16,
        )
        self.pages: list[websocket.WebSocket] = []
        self.left: list[str] = []
        self.here: list[str] = []
        self.sio.on_event("connect", lambda: self.here.append(request.sid))
        self.sio.on_event("disconnect", self.left.append)
        self.sio.on_event("say", lambda said: said)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, **how: object) -> websocket.WebSocket:
        address = f"ws://127.0.0.1:{self.server.port}/socket.io/?EIO=4&transport=websocket"
        page = websocket.create_connection(address, timeout=PATIENCE, **how)
        self.pages.append(page)
        page.recv()
        page.send("40")
        page.recv()
        page.send('420["say",0]')
        page.recv()  # the library says that we are in before it has written it down
        return page

    def close(self) -> None:
        for page in self.pages:
            page.shutdown()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def hall() -> Iterator[Hall]:
    opened = Hall()
    yield opened
    opened.close()


def _heard(page: websocket.WebSocket) -> list[object]:
    """The next event, as `[name, …]`."""
    return list(json.loads(page.recv().removeprefix("42")))


def test_what_a_page_says_is_answered(hall: Hall) -> None:
    page = hall.page()
    page.send('427["say","Kinh thua Chu tich"]')
    assert page.recv() == '437["Kinh thua Chu tich"]'


def test_eight_speakers_at_once_are_each_heard_in_their_order(hall: Hall) -> None:
    pages = [hall.page() for _ in range(3)]

    def speak(who: int) -> None:
        for turn in range(50):
            hall.sio.emit("said", [who, turn])

    speakers = [threading.Thread(target=speak, args=(who,)) for who in range(8)]
    for one in speakers:
        one.start()
    for page in pages:
        heard = [_heard(page)[1] for _ in range(400)]
        for who in range(8):
            assert [turn for speaker, turn in heard if speaker == who] == list(range(50))


def test_a_slow_page_gets_everything_and_holds_up_nobody(hall: Hall) -> None:
    slow, quick = hall.page(sockopt=SMALL), hall.page()
    for turn in range(8):
        hall.sio.emit("said", [turn, BIG])
    assert [_heard(quick)[1][0] for _ in range(8)] == list(range(8))
    assert [_heard(slow)[1] for _ in range(8)] == [[turn, BIG] for turn in range(8)]


def test_a_page_that_reads_nothing_is_let_go_before_it_fills_the_memory(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lean, "MAX_BACKLOG", 1 << 18)
    _stuck, quick = hall.page(sockopt=SMALL), hall.page()
    for turn in range(100):
        hall.sio.emit("said", [turn, BIG])
        assert _heard(quick)[1][0] == turn
    until(lambda: hall.left, "the stuck page is gone")


def test_a_message_that_is_too_big_ends_the_visit(hall: Hall) -> None:
    page = hall.page()
    page.send("42" + json.dumps(["say", BIG]))
    until(lambda: hall.left, "the page is sent away")


def test_nonsense_from_a_page_ends_its_own_visit_only(hall: Hall) -> None:
    page, other = hall.page(), hall.page()
    page.sock.sendall(b"\x83\x80\x00\x00\x00\x00")  # a frame of no known kind
    until(lambda: hall.left, "the page is sent away")
    other.send('421["say","con nghe"]')
    assert other.recv() == '431["con nghe"]'


def test_a_packet_of_no_known_kind_is_passed_over(hall: Hall) -> None:
    page = hall.page()
    page.send("0")
    page.send('421["say",1]')
    assert page.recv() == "431[1]"


def test_a_ping_of_the_websocket_is_answered_between_events(hall: Hall) -> None:
    page = hall.page()
    hall.sio.emit("said", 1)
    page.ping("còn đó không")
    assert _heard(page) == ["said", 1]
    opcode, data = page.recv_data(control_frame=True)
    assert (opcode, data.decode()) == (websocket.ABNF.OPCODE_PONG, "còn đó không")


def test_a_page_that_closes_is_gone_at_once(hall: Hall) -> None:
    page = hall.page()
    page.close()
    until(lambda: hall.left == ["transport close"], "the page is gone")


def test_a_page_that_is_sent_away_is_told_and_the_line_is_closed(hall: Hall) -> None:
    page = hall.page()
    hall.sio.server.eio.disconnect(hall.sio.server.manager.eio_sid_from_sid(hall.here[0], "/"))
    assert page.recv() == "1"
    with pytest.raises((websocket.WebSocketConnectionClosedException, ConnectionError)):
        page.recv()
    until(lambda: hall.left == ["server disconnect"], "the office has noted it")


def test_a_page_that_answers_no_ping_is_let_go() -> None:
    hall = Hall(ping=0.2)
    page = hall.page()
    assert page.recv() == "2"
    until(lambda: hall.left, "the silent page is gone")
    hall.close()


def test_pages_hold_no_thread_and_let_go_of_the_request_that_they_came_by(hall: Hall) -> None:
    hall.page()
    before = threading.active_count()
    pages = [hall.page() for _ in range(12)]
    until(lambda: threading.active_count() <= before + listener.HANDS, "the requests are done")
    kept = hall.sio.server.environ.values()
    assert len(kept) == len(pages) + 1
    until(lambda: all(one.keys() <= lean.SHOWN for one in kept), "the requests are forgotten")


def test_a_page_that_says_more_than_is_answered_is_answered_all_in_its_order(hall: Hall) -> None:
    page, many = hall.page(), 4 * listener.MOST
    said = [f'42{n}["say",{n}]' for n in range(many)]
    page.sock.sendall(b"".join(websocket.ABNF.create_frame(one, 1).format() for one in said))
    assert [page.recv() for _ in said] == [f"43{n}[{n}]" for n in range(many)]


def test_what_a_page_said_before_it_went_is_heard_first(hall: Hall) -> None:
    told: list[object] = []
    hall.sio.on_event("tell", told.append)
    hall.sio.on_event("disconnect", lambda _why: told.append("gone"))
    page = hall.page()
    for n in range(5):
        page.send(f'42["tell",{n}]')
    page.close()
    until(lambda: told == [0, 1, 2, 3, 4, "gone"], "he was heard, then he went")


def test_who_hangs_up_while_the_process_ends_is_let_go_without_a_trace_in_the_log() -> None:
    class Server:
        logger = Mock()

        def start_background_task(self, target: Callable[[], None]) -> None:
            self.listening = Thread(target=target)
            self.listening.start()

    server, (end, page) = Server(), socket.socketpair()
    ears = listener.Listener(server)
    ears._hands.shutdown()
    with end, page:
        ears.add(Mock(fileno=page.fileno, hears=lambda: ([], False)))
        end.close()
        server.listening.join(PATIENCE)
    assert not server.listening.is_alive()
    server.logger.exception.assert_not_called()


def test_deflate_is_never_agreed_on(hall: Hall) -> None:
    page = hall.page(header=["Sec-WebSocket-Extensions: permessage-deflate"])
    assert "sec-websocket-extensions" not in page.headers
