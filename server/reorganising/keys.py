"""What signs nothing more from the day of a plan on; what it signed stays valid (ORG-14)."""

from server.admin.keys.revoking import revoke_seal, take_off
from server.org.actor import Actor
from server.org.models import Appointment
from server.reorganising.models import Plan


def revoke(server: Actor, plan: Plan, left: list[Appointment]) -> dict[str, int]:
    """The seals of the agencies that end, and the keys of whoever is `left` without any post: he
    signs for nobody, as one who left by a decision of his own. How many of each; a step."""
    day = plan.effective_on
    seals = [revoke_seal(server, one.agency, day) for one in plan.closings]
    people = {one.person_id: one.person for one in left}.values()
    words = f"{plan.decision_code}: không còn giữ chức vụ nào"
    keys = [
        take_off(server, one, one.account, f"Thu hồi khóa ký của {one.full_name}: {words}", day)
        for one in people
    ]
    return {"keys": sum(map(bool, seals)), "own_keys": sum(map(bool, keys))}
