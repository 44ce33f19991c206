"""Recipients that no line reaches: the document goes to them on paper (art. 18.1; OUT-T15)."""

from server.office import office
from server.org.models import Agency


def gateway_of(organ_id: str) -> str | None:
    """The name under which `CONGSO_GATEWAYS` has a line to it: its own, or the longest beginning;
    None: none reaches it."""
    named = office().gateways
    fits = [one for one in named if one.endswith("*") and organ_id.startswith(one[:-1])]
    return organ_id if organ_id in named else max(fits, key=len, default=None)


def is_reached(agency: Agency) -> bool:
    """Whether an envelope can get there at all: it is in this house, or some line goes to it."""
    return not agency.external or gateway_of(agency.organ_id) is not None
