"""The log of every test is looked through for what a log may not say (`tests/unspoken.py`)."""

import pytest

from tests.unspoken import spoken, told


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a text to 0912345678 failed", "a telephone"),
        ("a text to +84 912 345 678 failed", "a telephone"),
        ("no person 038091000123", "a citizen's number"),
        ("pin='246810'", "a PIN"),
        ("Bearer token-of-vanthu.huyen", "a token"),
        ("-----BEGIN EC PRIVATE KEY-----", "a key"),
        ("V/v triển khai phòng họp không giấy tờ", "what a document is about"),
    ],
)
def test_what_a_log_may_not_say_is_noticed(line: str, what: str) -> None:
    assert [one.split(":")[0] for one in spoken(line)] == [what]


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-30T08:00:00.123456Z [error] a job failed after 1790000000",
        "sha256 0912345678abcdef0912345678", "http://127.0.0.1:8000", "0.912345678 s",
    ],
)  # fmt: skip
def test_moments_digests_and_addresses_are_no_telephones(line: str) -> None:
    assert spoken(line) == []


def test_a_traceback_that_pytest_writes_out_is_no_line_of_the_log():
    """The line above it is: whatever is said by a logger's own words."""
    log = (
        "ERROR    server:app.py:875 broke for 246810\nTraceback (most recent call last):\n  pin='1'"
    )
    assert told(log) == "ERROR    server:app.py:875 broke for 246810"
    assert spoken(told(log)) and not spoken(told("Traceback:\n  pin='246810'"))
