"""A verdict as a person reads it in a terminal: what holds, and in a sentence what does not."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from server.clock import local
from server.commands.judging_files import Judged
from server.words_of.reasons import worded
from server.words_of.signed import remarks, stated
from signing.verifier.verdict import WORDS

KINDS = {
    "person": "người ký",
    "seal": "cơ quan",
    "timestamp": "dấu thời gian",
    "other": "chữ ký khác",
}
UNREADABLE = "Không đọc được"

UNTOUCHED = "Không bị sửa sau khi ký"


def words(one: Judged, *, at_length: bool = False) -> str:
    """The file, then a line a signature; under each the reasons, and their codes as `--json` has
    them; `at_length`: all that a verifier has to state of it (TT 15/2025 art. 6.4)."""
    lines = [head(one), *_reasons(one, "  ")]
    lines += [f"  ! {remark}" for remark in remarks(one)]
    whole = one.get("integrity") == "valid"
    for signature in one["signatures"]:
        lines += _of_signature(signature, whole=whole)
        if at_length:
            said = stated(signature, one.get("revisions", 0))
            lines += [f"    {label}: {value or '–'}" for label, value in said]
    return "\n".join(lines)


def head(one: Judged) -> str:
    """The file and its verdict, no more."""
    said = UNREADABLE if one["verdict"] == "unreadable" else WORDS[one["word"]]
    return f"{one['file']}: {said}"


def _of_signature(it: dict[str, Any], *, whole: bool) -> Iterator[str]:
    """Whether its text was altered and whether its signer is believed are two questions."""
    said = (f"{KINDS[it['kind']]}: {it['signer']}", WORDS[it["word"]], _when(it))
    yield "  " + " · ".join(part for part in said if part)
    if whole and it["integrity"] == "valid" and it["verdict"] != "valid":
        yield f"    ✓ {UNTOUCHED}"
    yield from _reasons(it, "    ")


def _when(it: dict[str, Any]) -> str:
    """By the stamp; without one only the signer's own machine says so."""
    if it["timestamp"]:
        return _clock(it["timestamp"])
    return f"{_clock(it['signing_time'])} (theo máy người ký)" if it["signing_time"] else ""


def _clock(moment: str) -> str:
    return f"{local(dt.datetime.fromisoformat(moment)):%H:%M:%S %d/%m/%Y}"


def _reasons(judged: dict[str, Any], margin: str) -> Iterator[str]:
    """What spoils it; of what is valid all the same, what one should know."""
    mark = "!" if judged["verdict"] == "valid" else "✗"
    for code in judged["reasons"]:
        yield f"{margin}{mark} {worded([code])[0]} [{code}]"
