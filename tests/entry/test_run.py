"""The supervisor: an office that lives and dies as one, whoever is killed."""

import os
import signal
import socket
import threading
from pathlib import Path

import pytest

from server import run
from tests.entry.watching import PATIENCE, Office, Trial, is_alive, until

PARTS = ("web", "jobs")
EVERYBODY = ("supervisor", *PARTS)


def _nobody_left(office: Office) -> bool:
    return not any(is_alive(office.pid(name)) for name in EVERYBODY)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_leave_everybody_leaves_and_all_went_well(
    light: Office, sign: signal.Signals
) -> None:
    light.process.send_signal(sign)
    assert light.process.wait(PATIENCE) == 0
    assert _nobody_left(light)


@pytest.mark.parametrize("part", ["web", "jobs"])
def test_a_part_that_is_killed_is_started_again(light: Office, part: str) -> None:
    gone = light.kill(part)
    until(lambda: light.pid(part) != gone, f"a new {part}")
    assert light.leave() == 0


def test_when_the_supervisor_is_killed_everybody_goes(light: Office) -> None:
    light.kill("supervisor")
    until(lambda: _nobody_left(light), "nobody is left")


def test_when_what_forked_the_parts_is_killed_others_take_their_places(light: Office) -> None:
    """Short of memory, a machine may choose just that one: no part is left without a watcher."""
    before = [light.pid(part) for part in PARTS]
    os.kill(_forked_by(before[0]), signal.SIGKILL)
    until(lambda: not any(map(is_alive, before)), "nobody is left of those")
    until(lambda: all(is_alive(light.pid(part)) for part in PARTS), "a new web, new jobs")
    assert light.leave() == 0
    assert _nobody_left(light)


def test_each_part_is_called_by_its_name_in_a_list_of_processes(light: Office) -> None:
    names = [Path(f"/proc/{light.pid(part)}/comm").read_text().strip() for part in PARTS]
    assert names == ["congso web", "congso jobs"]


def _forked_by(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_part_that_cannot_live_is_given_up_and_takes_the_office_with_it(
    trial: Trial, capfd: pytest.CaptureFixture[str]
) -> None:
    assert trial("small_supervisor.py", "stillborn").wait(PATIENCE) == 1
    assert "web" in capfd.readouterr().err


def test_a_part_that_does_not_leave_is_made_to_and_it_is_said(trial: Trial, light: Office) -> None:
    office = Office(trial("small_supervisor.py", "stubborn"), light.home, 0)
    docile = light.pid("web")
    until(lambda: light.pid("web") != docile, "the stubborn part is up")
    assert office.leave() == 1
    assert not is_alive(light.pid("web"))


def test_a_part_that_had_not_begun_to_listen_left_well(trial: Trial, tmp_path: Path) -> None:
    """Ctrl-C a second after the start is no failure: there was nothing to drain."""
    office = Office(trial("small_supervisor.py", "early"), tmp_path, 0)
    until(lambda: office.has("web"), "the part is there, and listens to nothing yet")
    assert office.leave() == 0


def test_who_waits_for_the_first_answer_is_not_left_behind_at_the_end() -> None:
    """It asks at this moment, and the office ends: the interpreter does not end under it."""
    before = set(threading.enumerate())
    with socket.create_server(("127.0.0.1", 0)) as web:
        address = f"http://127.0.0.1:{web.getsockname()[1]}"
        with run._greeting(address, print):
            asking, _peer = web.accept()
            gone = threading.Timer(0.3, asking.close)
            gone.start()
    gone.join()
    assert set(threading.enumerate()) <= before


def test_the_first_free_port_from_8000_on_is_taken() -> None:
    first = run.free_port("127.0.0.1")
    assert first >= run.FIRST_PORT
    with socket.create_server(("127.0.0.1", first)):
        assert run.free_port("127.0.0.1") > first


def test_without_a_free_port_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(run, "FIRST_PORT", port)
        monkeypatch.setattr(run, "LAST_PORT", port)
        with pytest.raises(run.NoPort, match=str(port)):
            run.free_port("127.0.0.1")


@pytest.mark.parametrize(
    ("host", "reached"), [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("10.0.0.5", "10.0.0.5")]
)
def test_the_address_is_one_that_a_person_can_open(host: str, reached: str) -> None:
    assert run.reached_at(host) == reached
