"""The archive looks at what was handed over, and takes it in or gives it back (article 30.3b)."""

from collections.abc import Sequence

from server import perform
from server.archive import checking, minutes_signing, packing
from server.archive.models import Handover
from server.clock import now
from server.database import db
from server.documents.casefiles import services
from server.documents.casefiles.models import CaseFile
from server.files import store
from server.jobs import later
from server.org.actor import Actor
from server.papers.services import Ref, taking
from workflows.filing import Filing


def hear(actor: Actor, cases: Sequence[CaseFile]) -> None:
    """Files that go together are one delivery; the package of each is made beside the act."""
    delivery = Handover(
        agency_id=actor.agency_id,
        unit_id=cases[0].unit_id,
        giver_id=actor.person_id,
        giver_post=actor.post,
        given_at=now(),
    )
    db.session.add(delivery)
    db.session.flush()
    for case in cases:
        case.handover_id = delivery.id
        later(packing.KIND, {"case_id": case.id})


def accept(actor: Actor, ref: Ref) -> CaseFile:
    """Whole as it was made, it is the archive's; who keeps it there may read what lies in it."""
    with taking(CaseFile, actor, ref, "accept_transfer") as case:
        delivery = minutes_signing.held(case.handover_id)
        sound = case.has_package and not checking.faults(store().path(case.package_sha256))
        perform.perform(actor, "accept_transfer", case, Filing(package_is_sound=sound))
        for item in case.papers:
            perform.lend(
                item.paper_kind, item.paper_id, [f"a:{case.agency_id}:ARCHIVIST"], "archive"
            )
        delivery.taker_id, delivery.taker, delivery.taker_post = (
            actor.person_id, actor.name, actor.post,
        )  # fmt: skip
        delivery.taken_at = now()
        minutes_signing.settle(delivery)
    return case


def send_back(actor: Actor, ref: Ref, *, reason: str) -> CaseFile:
    """Not complete, or not in order: back to who gave it, with what is missing."""
    with taking(CaseFile, actor, ref, "return_transfer") as case:
        delivery = minutes_signing.held(case.handover_id)
        perform.perform(actor, "return_transfer", case, Filing(reason=reason))
        case.handover_id = None
        minutes_signing.settle(delivery)
    return case


def install() -> None:
    """Once, however many offices this process opens."""
    if hear not in services.HANDED:
        services.HANDED.append(hear)
