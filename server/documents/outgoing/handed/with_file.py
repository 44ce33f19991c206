"""Which file a draft stands for where it was handed in, and what that file says."""

from collections.abc import Mapping
from typing import Any

from server.papers.models import text_of


def typed_text(fields: Mapping[str, Any]) -> str:
    """The words of a typed draft, as its page has them: grounds, text, what its template asks."""
    details = (fields.get("details") or {}).values()
    said = (*(fields.get("bases") or ()), *(fields.get("body") or ()), *details)
    return "\n".join(str(one) for one in said if one)


class WithFile:
    """The part of a draft that knows its files."""

    handed_in: Any
    current: Any

    def file_of(self, fields: Mapping[str, Any] | None = None) -> Any:
        """The file that these fields, or the current ones, stand for; None where it was typed."""
        sha256 = (fields or self.current.fields).get("file")
        if not sha256:
            return None
        return next((one for one in self.handed_in if one.sha256 == sha256), None)

    def scanned_text(self) -> str:
        """What was typed; of a file that was handed in what stands in that, for a page set of it
        has other bytes with each signature."""
        row = self.file_of()
        return text_of(row.sha256, row.plain_sha256) if row else typed_text(self.current.fields)
