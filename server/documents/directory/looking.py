"""Looking into the directory: what a few letters may mean, the ones used lately first."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Row, and_, case, select, true

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing import joint_pages
from server.documents.outgoing.drafts import inside
from server.documents.outgoing.models import OutgoingDocument, Recipient
from server.org.actor import Actor
from server.org.groups import MARK, Members, groups_of, members_of
from server.org.models import Agency
from server.org.queries import as_of
from server.words import each_in, fold

MOST = 20
NEAR = 8
"""Of them groups and units of one's own house, at most: they stand beside the directory."""
LATELY = 100
"""Among so many of the newest papers one looks for what was used lately."""


class Choice(NamedTuple):
    """What is chosen by its value; `note` tells two of the same name apart."""

    value: str
    words: str
    note: str = ""


def recipients(actor: Actor, words: str) -> list[Choice]:
    """Groups, agencies, units: what these letters may mean; without letters one's groups, and who
    was written to lately."""
    lately = _written_to(actor)
    near = [one for one in (*_groups(actor), *_inside(actor)) if _meets(one, words)][:NEAR]
    theirs = _listed(_agencies(words, lately, but=actor.agency_code))
    order = {code: n for n, code in enumerate(lately)}
    exact = words.strip().lower()
    if not exact:
        order |= {one.value: -1 for one in near if one.note == MARK}
    ranked = sorted(
        [*near, *theirs],
        key=lambda one: (
            one.value != exact, not _says(one, words), order.get(one.value, LATELY)
        ),
    )  # fmt: skip
    return ranked[:MOST]


def _says(one: Choice, words: str) -> bool:
    """Its own name has these words side by side: "ba xã" is the group of that name before each
    "ủy ban nhân dân xã", however lately that was written to."""
    return f" {' '.join(fold(words).split())}" in f" {fold(one.words)}"


def agencies(_actor: Actor, words: str) -> list[Choice]:
    """Agencies only, one's own too: what stands above one, who takes over from one."""
    return _listed(_agencies(words))


def issuers(actor: Actor, words: str) -> list[Choice]:
    """Who may have issued what arrived: first who was registered lately, then the directory. What
    a machine read and nobody confirmed is none; the register holds names, so a name is chosen."""
    newest = (
        select(IncomingDocument.issuer)
        .where(
            IncomingDocument.agency_id == actor.agency_id,
            IncomingDocument.arrival_no.is_not(None),
        )
        .order_by(IncomingDocument.id.desc())
        .limit(LATELY)
    )
    came = dict.fromkeys(db.session.scalars(newest))
    met = [Choice(one, one) for one in came if one and _meets(Choice("", one), words)]
    rows = _agencies(words) if words.strip() else []
    known = [Choice(row.name, row.name, row.code) for row in rows]
    return list({one.value: one for one in (*met, *known)}.values())[:MOST]


def _agencies(words: str, lately: Sequence[str] = (), but: str = "") -> Sequence[Row[Any]]:
    """Those of today by code and name: the code itself first, then those used lately, then whose
    words begin so; the house's own before those outside."""
    wanted = fold(words).split()
    begins = and_(true(), *(Agency.sought.contains(f" {one}", autoescape=True) for one in wanted))
    rank = case(
        (Agency.code == " ".join(wanted), 0), (Agency.code.in_(lately), 1), (begins, 2), else_=3
    )
    found = as_of(select(Agency.code, Agency.short_name, Agency.name), Agency).where(
        Agency.code != but, *each_in(Agency.sought, words)
    )
    ordered = found.order_by(rank, Agency.external, Agency.id).limit(MOST)
    return [*db.session.execute(ordered)]


def _listed(rows: Iterable[Row[Any]]) -> list[Choice]:
    return [Choice(row.code, row.short_name, row.code) for row in rows]


def leaders(actor: Actor, words: str) -> list[Choice]:
    """Who may sign for another agency of this server, by name, post or agency (DOMAIN §5.5)."""
    return [one for one in _leaders(actor) if _meets(one, words)][:MOST]


def leaders_named(actor: Actor, accounts: Iterable[str]) -> list[Choice]:
    """Those who were chosen, in the order in which they sign."""
    wanted = list(dict.fromkeys(accounts))
    known = {one.value: one for one in _leaders(actor)} if wanted else {}
    return [known.get(account, Choice(account, account)) for account in wanted]


def _leaders(actor: Actor) -> list[Choice]:
    return [Choice(account, words) for account, words in joint_pages.leaders(actor)]


def members(actor: Actor, group: str, about: str) -> list[Choice]:
    """Who is in a group today for a letter `about` something, as many as it has: they take its
    place."""
    kept = [one for one in groups_of(actor) if f"{MARK}{one.id}" == group]
    today = members_of(kept, about.strip() or None)
    codes = [code for its in today for code in its.codes if code != actor.agency_code]
    return named(actor, codes)


def named(actor: Actor, codes: Iterable[str]) -> list[Choice]:
    """What was chosen to write to, in words, in that order; a unit, a group or one's own house
    where no other agency has the code."""
    known = agencies_named(actor, codes)
    if all(one.note and one.value != actor.agency_code for one in known):
        return known
    near = {one.value: one for one in (*_groups(actor), *_inside(actor))}
    ours = {*near} - {one.value for one in known if one.note and one.value != actor.agency_code}
    return [near[one.value] if one.value in ours else one for one in known]


def agencies_named(_actor: Actor, codes: Iterable[str]) -> list[Choice]:
    """Agencies that were chosen; who ended is called as it was called last."""
    wanted = list(dict.fromkeys(codes))
    rows = select(Agency.code, Agency.short_name).where(Agency.code.in_(wanted))
    last_first = rows.order_by(Agency.valid_to.is_(None), Agency.valid_to)
    known = {code: name for code, name in db.session.execute(last_first)} if wanted else {}
    return [Choice(code, known.get(code, code), code if code in known else "") for code in wanted]


def _written_to(actor: Actor) -> list[str]:
    """Where the agency's newest letters went, by codes, the newest first; what is not out yet
    tells nobody whom it is for."""
    ours = (
        OutgoingDocument.agency_id == actor.agency_id,
        OutgoingDocument.dispatched_at.is_not(None),
    )
    newest = select(OutgoingDocument.id).where(*ours).order_by(OutgoingDocument.id.desc())
    sent = select(Recipient.code).where(Recipient.outgoing_id.in_(newest.limit(LATELY)))
    rows = db.session.scalars(sent.order_by(Recipient.outgoing_id.desc(), Recipient.id))
    return list(dict.fromkeys(rows))[:LATELY]


def _groups(actor: Actor) -> list[Choice]:
    kept = groups_of(actor)
    found = zip(kept, members_of(kept), strict=True)
    return [Choice(f"{MARK}{one.id}", _group(one.name, its), MARK) for one, its in found]


def _group(name: str, its: Members) -> str:
    words = _("%(name)s (nhóm, %(n)s nơi)", name=name, n=len(its.codes))
    if not its.ended:
        return words
    return _("%(group)s; không còn: %(names)s", group=words, names=", ".join(its.ended))


def _inside(actor: Actor) -> list[Choice]:
    return [Choice(code, name) for code, name in inside.offered(actor)] if actor.agency_id else []


def _meets(one: Choice, words: str) -> bool:
    key = fold(f"{one.value} {one.words}")
    return all(word in key for word in fold(words).split())
