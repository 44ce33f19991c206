"""The evidence floor: events written inside the act, sequenced afterwards into a log.

Writers never queue for the head of the log: `append()` only inserts. One sequencer gives
committed events their place (server/ledger).
"""

from server.audit import mandates, triggers  # noqa: F401  (the tables come with them)
from server.audit.services import append, append_all, beginning, canonical, digest, entry

__all__ = ["append", "append_all", "beginning", "canonical", "digest", "entry"]
