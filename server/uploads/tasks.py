"""What a child can be asked to do with a file; each answers with words, and with files it made."""

from collections.abc import Callable
from dataclasses import asdict
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from server.uploads.copies.marks import redrawn
from server.uploads.copies.stamped import stamped
from server.uploads.copies.to_archive import for_the_archive
from server.uploads.copies.to_copy import sheets_to_copy
from server.uploads.examine import examine
from server.uploads.handed.drafts import clear_places, look_at_draft
from server.uploads.handed.layout import check_layout
from server.uploads.inspecting.sounds import examine_sound
from server.uploads.reading.letters import open_letter
from server.uploads.reading.old_books import is_text, old_books
from server.uploads.reading.packets import unpack
from server.uploads.reading.recognise import read_pages
from server.uploads.reading.tables import tables
from server.uploads.scans.bindings import bind, cut
from server.uploads.scans.leaves import leaves

Done = tuple[dict[str, Any], list[bytes]]
Task = Callable[[bytes, dict[str, Any]], Done]


def _examine(data: bytes, asked: dict[str, Any]) -> Done:
    return {"inspected": asdict(examine(data, asked["name"]))}, []


def _examine_sound(data: bytes, asked: dict[str, Any]) -> Done:
    return {"inspected": asdict(examine_sound(data, asked["name"]))}, []


def _open_letter(data: bytes, asked: dict[str, Any]) -> Done:
    letter = asdict(open_letter(data, asked["name"]))
    files = letter.pop("files")
    return {"letter": letter}, list(files)


def _read_tables(data: bytes, asked: dict[str, Any]) -> Done:
    examine(data, asked["name"])
    return {"tables": tables(data)}, []


def _read_old_book(data: bytes, asked: dict[str, Any]) -> Done:
    if not is_text(asked["name"]):
        examine(data, asked["name"])
    return {"sheets": old_books(data, asked["name"])}, []


def _unpack(data: bytes, _asked: dict[str, Any]) -> Done:
    names, files = unpack(data)
    return {"names": names}, files


def _read(data: bytes, asked: dict[str, Any]) -> Done:
    pages, count = read_pages(data, asked["first"], asked["most"], asked["folder"])
    return {"pages": [asdict(one) for one in pages], "count": count}, []


def _stamp(data: bytes, asked: dict[str, Any]) -> Done:
    x, y = asked["spot"]
    return {}, [stamped(data, bytes.fromhex(asked["stamp"]), (x, y))]


def _leaves(data: bytes, asked: dict[str, Any]) -> Done:
    blank, pictures, count = leaves(data, asked["first"])
    return {"blank": blank, "count": count}, pictures


def _cut(data: bytes, asked: dict[str, Any]) -> Done:
    return {}, [cut(data, [(number, turn) for number, turn in asked["leaves"]])]


def _bind(data: bytes, asked: dict[str, Any]) -> Done:
    """The parts lie behind one another in the bytes, each as long as `sizes` says."""
    ends = list(accumulate(asked["sizes"], initial=0))
    return {}, [bind([data[start:end] for start, end in pairwise(ends)])]


def _check_layout(data: bytes, asked: dict[str, Any]) -> Done:
    return check_layout(data, asked["name"])


def _look_at_draft(data: bytes, asked: dict[str, Any]) -> Done:
    return look_at_draft(data, asked["fonts"], asked["ours"])


def _clear(data: bytes, asked: dict[str, Any]) -> Done:
    return clear_places(data, asked["fonts"], asked["places"], asked["named"])


def _copy(data: bytes, asked: dict[str, Any]) -> Done:
    new, leaves = sheets_to_copy(data, Path(asked["fonts"]))
    return {"size": new.sizes[0], "leaves": leaves}, [new.pdf]


def _mark(data: bytes, asked: dict[str, Any]) -> Done:
    return {}, [redrawn(data, asked["name"], asked["kind"])]


def _archive(data: bytes, _asked: dict[str, Any]) -> Done:
    return {}, [for_the_archive(data)]


TASKS: dict[str, Task] = {
    "archive": _archive,
    "bind": _bind,
    "cut": _cut,
    "clear": _clear,
    "copy": _copy,
    "draft": _look_at_draft,
    "examine": _examine,
    "layout": _check_layout,
    "leaves": _leaves,
    "letter": _open_letter,
    "mark": _mark,
    "old_book": _read_old_book,
    "read": _read,
    "read_again": _read,
    "sound": _examine_sound,
    "stamp": _stamp,
    "tables": _read_tables,
    "unpack": _unpack,
}
"""By the name that goes over the pipe."""
