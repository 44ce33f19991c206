"""/layout: the layout rules of Decree 30 held against a file; nothing is kept."""

from pydantic import BaseModel
from werkzeug.datastructures import FileStorage

from server.api.counter import Api, Operation
from server.documents.layout.reading import check_file
from server.shapes import Asked
from workflows import Refused
from workflows.layout import BY_ID, Finding, Result


class LayoutForm(Asked):
    """No fields besides the file."""


class LayoutFinding(BaseModel):
    """One fault (E stops a draft, W asks, I tells) and where it is.

    `box`: left, top, right, bottom in points from the upper left corner of the page.
    """

    severity: str
    words: str
    where: str
    page: int | None
    box: tuple[float, float, float, float] | None


class LayoutResult(BaseModel):
    """The verdict on one rule of DOMAIN.md chapter 6: pass, fail or uncheckable."""

    rule: str
    severity: str
    words: str
    cite: str
    verdict: str
    note: str
    findings: list[LayoutFinding]


class LayoutThing(BaseModel):
    """Every rule, in the order of the chapter."""

    results: list[LayoutResult]


def open_layout(api: Api) -> None:
    """One call: a file in, verdicts out."""
    api.open(
        Operation(
            method="POST",
            rule="/layout",
            view=_check,
            summary="Kiểm tra thể thức của một tệp PDF hoặc DOCX; tệp không được lưu.",
            gives=LayoutThing,
            form=LayoutForm,
            files=("file",),
            refuses=(503,),
        )
    )


def _check(form: Asked, file: list[FileStorage]) -> LayoutThing:  # noqa: ARG001
    """The file is judged in a child, answered for and forgotten."""
    if len(file) > 1:
        raise Refused("invalid", "file")
    checked = check_file(file[0].stream.read(), file[0].filename or "van-ban")
    return LayoutThing(results=[_told(one) for one in checked.results])


def _told(result: Result) -> LayoutResult:
    rule = BY_ID[result.rule]
    return LayoutResult(
        rule=rule.id,
        severity=rule.severity,
        words=rule.words,
        cite=rule.cite,
        verdict=result.verdict.value,
        note=result.note,
        findings=[_found(one) for one in result.findings],
    )


def _found(one: Finding) -> LayoutFinding:
    return LayoutFinding(
        severity=one.severity,
        words=one.words,
        where=one.place,
        page=one.at.page or None,
        box=one.at.box,
    )
