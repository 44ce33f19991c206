"""What a version changed against the one before it, word by word, typed or handed in."""

import difflib
import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from server.documents.outgoing.drafts.said import Words
from server.documents.outgoing.handed.placing import text_of
from server.documents.outgoing.models import DraftVersion, OutgoingDocument

Parts = list[tuple[str, str]]
MANY = 3000
"""Words from which on the commonest are no longer compared one by one."""


def rows(
    paper: OutgoingDocument,
    old: DraftVersion | None,
    new: DraftVersion,
    labels: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """A row for each field that changed; a file by its name, and by what it says."""
    before, after = (old.fields if old else {}), new.fields
    words = Words(before, after)
    found = [
        (label, words.of(before, name), words.of(after, name)) for name, label in labels.items()
    ]
    if before.get("file") or after.get("file"):
        names = (_file_name(paper, before), _file_name(paper, after))
        said = (_text(before), _text(after))
        found += [(_("Tệp dự thảo"), *names), (_("Chữ trong tệp"), *said)]
    return [{"label": label, "parts": parts(a, b)} for label, a, b in found if a != b]


def _file_name(paper: OutgoingDocument, fields: Mapping[str, Any]) -> str:
    file = paper.file_of(fields) if fields.get("file") else None
    return file.name if file else ""


def _text(fields: Mapping[str, Any]) -> str:
    """What the page says: of a typed version its own text, where the other one is a file."""
    if fields.get("file"):
        return " ".join(text_of(fields["file"]).split())
    said = [*(fields.get("bases") or []), *(fields.get("body") or [])]
    return " ".join(" ".join(said).split())


def parts(old: str, new: str) -> Parts:
    """(same|del|ins, words) by whole words, spaces kept."""
    before, after = re.findall(r"\S+\s*|\s+", old), re.findall(r"\S+\s*|\s+", new)
    found: Parts = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=len(before) > MANY)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(before[i1:i2])))
            continue
        found += [("del", "".join(before[i1:i2]))] if i2 > i1 else []
        found += [("ins", "".join(after[j1:j2]))] if j2 > j1 else []
    return found
