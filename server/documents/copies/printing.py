"""A copy on paper is drawn when it is asked for: the file as it was then, under it the block."""

from pathlib import Path
from typing import Any

from server import pool, press
from server.documents.copies.models import Copy
from server.files import store
from server.office import office
from server.typesetting.copying import CopyBlock
from server.uploads import ask
from workflows.copies import HEADINGS, CopyForm
from workflows.dates import written


def sheets(sha256: str) -> dict[str, Any]:
    """What others sent, opened in a child and made anew: only such pages go on to the press."""
    fonts: Path = office().cabinet.fonts
    return ask(store().fetch(sha256), "", "copy", fonts=str(fonts))


def printed(made: Copy) -> bytes:
    """For the printer; it is signed and sealed in ink."""
    block = CopyBlock(
        heading=HEADINGS[CopyForm(made.form)],
        agency=made.agency,
        code=made.code,
        place=made.place,
        day=written(made.made_on),
        authority=tuple(made.authority),
        signer=made.signer,
        recipients=tuple(made.recipients),
    )
    return pool.submit(press.copy_on_paper, _pages(made), block, office().cabinet)


def _pages(made: Copy) -> bytes:
    """What the office set itself is known; what others sent is opened elsewhere."""
    if made.paper_kind == "outgoing" or made.form == CopyForm.TRS:
        return store().fetch(made.file_sha256)
    pdf: bytes = sheets(made.file_sha256)["files"][0]
    return pdf
