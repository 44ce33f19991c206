"""Which rows the log vouches for: one line a kind of row, what of it, and since when.

A kind is what the log calls such a row: `line/12`, `delegate/3/7`, `calendar/20260430`.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

FIRST, SECOND, THIRD, FOURTH = MARKS = ("log/1", "log/2", "log/3", "log/4")
"""What the log calls the moments from which it vouches for rows: of 26/11/2026 the first, of the
27th two more, of the 30th the last. What stood there before was brought in at that moment."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """`event` says each writing of a row, `since` one of the marks.

    All columns are bound `but` these, or these `only`; `beside`: columns that came later, bound
    where they say something; `key`: the columns that name the row.
    """

    event: str
    since: str
    but: Set[str] = field(default_factory=frozenset)
    only: Set[str] = field(default_factory=frozenset)
    beside: Set[str] = field(default_factory=frozenset)
    key: tuple[str, ...] = ("id",)


_PLACE = frozenset({"seal", "sought"})
"""Where a key's file lies changes when an office is laid back elsewhere."""
_DAYS = frozenset({
    "given_at", "due_at", "first_due_at", "extensions", "overdue_days", "suspended_at",
    "suspended_until", "wanted_at", "wanted_until", "reported_at",
})  # fmt: skip
_TOLD_OF_A_DRAFT = frozenset(
    {"name", "sizes", "pictured", "flattened", "qr_room", "spots", "results"}
)

VOUCHED: Mapping[str, Vouched] = {
    # `pieces` are worked out of the code; which volume holds a line the volume's own events say
    "line": Vouched("line_written", FIRST, but={"pieces", "volume_id"}),
    "signoff": Vouched("sign_off_written", FIRST, beside={"delegation_id"}),
    "appointment": Vouched("appointment_written", FIRST),
    "delegation": Vouched("delegation_written", FIRST),
    "absence": Vouched("absence_written", FIRST, beside={"kind"}),
    "draft": Vouched("draft_file_written", FIRST, but=_TOLD_OF_A_DRAFT),
    "arrival": Vouched("arrival_written", FIRST, but={"notes"}),
    "position": Vouched("position_written", SECOND),
    "person": Vouched("person_written", SECOND, only={"certificate", "active"}),
    "agency": Vouched("agency_written", SECOND, but=_PLACE, beside={"keeper_id"}),
    "inspection": Vouched("inspection_written", SECOND, but={"about"}),
    "waiver": Vouched(
        "waiver_written",
        SECOND,
        but={"agency_id", "name", "reason"},
        beside={"incoming_id", "approver"},
    ),  # fmt: skip
    # `seen_at`: his line is heard of every few seconds
    "delegate": Vouched(
        "delegate_written", THIRD, but={"seen_at"}, key=("meeting_id", "person_id")
    ),
    "task": Vouched("task_days_written", THIRD, only=_DAYS),
    "pass": Vouched("pass_written", THIRD),
    "calendar": Vouched("calendar_written", THIRD, key=("day",)),
    "hours": Vouched("hours_written", THIRD),
    "kindrule": Vouched("kind_rule_written", THIRD),
    "voterule": Vouched("vote_rule_written", THIRD),
    "body": Vouched("body_written", THIRD),
    "change": Vouched("change_written", THIRD, beside={"address"}),
    "recallorder": Vouched("recall_order_written", FOURTH, key=("outgoing_id",)),
}
"""A column that comes to a table later goes into `but` or `beside`: of what stands the log has
digests without it. Who reads a document is bound in its steps (`ledger.checking.readers`)."""
