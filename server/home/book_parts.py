"""What part of a book a file holds: a sheet with a book's name and a third of its lines says so."""

from collections.abc import Mapping

from server.charts import shortened
from server.home.book_rows import Whose
from server.policy import WHOLE_REGISTER
from server.registers.whose import is_anothers
from workflows import Role

MOST = 60
"""Letters of what was looked for; the cover has room for three lines."""


def part_of(whose: Whose, filters: Mapping[str, str]) -> str:
    """Whose lines alone, and what they were looked for by; nothing where it is the whole book."""
    said = [_whose_lines(whose), *(words(filters[name]) for name, words in ASKED.items()
                                   if filters.get(name))]  # fmt: skip
    return ", ".join(filter(None, said))


ASKED = {
    "q": lambda said: f"có “{shortened(said, MOST)}”",
    "code": lambda said: f"số, ký hiệu có “{shortened(said, MOST)}”",
}


def _whose_lines(whose: Whose) -> str:
    """A head opens the lines of the unit, an officer those of his own papers (DOMAIN §3.2)."""
    actor, agency_id = whose
    if actor.roles & WHOLE_REGISTER or is_anothers(actor, agency_id):
        return ""
    heads = Role.UNIT_HEAD in actor.roles and actor.unit_name
    return f"chỉ văn bản của {actor.unit_name if heads else actor.name}"
