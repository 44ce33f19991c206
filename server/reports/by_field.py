"""Lĩnh vực: the field of work that a document belongs to, by the year's list of files (chapter 13).

The list of files stands under headings by field of work or by unit, as the agency settles it
(Annex V, I); a document is of the heading of the first file of its agency that it was laid in.
Nobody types a field, so none is typed in two ways; what lies in no file of the list has none yet.
"""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from server.archive.models import FilingLine
from server.documents.casefiles.models import CaseFile, CaseFileItem


def field_of(paper: type[Any]) -> ColumnElement[str]:
    """As a column of the paper's row, '' for none: two steps along indexes for each paper."""
    heading = (
        select(FilingLine.heading)
        .join(CaseFile, CaseFile.line_id == FilingLine.id)
        .join(CaseFileItem, CaseFileItem.case_file_id == CaseFile.id)
        .where(
            CaseFileItem.paper_kind == paper.workflow.name,
            CaseFileItem.paper_id == paper.id,
            CaseFile.agency_id == paper.agency_id,
        )
        .order_by(CaseFileItem.id)
        .limit(1)
        .correlate(paper)
        .scalar_subquery()
    )
    return func.coalesce(heading, "")
