"""That the server was away in mid-vote, as the minutes tell it (DOMAIN §10.13)."""

import datetime as dt

from server.clock import local
from server.meetings.live.event_models import MeetingEvent
from server.meetings.models import Meeting
from workflows.ballot import VoteKind


def told(meeting: Meeting, event: MeetingEvent, _papers: object) -> str:
    """From when to when, and that every ballot was kept; of a secret vote without a number, for it
    would tell who had voted by then (VT-12)."""
    said = event.payload
    vote = next((one for one in meeting.votes if one.id == said["vote"]), None)
    secret = vote is not None and vote.kind == VoteKind.SECRET
    kept = "các phiếu đã bỏ" if secret else f"{said['cast']} phiếu đã bỏ"
    question = f" “{vote.question.strip().rstrip('.')}”" if vote else ""
    return f"{_when(event)}; biểu quyết{question} tiếp tục, giữ đủ {kept}."


def _when(event: MeetingEvent) -> str:
    """An old event knows only when it was back."""
    said = event.payload
    if "away_from" not in said:
        return f"{_clock(event.at)}: máy chủ khởi động lại"
    away, back = (dt.datetime.fromisoformat(said[one]) for one in ("away_from", "back_at"))
    return f"{_clock(back)}: máy chủ gián đoạn từ {_clock(away)} đến {_clock(back)}"


def _clock(moment: dt.datetime) -> str:
    """To the second: an outage may be shorter than a minute."""
    return f"{local(moment):%H giờ %M phút %S giây}"
