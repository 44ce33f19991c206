"""words of matters, where they may be found and where not

A task of a conclusion is found by the words of its matter, in its list and in a search, also one
that was given before lists knew them. A meeting that a guest reads is found by no closed matter.
"""

import sqlalchemy as sa
from alembic import op

from server.words import fold, keyed, marked

revision = "0062"
down_revision = "0058"
branch_labels = None
depends_on = None


def _of(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns))


TASKS = _of("tasks", "id", "subject", "lead_name", "sought", "source", "source_part")
ITEMS = _of("meeting_items", "id", "meeting_id", "n", "title", "conclusion", "closed")
MEETINGS = _of("meetings", "id", "subject", "chair_id", "secretary_id", "folded")
PEOPLE = _of("meeting_people", "meeting_id", "person_id", "part", "writes")
ROWS = _of("search_rows", "id", "paper_kind", "paper_id", "folded", "marked")
TEXTS = _of("search_texts", "id")


def upgrade() -> None:
    fill(op.get_bind())


def fill(bind: sa.Connection) -> None:
    """What the acts leave since they know better; no other row is written."""
    _tasks(bind)
    _guests(bind)


def _tasks(bind: sa.Connection) -> None:
    mine = sa.select(TASKS, ITEMS.c.title).join(ITEMS, ITEMS.c.id == TASKS.c.source_part)
    told = mine.where(TASKS.c.source.like("meetings/%"), ITEMS.c.closed == sa.false())
    for one in bind.execute(told.order_by(TASKS.c.id)).all():
        sought = fold(f"{one.subject} {one.title}")
        if one.sought != sought:
            bind.execute(sa.update(TASKS).where(TASKS.c.id == one.id).values(sought=sought))
            said = (one.subject, one.lead_name, one.title)
            bind.execute(_worded("tasks", one.id, " ".join(filter(None, said))))


def _guests(bind: sa.Connection) -> None:
    keeps = sa.or_(
        PEOPLE.c.person_id.in_((MEETINGS.c.chair_id, MEETINGS.c.secretary_id)), PEOPLE.c.writes
    )
    guest = sa.select(PEOPLE.c.person_id).where(
        PEOPLE.c.meeting_id == MEETINGS.c.id, PEOPLE.c.part.in_(("INVITEE", "TECH")), ~keeps
    )
    closed = sa.select(ITEMS.c.id).where(ITEMS.c.meeting_id == MEETINGS.c.id, ITEMS.c.closed)
    for one in bind.execute(sa.select(MEETINGS).where(guest.exists(), closed.exists())).all():
        said = " ".join([one.subject, *_open_matters(bind, one.id)])
        known = sa.update(MEETINGS).where(MEETINGS.c.id == one.id).values(folded=keyed(said))
        row = sa.select(ROWS.c.id).where(*_the_row("meetings", one.id))
        for said_so in (known, _worded("meetings", one.id, said), sa.delete(TEXTS).where(
            TEXTS.c.id.in_(row)
        )):  # fmt: skip
            bind.execute(said_so)


def _open_matters(bind: sa.Connection, meeting_id: int) -> list[str]:
    told = sa.select(ITEMS.c.title, ITEMS.c.conclusion)
    mine = told.where(ITEMS.c.meeting_id == meeting_id, ITEMS.c.closed == sa.false())
    rows = bind.execute(mine.order_by(ITEMS.c.n)).all()
    return [words for row in rows for words in row if words]


def _worded(kind: str, paper_id: int, said: str) -> sa.Update:
    words = {"folded": keyed(said), "marked": marked(said)}
    return sa.update(ROWS).where(*_the_row(kind, paper_id)).values(**words)


def _the_row(kind: str, paper_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return ROWS.c.paper_kind == kind, ROWS.c.paper_id == paper_id


def downgrade() -> None:
    """What was found before is found still."""
