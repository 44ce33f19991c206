"""What the page of findings shows: verdicts by rule, pages with the places marked on them."""

import base64
from collections.abc import Iterable
from typing import Any

from server.documents.layout.reading import Checked
from workflows.layout import BY_ID, Finding, Result, Verdict, findings

LEVELS = {"E": "error", "W": "warning", "I": "info"}


def view(checked: Checked) -> dict[str, Any]:
    """Faults first, then what could not be told, then what is right."""
    numbered = list(enumerate(findings(checked.results), start=1))
    by_rule = {one.rule: one for one in checked.results}
    return {
        "faults": [_fault(n, one) for n, one in numbered],
        "unknown": [_rule(one) for one in by_rule.values() if one.verdict is Verdict.UNCHECKABLE],
        "kept": [_rule(one) for one in by_rule.values() if one.verdict is Verdict.PASS],
        "errors": len({one.rule for _, one in numbered if one.severity == "E"}),
        "leaves": [_leaf(n, checked, numbered) for n in range(len(checked.pictures))],
    }


def _fault(n: int, one: Finding) -> dict[str, Any]:
    return {
        "n": n,
        "level": LEVELS[one.severity],
        "rule": one.rule,
        "title": BY_ID[one.rule].words,
        "words": one.words,
        "cite": one.cite,
        "where": one.place,
        "page": one.at.page,
        "marked": one.at.box is not None,
    }


def _rule(result: Result) -> dict[str, Any]:
    rule = BY_ID[result.rule]
    return {"rule": rule.id, "title": rule.words, "cite": rule.cite, "note": result.note}


def _leaf(n: int, checked: Checked, found: Iterable[tuple[int, Finding]]) -> dict[str, Any]:
    width, height = checked.sizes[n]
    data = base64.b64encode(checked.pictures[n]).decode()
    marks = [_mark(number, one) for number, one in found if one.at.box and one.at.page == n + 1]
    return {
        "n": n + 1,
        "src": f"data:{checked.media_type};base64,{data}",
        "width": round(width, 1),
        "height": round(height, 1),
        "marks": marks,
    }


def _mark(n: int, one: Finding) -> dict[str, Any]:
    left, top, right, bottom = one.at.box or (0, 0, 0, 0)
    return {
        "n": n,
        "level": LEVELS[one.severity],
        "x": round(left - 2, 1),
        "y": round(top - 2, 1),
        "w": round(right - left + 4, 1),
        "h": round(bottom - top + 4, 1),
        "words": one.words,
    }
