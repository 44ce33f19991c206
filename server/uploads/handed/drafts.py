"""A child's tasks on a draft that was handed in: made anew, judged, cleared for its fields."""

from pathlib import Path
from typing import Any

from server.uploads.copies.qr_square import add_qr, free_corner
from server.uploads.handed.clearing import clear
from server.uploads.handed.layout import told_of
from server.uploads.handed.layout_pdf import describe_pdf
from server.uploads.handed.remaking import remake
from server.uploads.handed.spots import Spot, find_spots
from server.uploads.reading.texts import read_text
from workflows.layout import judge


def look_at_draft(pdf: bytes, fonts: str, ours: bool) -> tuple[dict[str, Any], list[bytes]]:
    """What the editor is told of a PDF, and the file made anew.

    `ours`: the PDF came out of a DOCX here. It is judged as it was handed in, for it is that which
    its author can mend; the places are those of the new file.
    """
    new = remake(pdf, Path(fonts))
    told = {
        "pages": len(new.sizes),
        "sizes": new.sizes,
        "pictured": new.pictured,
        "flattened": new.flattened,
        "text": read_text(new.pdf, []),
        "qr_room": free_corner(new.pdf) is not None,
        "spots": find_spots(new.pdf, describe_pdf(new.pdf)),
        "results": [told_of(one) for one in judge(describe_pdf(pdf, ours))],
    }
    return {"draft": told}, [new.pdf]


def clear_places(
    plain: bytes, fonts: str, places: dict[str, list[float]], named: dict[str, str]
) -> tuple[dict[str, Any], list[bytes]]:
    """The file without a letter where number and date will be written, and with its QR.

    `named`: its title and author, and the address in the QR, empty where there is to be none.
    """
    spots: dict[str, Spot] = {
        name: (int(page), x0, y0, x1, y1) for name, (page, x0, y0, x1, y1) in places.items()
    }
    qr = named.pop("qr")
    written = [spots[name] for name in ("number", "date") if name in spots]
    cleared, pictured = clear(plain, written, Path(fonts), named)
    return {"pictured": pictured}, [add_qr(cleared, qr, list(spots.values()))]
