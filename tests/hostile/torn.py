"""Good files cut short and bent, from a seed, so that the same ones are broken again."""

import random
from collections.abc import Iterator

from tests.hostile.disguises import KINDS
from tests.hostile.piece import BROKEN, COMPLEX, LARGE, OTHER, TAKEN, UNKNOWN, Piece, piece
from tests.uploads.sheets import written

WHOLE = {**KINDS, "pdf": lambda: written([(60, 700, "Số: 5/BC-UBND")])}
CUTS = (0.05, 0.35, 0.65, 0.95)
ANYTHING = (TAKEN, BROKEN, OTHER, UNKNOWN, LARGE, COMPLEX, "archive_bomb", "file_encrypted",
            "page_too_large", "has_macros", "file_has_attachment", "file_has_action")  # fmt: skip
"""What a bent byte may make of a file: all but a child that falls or dawdles."""


def cut(kind: str, share: float) -> bytes:
    data = WHOLE[kind]()
    return data[: max(12, int(len(data) * share))]


def bent(kind: str, seed: int) -> bytes:
    dice = random.Random(f"{kind} {seed}")
    data = bytearray(WHOLE[kind]())
    for _ in range(dice.randrange(1, 9)):
        at = dice.randrange(12, len(data))
        if dice.random() < 0.7:
            data[at] ^= 1 << dice.randrange(8)
        else:
            data[at : at + dice.randrange(1, 40)] = dice.randbytes(dice.randrange(40))
    return bytes(data)


def pieces(seeds: int) -> Iterator[Piece]:
    for kind in WHOLE:
        for share in CUTS:
            told = (BROKEN, OTHER) if kind in ("docx", "xlsx", "odt") else (BROKEN,)
            yield piece("cut", f"{share}.{kind}", lambda k=kind, s=share: cut(k, s), *told)
        for seed in range(seeds):
            yield piece("bent", f"{seed}.{kind}", lambda k=kind, s=seed: bent(k, s), *ANYTHING)
