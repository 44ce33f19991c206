"""The machine's clock is held against a time server; more than two seconds are told (CAL-11)."""

import dataclasses
import datetime as dt
import socket
import struct
import time
from collections.abc import Callable, Iterator
from threading import Thread

import pytest

from server import jobs, office, timekeeping
from server.clock import now
from server.config import Settings
from server.database import transaction
from server.doctor.lines import clock_told
from tests.cast import Cast

SINCE_1900 = 2_208_988_800
Says = Callable[[float, bytes], str]


@pytest.fixture
def server() -> Iterator[Says]:
    """A time server on this machine, by whose clock ours is so many seconds ahead."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))

    def stands(ahead: float, head: bytes = b"\x24\x01") -> str:
        def answer() -> None:
            _asked, who = line.recvfrom(512)
            moment = time.time() - ahead + SINCE_1900
            told = struct.pack("!II", int(moment), int(moment % 1 * 2**32))
            line.sendto(head + bytes(38) + told, who)

        Thread(target=answer, daemon=True).start()
        return f"127.0.0.1:{line.getsockname()[1]}"

    yield stands
    line.close()


@pytest.mark.parametrize(
    ("ahead", "ok", "words"),
    [(90.0, False, "nhanh 90.0 giây"), (-90.0, False, "chậm 90.0 giây"), (0.0, True, " giây so")],
)
def test_the_doctor_says_by_how_much(server: Says, ahead, ok, words) -> None:
    told, said = clock_told(Settings(ntp_server=server(ahead, b"\x24\x01")))
    assert told is ok and words in said


def test_an_answer_that_is_no_time_is_none(server: Says, monkeypatch) -> None:
    """Stratum 0: it refuses (kiss of death)."""
    told, said = clock_told(Settings(ntp_server=server(0.0, b"\x24\x00")))
    assert not told and "không trả lời" in said
    monkeypatch.setattr(timekeeping, "_LISTENS", 0.01)
    silent = server(0.0).replace("127.0.0.1", "127.0.0.2")
    assert not clock_told(Settings(ntp_server=silent))[0]
    assert clock_told(Settings())[0]


@pytest.mark.parametrize(("off", "is_off"), [(2.0, False), (2.1, True), (-2.1, True), (0, False)])
def test_two_seconds_are_borne(off, is_off) -> None:
    assert timekeeping.is_off(off) is is_off


def found(off: float, ago: int = 0) -> None:
    with transaction() as session:
        session.add(
            jobs.Job(
                kind=timekeeping.JOB, slot=f"{off}/{ago}", payload={}, state=jobs.DONE,
                result={"off": off}, lease_until=now(),
                created_at=now() - dt.timedelta(minutes=ago),
            )
        )  # fmt: skip


def test_kien_reads_it_on_his_first_page_and_nobody_else(one_cast: Cast) -> None:
    found(-7.0)
    assert "Đồng hồ máy chủ chậm 7.0 giây" in one_cast.kien.browser().get("/").text
    assert "Đồng hồ máy chủ" not in one_cast.lan.browser().get("/").text
    metrics = one_cast.kien.app.test_client().get("/metrics").text
    assert "congso_clock_off_seconds -7.0" in metrics
    found(0.5)
    assert "Đồng hồ máy chủ" not in one_cast.kien.browser().get("/").text


def test_what_was_found_long_ago_says_nothing_of_now(one_cast: Cast) -> None:
    found(-7.0, ago=31)
    assert timekeeping.last_found() is None
    assert "congso_clock_off_seconds NaN" in one_cast.kien.app.test_client().get("/metrics").text


def test_a_round_asks_the_server_that_is_named(one_cast: Cast, server: Says, monkeypatch) -> None:
    assert timekeeping.watch() == {}
    here = dataclasses.replace(office.office(), ntp_server=server(90.0, b"\x24\x01"))
    monkeypatch.setattr(timekeeping, "office", lambda: here)
    assert timekeeping.watch()["off"] == pytest.approx(90.0, abs=1.0)
