"""To whom an envelope goes here; one for a closed agency goes to its successor for a while."""

import datetime as dt
from dataclasses import dataclass, replace

from server.clock import today
from server.exchange import directory
from server.exchange.envelope import Message
from server.org import queries
from server.org.ended import line_of
from server.org.heirs_mail import heir_by_words
from server.org.models import Agency
from workflows import Refused

GRACE = dt.timedelta(days=90)
"""How long the successor takes what is still addressed to a closed agency (ORG-13) [PRODUCT]."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """An agency of this installation that an envelope is for; `refused`: 02 with `words`."""

    agency: Agency
    words: str = ""
    refused: bool = False
    line: tuple[Agency, ...] = ()
    """Whom it is written to, and who may have what was for him: what is wished is wished of a paper
    that lies at one of them (ORG-13)."""


def addressed(said: Message) -> list[Addressed]:
    """Those of the recipients that are here, each once; refused where nobody is."""
    wanted = list(dict.fromkeys(organ.organ_id for organ in said.recipients))
    if not wanted:
        raise Refused("gateway_field_missing", "To", name="To/OrganId")
    if said.sender.organ_id in wanted:
        raise Refused("gateway_to_itself", "To")
    found = [one for organ_id in wanted if (one := _here(said, organ_id))]
    if not found:
        raise Refused("gateway_unknown_recipient", "To", organ=", ".join(wanted)[:200])
    return list({one.agency.id: one for one in reversed(found)}.values())


def _here(said: Message, organ_id: str) -> Addressed | None:
    agency = queries.agency_by_organ(organ_id) or directory.inside(organ_id)
    if agency is None or agency.external:
        return None
    found = Addressed(agency) if agency.holds_on(today()) else _closed(said, agency)
    return replace(found, line=tuple(directory.takers(agency)))


def _closed(said: Message, agency: Agency) -> Addressed:
    """ORG-13: to the successor, by place and field, with a flag; after the grace, back to the
    sender with the reason."""
    by_words = heir_by_words(agency, _told(said, agency))
    first, why = by_words or (agency, "")
    heir = line_of(first)[-1]
    since = agency.valid_to or today()
    ended = f"{agency.short_name} đã kết thúc hoạt động từ ngày {since:%d/%m/%Y}"
    if heir is agency or not heir.holds_on(today()):
        return Addressed(agency, f"{ended}, chưa có nơi kế thừa.", refused=True)
    if today() >= since + GRACE:
        return Addressed(agency, f"{ended}; nơi kế thừa là {heir.short_name}.", refused=True)
    by = f" theo địa bàn, lĩnh vực “{why}”" if why else ""
    return Addressed(heir, f"Gửi cho {ended}; chuyển tới nơi kế thừa{by}.")


def _told(said: Message, agency: Agency) -> str:
    """What a letter says of its matter: its abstract, and how it names whom it is for."""
    names = [one.name for one in said.recipients if one.organ_id == agency.organ_id]
    return ". ".join((said.subject, *names))
