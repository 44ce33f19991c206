"""The page of a poll in writing: a member's form, until the time to answer is over (§10.5)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from server import perform, repeats
from server.counted import counted
from server.database import db
from server.documents import forms
from server.documents.counter import ID, form_key
from server.documents.forms import FormWrong, in_words
from server.door.visitor import current_actor
from server.meetings.agenda_views import ItemThing
from server.meetings.forms import THRESHOLDS
from server.meetings.models import Meeting
from server.meetings.services import seated
from server.meetings.shapes import Choices
from server.meetings.views import thing
from server.meetings.votes import polls
from server.meetings.votes.models import OpenBallot, Vote
from server.meetings.votes.shapes import Answer
from server.meetings.votes.voting import voters_of
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.papers.actions import offered
from server.papers.read_log import log_read
from server.papers.services import Ref, find
from workflows import Refused
from workflows.ballot import VoteKind
from workflows.majority import ABSTAIN, AGAINST, FOR, is_question
from workflows.meeting import Meeting as State

WORDS = {FOR: later("Đồng ý"), AGAINST: later("Không đồng ý"), ABSTAIN: later("Ý kiến khác")}
"""The choices of a poll (§10.5); the third is said in words."""
IN_SECRET = WORDS | {ABSTAIN: later("Không có ý kiến")}
"""Words would give their writer away."""


class Ticked(Answer):
    """An answer as a form brings it: whatever was ticked, one or several."""

    choice: Choices


def words_for(meeting: Meeting) -> dict[str, Any]:
    secret = any(one.kind == VoteKind.SECRET for one in meeting.votes)
    return IN_SECRET if secret else WORDS


def open_poll(room: Blueprint) -> None:
    """Give the room of meetings the page of a poll."""

    @room.get(f"/{ID}/poll")
    def poll(paper_id: int) -> ResponseReturnValue:
        actor = current_actor()
        meeting = find(Meeting, actor, paper_id)
        if not _was_sent(meeting):
            return redirect(url_for("meetings.show", paper_id=paper_id))
        page = _page(actor, meeting)
        log_read(actor, "meetings", paper_id)
        return page

    @room.post(f"/{ID}/poll")
    def answer_poll(paper_id: int) -> ResponseReturnValue:
        """All that was chosen is answered at once; what was typed comes back after a no."""
        actor, meeting = _asked(paper_id)
        try:
            _answer(actor, meeting)
        except (FormWrong, Refused) as no:
            return _again(paper_id, *in_words(_too_late(no)))
        flash(f"{_thanks(meeting)}{_still(meeting, actor)}", "ok")
        return redirect(url_for("meetings.show", paper_id=paper_id))


def _asked(paper_id: int) -> tuple[Actor, Meeting]:
    """Who answers, and a poll that was sent."""
    meeting = find(Meeting, current_actor(), paper_id)
    actor = seated(current_actor(), meeting)
    perform.require(actor, "answer", meeting)
    if not _was_sent(meeting):
        raise Refused("wrong_state")
    return actor, meeting


def _thanks(meeting: Meeting) -> str:
    if meeting.votes[0].kind == VoteKind.SECRET:
        return _("Đã bỏ phiếu. Phiếu kín không đổi lại được.")
    return _("Đã ghi phiếu. Đổi được cho đến hết hạn trả lời.")


def _too_late(no: FormWrong | Refused) -> FormWrong | Refused:
    """A slip that was counted meanwhile is over for its member; no paper went to another desk."""
    return Refused("vote_is_closed") if getattr(no, "reason", "") == "wrong_state" else no


def _still(meeting: Meeting, actor: Actor) -> str:
    """Whoever answered of some matters only has not answered the slip."""
    left = sum(actor.person_id not in voters_of(one) for one in meeting.votes)
    return " " + counted("Còn %(n)s nội dung anh/chị chưa trả lời.", left) if left else ""


def _was_sent(meeting: Meeting) -> bool:
    return meeting.in_writing and bool(meeting.votes)


def _answer(actor: Actor, meeting: Meeting) -> None:
    said = [forms.read(Ticked, row) for row in _rows(meeting, request.form)]
    if not said:
        raise Refused("nothing_marked")
    key = form_key(actor)
    if key and repeats.known(key):
        return
    with repeats.under(key):
        polls.answer(actor, Ref(meeting.id, None), answers=said)


def _rows(meeting: Meeting, typed: MultiDict[str, str]) -> list[MultiDict[str, str]]:
    """The questions that something was chosen for."""
    return [
        MultiDict([
            ("vote", str(one.id)),
            ("text", typed.get(f"text.{one.id}", "") if _says_more(one, chosen) else ""),
            *(("choice", it) for it in chosen),
        ])
        for one in meeting.votes
        if (chosen := typed.getlist(f"choice.{one.id}"))
    ]  # fmt: skip


def _says_more(vote: Vote, chosen: list[str]) -> bool:
    """Whether the form has a place for words with this answer. Who had another opinion and now
    agrees does not see what he wrote then: it is not to stand in the minutes beside his yes."""
    return not is_question(tuple(vote.choices)) or chosen == [ABSTAIN]


def _again(paper_id: int, error: str, status: int) -> ResponseReturnValue:
    db.session.rollback()
    actor = current_actor()
    return _page(actor, find(Meeting, actor, paper_id), error, request.form), status


def _page(
    actor: Actor, meeting: Meeting, error: str = "", typed: MultiDict[str, str] | None = None
) -> str:
    shown = thing(meeting, actor)
    items = {one.id: one for one in shown.agenda}
    mine = _mine(meeting, actor)
    rows = [_row(items[one.item_id], one, mine.get(one.id), typed) for one in meeting.votes]
    words = words_for(meeting)
    voted = {one.id for one in meeting.votes if actor.person_id in voters_of(one)}
    return render_template(
        "meetings/poll.html",
        meeting=shown,
        by=when(meeting.answer_by),
        may_answer=may_answer(meeting, actor),
        runs=meeting.state == State.POLLING,
        rows=rows,
        words=words,
        secret=words is IN_SECRET,
        silence=silence(meeting),
        voted=voted if words is IN_SECRET else (),
        error=error,
        op_id=fresh_op(),
    )


def _mine(meeting: Meeting, actor: Actor) -> dict[int, OpenBallot]:
    votes = [one.id for one in meeting.votes]
    found = select(OpenBallot).filter_by(person_id=actor.person_id)
    return {
        one.vote_id: one for one in db.session.scalars(found.where(OpenBallot.vote_id.in_(votes)))
    }


def _row(
    item: ItemThing, vote: Vote, mine: OpenBallot | None, typed: MultiDict[str, str] | None
) -> dict[str, Any]:
    chosen, text = (mine.chosen, mine.text) if mine else ([], "")
    if typed is not None:
        chosen, text = typed.getlist(f"choice.{vote.id}"), typed.get(f"text.{vote.id}", "")
    unsaid = typed is not None and _says_more(vote, chosen) and not text.strip()
    return {
        "item": item, "vote": vote.id, "chosen": chosen, "text": text, "choices": vote.choices,
        "unsaid": unsaid and chosen == [ABSTAIN] and vote.kind != VoteKind.SECRET,
        "answered": when(mine.at) if mine else "",
        "up_to": vote.up_to, "names": not is_question(tuple(vote.choices)),
        "threshold": THRESHOLDS[vote.threshold], "basis": vote.basis,
    }  # fmt: skip


def silence(meeting: Meeting) -> str:
    """What it counts for not to answer this poll (§10.5)."""
    if meeting.votes[0].silence_agrees:
        return _(
            "Theo quy chế làm việc của cơ quan, ai không trả lời trong hạn được tính là đồng ý."
        )
    return _("Ai không trả lời thì coi là không có ý kiến, không phải là đồng ý.")


def may_answer(meeting: Meeting, actor: Actor) -> bool:
    return "answer" in offered(seated(actor, meeting), meeting, ("answer",))


def _who_owes(meeting: Meeting, actor: Actor) -> list[str]:
    """Whom its secretary or chair is to remind; where it is secret, nobody is named."""
    if not meeting.minds(actor.person_id) or words_for(meeting) is IN_SECRET:
        return []
    return [one.name for one in meeting.people if one.person_id in meeting.owing]


def about(meeting: Meeting, actor: Actor) -> dict[str, Any] | None:
    """What the meeting's page says of a poll that runs: never what anybody answered (VT-08)."""
    if meeting.state != State.POLLING:
        return None
    members, owing = [one for one in meeting.people if one.seat.member], meeting.owing
    return {
        "by": when(meeting.answer_by),
        "members": len(members),
        "answered": len(members) - len(owing),
        "owes": actor.person_id in owing,
        "did": actor.person_id in {one.person_id for one in members} - owing,
        "who_owes": _who_owes(meeting, actor),
        "may_answer": may_answer(meeting, actor),
        "silence": silence(meeting),
    }
