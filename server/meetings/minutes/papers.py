"""How the minutes cite what lay before the meeting: in the version that lay there."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.database import db
from server.meetings.models import Meeting
from server.meetings.papers.tabled import KINDS, Versions, version_by, versions_of
from server.names import parts


@dataclass(frozen=True, slots=True)
class Cited:
    """What each paper is called, its code where it has one, and its versions."""

    names: Mapping[str, tuple[str, str]]
    versions: Versions

    def now(self, name: str) -> str:
        """The digest of its newest text."""
        rows = self.versions.get(name)
        return rows[-1].digest if rows else ""

    def said(self, name: str, digest: str) -> str:
        """By its code, where it was issued in that very text; else by version and digest."""
        subject, code = self.names[name]
        if code and digest == self.now(name):
            return f"{subject} ({code})"
        one = version_by(self.versions.get(name, []), digest)
        version = f"bản {one.n}, mã băm {digest[:12]}" if one and digest else ""
        return subject + (f" ({version})" if version else "")

    def all(self, pinned: Mapping[str, str]) -> str:
        return "; ".join(self.said(*one) for one in pinned.items() if one[0] in self.names)


def cited(meeting: Meeting) -> Cited:
    """All papers of the agenda."""
    wanted = {name for item in meeting.agenda for name in item.documents}
    names: dict[str, tuple[str, str]] = {}
    for name in wanted:
        kind, id = parts(name)
        paper = db.session.get(KINDS[kind], id)
        if paper is not None:
            names[name] = (paper.subject, getattr(paper, "code", ""))
    return Cited(names, versions_of(wanted))
