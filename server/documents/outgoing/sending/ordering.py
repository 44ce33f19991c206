"""By which written document a recall is ordered (article 18.4, OUT-T17).

One of this office's own registers, linked both ways, or another agency's, by its number.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import BigInteger, ForeignKey, Index, Integer, select
from sqlalchemy.orm import Mapped, mapped_column

from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.database import Base, db
from server.documents.forms import Fields, field, reason
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.queries import QUARANTINED
from server.documents.outgoing.models import OutgoingDocument
from server.names import typed
from server.org.actor import Actor
from server.pages import headline
from server.papers.services import find, may_read, proposed
from workflows import Refused
from workflows.numbering import as_written
from workflows.outgoing import GONE, Outgoing

NEWEST = 30
"""Of each register so many are offered; an older one is named by programs."""
KINDS: Mapping[str, type[Any]] = {"outgoing": OutgoingDocument, "incoming": IncomingDocument}


class RecallOrder(Base):
    """The paper of ours by which a document was recalled; there is none for another's number."""

    __tablename__ = "recall_orders"
    __table_args__ = (Index("ix_recall_orders_paper", "paper_kind", "paper_id"),)

    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), primary_key=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))


def _of_recalled(row: Said) -> dict[str, Fact]:
    return {"outgoing": row["outgoing_id"]}


heed(bind("recallorder", RecallOrder, _of_recalled))


class Order(NamedTuple):
    """What orders it: its code, and which paper of ours it is; empty and 0 for another's."""

    code: str
    kind: str = ""
    id: int = 0


def named(actor: Actor, paper: OutgoingDocument, chosen: str, typed: str) -> Order:
    """The order that a leader names; a code of our own register is chosen there, not typed."""
    if chosen:
        return _chosen(actor, paper, chosen)
    code = typed.strip()
    ours = select(OutgoingDocument.id).where(
        OutgoingDocument.agency_id == paper.agency_id,
        OutgoingDocument.code == code,
        OutgoingDocument.state.in_(GONE),
        may_read(OutgoingDocument, actor),
    )
    if code and db.session.scalar(ours.limit(1)):
        raise Refused("order_is_in_register", "order", code=code)
    return Order(code)


def _chosen(actor: Actor, paper: OutgoingDocument, chosen: str) -> Order:
    kind, id = typed(chosen) or ("", 0)
    order = Order(_code(_order(actor, kind, id)), kind, id)
    if (kind, id) == ("outgoing", paper.id):
        raise Refused("order_is_itself", "order")
    if not order.code:
        raise Refused("order_is_not_issued", "order")
    return order


def _order(actor: Actor, kind: str, id: int) -> Any:
    if kind not in KINDS:
        raise Refused("unknown_order", "order")
    try:
        return find(KINDS[kind], actor, id)
    except Refused:
        raise Refused("unknown_order", "order") from None


def _code(order: Any) -> str:
    """As the register names it; empty of what has not gone out, or is in no register."""
    if isinstance(order, OutgoingDocument):
        return order.code if order.state in GONE else ""
    if not order.in_register or order.is_shut:
        return ""
    written = as_written(order.number, order.notation)
    return f"{written} của {order.issuer}" if written else ""


def keep(paper: OutgoingDocument, order: Order) -> None:
    """Beside the proposal that names it; a later one takes its place. A step."""
    key = {"outgoing_id": paper.id}
    if order.kind:
        db.session.merge(RecallOrder(**key, paper_kind=order.kind, paper_id=order.id))
    elif (row := db.session.get(RecallOrder, key)) is not None:
        db.session.delete(row)


def form(actor: Actor, _paper: OutgoingDocument) -> Fields:
    """What the leader fills in: a document of the registers, or another's number."""
    first = ("", _("— văn bản của cơ quan khác, không có trong sổ —"))
    hint = _("Chỉ khi không có trong sổ của cơ quan: số, ký hiệu và tên cơ quan ban hành")
    return [
        field("order", _("Văn bản chỉ đạo thu hồi"), "select", "", sought=True,
              options=[first, *_offered(actor)], expected=True),
        field("order_code", _("Số, ký hiệu văn bản chỉ đạo thu hồi"), hint=hint),
        reason(),
    ]  # fmt: skip


def _offered(actor: Actor) -> list[tuple[str, str]]:
    """The newest of both registers that he may read."""
    gone = select(OutgoingDocument).where(
        OutgoingDocument.agency_id == actor.agency_id,
        OutgoingDocument.state.in_(GONE),
        may_read(OutgoingDocument, actor),
    )
    come = select(IncomingDocument).where(
        IncomingDocument.agency_id == actor.agency_id,
        IncomingDocument.arrival_no.is_not(None),
        may_read(IncomingDocument, actor),
        ~QUARANTINED,
    )
    rows = [
        *db.session.scalars(gone.order_by(OutgoingDocument.id.desc()).limit(NEWEST)),
        *db.session.scalars(come.order_by(IncomingDocument.id.desc()).limit(NEWEST)),
    ]
    return [(f"{one.workflow.name}/{one.id}", _line(one)) for one in rows if _code(one)]


def _line(one: Any) -> str:
    return f"{_code(one)} – {headline(one.subject)}"


def told(actor: Actor, paper: OutgoingDocument) -> list[tuple[str, Markup]]:
    """On the recalled, or to be recalled: the order, as a link for who may read it; on the order
    what was recalled by it."""
    row = order_of(paper)
    link = _link(actor, row.paper_kind, row.paper_id) if row else None
    mine = [(_("Văn bản chỉ đạo thu hồi"), link)] if link else []
    return [*mine, *ordered_by(actor, "outgoing", paper.id)]


def order_of(paper: OutgoingDocument) -> RecallOrder | None:
    """Of what stands no more proposed nor was done nothing is said."""
    ordered = paper.state == Outgoing.DISPATCHED and proposed(paper, "recall") is not None
    if not ordered and paper.state != Outgoing.RECALLED:
        return None
    return db.session.get(RecallOrder, paper.id)


def paper_of(actor: Actor, paper: OutgoingDocument) -> str | None:
    """The order for programs, as `outgoing/12`; None for who may not read it."""
    row = order_of(paper)
    if row is None or _link(actor, row.paper_kind, row.paper_id) is None:
        return None
    return f"{row.paper_kind}/{row.paper_id}"


def ordered_by(actor: Actor, kind: str, id: int) -> list[tuple[str, Markup]]:
    """On the order: what was recalled by it."""
    mine = select(RecallOrder.outgoing_id).filter_by(paper_kind=kind, paper_id=id)
    rows = select(OutgoingDocument.id).where(
        OutgoingDocument.id.in_(mine),
        OutgoingDocument.state == Outgoing.RECALLED,
    )
    links = [_link(actor, "outgoing", one) for one in db.session.scalars(rows)]
    said = Markup("; ").join(filter(None, links))
    return [(_("Theo văn bản này đã thu hồi"), said)] if said else []


def _link(actor: Actor, kind: str, id: int) -> Markup | None:
    asked = select(KINDS[kind]).where(KINDS[kind].id == id, may_read(KINDS[kind], actor))
    one = db.session.scalar(asked)
    if one is None or not _code(one):
        return None
    href = url_for(f"{kind}.show", paper_id=id)
    return Markup('<a href="{}">{}</a>').format(href, _code(one))
