"""One file of the hostile corpus: how it is made, and what the counter must say of it."""

from dataclasses import dataclass

from tests.uploads.sheets import Maker

TAKEN = "taken"
SCRIPT, DOES, HOLDS = "file_has_script", "file_has_action", "file_has_attachment"
OTHER, UNKNOWN, BROKEN = "file_not_what_it_says", "file_type_unknown", "file_broken"
LOCKED, BOMB, MACROS = "file_encrypted", "archive_bomb", "has_macros"
LARGE, COMPLEX, TIMEOUT = "image_too_large", "file_too_complex", "inspection_timeout"


@dataclass(frozen=True, slots=True)
class Piece:
    """`told`: the reason codes that are right, mostly one; `shown`: the name of a file taken."""

    family: str
    name: str
    make: Maker
    told: frozenset[str]
    shown: str = ""

    def __str__(self) -> str:
        return f"{self.family}/{ascii(self.name)[1:-1]}"


def piece(family: str, name: str, make: Maker, *told: str, shown: str = "") -> Piece:
    return Piece(family, name, make, frozenset(told), shown)
