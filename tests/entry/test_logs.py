"""A log tells what went wrong and where, to somebody who may read no document (DESIGN §9)."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from server.database import engine_options
from server.faults import told
from server.logs import Discreet
from server.shapes import Asked
from server.worker import LONGEST, Troubled

ROOT = Path(__file__).parents[2]
SUBJECT = "V/v bố trí lực lượng"
PIN = "246810"

PROGRAM = f"""
import logging, structlog
from server import logs

logs.configure()

def sign(pin):
    subject = "{SUBJECT}"
    raise ValueError("the device is gone\\nSQL: " + subject)

for log in (structlog.get_logger(), logging.getLogger("huey")):
    try:
        sign("{PIN}")
    except ValueError:
        log.exception("a job failed")
"""


def _caught(act) -> BaseException:
    with pytest.raises(Exception) as caught:
        act()
    return caught.value


def test_neither_logger_says_what_was_typed_or_read() -> None:
    run = [sys.executable, "-c", PROGRAM]
    seen = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    assert seen.stdout == ""
    assert seen.stderr.count("a job failed") == 2
    assert seen.stderr.count("ValueError: the device is gone") == 2
    assert seen.stderr.count(" sign\n") == 2, "the place is named"
    for word in (PIN, SUBJECT, "lực lượng", "locals"):
        assert word not in seen.stderr, word


def test_of_a_statement_that_fails_neither_it_nor_its_values_are_told(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/office.db", **engine_options("sqlite:"))

    def ask() -> None:
        with engine.connect() as office:
            office.execute(text("SELECT * FROM papers WHERE subject = :s"), {"s": SUBJECT})

    wrong = _caught(ask)
    assert isinstance(wrong, OperationalError)
    assert SUBJECT not in str(wrong), "not even whole"
    assert "SELECT" not in told(wrong)
    assert "no such table: papers" in told(wrong)


def test_of_a_form_that_does_not_fit_its_input_is_not_told() -> None:
    class Form(Asked):
        pages: int

    wrong = _caught(lambda: Form.model_validate({"pages": SUBJECT}))
    assert SUBJECT in str(wrong)
    assert SUBJECT not in told(wrong)
    assert "1 validation error" in told(wrong)


def test_what_an_error_came_from_stands_before_it() -> None:
    def fail() -> None:
        try:
            raise KeyError("first")
        except KeyError as first:
            raise RuntimeError("then") from first

    lines = [line for line in told(_caught(fail)).splitlines() if not line.startswith("  ")]
    assert lines == ["KeyError: 'first'", "RuntimeError: then"]


def test_what_was_hidden_on_purpose_stays_hidden() -> None:
    def fail() -> None:
        try:
            raise KeyError(PIN)
        except KeyError:
            raise RuntimeError("no seal") from None

    assert PIN not in told(_caught(fail))


def test_a_ring_of_causes_ends() -> None:
    one, two = ValueError("one"), ValueError("two")
    one.__cause__, two.__cause__ = two, one
    assert told(one).splitlines() == ["ValueError: two", "ValueError: one"]


def test_a_line_without_an_error_is_a_line() -> None:
    record = logging.LogRecord("huey", logging.WARNING, "", 0, "late by %s s", (3,), None)
    assert Discreet("%(message)s").format(record) == "late by 3 s"


def test_what_keeps_failing_is_tried_less_and_less_often_until_it_goes_well(monkeypatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("server.worker.time.monotonic", lambda: clock[0])
    troubled, tries = Troubled(), []
    for second in range(100):
        clock[0] = second
        if not troubled.rests(print):
            tries.append(second)
            troubled.failed(print)
    assert tries == [0, 1, 3, 7, 15, 31, 61, 91]
    assert tries[-1] - tries[-2] == LONGEST
    troubled.did(print)
    clock[0] = 200
    troubled.failed(print)
    clock[0] = 201
    assert not troubled.rests(print), "the pauses begin anew"


def test_a_log_whose_disk_is_full_stops_nobodys_work(tmp_path: Path) -> None:
    """/dev/full takes no byte: each line raised where it was written, in the middle of an act."""
    program = "import structlog; from server import logs; logs.configure()\n"
    program += "structlog.get_logger().error('the disk is full'); print('went on')"
    with Path("/dev/full").open("w") as full:
        went = subprocess.run(  # noqa: PLW1510
            [sys.executable, "-c", program],
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            cwd=ROOT,
        )
    assert went.stdout == "went on\n"
