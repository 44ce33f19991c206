"""The stamps in the head of a paper: words in capitals that stand alone (DOMAIN §6.3)."""

import unicodedata

from server.words import fold
from workflows.urgency import Urgency

SECRET = {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}
URGENT = {
    "hoa toc": Urgency.HOA_TOC,
    "hoa toc hen gio": Urgency.HOA_TOC,
    "thuong khan": Urgency.THUONG_KHAN,
    "khan": Urgency.KHAN,
    "cong dien khan": Urgency.KHAN,
}
_CIRCULATION = {"luu hanh noi bo", "xem xong tra lai", "den", "sao y"}
"""Boxes 11 and the stamp of arrival: they say nothing of haste or secrecy (SEC-06)."""


def capital_runs(line: str) -> list[str]:
    """The runs of words in capitals: `MẬT Thanh Hóa, ngày…` has one, `MẬT`.

    Letters set apart (`M Ậ T`) are one word; a number or a notation ends a run.
    """
    runs: list[list[str]] = [[]]
    for word in unicodedata.normalize("NFC", line).split():
        bare = word.strip(".,:;()[]|*-–_")
        if bare.isalpha() and bare.isupper():
            runs[-1].append(bare)
        else:
            runs.append([])
    return [_joined(run) for run in runs if run]


def is_stamp(line: str) -> bool:
    """Whether a line is nothing but a stamp, so that it belongs to no other field."""
    runs = capital_runs(line)
    is_alone = len(runs) == 1 and len(runs[0].split()) >= len(line.split())
    return is_alone and (runs[0] in SECRET or fold(runs[0]) in {*URGENT, *_CIRCULATION})


def _joined(run: list[str]) -> str:
    return "".join(run) if all(len(word) == 1 for word in run) else " ".join(run)
