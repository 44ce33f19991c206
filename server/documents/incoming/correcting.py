"""A clerk corrects what she miswrote in the register of what came in (DOMAIN §4.3)."""

from typing import Any

from server import perform
from server.documents.incoming.fields import columns_of, each_named, fill
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor
from server.papers.services import Ref, taking
from server.registers.lines import correct_line as correct
from server.registers.lines import why
from workflows.incoming import Arriving


def correct_line(
    actor: Actor, ref: Ref, *, fields: dict[str, Any], reason: str, note: str = ""
) -> IncomingDocument:
    """Paper and line say it anew; the line and the history keep what was written before. A `note`
    is added to the last column.

    The số đến and the day of arrival are the register's own and stand (article 22.2).
    """
    with taking(IncomingDocument, actor, ref, "correct_line") as paper:
        fill(paper, fields)
        said = correct(paper.line, **columns_of(paper), note=note)
        with each_named(paper):
            perform.perform(actor, "correct_line", paper, Arriving(reason=why(reason, said)))
    return paper
