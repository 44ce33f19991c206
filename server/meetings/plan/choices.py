"""What a planner chooses from: people by their post, sites, papers that he may read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from server.clock import local
from server.database import db
from server.documents.forms import Field, field
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.queries import QUARANTINED
from server.documents.outgoing.models import OutgoingDocument
from server.documents.typed import TYPED
from server.meetings.models import AgendaItem
from server.meetings.papers.tabled import ids_of
from server.meetings.plan.beginnings import above, lower
from server.org import queries as org
from server.org.actor import Actor
from server.papers.services import may_read
from server.words import fold, keyed
from workflows import Role
from workflows.law import PARTS

Named = list[tuple[str, str]]
NEWEST, FOUND, SHOWN = 10, 30, 3
"""Of each kind: the papers offered at once, those that a search brings; of several people who were
meant so many are named."""
KINDS: dict[str, Any] = {"outgoing": OutgoingDocument, "incoming": IncomingDocument}
AT_WORK = frozenset(Role) - PARTS - {Role.ADMIN, Role.CITIZEN, Role.SYSTEM}


def people(actor: Actor) -> Named:
    """Everybody of the own agency by rank, then the heads of the others."""
    return _once("meeting_people", lambda: _people(actor))


def _once(name: str, ask: Callable[[], Named]) -> Named:
    """What many entries of a page ask is asked once."""
    known: Named | None = g.get(name)
    if known is None:
        known = ask()
        setattr(g, name, known)
    return known


def _people(actor: Actor) -> Named:
    mine = org.people_with(actor.agency_id, AT_WORK)
    units = {one.id: one.name for one in org.units(actor.agency_id)}
    rows = [
        (who.account, _named(post.title, units.get(post.unit_id or 0, ""), who.full_name))
        for who, post in sorted(mine, key=lambda pair: pair[1].rank)
    ]
    rows += [
        (who.account, _named(post.title, agency.short_name, who.full_name))
        for who, post, agency in org.people_elsewhere(actor.agency_id, Role.LEADER)
    ]
    return list(dict(rows).items())


def colleagues(actor: Actor) -> Named:
    """Everybody at work in the own agency: the own unit first, then by rank; with their units, for
    “Chuyên viên” says nothing of whose."""
    mine = org.people_with(actor.agency_id, AT_WORK)
    units = {one.id: one.name for one in org.units(actor.agency_id)}
    rows = sorted(mine, key=lambda pair: (pair[1].unit_id != actor.unit_id, pair[1].rank))
    return list(
        {
            who.account: _named(post.title, units.get(post.unit_id or 0, ""), who.full_name)
            for who, post in rows
        }.items()
    )


def _named(title: str, place: str, name: str) -> str:
    return f"{name} – {', '.join(filter(None, (title, place)))}"


def places(actor: Actor) -> list[str]:
    """The agencies that may be sites, from the top of the directory down; a village hall has a name
    of its own and is in none."""
    return [one.short_name for one in (*above(actor), *lower(actor))]


def at_sites(actor: Actor) -> Named:
    """Everybody who may be called, and whoever works in the agencies below: an officer of the
    commune looks after the screen of a village."""
    return _once("meeting_site_people", lambda: _at_sites(actor))


def _at_sites(actor: Actor) -> Named:
    there = [
        (who.account, _named(post.title, one.short_name, who.full_name))
        for one in lower(actor)
        for who, post in org.people_with(one.id, AT_WORK)
    ]
    return list(dict([*there, *people(actor)]).items())


def sought(known: Named, words: str) -> Named:
    """Those whose name, post or account has each of these words; who is called so stands before
    whoever has its letters somewhere, as Hoa before all of Hoằng Hóa."""
    asked = fold(words).split()
    found = [one for one in known if all(part in fold(" ".join(one)) for part in asked)]
    return sorted(found, key=lambda one: not _is_called(one[1], asked))[:FOUND]


def _is_called(words: str, asked: Iterable[str]) -> bool:
    name = fold(words.partition(" – ")[0]).split()
    return all(one in name for one in asked)


def named(accounts: Iterable[str]) -> Named:
    """People by account, with their names where there is such an account."""
    return [
        (one, who.full_name if (who := org.person_by_account(one)) else one) for one in accounts
    ]


def whom(actor: Actor, name: str, label: str, said: Mapping[str, Any], **more: Any) -> Field:
    """An entry for people: who is chosen stands in it by his post, everybody else is asked for by a
    few letters. A page that held the directory in each of its entries weighed 148 KB."""
    given = said.get(key) if (key := more.pop("key", name)) in said else None
    kind = "multiselect" if more.pop("many", False) else "select"
    chosen = given if isinstance(given, list) else [given] if given else []
    return field(
        name, label, kind, given or "", ask=url_for("meeting_plans.people"),
        words=_("Gõ tên hoặc chức vụ…"), none=_("Không có ai như vậy."),
        named=lambda accounts: by_post(actor, accounts), options=by_post(actor, chosen),
        typed=said.get(key + TYPED, ""), meant=lambda line: [meant(actor, line)], **more,
    )  # fmt: skip


def by_post(actor: Actor, accounts: Iterable[str]) -> Named:
    """People by account, each with his post where he is of the house or leads another."""
    accounts = list(accounts)
    known = dict(people(actor)) if accounts else {}
    return [(one, known.get(one) or named([one])[0][1]) for one in accounts]


def meant(actor: Actor, line: str) -> str:
    """Who was typed and not chosen: an account, or words that only one has."""
    if org.person_by_account(line):
        return line
    found = sought(at_sites(actor), line)
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise ValueError(_("Không có ai tên hay tài khoản là “%(typed)s”.", typed=line))
    some = "; ".join(words for _account, words in found[:SHOWN])
    raise ValueError(_("“%(typed)s” có thể là %(some)s: hãy gõ rõ hơn.", typed=line, some=some))


def matters(items: Iterable[AgendaItem]) -> Named:
    """Matters of an agenda, each with its number."""
    return [(str(one.id), f"{one.n}. {one.title}") for one in items]


def papers(actor: Actor, chosen: Iterable[str], sought: str = "") -> Named:
    """The newest that the planner may read, those that his words find, and those chosen already."""
    wanted = set(chosen)
    named: dict[str, str] = {}
    for kind, model in KINDS.items():
        mine = select(model).where(may_read(model, actor), *_said_of(model))
        asked = [
            mine.where(model.id.in_(ids_of(kind, wanted))),
            mine.order_by(model.id.desc()).limit(NEWEST),
        ]
        if sought.strip():
            asked.insert(1, _having(mine, model, sought))
        for query in asked:
            named |= {f"{kind}/{one.id}": _paper(one) for one in db.session.scalars(query)}
    return list(named.items())


def asked_of_the_store() -> dict[str, str]:
    """How an entry for papers asks for those that are not the newest, where there is script."""
    none = _("Kho không có văn bản nào như vậy, hoặc anh/chị không được đọc.")
    return {"ask": url_for("meeting_plans.papers"), "none": none}


def papers_sought(actor: Actor, words: str) -> Named:
    """What the store has by these words, for who types where the paper is to lie."""
    found: Named = []
    for kind, model in KINDS.items():
        mine = _having(select(model).where(may_read(model, actor), *_said_of(model)), model, words)
        found += [(f"{kind}/{one.id}", _paper(one)) for one in db.session.scalars(mine)]
    return found


def _having(mine: Any, model: Any, words: str) -> Any:
    """The newest of them whose key has each of these words."""
    each = [model.folded.contains(one, autoescape=True) for one in keyed(words).split()]
    return mine.where(*each).order_by(model.id.desc()).limit(FOUND // len(KINDS))


def _said_of(model: Any) -> list[Any]:
    """Of a suspected secret nothing is said (SEC-02)."""
    return [~QUARANTINED] if model is IncomingDocument else []


def _paper(one: Any) -> str:
    day = f"{one.issued_on:%d/%m/%Y}" if one.issued_on else f"{local(one.created_at):%d/%m/%Y}"
    named = " ".join(filter(None, (one.doc_type, one.code)))
    return f"{named} ({day}): {one.subject}"
