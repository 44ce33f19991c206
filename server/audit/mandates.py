"""Who was who on a day, and what that let him do, bound (DOMAIN §2.3, §3.5).

Appointments, mandates to sign, absences; what a post may do and which key it demands; whose
certificate a key must show. Of people no name and no address is in it: the log may be published.
"""

from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.org.models import Absence, Agency, Appointment, Delegation, Person, Position


def _appointment(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"], "post": row["position_id"]}


def _delegation(row: Said) -> dict[str, Fact]:
    return {"agency": row["agency_id"], "post": row["position_id"]}


def _absence(row: Said) -> dict[str, Fact]:
    return {"person": row["person_id"], "substitute": row["substitute_id"]}


def _position(row: Said) -> dict[str, Fact]:
    return {"agency": row["agency_id"]}


def _itself(_row: Said) -> dict[str, Fact]:
    return {}


_PLACE = {"seal", "sought"}
"""Where a key's file lies changes when an office is laid back elsewhere."""
_PRIVATE = _PLACE | {
    "account", "full_name", "sort_key", "password_hash", "password_by", "email", "language",
}  # fmt: skip

heed(bind("appointment", Appointment, "appointment_written", _appointment))
heed(bind("delegation", Delegation, "delegation_written", _delegation))
heed(bind("absence", Absence, "absence_written", _absence))
heed(bind("position", Position, "position_written", _position))
heed(bind("person", Person, "person_written", _itself, but=_PRIVATE))
heed(bind("agency", Agency, "agency_written", _itself, but=_PLACE))
