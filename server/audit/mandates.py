"""Who was who on a day, and what that let him do, bound (DOMAIN §2.3, §3.5).

Appointments, mandates to sign, absences; what a post may do and which key it demands; whose
certificate a key must show; what is lent until when; the days that deadlines reckon with; what was
changed in all that. Of people no name and no address is in it: the log may be published.
"""

from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.org.bodies import AdvisoryBody
from server.org.models import (
    Absence,
    Agency,
    Appointment,
    CalendarDay,
    Delegation,
    KindRule,
    OfficeHours,
    Person,
    PersonChange,
    Position,
)
from server.org.passes import Pass
from server.org.vote_rules import VoteRule


def _in_a_post(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"], "post": row["position_id"]}


def _delegation(row: Said) -> dict[str, Fact]:
    return {"agency": row["agency_id"], "post": row["position_id"]}


def _absence(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"], "substitute": row["substitute_id"]}


def _of_agency(row: Said) -> dict[str, Fact]:
    return {"agency": row["agency_id"]}


heed(bind("appointment", Appointment, _in_a_post))
heed(bind("delegation", Delegation, _delegation))
heed(bind("absence", Absence, _absence))
heed(bind("position", Position, _of_agency))
heed(bind("person", Person))
heed(bind("agency", Agency))
heed(bind("pass", Pass, _in_a_post))
heed(bind("calendar", CalendarDay))
heed(bind("hours", OfficeHours, _of_agency))
heed(bind("kindrule", KindRule, _of_agency))
heed(bind("voterule", VoteRule, _of_agency))
heed(bind("body", AdvisoryBody, _of_agency))
heed(bind("change", PersonChange))
