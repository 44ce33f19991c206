"""What a file's history names by its id alone, in words and with the way there, to who may read it.

It goes on naming what was taken out again: years later somebody asks what that was.
"""

import re
from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select

from server.database import db
from server.desks.models import History
from server.documents.casefiles import kept, recorded
from server.documents.casefiles.models import CaseFile
from server.org.actor import Actor
from server.pages import day

NAMING = ("add", "record", "remove")
_NAMED = re.compile(r"(?P<words>[^\[\]]+) \[(?P<id>\d+)\](?:: (?P<why>.*))?", re.DOTALL)
Called = dict[str, tuple[str, str]]


def called(actor: Actor, case: CaseFile, lines: list[kept.Line]) -> Called:
    """By what the history says: its words, and where they lead. `lines`: of what lies in it, which
    are named as the contents name them."""
    found: Called = {}
    sheets = _sheets(lines)
    for reason in _reasons(case):
        if (named := _NAMED.fullmatch(reason)) and (kind := _kind(named["words"])):
            words, href = sheets.get(f"{named['words']} [{named['id']}]") or _words(
                actor, kind, int(named["id"]), named["words"]
            )
            found[reason] = (f"{words}: {named['why']}" if named["why"] else words, href)
    return found


def _reasons(case: CaseFile) -> Iterable[str]:
    mine = select(History.reason).filter_by(paper_kind="casefiles", paper_id=case.id)
    return set(db.session.scalars(mine.where(History.transition.in_(NAMING))))


def _sheets(lines: list[kept.Line]) -> Called:
    """A record that lies in it is called by its title, and opens as it was laid in."""
    return {
        recorded.named_in_history(one.paper.about): (
            one.words,
            f"/casefiles/{one.item.case_file_id}/files/{one.paper.n}",
        )
        for one in lines
        if one.is_exhibit and one.paper.about
    }


def _kind(words: str) -> str:
    """Of which room the paper is that is named so."""
    known = {one.words: kind for kind, one in kept.KINDS.items()}
    known |= {one.words: kind for kind, one in recorded.SOURCES.items()}
    return known.get(words, "")


def _words(actor: Actor, kind: str, paper_id: int, words: str) -> tuple[str, str]:
    """To who may not read it no more than what kind of thing it is."""
    name = f"{kind}/{paper_id}"
    if not recorded.opened_to(actor, {name}):
        return _("%(what)s anh/chị không được giao", what=words), ""
    paper = db.session.get_one(recorded.SOURCES[kind].model, paper_id)
    dated = day(kept.KINDS[kind].day(paper)) if kind in kept.KINDS else ""
    return f"{words} {getattr(paper, 'code', '') or dated or paper.subject}", f"/{name}"
