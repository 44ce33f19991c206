"""A vote as the minutes tell it: all figures of VT-10, names where it was by name, else totals."""

from server.meetings.models import Meeting
from server.meetings.vote_models import Vote
from server.meetings.voting import published
from workflows.ballot import VoteKind
from workflows.majority import ABSTAIN, AGAINST, FOR

CHOICES = {FOR: "tán thành", AGAINST: "không tán thành", ABSTAIN: "không biểu quyết"}
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
    percent = f"{result['percent']:.2f}".replace(".", ",")
    outcome = "được thông qua" if result["passed"] else "không được thông qua"
    tie = "; ngang phiếu, theo ý kiến của chủ trì" if result.get("by_chair") else ""
    return (
        f"{KINDS[VoteKind(vote.kind)]}: “{vote.question.strip().rstrip('.')}”."
        f" Tổng số thành viên {result['base']}; có mặt {result['present']};"
        f" đã biểu quyết {result['cast']}."
        f" Kết quả: {_counts(meeting, vote)}; đạt {percent} % tổng số thành viên,"
        f" cần {result['needed']} phiếu: {outcome}{tie}."
    )


def _counts(meeting: Meeting, vote: Vote) -> str:
    names = _names(meeting, vote)
    said = [
        f"{CHOICES.get(choice, choice)} {n}" + (f" ({names[choice]})" if names.get(choice) else "")
        for choice, n in (vote.result or {})["counts"].items()
    ]
    return ", ".join(said)


def _names(meeting: Meeting, vote: Vote) -> dict[str, str]:
    """Who chose what, of a vote by name; of a secret one there is nothing to tell (VT-12)."""
    if vote.kind != VoteKind.OPEN or (vote.result or {})["cast"] > FEW:
        return {}
    people = {str(one.person_id): one.name for one in meeting.people}
    chosen: dict[str, list[str]] = {}
    for ballot in published(vote):
        for choice in ballot["choice"]:
            chosen.setdefault(choice, []).append(people.get(ballot["id"], ""))
    return {choice: ", ".join(names) for choice, names in chosen.items()}
