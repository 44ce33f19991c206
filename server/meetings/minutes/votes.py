"""A vote as the minutes tell it: all figures of VT-10, names where it was by name, else totals."""

from typing import Any

from server.meetings.models import AgendaItem, Meeting
from server.meetings.plan.asking import asked_before
from server.meetings.votes.models import Vote
from server.meetings.votes.results import published
from server.meetings.votes.voters import names_of
from server.meetings.votes.voting import voters_of
from workflows.ballot import VoteKind
from workflows.majority import ABSTAIN, AGAINST, FOR, is_question

CHOICES = {FOR: "tán thành", AGAINST: "không tán thành", ABSTAIN: "không biểu quyết"}
IN_WRITING = {FOR: "đồng ý", AGAINST: "không đồng ý", ABSTAIN: "ý kiến khác"}
IN_SECRET = IN_WRITING | {ABSTAIN: "không có ý kiến"}
KINDS = {
    VoteKind.OPEN: "Biểu quyết công khai",
    VoteKind.SECRET: "Bỏ phiếu kín",
    VoteKind.CARD: "Biểu quyết giơ thẻ",
}
"""Official words: they stand on the page."""
FEW = 30
"""Of a vote by name with more ballots the minutes have the figures; the list is kept beside."""


def told(meeting: Meeting, vote: Vote) -> str:
    """Base, present, cast, each choice, the share of the base, what was needed, and the result."""
    result = vote.result or {}
    if meeting.in_writing:
        return _answered(meeting, vote)
    percent = f"{result['percent']:.2f}".replace(".", ",")
    outcome = _outcome(result)
    tie = _tie(result)
    again = f"Biểu quyết lại ({vote.reason.strip().rstrip('.')}). " if vote.repeats_id else ""
    return (
        f"{again}{KINDS[VoteKind(vote.kind)]}: “{vote.question.strip().rstrip('.')}”."
        f" Tổng số thành viên {result['base']}; có mặt {result['present']};"
        f" đã biểu quyết {result['cast']}."
        f" Kết quả: {_counts(meeting, vote)}; đạt {percent} % tổng số thành viên,"
        f" cần {result['needed']} phiếu: {outcome}{tie}.{_basis(vote)}"
    )


def _answered(meeting: Meeting, vote: Vote) -> str:
    """A question that was answered in writing: who said what, and other opinions in their words."""
    result = vote.result or {}
    percent = f"{result['percent']:.2f}".replace(".", ",")
    outcome, tie = _outcome(result), _tie(result)
    people = names_of(meeting, vote)
    opinions = "".join(
        f" Ý kiến của {people[one['id']][1]}: “{one['text'].rstrip('.')}”."
        for one in published(vote)
        if one.get("text")
    )
    asked = "Phiếu lấy ý kiến kín" if vote.kind == VoteKind.SECRET else "Phiếu lấy ý kiến"
    return (
        f"{asked}: “{vote.question.strip().rstrip('.')}”. Gửi {result['present']} phiếu,"
        f" thu về {result['cast']}. Kết quả: {_counts(meeting, vote)}{_silent(result)};"
        f" đạt {percent} % tổng số {result['base']} thành viên,"
        f" cần {result['needed']}: {outcome}{tie}.{_basis(vote)}{opinions}"
    )


def _outcome(result: dict[str, Any]) -> str:
    """Whether it is carried; of a choice among names, who is chosen."""
    if is_question(tuple(result["counts"])):
        return "được thông qua" if result["passed"] else "không được thông qua"
    chosen = ", ".join(result.get("elected") or ())
    return f"được chọn: {chosen}" if chosen else "không phương án nào đủ phiếu"


def _tie(result: dict[str, Any]) -> str:
    return "; ngang phiếu, theo ý kiến của chủ trì" if result.get("by_chair") else ""


def _basis(vote: Vote) -> str:
    """The article beside the result: the law's, or as the chair worded it (VT-04)."""
    return f" Căn cứ: {vote.basis.strip().rstrip('.')}." if vote.basis else ""


def _silent(result: dict[str, Any]) -> str:
    n = result.get("silent")
    return f", không trả lời {n} (theo quy chế làm việc tính là đồng ý)" if n else ""


def asked_in_writing(meeting: Meeting, item: AgendaItem) -> str:
    """What was asked in writing for a matter of this session, and counted (§10.5)."""
    counted = (one for one in asked_before(meeting).get(item.id, ()) if one.vote.result)
    return "".join(f" Trước phiên họp: {_answered(one.poll, one.vote)}" for one in counted)


def polled(meeting: Meeting) -> list[tuple[str, str]]:
    """To whom the question went, and who did not answer: he has no opinion, or agrees where the
    agency's rules say so (§10.5)."""
    members = [one for one in meeting.people if one.seat.member]
    voted = {one for vote in meeting.votes for one in voters_of(vote)}
    silent = [one for one in members if one.person_id not in voted]
    told = "; ".join(f"{one.name}, {one.post}" for one in members)
    rows = [("here", f"Gửi phiếu tới {len(members)} thành viên: {told}")]
    if silent and meeting.closed_at:
        agrees = any(vote.silence_agrees for vote in meeting.votes)
        words = "Không trả lời, tính là đồng ý" if agrees else "Không trả lời"
        rows.append(("absent", f"{words}: {'; '.join(one.name for one in silent)}"))
    return rows


def _counts(meeting: Meeting, vote: Vote) -> str:
    names = _names(meeting, vote)
    words = IN_WRITING if meeting.in_writing else CHOICES
    if meeting.in_writing and vote.kind == VoteKind.SECRET:
        words = IN_SECRET
    said = [
        f"{words.get(choice, choice)} {n}" + (f" ({names[choice]})" if names.get(choice) else "")
        for choice, n in (vote.result or {})["counts"].items()
    ]
    return ", ".join(said)


def _names(meeting: Meeting, vote: Vote) -> dict[str, str]:
    """Who chose what, of a vote by name; of a secret one there is nothing to tell (VT-12)."""
    if vote.kind != VoteKind.OPEN or (vote.result or {})["cast"] > FEW:
        return {}
    people = names_of(meeting, vote)
    chosen: dict[str, list[str]] = {}
    for ballot in published(vote):
        for choice in ballot["choice"]:
            chosen.setdefault(choice, []).append(people[ballot["id"]][1])
    return {choice: ", ".join(names) for choice, names in chosen.items()}
