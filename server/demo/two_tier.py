"""The demo world `two-tier-2025`: the district ends and communes take over, by a plan like any.

Resolution 1686/NQ-UBTVQH15, as far as the demo's twelve communes go (DOMAIN §2.5): Kiên writes the
plan on the eve, Hạnh approves it, and it is carried out as the office carries out its own.
"""

import datetime as dt
import json

from sqlalchemy import select

from server.admin.organisation.agencies import Body
from server.audit.models import LedgerEvent
from server.clock import as_if, midnight, now, today
from server.database import db
from server.demo.acting import acting
from server.demo.cast import PIN
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import issuing
from server.documents.outgoing.signatures import signing
from server.org.actor import Actor
from server.org.models import Agency, Position, Unit
from server.papers.services import Ref
from server.reorganising import mailing, planning
from server.reorganising.models import Plan
from server.reorganising.planning import Heading, Passing
from server.reorganising.taking_effect import take_effect
from workflows.outgoing import HALF_ISSUED
from workflows.reorganising import Plan as Stage

DECISION = "1686/NQ-UBTVQH15"
TITLE = "Sắp xếp các xã, thị trấn của huyện Hoằng Hóa; kết thúc hoạt động cấp huyện"
WRITER, APPROVER, CLERK = "quantri", "quantri2", "vanthu.huyen"
EVENING = dt.timedelta(hours=3)
"""Before midnight."""

# fmt: off
NEW = (
    ("xahoanghoa",   "Hoằng Hóa",   201, "huyen butson hoangdong hoangdao"),
    ("xahoangtien",  "Hoằng Tiến",  202, "hoangtien hoangtruong hoanghai hoangyen"),
    ("xahoangthanh", "Hoằng Thanh", 203, "hoangthanh hoangngoc"),
    ("xahoangloc",   "Hoằng Lộc",   204, "hoangloc hoangthinh"),
    ("xahoangphu",   "Hoằng Phú",   205, "hoangphu"),
)
"""Code, name, number under the province, and whom it comes after."""
FIELDS = (
    ("tp-nnptnt.huyen",  "xahoangloc",   "kt"),
    ("cv-nnptnt.huyen",  "xahoangloc",   "kt"),
    ("tp-tnmt.huyen",    "xahoangtien",  "kt"),
    ("cv-tnmt.huyen",    "xahoangtien",  "kt"),
    ("tp-gddt.huyen",    "xahoangthanh", "vhxh"),
    ("tp-ldtbxh.huyen",  "xahoangphu",   "vhxh"),
)
"""Posts of the district whose field of work another commune than the seat's takes (ORG-10)."""
MAIL = (
    ("xahoangloc",   "nông nghiệp, thủy lợi, trồng trọt, chăn nuôi, thú y"),
    ("xahoangtien",  "tài nguyên, môi trường, đất đai"),
    ("xahoangthanh", "giáo dục, trường học, tuyển sinh"),
    ("xahoangphu",   "lao động, thương binh, bảo trợ xã hội, Hoằng Phú"),
)
"""What is still written to the district, by the same fields (ORG-13)."""
# fmt: on


def eve() -> dt.datetime:
    """The last evening of the district: it ends with this day."""
    return midnight(today()) - EVENING


def reorganise() -> Plan:
    """There is no district any more; repeated, or broken off and begun again, once only.

    Where the office has worked since that evening, its log goes on from there: the plan is for the
    next midnight, and the office itself carries it out then.
    """
    plan = _kept()
    if plan is None or plan.state in (Stage.DRAFT, Stage.PROPOSED):
        with as_if(_moment()):
            plan = _agreed(plan)
    if plan.state == Stage.APPROVED and plan.effective_on <= today():
        take_effect(plan.id)
    return plan


def _moment() -> dt.datetime:
    """The eve, if nothing stands in the log that came after it; else this moment."""
    newest = db.session.scalar(select(LedgerEvent.content).order_by(LedgerEvent.id.desc()).limit(1))
    last = dt.datetime.fromisoformat(json.loads(newest)["time"]) if newest else eve()
    return eve() if last <= eve() else now()


def is_reorganised() -> bool:
    """Whether this office has no district any more."""
    plan = _kept()
    return plan is not None and plan.state == Stage.IN_EFFECT


def _kept() -> Plan | None:
    mine = select(Plan).filter_by(decision_code=DECISION, withdrawn_at=None)
    return db.session.scalar(mine.order_by(Plan.id.desc()).limit(1))


def _agreed(half: Plan | None) -> Plan:
    """Written, proposed and approved on the last evening, at which nothing is left half issued."""
    writer, approver = acting(WRITER), acting(APPROVER)
    if half is not None:
        planning.withdraw(writer, half.id, reason="Lập lại từ đầu")
    _issue_the_rest()
    day = today() + dt.timedelta(days=1)
    heading = Heading(title=TITLE, decision_code=DECISION, effective_on=day)
    plan = planning.draft(writer, heading)
    for code, name, order, _gone in NEW:
        planning.found(writer, plan.id, _body(code, name, order), like=_outline(code), pin=PIN)
    for code, _name, _order, gone in NEW:
        for ending in gone.split():
            planning.close(writer, plan.id, agency=ending, heir=code)
    _split_by_field(writer, plan)
    for code, words in MAIL:
        mailing.send_on(writer, plan.id, agency="huyen", heir=code, words=words)
    planning.propose(writer, plan.id)
    return planning.approve(approver, plan.id)


def _body(code: str, name: str, order: int) -> Body:
    return Body(
        code=code, organ_id=f"H56.{order}", name=f"Ủy ban nhân dân xã {name}",
        short_name=f"UBND xã {name}", abbreviation="UBND", level="xa", parent="tinh",
        place_name=name, superior="Ủy ban nhân dân tỉnh Thanh Hóa",
    )  # fmt: skip


def _outline(code: str) -> str:
    """Whoever serves the whole System goes to the commune at the district's seat."""
    return "xa-2025+" if code == NEW[0][0] else "xa-2025"


def _split_by_field(writer: Actor, plan: Plan) -> None:
    mine = [one.agency_id for one in plan.founded]
    for account, code, unit in FIELDS:
        post = db.session.get_one(Position, acting(account).position_id)
        suits = db.session.scalars(
            select(Position)
            .join(Agency, Agency.id == Position.agency_id)
            .join(Unit, Unit.id == Position.unit_id)
            .where(Agency.id.in_(mine), Agency.code == code)
            .where(Unit.code == unit, Position.is_head.is_(post.is_head))
            .order_by(Position.id)
        )
        heir = next(iter(suits))
        planning.settle(writer, plan.id, post.id, Passing(heir_id=heir.id, goes_to_id=heir.id))


def _issue_the_rest() -> None:
    """Lan's last evening: what has a number already leaves in the district's name (ORG-12)."""
    lan = acting(CLERK)
    half = select(OutgoingDocument.id, OutgoingDocument.state).where(
        OutgoingDocument.agency_id == lan.agency_id, OutgoingDocument.state.in_(HALF_ISSUED)
    )
    for paper_id, state in db.session.execute(half.order_by(OutgoingDocument.number)).all():
        for name in LEFT[state]:
            STEPS[name](lan, Ref(paper_id))


LEFT = {
    "NUMBERED": ("register", "seal", "dispatch"),
    "REGISTERED": ("seal", "dispatch"),
    "SEALED": ("dispatch",),
}
STEPS = {
    "register": issuing.register,
    "seal": lambda actor, ref: signing.seal(actor, ref, pin=PIN),
    "dispatch": issuing.dispatch,
}
