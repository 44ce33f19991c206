"""Who was who on a day, bound: appointments, mandates to sign, absences (DOMAIN §2.3, §3.5)."""

from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.org.models import Absence, Appointment, Delegation


def _appointment(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"], "post": row["position_id"]}


def _delegation(row: Said) -> dict[str, Fact]:
    return {"agency": row["agency_id"], "post": row["position_id"]}


def _absence(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"], "substitute": row["substitute_id"]}


heed(bind("appointment", Appointment, "appointment_written", _appointment))
heed(bind("delegation", Delegation, "delegation_written", _delegation))
heed(bind("absence", Absence, "absence_written", _absence))
