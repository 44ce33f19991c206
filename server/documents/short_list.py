"""A short list that somebody keeps (`admin/list.html`): found in by words, never silent."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _

from server.words import fold


def found_in(rows: Sequence[dict[str, Any]], nothing: tuple[str, str]) -> dict[str, Any]:
    """Its rows that say all the words asked for, with or without marks; the box to ask in, where
    there is something to find; and `nothing`, said where none was kept yet."""
    asked = request.args.get("q", "").strip()
    wanted = fold(asked).split()
    kept = [row for row in rows if all(word in _said(row) for word in wanted)]
    box = {"name": "q", "label": _("Tìm trong danh sách"), "kind": "text", "value": asked}
    no_hit = (_("Không có dòng nào khớp."), _("Gõ ít chữ hơn, có dấu hay không dấu đều được."))
    return {"rows": kept, "filters": [box] * bool(rows), "nothing": no_hit if rows else nothing}


def _said(row: dict[str, Any]) -> str:
    words = (cell["word"] if isinstance(cell, dict) else cell for cell in row["cells"])
    return fold(" ".join(str(one) for one in words))
