"""Writers of SQLite take turns; those who wait for theirs share one commit.

A commit waits for the disk, and five hundred ballots would wait five hundred times. So whoever is
done while others wait hands his open transaction on: each next one writes behind a savepoint of
his own, so that his mishap undoes him alone, and the last commits for all. Nobody is told that his
act is done before that.
"""

import contextlib
import errno
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

MOST = 32
"""Acts under one commit: the first of them waits for the last."""


class Shared:
    """A transaction that several acts write into, one after the other."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._error: BaseException | None = None
        self._over = threading.Event()
        self.acts = 0

    def joined_by(self, session: Session) -> None:
        """The first writes as if alone; later ones behind a savepoint."""
        alone = self.acts == 0
        session.join_transaction_mode = "rollback_only" if alone else "create_savepoint"
        session.connection(bind_arguments={"bind": self._connection})

    def loses(self, session: Session) -> None:
        """An act is undone; where even that fails, `goes_on` and `ends` see it."""
        with contextlib.suppress(DBAPIError):
            session.rollback()

    def goes_on(self) -> bool:
        return 0 < self.acts < MOST and self._stands()

    def ends(self) -> None:
        """Commit for all; what goes wrong goes wrong for all."""
        try:
            if self.acts:
                self._commit()
        except BaseException as wrong:
            self._error = wrong
        finally:
            self._connection.close()
            self._over.set()

    def _commit(self) -> None:
        if not self._stands():
            raise OSError(errno.ENOSPC, "the database undid all acts: one of them filled the disk")
        self._connection.commit()

    def _stands(self) -> bool:
        """A full disk undoes everything, not only the act that met it."""
        return bool(self._connection.connection.driver_connection.in_transaction)  # type: ignore[union-attr]

    def kept(self) -> None:
        """Wait until it is on the disk."""
        self._over.wait()
        if self._error is not None:
            raise self._error


class Writers:
    """One at a time in a process: SQLite's own wait is unfair (260 instead of 900 ms at p99)."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._open: Shared | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A turn of one's own: what others wrote together is committed first."""
        with self._turn:
            if self._open is not None:
                self._open.ends()
                self._open = None
            yield

    @contextmanager
    def together(self, session: Session, begin: Callable[[], Connection]) -> Iterator[None]:
        """A turn in the transaction that is open, or in a new one; it is kept when this ends."""
        with self._in_turn():
            shared, self._open = self._open or Shared(begin()), None
            try:
                shared.joined_by(session)
                yield
                session.commit()
                shared.acts += 1
            except BaseException:
                shared.loses(session)
                raise
            finally:
                self._hand_on(shared)
        shared.kept()

    def _hand_on(self, shared: Shared) -> None:
        if self._waiting and shared.goes_on():
            self._open = shared
        else:
            shared.ends()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        self._count(1)
        with self._turn:
            self._count(-1)
            yield

    def _count(self, more: int) -> None:
        with self._counting:
            self._waiting += more
