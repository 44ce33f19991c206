"""`python -m server.bench.hall HOST PORT`: the office's web part as it is, saying when it commits.

What an act announces is said after its commit; a line on stdout has the moment in between.
"""

import sys
import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from server import web


@event.listens_for(Session, "after_commit")
def _committed(session: Any) -> None:
    if session.info.get("afterwards"):
        sys.stdout.write(f"{time.time() * 1000}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    web.main(*sys.argv[1:])
