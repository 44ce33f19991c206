"""A corrected line of a register: what it said stays, struck through (DOMAIN §4.3, §5.4)."""

import re
from datetime import date

VOIDED = "Hủy: "
_BEFORE = re.compile(r"(?<=, trước ghi “)[^”]+(?=”(?:;|$))")


def corrected(column: str, day: date, before: str) -> str:
    """What the last column says of a correction."""
    return f"{column} sửa ngày {day:%d/%m/%Y}, trước ghi “{before.replace('”', '’')}”"


def written_later(words: str, day: date) -> str:
    """What is told behind the last column of a line whose volume is closed."""
    return f"{words} (ghi ngày {day:%d/%m/%Y}, sau khi khóa quyển)"


def voided(reason: str) -> str:
    """What the last column says of a number that was voided; the number stays (OUT-T16)."""
    return f"{VOIDED}{reason}"


def why_voided(note: str) -> list[str]:
    """The reasons in a last column; none where the number stands."""
    return [one.removeprefix(VOIDED) for one in note.split("; ") if one.startswith(VOIDED)]


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text in pieces that are not empty, each with whether it is struck through."""
    found, at = [], 0
    for one in _BEFORE.finditer(text):
        found += [(text[at : one.start()], False), (one.group(), True)]
        at = one.end()
    return [*found, (text[at:], False)] if text[at:] else found


def struck_in(text: str, lines: list[str]) -> list[list[tuple[str, bool]]]:
    """The same pieces where the text was broken into lines, which costs it spaces only."""
    marks = iter([struck for piece, struck in pieces(text) for one in piece if not one.isspace()])
    return [
        _runs([(one, None if one.isspace() else next(marks)) for one in line]) for line in lines
    ]


def _runs(letters: list[tuple[str, bool | None]]) -> list[tuple[str, bool]]:
    """Letters of one kind together; a space is of the kind of what stands before it."""
    runs: list[tuple[str, bool]] = []
    for letter, mark in letters:
        if runs and mark in (None, runs[-1][1]):
            runs[-1] = (runs[-1][0] + letter, runs[-1][1])
        else:
            runs.append((letter, bool(mark)))
    return runs
