"""Thể thức: the rules of Annex I and II of Decree 30/2020, judged on a described page."""

from workflows.layout.described import (
    Block,
    Described,
    Frame,
    Knows,
    Leaf,
    PageNumber,
    Picture,
    Place,
    Run,
)
from workflows.layout.judging import errors, findings, judge
from workflows.layout.on_foot import bears_a_degree
from workflows.layout.rules import BLOCKING, BY_ID, RULES
from workflows.layout.verdicts import Finding, Fix, Result, Rule, Verdict

__all__ = [
    "BLOCKING",
    "BY_ID",
    "RULES",
    "Block",
    "Described",
    "Finding",
    "Fix",
    "Frame",
    "Knows",
    "Leaf",
    "PageNumber",
    "Picture",
    "Place",
    "Result",
    "Rule",
    "Run",
    "Verdict",
    "bears_a_degree",
    "errors",
    "findings",
    "judge",
]
