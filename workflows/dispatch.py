"""What becomes of a document at one recipient: states, statuses, retries (DOMAIN §8.4, §8.5)."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from workflows.urgency import Urgency, is_urgent


class Delivery(StrEnum):
    """Where the document stands at one recipient, seen from the sender."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    FAILED = "FAILED"
    ASSIGNED = "ASSIGNED"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    RECALL_REQUESTED = "RECALL_REQUESTED"
    RECALLED = "RECALLED"
    RECALL_REFUSED = "RECALL_REFUSED"
    CANCELLED = "CANCELLED"


(
    QUEUED,
    SENT,
    DELIVERED,
    ACCEPTED,
    REFUSED,
    FAILED,
    ASSIGNED,
    PROCESSING,
    COMPLETED,
    RECALL_REQUESTED,
    RECALLED,
    RECALL_REFUSED,
    CANCELLED,
) = Delivery

WORDS: Mapping[Delivery, str] = {
    QUEUED: "chờ gửi",
    SENT: "đã gửi",
    DELIVERED: "đã đến",
    ACCEPTED: "đã tiếp nhận",
    REFUSED: "từ chối tiếp nhận",
    FAILED: "gửi không được",
    ASSIGNED: "đã phân công xử lý",
    PROCESSING: "đang xử lý",
    COMPLETED: "hoàn thành",
    RECALL_REQUESTED: "đang yêu cầu lấy lại",
    RECALLED: "đã lấy lại",
    RECALL_REFUSED: "từ chối yêu cầu cập nhật, lấy lại",
    CANCELLED: "đã hủy gửi",
}


class Party(StrEnum):
    """Who may send a status: 13 goes the other way round (§8.4)."""

    SENDER = "sender"
    RECEIVER = "receiver"


@dataclass(frozen=True, slots=True)
class Status:
    """A status code: a string with its zero, the word some gateways use, who says it, and how far.

    `rank`: the rows with one stand in the order of the work, which only goes forward.
    """

    code: str
    alias: str
    word: str
    said_by: Party
    state: Delivery
    rank: int | None = None


RECEIVER, SENDER = Party.RECEIVER, Party.SENDER

# fmt: off
_ROWS = (
    Status("01", "inbox",      "Đã đến",                                RECEIVER, DELIVERED,  1),
    Status("02", "rejection",  "Từ chối tiếp nhận",                     RECEIVER, REFUSED),
    Status("03", "acceptance", "Đã tiếp nhận",                          RECEIVER, ACCEPTED,   3),
    Status("04", "assignment", "Phân công xử lý",                       RECEIVER, ASSIGNED,   4),
    Status("05", "processing", "Đang xử lý",                            RECEIVER, PROCESSING, 5),
    Status("06", "finish",     "Hoàn thành",                            RECEIVER, COMPLETED,  6),
    Status("13", "",           "Lấy lại",                               SENDER,   RECALL_REQUESTED),
    Status("15", "",           "Đồng ý yêu cầu cập nhật, lấy lại",      RECEIVER, RECALLED),
    Status("16", "",           "Từ chối yêu cầu cập nhật, lấy lại",     RECEIVER, RECALL_REFUSED),
)
# fmt: on

STATUS: Mapping[str, Status] = {row.code: row for row in _ROWS}

Moves = Mapping[tuple[Delivery, str], Delivery]


def _from_each(states: Iterable[Delivery], code: str, target: Delivery) -> Moves:
    return {(state, code): target for state in states}


_CODES = {row.state: row.code for row in _ROWS if row.rank is not None}

_FORWARD: Moves = {
    (earlier, _CODES[later]): later for earlier, later in combinations((SENT, *_CODES), 2)
}
"""A lost 01 or 03 holds nothing up, and a late one moves nothing (C03, C04)."""

MOVES: Moves = {
    **_FORWARD,
    **{(CANCELLED, code): state for state, code in _CODES.items()},
    **_from_each((SENT, DELIVERED), "02", REFUSED),
    **_from_each((QUEUED,), "13", CANCELLED),
    **_from_each((SENT, DELIVERED, ACCEPTED, ASSIGNED, PROCESSING), "13", RECALL_REQUESTED),
    **_from_each((RECALL_REQUESTED,), "15", RECALLED),
    **_from_each((RECALL_REQUESTED,), "16", RECALL_REFUSED),
}
"""What a status does to a delivery; what is not here is logged, not applied. A try whose answer was
lost had got there: whoever speaks of what was cancelled since has it, and is asked for it back."""


HAS_IT = (SENT, DELIVERED, ACCEPTED, ASSIGNED, PROCESSING, COMPLETED)
"""Where a recipient has the document and may be told of a change to it (type 2, §8.2)."""

UPDATES: Mapping[str, str] = {"15": "UPDATED", "16": "UPDATE_REFUSED"}
"""What becomes of an update, a message of its own, by the answer to it; the delivery stands."""


