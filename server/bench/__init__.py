"""`congso bench`: each figure beside its floor, in one run, because machines differ (DESIGN §8).

A bench makes the world it needs in CONGSO_HOME; the floor is the real thing, run in the same
process tree in turn with ours.
"""

from collections.abc import Callable

from server.bench.acts import transition
from server.bench.fanout import fanout
from server.bench.figures import Figure
from server.bench.front import page
from server.bench.leaders import board
from server.bench.ledger import ledger
from server.bench.letters import edxml
from server.bench.million import inbox, search
from server.bench.seals import sign, verify

BENCHES: dict[str, Callable[..., Figure]] = {
    "page": page,
    "inbox": inbox,
    "search": search,
    "board": board,
    "transition": transition,
    "sign": sign,
    "verify": verify,
    "ledger": ledger,
    "fanout": fanout,
    "edxml": edxml,
}

__all__ = ["BENCHES", "Figure"]
