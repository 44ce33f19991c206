"""Hundreds who send drop by drop, or read nothing, hold up nobody else (PEERS §4, 27)."""

import contextlib
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.answers import ANSWERS
from server.exchange.envelope import MOST_ENVELOPE
from server.live.whole import FORM, HEADER, UNKNOWN, lacking
from tests.cast import ACCOUNTS, TOKENS
from tests.entry.watching import until
from tests.entry.webs import Webs, one_web
from tests.office.outcome import says

MANY = 300
"""More than there are threads (`web.THREADS`)."""
SOON = 5
"""Seconds, on two cores that others use too: who had to wait for one of them waits for a minute."""
ASK = b"GET /login HTTP/1.1\r\nHost: huyen\r\n"
CHUNKED = b"POST /login HTTP/1.1\r\nHost: huyen\r\nTransfer-Encoding: chunked\r\n\r\n"
SAY = b"POST /login HTTP/1.1\r\nHost: huyen\r\nContent-Length: %d\r\n\r\naccount="


@pytest.fixture(scope="module")
def web(tmp_path_factory, people_home) -> Iterator[Webs]:
    home = tmp_path_factory.mktemp("slow") / "home"
    shutil.copytree(people_home, home)
    with one_web(home) as one:
        yield one


@contextlib.contextmanager
def lines(web: Webs, many: int, said: bytes, room: int = 0) -> Iterator[list[socket.socket]]:
    """So many who said this, and say and read nothing more; each has `room` for an answer."""
    host, port = web.address.removeprefix("http://").split(":")
    with contextlib.ExitStack() as held:
        here = []
        for _ in range(many):
            line = held.enter_context(socket.socket())
            if room:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
            line.connect((host, int(port)))
            line.sendall(said)
            here.append(line)
        yield here


SLOW = {
    "nothing at all": (MANY, b""),
    "half a header": (MANY, ASK),
    "half a form": (MANY, SAY % 500),
    "the beginning of a file": (MANY, SAY % (FORM + 1)),
    "a file in chunks": (MANY, CHUNKED + b"5"),
    "that they will hang up, and do not": (30, ASK + b"Connection: close\r\n\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", SLOW)
def test_minh_reads_his_papers_as_soon_as_without_those_who_say(web: Webs, what: str) -> None:
    with lines(web, *SLOW[what]):
        began = time.monotonic()
        for _ in range(3):
            web.asks("minh", "/incoming")
        assert time.monotonic() - began < SOON


def test_who_takes_his_time_is_heard_to_the_end(web: Webs) -> None:
    with lines(web, 1, b"") as (line,):
        for part in (ASK[:7], ASK[7:], b"Connection: close\r\n", b"\r\n"):
            time.sleep(0.1)
            line.sendall(part)
        assert line.recv(15) == b"HTTP/1.1 200 OK"


def test_who_hangs_up_in_the_middle_is_forgotten_at_once(web: Webs) -> None:
    """Else the loop would be woken by the end of his line again and again."""
    until(lambda: _open(web) < 20, "nobody else is")
    with lines(web, 40, ASK) as here:
        until(lambda: _open(web) > 40, "they are in")
        for line in here:
            line.shutdown(socket.SHUT_WR)
        until(lambda: _open(web) < 20, "they are out")


def _open(web: Webs) -> int:
    """Lines that the office has open with anybody."""
    (worker,) = web.workers()
    kept = 0
    for one in Path(f"/proc/{worker}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            kept += "socket" in str(one.readlink())
    return kept


def test_two_requests_in_one_breath_are_both_answered(web: Webs) -> None:
    with lines(web, 1, (ASK + b"\r\n") * 2) as (line,):
        line.settimeout(SOON)
        heard = b""
        while heard.count(b"HTTP/1.1 200 OK") < 2:
            heard += line.recv(1 << 16)


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        (b"", None),
        (ASK, None),
        (ASK + b"\r\n", 0),
        (SAY % 8, 0),
        (SAY % 12, 4),
        (SAY.replace(b"Content-Length", b"CONTENT-LENGTH") % 12, 4),
        (SAY % FORM, FORM - 8),
        (SAY % (FORM + 1), FORM + 1),
        (CHUNKED, UNKNOWN),
        (ASK + b"\r\nContent-Length: 9", 0),
        (ASK + b"X: " + b"a" * HEADER, UNKNOWN),
    ],
)
def test_how_much_of_a_request_is_lacking(said: bytes, lacks: int | None) -> None:
    assert lacking(said) == lacks


@pytest.mark.parametrize(("long", "status"), [(6_000, b" 200 "), (9_000, b" 414 ")])
def test_an_address_longer_than_any_of_ours_is_refused_in_the_office_s_words(
    web: Webs, long: int, status: bytes
) -> None:
    """Lan opens a link with a whole report in its `?q=`: gunicorn told her so in English."""
    said = ASK.replace(b"/login", b"/login?q=" + b"a" * long) + b"Connection: close\r\n\r\n"
    with lines(web, 1, said) as (line,):
        line.settimeout(SOON)
        heard = b"".join(iter(lambda: line.recv(1 << 16), b""))
    assert status in heard.split(b"\r\n", 1)[0]
    assert says("address_too_long", heard.decode()) == (status == b" 414 ")
    assert b"Content-Security-Policy" in heard


LETTER = (
    b"POST /api/v1/gateway/edxml HTTP/1.1\r\nHost: huyen\r\nConnection: close\r\n"
    b"Content-Type: application/xml\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
)


@pytest.mark.parametrize(
    ("token", "size", "reason"),
    [
        (TOKENS[ACCOUNTS["lan"]], MOST_ENVELOPE + 1, "body_too_large"),
        ("the-da-thoi-dung", 20 << 20, "unauthenticated"),
    ],
)
def test_who_is_refused_before_his_envelope_was_read_hears_it_when_he_has_sent_it(
    web: Webs, token: str, size: int, reason: str
) -> None:
    """The other office sends to the end and reads then, as most programs do: it found the line
    broken, tried for hours, and its clerk never read why."""
    with lines(web, 1, LETTER % (token.encode(), size)) as (line,):
        line.settimeout(60)
        for sent in range(0, size, 1 << 20):
            line.sendall(bytes(min(1 << 20, size - sent)))
        heard = b"".join(iter(lambda: line.recv(1 << 16), b"")).decode()
    no = ANSWERS[reason]
    assert f" {no.status} " in heard.splitlines()[0] and str(no.words) in heard