def after(state: Delivery, code: str, former: Delivery | None) -> Delivery | None:
    """Where status `code` takes the delivery; None: log it and leave the state.

    A refused recall (16) puts the delivery back to `former`, where it was when asked back. Turned
    away (02) while it was asked back, it is with nobody: that is no answer to wait on for.
    """
    if state is RECALL_REQUESTED and former is not None and code == "02":
        return MOVES.get((former, code))
    target = MOVES.get((state, code))
    return former if target is RECALL_REFUSED else target


def remembered(state: Delivery, code: str, former: Delivery | None) -> Delivery | None:
    """The `former` state to keep beside the delivery once `code` is heard.

    While a recall is asked the receiver may go on: that moves what a refusal leads back to.
    """
    if after(state, code, former) is RECALL_REQUESTED:
        return state
    if state is RECALL_REQUESTED and former is not None:
        return _FORWARD.get((former, code), former)
    return former


def code_of(raw: str) -> str | None:
    """The code behind what a gateway says: `3`, `03` or `acceptance`; None for an unknown one."""
    said = raw.strip().lower()
    for row in _ROWS:
        if said in {row.code, row.code.lstrip("0")} or (said and said == row.alias):
            return row.code
    return None


def is_authorised(code: str, *, author: str, sender: str, recipient: str) -> bool:
    """Whether `author` (From) may say `code` of a document from `sender` to `recipient` (§8.4)."""
    if code not in STATUS:
        return False
    party = sender if STATUS[code].said_by is SENDER else recipient
    return _same_organ(author, party)


def _same_organ(one: str, other: str) -> bool:
    """Organ ids are opaque: compared trimmed, in NFC and upper case (§8.3)."""
    return _organ(one) == _organ(other)


def _organ(organ_id: str) -> str:
    return unicodedata.normalize("NFC", organ_id.strip()).upper()


class Outcome(StrEnum):
    """What one try to hand a document to the axis came to."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


RETRIES = (1, 2, 5, 15, 60)
"""Minutes until each of the five retries; when the last has failed the clerk is alarmed."""


def next_try(tries: int) -> int:
    """Minutes to wait after `tries` failed tries, the first included; hourly from the last on: a
    line that is down for days is no reason to lose a word (§8.5)."""
    return RETRIES[min(tries, len(RETRIES)) - 1]


def is_alarming(tries: int) -> bool:
    """Whether the last of the five retries has just failed: the clerk hears of it, once."""
    return tries == len(RETRIES) + 1


def after_try(state: Delivery, outcome: Outcome, tries: int) -> Delivery | None:
    """Where a try takes a delivery; `tries`: the failed ones so far, this one included.

    What has failed is tried hourly all the same, and is sent as soon as it goes.
    """
    if state not in (QUEUED, FAILED):
        return None
    if outcome is Outcome.TAKEN:
        return SENT
    if state is FAILED:
        return None
    gives_up = outcome is Outcome.NEVER or tries > len(RETRIES)
    return FAILED if gives_up else QUEUED


@dataclass(frozen=True, slots=True)
class AxisAnswer:
    """An error code of a gateway. Error 15 is not status 15 (§8.5)."""

    word: str
    outcome: Outcome


# fmt: off
AXIS_ANSWERS: Mapping[int, AxisAnswer] = {
    0:  AxisAnswer("Đã nhận",                         Outcome.TAKEN),
    10: AxisAnswer("Tệp hỏng",                        Outcome.NEVER),
    15: AxisAnswer("Sai tài khoản kết nối",           Outcome.NEVER),
    18: AxisAnswer("Không có nơi nhận này",           Outcome.NEVER),
    19: AxisAnswer("Nơi gửi chưa đăng ký",            Outcome.NEVER),
    20: AxisAnswer("Lỗi hệ thống của trục",           Outcome.LATER),
    21: AxisAnswer("Trục không xử lý được tệp",       Outcome.LATER),
    22: AxisAnswer("Sai định dạng edXML",             Outcome.NEVER),
    23: AxisAnswer("Nơi nhận đang bị khóa",           Outcome.NEVER),
}
# fmt: on


def outcome_of(error: int) -> Outcome:
    """What to make of a gateway's error code; an unknown one is tried again."""
    known = AXIS_ANSWERS.get(error)
    return known.outcome if known else Outcome.LATER


def alarm_after(urgency: Urgency) -> int:
    """Minutes without status 01 after which the clerk is alarmed (§8.5)."""
    return 5 if is_urgent(urgency) else 30


SILENCE = 4
"""Days that a recipient has to answer a recall or an update, before its clerk is to ask by
telephone: two at work, whatever weekend lies between; §8.5 names none [PRODUCT]. Plain, as the
number on the rail is counted on each page and asks no calendar."""


def unanswered_before(day: date) -> date:
    """What was asked before this day has lain for so long."""
    return day - timedelta(days=SILENCE - 1)
