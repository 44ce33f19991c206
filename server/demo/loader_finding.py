"""What searches find the demo world's papers by, as the acts would have left it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import insert

from server.database import db
from server.demo.loader_ids import next_id, wind
from server.demo.loader_walk import Walk
from server.finding.models import SearchRow, SearchText
from server.words import keyed, marked

Texts = Mapping[tuple[str, int], str]


def keep_findable(walks: Iterable[Walk], texts: Texts) -> None:
    """A row a paper in the order they came, with whoever took part; one a text, read or typed."""
    came = sorted((w for w in walks if w.paper.is_findable), key=lambda walk: walk.lines[0].at)
    rows, read = [], []
    for id, walk in enumerate(came, next_id(SearchRow)):
        key = (walk.law.name, walk.paper.id)
        rows.append({"id": id, "paper_kind": key[0], "paper_id": key[1], **_forms(_said(walk))})
        text = texts.get(key) or _typed(walk)
        if text.strip():
            read.append({"id": id, **_forms(text)})
    db.session.execute(insert(SearchRow), rows)
    db.session.execute(insert(SearchText), read)
    wind(SearchRow)


def _typed(walk: Walk) -> str:
    return walk.paper.scanned_text() if walk.law.name == "outgoing" else ""


def _said(walk: Walk) -> str:
    paper = walk.paper
    took = [line.actor.name for line in walk.lines if line.name in paper.people_steps]
    return " ".join(filter(None, (*paper.found_by, *dict.fromkeys((*paper.named, *took)))))


def _forms(words: str) -> dict[str, str]:
    return {"folded": keyed(words), "marked": marked(words)}
