"""Which of the newest hits stand first: those that are called what was typed, or say it so.

A word stands in many scans: "Hoằng Tiến" in each list of communes. Ranked are only the hits that
were found anyway (`facets.COUNTED`), so a word costs no walk through all of its papers.
"""

import re
from typing import NamedTuple

from sqlalchemy import Row

from server.finding.asked import Asked, ask, takes_at_word
from server.papers.hits import Hits
from server.words import keyed
from workflows.numbering import as_written

CALLED, SIDE_BY_SIDE, SAID, READ = range(4)
"""Its number or symbol is what was typed; what is said of it (subject, issuer, people) has it side
by side; has all its words; or only its pages have them."""
_NUMBERED = re.compile(r"(.*?)\s*\b(?:so )?(\d+(?: .*)?)")


class Wish(NamedTuple):
    """What was typed: its words in their order, where no operator stands among them, and taken
    apart."""

    phrase: str
    asked: Asked

    def of(self, row: Row) -> int:
        """How well a row is what was typed, the best first."""
        if self.phrase and self._calls(row):
            return CALLED
        text = f" {row.folded} "
        if self.phrase and self._ends(self.phrase) in text:
            return SIDE_BY_SIDE
        return SAID if _has_all(text, self.asked) else READ

    def _calls(self, row: Row) -> bool:
        """`15`, `15/QĐ`, `quyết định số 15`; arrival number 15 too, where nothing else was said."""
        found = _NUMBERED.fullmatch(self.phrase)
        if not found:
            return False
        kind, number = found.groups()
        code = keyed(row.code or as_written(row.number, row.notation))
        if kind not in ("", "so", "van ban", keyed(row.doc_type or ""), *code.split()):
            return False
        return f"{code} ".startswith(f"{number} ") or number == str(row.register_no)

    def _ends(self, words: str) -> str:
        return f" {words}{'' if self.asked.is_open or self.asked.begun else ' '}"


def ranked(hits: Hits, said: str) -> Hits:
    """The same, the best first and the newest first among equals; what the words mean besides
    stays behind what is so as it was typed."""
    if hits.asked is None:
        return hits
    typed = ask(said)
    chooses = takes_at_word(said) or (typed is not None and bool(typed.either))
    wish = Wish("" if chooses else keyed(hits.read_as or said), hits.asked)
    begins = hits.beside.begins if hits.beside else len(hits.rows)
    best = sorted(hits.rows[:begins], key=wish.of)
    return hits._replace(rows=[*best, *hits.rows[begins:]])


def _has_all(text: str, asked: Asked) -> bool:
    ends = [f" {word} " for word in asked.words]
    if asked.is_open:
        ends[-1] = f" {asked.words[-1]}"
    return all(end in text for end in (*ends, *asked.phrases)) and all(
        any(_has_all(text, one) for one in group) for group in asked.either
    )
