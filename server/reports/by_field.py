"""Lĩnh vực: the field of work that a document belongs to, by the year's list of files (chapter 13).

The list of files stands under headings by field of work or by unit, as the agency settles it
(Annex V, I); a document is of the heading of the first file of its agency that it was laid in.
Until then it is of the heading of its unit, where the list has just one for it. Nobody types a
field, so none is typed in two ways.
"""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select

from server.archive.models import FilingLine, FilingPlan
from server.documents.casefiles.models import CaseFile, CaseFileItem


def field_of(paper: type[Any], unit: Any) -> ColumnElement[str]:
    """As a column of the paper's row, '' for none: a few steps along indexes for each paper."""
    return func.coalesce(_of_its_file(paper), _of_its_unit(paper, unit), "")


def _of_its_file(paper: type[Any]) -> ScalarSelect[str]:
    return (
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


def _of_its_unit(paper: type[Any], unit: Any) -> ScalarSelect[str | None]:
    """By the list of its year; a unit with several headings says nothing of a single document."""
    first, last = func.min(FilingLine.heading), func.max(FilingLine.heading)
    return (
        select(case((first == last, first)))
        .join(FilingPlan, FilingPlan.id == FilingLine.plan_id)
        .where(
            FilingPlan.agency_id == paper.agency_id,
            FilingPlan.year == paper.year,
            FilingLine.unit_id == unit,
        )
        .correlate(paper)
        .scalar_subquery()
    )
