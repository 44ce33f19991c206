"""What only counts is asked of a standby of the database, where there is one (DESIGN §6).

A province's report walks a quarter of all papers: whoever works at a desk does not wait behind it.
A standby is seconds behind, so what is kept for good is counted in the office's own database: who
asks in an act of the office is answered from there. So is everybody where the standby is away.
"""

from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy import Engine, Row, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.database import db, in_an_act

log = structlog.get_logger()

Rows = Sequence[Row[*tuple[Any, ...]]]

STANDBY = "standby"
"""Its name among the engines of Flask-SQLAlchemy."""


def counted(rows: Select[*tuple[Any, ...]]) -> Rows:
    """All rows of a question that changes nothing."""
    engine = db.engines.get(STANDBY)
    if engine is None or in_an_act():
        return db.session.execute(rows).all()
    try:
        return _asked(engine, rows)
    except DBAPIError as wrong:  # away, or what it replays is in the way of so long a question
        log.warning("the standby did not answer", why=type(wrong.orig).__name__)
        return db.session.execute(rows).all()


def _asked(engine: Engine, rows: Select[*tuple[Any, ...]]) -> Rows:
    with Session(engine) as line:
        return line.execute(rows).all()
