"""Copies of a paper that name on each page who looks at it, and when; drawn by the pool (MT-04)."""

import threading
from collections import OrderedDict
from io import BytesIO
from pathlib import Path

from flask import Response, send_file

from server import pool, press
from server.clock import local, now
from server.documents import page_pictures
from server.files import store
from server.office import office
from server.papers.models import PaperFile
from server.papers.services import files_of
from server.uploads.kinds import PDF

LIVES = 600.0
"""Seconds for which a reader is given what was drawn for him, with its time."""
MOST = 64 * 1024 * 1024
"""Bytes of such copies that a process keeps; the oldest go first."""

_kept: OrderedDict[tuple[str, str], tuple[float, bytes]] = OrderedDict()
_turn = threading.Lock()


def first_pdf(kind: str, paper_id: int) -> PaperFile | None:
    """The file that the room shows of a paper."""
    return next((one for one in files_of(kind, paper_id) if one.media_type == PDF), None)


def send_marked(file: PaperFile, reader: str) -> Response:
    """Whole, never by ranges: the next one has another time on it, so they would not fit."""
    page, data = page_pictures.asked(), fresh(file, reader) or _drawn(file, reader)
    if page is not None:
        return page_pictures.page_of(data, page)
    answer = send_file(BytesIO(data), mimetype=PDF, download_name=file.name, conditional=False)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Accept-Ranges"] = "none"
    return answer


def fresh(file: PaperFile, reader: str) -> bytes | None:
    """What was drawn for him a while ago."""
    with _turn:
        at, data = _kept.get((file.sha256, reader), (0.0, b""))
    return data if 0 <= now().timestamp() - at < LIVES else None


def _drawn(file: PaperFile, reader: str) -> bytes:
    moment, source = now(), store().source(file.sha256)
    words = (reader, local(moment).strftime("%H:%M %d/%m/%Y"))
    paper = source if isinstance(source, Path) else source.getvalue()
    data = pool.submit(press.print_marked, paper, words, office().cabinet)
    if not isinstance(source, Path):
        return data  # what lies locked leaves no copy behind (SEC-02)
    with _turn:
        _kept[file.sha256, reader] = (moment.timestamp(), data)
        _kept.move_to_end((file.sha256, reader))
        while len(_kept) > 1 and sum(len(one) for _at, one in _kept.values()) > MOST:
            _kept.popitem(last=False)
    return data
