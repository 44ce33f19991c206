"""One moment, of a page or of acts under one commit: what several parts ask is asked once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

from server.database import db

T = TypeVar("T")


@contextmanager
def one_moment() -> Iterator[None]:
    """Nothing is written meanwhile: what is asked alike, of the same arguments, is asked once
    (`known_together`, `asked_once`), and a row read once is kept at hand, which the session itself
    lets go of as soon as nobody holds it."""
    session, rows = db.session(), list[Any]()
    session.info.update(known={}, moment={})

    def hold(_session: Session, row: Any) -> None:
        rows.append(row)

    event.listen(session, "loaded_as_persistent", hold)
    try:
        yield
    finally:
        event.remove(session, "loaded_as_persistent", hold)
        del session.info["known"], session.info["moment"]


def _remembered(where: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """What is asked alike, of the same arguments, is asked once while the session keeps `where`."""

    def once(ask: Callable[..., T]) -> Callable[..., T]:
        @wraps(ask)
        def answer(*args: Any) -> T:
            kept = db.session().info.get(where)
            if kept is None:
                return ask(*args)
            if (ask, args) not in kept:
                kept[ask, args] = ask(*args)
            found: T = kept[ask, args]
            return found

        return answer

    return once


known_together = _remembered("known")
"""Of acts under one commit: they see one moment, and none of them changes posts, mandates or the
calendar."""

asked_once = _remembered("moment")
"""Within `one_moment`; an act asks anew each time, for it changes what is answered here."""
