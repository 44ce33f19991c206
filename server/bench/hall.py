"""`python -m server.bench.hall HOST PORT`: the office's web part as it is, saying when it commits.

What an act announces is said after its commit; a line on stdout has the moment in between.
"""

import sys
import time
from collections.abc import Callable

from server import database, web

_call = database._call


def _committed(afterwards: list[Callable[[], object]]) -> None:
    moment = time.time() * 1000
    _call(afterwards)
    if afterwards:
        sys.stdout.write(f"{moment}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    database._call = _committed
    web.MOST = web.FEWEST  # on Redis two processes are measured, however many cores there are
    web.main(*sys.argv[1:])
