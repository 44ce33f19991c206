"""An open case file goes on in the agency that came after: there its matter ends (chapter 9)."""

from sqlalchemy import select

from server.database import db
from server.documents.casefiles.models import CaseFile
from server.org.models import Agency
from server.shapes import whole
from server.words import fold


def go_on_in(case: CaseFile, into: Agency) -> None:
    """Under its number where that is free there, else under the next of its heading; where it was
    opened stands in its note. The line of the old list is that list's. A step."""
    before, was = case.agency, case.code
    if before.id == into.id:
        return
    case.code = _free(case, into)
    case.agency, case.line_id = into, None
    case.sought = fold(f"{case.code} {case.subject}")
    opened = f"Lập tại {before.short_name}, số {was}"
    case.note = "\n".join(filter(None, (case.note, opened)))


def _free(case: CaseFile, into: Agency) -> str:
    same = select(CaseFile.code).filter_by(agency_id=into.id, year=case.year)
    taken = set(db.session.scalars(same))
    if case.code not in taken:
        return case.code
    _ordinal, _dot, heading = case.code.partition(".")
    ordinals = [one.partition(".")[0] for one in taken if one.partition(".")[2] == heading]
    last = max((whole(one) or 0 for one in ordinals), default=0)
    return f"{last + 1:02}.{heading}"
