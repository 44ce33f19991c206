"""Holds a described page against the rules: each passes, fails or cannot be told."""

from collections.abc import Iterable

from workflows.layout.described import Block, Described, Place
from workflows.layout.elements import Elements, find
from workflows.layout.rules import RULES
from workflows.layout.verdicts import Fault, Finding, Fix, Result, Rule, Unknowable, Verdict


def judge(page: Described, rules: Iterable[Rule] = RULES) -> tuple[Result, ...]:
    """The verdict on every rule, in the order of the table."""
    seen = find(page)
    return tuple(_judged(rule, page, seen) for rule in rules)


def _judged(rule: Rule, page: Described, seen: Elements) -> Result:
    """A rule that is only told something (I) has not failed, unless it is a hint itself."""
    if rule.reads - page.knows:
        return Result(rule.id, Verdict.UNCHECKABLE)
    try:
        found = tuple(_finding(rule, fault) for fault in rule.check(page, seen))
    except Unknowable as why:
        return Result(rule.id, Verdict.UNCHECKABLE, note=str(why))
    fails = any(one.severity != "I" or rule.severity == "I" for one in found)
    return Result(rule.id, Verdict.FAIL if fails else Verdict.PASS, found)


def findings(results: Iterable[Result]) -> tuple[Finding, ...]:
    """All that was found: errors first, otherwise from the top of the table to its foot."""
    found = [finding for result in results for finding in result.findings]
    return tuple(sorted(found, key=lambda finding: "EWI".index(finding.severity)))


def errors(found: Iterable[Finding]) -> frozenset[str]:
    """The rules that a draft may not break without a reason (OUT-T03)."""
    return frozenset(finding.rule for finding in found if finding.severity == "E")


def _finding(rule: Rule, fault: Fault) -> Finding:
    place = _place(fault.at)
    fix = Fix(place.field, place.n, fault.old, fault.new) if fault.old and place.field else None
    severity = fault.severity or rule.severity
    return Finding(rule.id, severity, fault.words, place, rule.cite, fix)


def _place(at: Block | Place | None) -> Place:
    if isinstance(at, Block):
        return at.place
    return at or Place()
