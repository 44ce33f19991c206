"""`congso ledger check`: a refused try is not rubbed out, nor put on another day or hand."""

import pytest

from tests.cast import Cast
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.outcome import refused
from tests.office.papers import ready, signed

GONE = "ghi trong nhật ký không còn trong cơ sở dữ liệu"


@pytest.fixture
def tried(cast: Cast) -> Cast:
    """Minh mistypes his PIN twice, Lan would seal before there is a number."""
    path = ready(cast)
    for _ in range(2):
        refused(cast.minh.does(path, "sign", {"pin": "000000"}), "wrong_pin")
    refused(cast.lan.does(signed(cast), "seal", {"pin": cast.pin}), "wrong_state")
    assert found() == []
    return cast


def test_a_refused_try_that_was_rubbed_out_is_missed(tried: Cast) -> None:
    tamper("DELETE FROM attempts WHERE id = 1")
    (said,) = found()
    assert said.startswith("person/1: lần thử bị từ chối lúc ") and said.endswith(
        f" (wrong_pin) {GONE}"
    )


@pytest.mark.parametrize(
    "put", ["person_id = 2", "reason = 'pin_locked'", "at = '2026-01-02 03:04:05.000000'",
            "step = 'dispatch'", "agency_id = 2"]
)  # fmt: skip
def test_one_that_was_changed_is_named_with_what_the_log_says(tried: Cast, put: str) -> None:
    tamper(f"UPDATE attempts SET {put} WHERE id = 3")  # noqa: S608 - ours
    changed, missed = found()
    assert changed.startswith("lần thử bị từ chối 3 (Nguyễn Thị Lan, ")
    assert changed.endswith(": không khớp với nhật ký")
    assert missed.startswith("outgoing/2: lần thử bị từ chối lúc ") and missed.endswith(GONE)
