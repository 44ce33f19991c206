"""The ballots of a closed vote as a page and as a file: anyone may count them again (VT-10).

Of a secret vote they bear no name, in an order that says nothing (VT-12). The file holds the very
bytes whose digest stands in the log: `sha256sum` on a laptop gives that digest.
"""

from typing import Any

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from server.documents.counter import ID
from server.door.visitor import current_actor
from server.meetings.forms import KINDS, WORDS
from server.meetings.models import Meeting
from server.meetings.papers.matters import hidden_from
from server.meetings.votes.models import Vote
from server.meetings.votes.poll_pages import words_for
from server.meetings.votes.results import lines_of, published
from server.meetings.votes.voters import names_of
from server.org.actor import Actor
from server.papers.read_log import log_read
from server.papers.services import find
from workflows import Refused
from workflows.ballot import VoteKind, tally

VOTE = f"/{ID}/votes/<int(max=9223372036854775807):vote_id>/ballots"


def closed_vote(actor: Actor, paper_id: int, vote_id: int) -> tuple[Meeting, Vote]:
    """A vote that is over, for who may hear the matter; to others there is none."""
    meeting = find(Meeting, actor, paper_id)
    hidden = hidden_from(meeting, actor.person_id)
    vote = next((one for one in meeting.votes if one.id == vote_id), None)
    if vote is None or vote.item_id in hidden:
        raise Refused("not_found")
    if vote.closed_at is None:
        raise Refused("vote_is_open")
    return meeting, vote


def open_ballots(room: Blueprint) -> None:
    """Give the room of meetings the page of published ballots."""

    @room.get(VOTE)
    def ballots(paper_id: int, vote_id: int) -> ResponseReturnValue:
        meeting, vote = closed_vote(current_actor(), paper_id, vote_id)
        page = render_template(
            "meetings/ballots.html", meeting=meeting, vote=vote, **_shown(meeting, vote)
        )
        log_read(current_actor(), "meetings", paper_id)
        return page

    @room.get(f"{VOTE}.txt")
    def ballots_file(paper_id: int, vote_id: int) -> Response:
        _meeting, vote = closed_vote(current_actor(), paper_id, vote_id)
        name = f"phieu-{vote.id}.txt"
        kept = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "no-store"}
        return Response(lines_of(published(vote)), mimetype="text/plain", headers=kept)


def _shown(meeting: Meeting, vote: Vote) -> dict[str, Any]:
    """Each ballot, and what comes out where they are counted anew."""
    given = published(vote)
    words = words_for(meeting) if meeting.answer_by else WORDS
    names = {id: name for id, (_account, name) in names_of(meeting, vote).items()}
    return {
        "kind": KINDS[VoteKind(vote.kind)],
        "secret": vote.kind == VoteKind.SECRET,
        "rows": [
            {"id": names.get(one["id"], one["id"]),
             "choice": ", ".join(str(words.get(name, name)) for name in one["choice"])}
            for one in given
        ],
        "again": [
            (name, words.get(name, name), n)
            for name, n in tally(vote.asked, [one["choice"] for one in given]).items()
        ],
        "file": url_for("meetings.ballots_file", paper_id=meeting.id, vote_id=vote.id),
    }  # fmt: skip
