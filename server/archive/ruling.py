"""Which documents a file takes by itself: as it is kept, in words, and changed while it is open."""

from collections.abc import Mapping
from typing import Any

from server import perform
from server.documents.casefiles.kept import KINDS
from server.documents.casefiles.models import CaseFile
from server.org.actor import Actor
from server.papers.services import Ref, taking
from server.words import fold
from workflows.filing import Filing

BY_HAND = "chỉ đưa vào bằng tay"


def rule_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is empty asks nothing; words are compared without their marks, and shown as typed."""
    typed = " ".join(fields.get("takes_words", "").split())
    said = {
        "kinds": list(fields.get("takes_kinds") or []),
        "doc_types": [str(one) for one in fields.get("takes_types") or []],
        "words": fold(typed),
        "typed": typed,
    }
    return {name: value for name, value in said.items() if value}


def change(actor: Actor, ref: Ref, **fields: Any) -> CaseFile:
    """From now on: what came by the rule before stays where it lies (CF-04)."""
    rule = rule_of(fields)
    with taking(CaseFile, actor, ref, "set_rule") as case:
        act = Filing(reason=_in_words(rule))
        perform.perform(actor, "set_rule", case, act, lambda: setattr(case, "rule", rule))
    return case


def _in_words(rule: Mapping[str, Any]) -> str:
    """For the history: official, so Vietnamese."""
    parts = [
        ", ".join(KINDS[one].words for one in rule.get("kinds", ())),
        ", ".join(rule.get("doc_types", ())),
        f"trích yếu có “{rule['typed']}”" if "typed" in rule else "",
    ]
    return "; ".join(filter(None, parts)) or BY_HAND
