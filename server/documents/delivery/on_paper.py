"""Recipients that no line reaches: the document goes to them on paper (art. 18.1; OUT-T15)."""

from collections.abc import Container

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from server.documents.delivery.models import Delivery
from server.office import office
from server.org.models import Agency
from server.registers.beside import POST
from server.registers.models import RegisterRow
from workflows.dispatch import FAILED

AWAITED, POSTED = _("chờ gửi giấy qua bưu điện"), _("đã gửi giấy qua bưu điện")


def gateway_of(organ_id: str) -> str | None:
    """The name under which `CONGSO_GATEWAYS` has a line to it: its own, or the longest beginning;
    None: none reaches it."""
    named = office().gateways
    fits = [one for one in named if one.endswith("*") and organ_id.startswith(one[:-1])]
    return organ_id if organ_id in named else max(fits, key=len, default=None)


def is_reached(agency: Agency) -> bool:
    """Whether an envelope can get there at all: it is in this house, or some line goes to it."""
    return not agency.external or gateway_of(agency.organ_id) is not None


def on_paper(one: Delivery, written: Container[str]) -> str:
    """How it stands where no line reaches the recipient: on paper is another way to him and no
    failure. `written`: whom the postal book names. Empty in another state, or with a line."""
    if one.state != FAILED or is_reached(one.recipient):
        return ""
    return str(POSTED if one.recipient.name in written else AWAITED)


def waits_for_no_line() -> ColumnElement[bool]:
    """The same of a delivery joined to its recipient, posted or not, as what only counts asks."""
    named = [_leads_to(one) for one in office().gateways]
    return and_(Delivery.state == FAILED, Agency.external, ~or_(false(), *named))


def _leads_to(name: str) -> ColumnElement[bool]:
    if name.endswith("*"):
        return Agency.organ_id.startswith(name[:-1], autoescape=True)
    return Agency.organ_id == name


def was_written() -> ColumnElement[bool]:
    """Whether the postal book names the recipient of a delivery, as `on_paper` is told."""
    whom = aliased(Agency)
    named = whom.name + ";"
    begins = func.substr(RegisterRow.recipients + ";", 1, func.length(named)) == named
    lines = select(RegisterRow.id).where(
        RegisterRow.direction == POST,
        RegisterRow.paper_id == Delivery.outgoing_id,
        whom.id == Delivery.recipient_id,
        begins,
    )
    return lines.exists()
