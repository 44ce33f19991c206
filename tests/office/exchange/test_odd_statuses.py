"""Statuses as vendors write them: odd in their moment or day, and heard all the same (§8.8)."""

import re

import pytest

from server.exchange.carrier import carry
from tests.cast import Cast
from tests.office.exchange.letters import delivery, hand_in, status
from tests.office.papers import SENT

pytestmark = pytest.mark.sent
STAMP = re.compile(rb"<Timestamp>[^<]*</Timestamp>")


def told(cast: Cast, body: bytes) -> str:
    """What Lan reads of the status she was handed."""
    assert hand_in(cast.lan, body).status_code == 202
    (row,) = cast.lan.sees(SENT)["deliveries"]
    return str(row["history"][-1]["words"])


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2020/01/02 08:00:00", "Nơi nhận ghi thời điểm 2020/01/02 08:00:00, trước ngày ban hành."),
        ("2026/02/30 08:00:00", "Nơi nhận ghi thời điểm không có thật: 2026/02/30 08:00:00."),
        ("", ""),
    ],
)
def test_a_moment_that_cannot_be_is_shown_as_written_and_moves_all_the_same(
    one_cast: Cast, raw: str, words: str
) -> None:
    """§8.8, 7: when it was heard is by our clock."""
    carry()
    body = STAMP.sub(f"<Timestamp>{raw}</Timestamp>".encode(), status("03", delivery().document_id))
    assert told(one_cast, body) == words
    assert delivery().state == "ACCEPTED" and delivery().words == ""


def test_what_comes_late_is_told_and_leaves_the_last_word_and_its_moment(one_cast: Cast) -> None:
    """C04: 04 behind 06. Lan reads both, and since when it is done is no later for it."""

    def stands() -> tuple[object, ...]:
        row = delivery()
        return row.state, row.status_code, row.words, row.at, row.former

    carry()
    hand_in(one_cast.lan, status("06", delivery().document_id, words="Đã trả lời"))
    done = stands()
    late = status("04", delivery().document_id, words="Giao phòng")
    assert told(one_cast, late) == "Giao phòng" and stands() == done
    assert done[:3] == ("COMPLETED", "06", "Đã trả lời")


def test_the_usual_moment_is_not_spoken_of(one_cast: Cast) -> None:
    carry()
    assert told(one_cast, status("03", delivery().document_id, words="Đã vào sổ")) == "Đã vào sổ"


def test_another_day_of_issue_beside_the_document_id_is_passed_over(one_cast: Cast) -> None:
    """§8.8, 8: the DocumentId names it, and nothing else."""
    carry()
    body = status("03", delivery().document_id).replace(
        b"<PromulgationDate></PromulgationDate>",
        b"<PromulgationDate>2014/02/30</PromulgationDate>",
    )
    assert b"2014/02/30" in body
    assert told(one_cast, body) == "" and delivery().state == "ACCEPTED"
