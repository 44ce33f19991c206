"""Which heir gets what is still addressed to an agency that ended, by place and field (ORG-13).

Said while the plan is written, and as long as letters come: only they show which word was missing.
"""

from server.admin.changes import require_admin
from server.database import transaction
from server.org.actor import Actor
from server.org.heirs_mail import MailRoute, each_word, routes_of
from server.org.models import Agency
from server.reorganising.looking import closing_ids, takers
from server.reorganising.models import Plan
from server.reorganising.planning import found_plan, keep, named, taking
from server.words import fold
from workflows import Refused
from workflows.reorganising import Plan as Stage

ACT = "reorganisation_changed"


def send_on(actor: Actor, plan_id: int, *, agency: str, heir: str, words: str) -> MailRoute:
    """What says one of these words is for that heir."""
    with transaction() as session:
        plan = _open(actor, plan_id)
        ended, taker = _ended(plan, agency), named(heir, "heir", plan.effective_on)
        if taker.id not in takers(plan):
            raise Refused("takes_nothing_over", "heir", name=taker.short_name)
        said = each_word(words)
        _refuse_unclear(ended, said)
        row = MailRoute(agency_id=ended.id, heir_id=taker.id, words=", ".join(said))
        session.add(row)
        session.flush()
        told = f"Văn bản gửi {ended.short_name} về “{row.words}” chuyển tới {taker.short_name}"
        keep(actor, ACT, plan, told)
    return row


def send_on_no_more(actor: Actor, plan_id: int, route_id: int) -> None:
    """These words lead nowhere any more: to the heir of all the rest."""
    with transaction() as session:
        plan = _open(actor, plan_id)
        row = session.get(MailRoute, route_id)
        if row is None or row.agency_id not in closing_ids(plan):
            raise Refused("no_such_row")
        session.delete(row)
        keep(actor, ACT, plan, f"Thôi chuyển riêng văn bản về “{row.words}”")


def _refuse_unclear(ended: Agency, said: list[str]) -> None:
    """A letter has one heir (ORG-12): no word leads to two."""
    if not said:
        raise Refused("leads_by_no_word", "words")
    taken = {fold(word): one for one in routes_of(ended.id) for word in each_word(one.words)}
    twice = next((word for word in said if fold(word) in taken), None)
    if twice is not None:
        raise Refused(
            "word_leads_elsewhere", "words", word=twice, name=taken[fold(twice)].heir.short_name
        )


def _open(actor: Actor, plan_id: int) -> Plan:
    """A draft is changed by its law; of one that took effect no work is moved by this."""
    plan = found_plan(plan_id, held=True)
    if plan.state != Stage.IN_EFFECT:
        return taking(actor, plan_id, "change")
    require_admin(actor)
    return plan


def _ended(plan: Plan, code: str) -> Agency:
    found = next((one.agency for one in plan.closings if one.agency.code == code), None)
    if found is None:
        raise Refused("unknown_agency", "agency", code=code)
    return found
