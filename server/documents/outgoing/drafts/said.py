"""What a draft's fields say, in the office's words: names for codes, as a comparison shows them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from server.database import db
from server.documents.outgoing.drafts import blanks
from server.org.models import Agency, Person
from server.pages import day
from server.words_of.law import law_word
from workflows.capacity import WORDS as CAPACITIES
from workflows.capacity import SigningCapacity
from workflows.urgency import WORDS as URGENCIES
from workflows.urgency import Urgency

AGENCIES, PEOPLE = ("to", "for_info"), ("signer", "joint")


class Words:
    """Of some versions' fields, each as it reads; two statements, however many are named. What
    names nobody any more is said as it was written."""

    def __init__(self, *versions: Mapping[str, Any]) -> None:
        agencies, people = _named(versions, AGENCIES), _named(versions, PEOPLE)
        by_code = select(Agency.code, Agency.name).where(Agency.code.in_(agencies))
        by_account = select(Person.account, Person.full_name).where(Person.account.in_(people))
        self._agencies = _read(by_code.order_by(Agency.id))
        self._people = _read(by_account)

    def of(self, fields: Mapping[str, Any], name: str) -> str:
        """One field; what stands in a list has a line each."""
        value = fields.get(name)
        if isinstance(value, dict):
            return "\n".join(f"{blanks.label_of(it)}: {text}" for it, text in value.items())
        return "\n".join(self._word(name, str(one)) for one in _listed(value))

    def _word(self, name: str, one: str) -> str:
        if name in AGENCIES:
            return self._agencies.get(one, one)
        if name in PEOPLE:
            return self._people.get(one, one)
        if name == "answer_by" and one:
            return day(dt.date.fromisoformat(one))
        if name == "personal":
            return _("có") if one else ""
        if name == "capacity" and one:
            word = law_word(CAPACITIES[SigningCapacity(one)])
            return word if one == SigningCapacity.DIRECT else f"{one} – {word}"
        return law_word(URGENCIES[Urgency(one)]) if name == "urgency" and one else one


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value or ""]


def _named(versions: Iterable[Mapping[str, Any]], names: Iterable[str]) -> set[str]:
    return {str(one) for it in versions for name in names for one in _listed(it.get(name)) if one}


def _read(asked: Any) -> dict[str, str]:
    """Words by code; of one code the newest: it may have been another's once."""
    return {code: words for code, words in db.session.execute(asked)}
