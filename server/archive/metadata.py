"""What a file and its documents are said to be, field by field (Decree 30, Annex VI, P.II.III)."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import Any

from server.clock import local
from server.documents.casefiles.kept import Line
from server.documents.casefiles.models import CaseFile
from server.documents.incoming import queries
from server.documents.incoming.models import Directive
from server.documents.outgoing.in_name_of import name_of_signer, title_of_signer
from workflows.filing import retention_words

LANGUAGE = "Tiếng Việt"
_URGENCY = {"NORMAL": 0, "KHAN": 1, "THUONG_KHAN": 2, "HOA_TOC": 3}


def of_file(case: CaseFile, lines: Sequence[Line]) -> dict[str, Any]:
    """The eleven fields of a file, by the decree's own names."""
    return {
        "FileCode": case.file_code,
        "OrganId": case.agency.organ_id,
        "FileCatalog": case.year,
        "FileNotation": case.code,
        "Title": case.subject,
        "Maintenance": retention_words(case.years),
        "Rights": "Hạn chế",
        "Creator": case.keeper.full_name if case.keeper else "",
        "Language": LANGUAGE,
        "StartDate": f"{case.opened_on:%d/%m/%Y}",
        "EndDate": f"{case.ended_on:%d/%m/%Y}" if case.ended_on else "",
        "DocTotal": len(lines),
        "PageTotal": lines[-1].last if lines else 0,
        "Description": case.note,
    }


def of_document(line: Line) -> dict[str, Any]:
    """The fields of a document, of those that its own direction has."""
    paper = line.paper
    if line.is_exhibit:
        return _exhibit(line)
    said = {
        "ordinal": line.ordinal,
        "TypeName": paper.doc_type,
        "CodeNumber": str(paper.number or ""),
        "CodeNotation": paper.notation,
        "IssuedDate": f"{line.day:%d/%m/%Y}",
        "OrganName": line.author,
        "Subject": paper.subject,
        "Language": LANGUAGE,
        "PageAmount": line.last - line.first + 1,
        "Pages": line.pages,
        "Priority": _URGENCY[paper.urgency],
    }
    return said | (_came(paper) if line.item.paper_kind == "incoming" else _went(paper))


def _exhibit(line: Line) -> dict[str, Any]:
    """No document, so it has neither number nor signer."""
    return {
        "ordinal": line.ordinal,
        "TypeName": line.paper.doc_type,
        "IssuedDate": f"{line.day:%d/%m/%Y}",
        "OrganName": line.author,
        "Subject": line.paper.subject,
        "Language": LANGUAGE,
        "PageAmount": line.last - line.first + 1,
        "Pages": line.pages,
    } | ({"Duration": line.length} if line.length else {})


def _came(paper: Any) -> dict[str, Any]:
    return {
        "ArrivalDate": f"{local(paper.arrived_at):%d/%m/%Y}",
        "ArrivalNumber": paper.arrival_no,
        "ToPlaces": paper.lead_unit.name if paper.lead_unit else "",
        "DueDate": f"{local(paper.due_at):%d/%m/%Y}" if paper.due_at else "",
        "SignerInfo": {"FullName": paper.signer},
        "TraceHeaderList": "\n".join(map(_directed, queries.directives(paper.id))),
        "Description": paper.note,
    }


def _directed(one: Directive) -> str:
    """Ý kiến phân phối, chỉ đạo: each as it was written, by whom and when (IN-08)."""
    return f"{local(one.at):%d/%m/%Y %H:%M} {one.name}, {one.position}: {one.text}"


def _went(paper: Any) -> dict[str, Any]:
    return {
        "SignerInfo": {"Position": title_of_signer(paper), "FullName": name_of_signer(paper)},
        "To": [one.name for one in paper.recipients],
        "IssuedAmount": paper.copies or len(paper.recipients),
    }


def as_xml(fields: Mapping[str, Any], documents: Sequence[Mapping[str, Any]]) -> bytes:
    """The same as XML, in the course of the matter (Annex VI, P.I III.4g)."""
    root = ET.Element("CaseFile")
    for name, value in fields.items():
        ET.SubElement(root, name).text = str(value)
    for one in documents:
        _document(ET.SubElement(root, "Document", DocOrdinal=str(one["ordinal"])), one)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _document(node: ET.Element, said: Mapping[str, Any]) -> None:
    """The decree's fields have capitals; what else the manifest says of it stays there."""
    for name, value in said.items():
        if name[0].isupper():
            _field(ET.SubElement(node, name), value)
    for file in said["files"]:
        one = ET.SubElement(node, "File", path=file["path"], sha256=file["sha256"])
        one.text = file["name"]


def _field(node: ET.Element, value: Any) -> None:
    if isinstance(value, Mapping):
        for part, words in value.items():
            ET.SubElement(node, part).text = words
    elif isinstance(value, list):
        for words in value:
            ET.SubElement(node, "OrganName").text = words
    else:
        node.text = "" if value is None else str(value)
