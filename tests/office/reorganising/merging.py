"""Hoằng Phú and Hoằng Đồng merge: Kiên writes the plan, Hạnh approves it, a midnight does it."""

import datetime as dt
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from server.admin.organisation.agencies import Body
from server.clock import as_if, midnight, today
from server.demo.places import COMMUNES
from server.org.models import Agency
from server.reorganising import planning
from server.reorganising.models import Plan
from server.reorganising.planning import found_plan
from server.reorganising.taking_effect import take_effect
from tests import begun as beforehand
from tests.cast import Hand
from tests.office.admin.desk import DAY, hanh, kien

CODE = "1686/NQ-UBTVQH15"
NEW = Body(
    code="hoangphu2", organ_id="H56.12.61", name="Ủy ban nhân dân xã Hoằng Phú (mới)",
    short_name="UBND xã Hoằng Phú mới", abbreviation="UBND", level="xa", parent="huyen",
    place_name="Hoằng Phú", superior="Ủy ban nhân dân huyện Hoằng Hóa",
)  # fmt: skip


def begun(**more: Any) -> Plan:
    """Kiên has written what it is called and when it counts: from tomorrow."""
    said = {"title": "Sáp nhập Hoằng Phú, Hoằng Đồng", "decision_code": CODE} | more
    return planning.draft(kien(), planning.Heading(**{"effective_on": tomorrow()} | said))


def founded(plan: Plan, like: str = "xa-2025", pin: str = "246810") -> Agency:
    return planning.found(kien(), plan.id, NEW, like=like, pin=pin)


def drafted(**more: Any) -> Plan:
    """Both communes end, the new one takes over; every post has found its heir."""
    return found_plan(_drafted(**more))


@beforehand.once
def _drafted(**more: Any) -> int:
    plan = begun(**more)
    founded(plan)
    for code in ("hoangphu", "hoangdong"):
        planning.close(kien(), plan.id, agency=code, heir=NEW.code)
    return plan.id


def approved(**more: Any) -> Plan:
    return found_plan(_approved(**more))


@beforehand.once
def _approved(**more: Any) -> int:
    plan_id = _drafted(**more)
    planning.propose(kien(), plan_id)
    return planning.approve(hanh(), plan_id).id


def tomorrow() -> dt.date:
    return today() + DAY


def at_midnight(day: dt.date | None = None) -> AbstractContextManager[None]:
    """A minute into the day."""
    return as_if(midnight(day or tomorrow()) + dt.timedelta(minutes=1))


def new_day(hand: Hand) -> Hand:
    """The same person, who signs in after the midnight."""
    hand.token = ""
    return hand


def done(plan: Plan) -> dict[str, Any]:
    """The midnight has come."""
    with at_midnight(plan.effective_on):
        return take_effect(plan.id)


def district_ends(**more: Any) -> Plan:
    """The district and all of its communes become one commune of the two-tier model; approved.

    Who asks for it first, before any paper of its own, need not wait until a district is planned.
    """
    return found_plan(_district_ends(**more))


@beforehand.once
def _district_ends(**more: Any) -> int:
    plan = begun(**more)
    planning.found(kien(), plan.id, replace(NEW, parent="tinh"), like="xa-2025+", pin="246810")
    for code in ("huyen", *(one.code for one in COMMUNES)):
        planning.close(kien(), plan.id, agency=code, heir=NEW.code)
    planning.propose(kien(), plan.id)
    return planning.approve(hanh(), plan.id).id
