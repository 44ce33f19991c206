"""A package of a case file judged anywhere: its files, what the log says, the signatures in it.

It *holds*, it is *broken* (a file is not the one that the log knows, a signature does not fit its
paper), or it *cannot be judged today*: its files are whole, and of a signature nobody here can say
whose it is, or a paper cannot be opened by this reader. What is not broken is never called so.

Nothing can be stamped anew in it: its bytes are those of the day. So its signatures are judged as
of when a witness whom the reader names countersigned the head that its list stands under: from
then on these bytes were there, whatever certificates ended since.
"""

import datetime as dt
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

from server.archive import checking
from server.clock import local
from server.commands import judging_words
from server.commands.judging_files import Ground, Judged, judged
from server.ledger.outside.evidence import Bad, Trusted
from server.words_of.reasons import worded
from signing.verifier.verdict import WORDS

SOUND, NOT_SOUND, NOT_JUDGED = "valid", "invalid", "indeterminate"
INDETERMINATE = "INDETERMINATE"
OLDER = (
    "manifest.json: gói lập theo định dạng cũ, nhật ký chưa ghi danh sách này; không kết luận được"
    " dữ liệu mô tả có bị sửa, văn bản có bị bớt hay không"
)


def packages(listed: list[str]) -> list[str]:
    """Which of these are packages of ours."""
    return [one for one in listed if one[-4:].lower() == ".zip"]


def judge(file: str, trust: list[Path], log: Trusted) -> Judged:
    """One answer: what is altered, and how the signatures of its papers stand."""
    path = Path(file)
    reasons = checking.faults(path, replace(log, witnesses=()))
    if not checking.is_package(path):
        return {"file": file, "verdict": "unreadable", "reasons": reasons, "signatures": []}
    told = _told(path)
    seen, unseen = (None, []) if reasons else _seen(path, log)
    signed = [] if reasons else [*_signed(path, told.signable, Ground(trust, seen))]
    reasons += [f"{one['file']}: chữ ký không hợp lệ" for one in signed if _is_broken(one)]
    key = "" if reasons else checking.sealed_by(path)
    open_ = unseen if key or reasons else [OLDER]
    open_ += [f"{one['file']}: {_why(one)}" for one in signed if _is_open(one)]
    return {
        "file": file,
        "package": told.code,
        "documents": told.documents,
        "files": len(told.signable) + len(told.others),
        "others": told.others,
        "verdict": NOT_SOUND if reasons else NOT_JUDGED if open_ else SOUND,
        "reasons": reasons,
        "unjudged": open_,
        "papers": signed,
        "log": {"key": key, "known": bool(key) and (log.log is not None or key in _keys(trust))},
        "as_of": seen.isoformat() if seen else None,
        "signatures": [],
    }


def _seen(path: Path, log: Trusted) -> tuple[dt.datetime | None, list[str]]:
    """When a witness saw it, or which of those that the reader names did not."""
    try:
        return checking.witnessed_at(path, log), []
    except Bad as why:
        return None, [f"{checking.SEAL}: {why}"]


def _keys(trust: list[Path]) -> set[str]:
    """The logs that are known here: a home's own stands beside its authority."""
    places = (place / "log.pub" for place in trust)
    return {place.read_text().strip() for place in places if place.is_file()}


def _holds(paper: Judged) -> bool:
    """What was scanned, or typed by others, bears no signature and lacks none."""
    return paper["verdict"] in ("valid", "unsigned")


def _is_open(paper: Judged) -> bool:
    """Nothing speaks against it, and not enough for it: an unknown signer, an answer that is not to
    be had, a paper that is as it was handed over and that this reader cannot open."""
    return not _holds(paper) and paper["word"] == INDETERMINATE


def _is_broken(paper: Judged) -> bool:
    return not _holds(paper) and not _is_open(paper)


def _why(paper: Judged) -> str:
    reasons = [code for one in (paper, *paper["signatures"]) for code in one["reasons"]]
    return " ".join(map(_sentence, worded(reasons))) or WORDS[INDETERMINATE]


def _sentence(said: str) -> str:
    return said if said.endswith(".") else f"{said}."


class Told(NamedTuple):
    """What the package says is in it: how many papers, their files that may bear signatures, and
    those that bear none whatever they are (a photograph, a recording)."""

    code: str
    documents: int
    signable: list[str]
    others: list[str]


def _told(path: Path) -> Told:
    with zipfile.ZipFile(path) as packed:
        package = checking.read(packed)
    files = [str(file["path"]) for one in package.documents for file in one["files"]]
    signable = [one for one in files if one.lower().endswith(".pdf")]
    others = [one for one in files if one not in signable]
    return Told(package.code, len(package.documents), signable, others)


def _signed(path: Path, papers: list[str], ground: Ground) -> Iterator[Judged]:
    """Each PDF as it was handed over; under a name of ours, never under one of the package's."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as packed:
        places = [_laid_open(packed, name, f"{folder}/{n}") for n, name in enumerate(papers)]
        answers = judged(places, ground)
        yield from ({**one, "file": name} for name, one in zip(papers, answers, strict=True))


def _laid_open(packed: zipfile.ZipFile, name: str, folder: str) -> str:
    entry = packed.getinfo(name)
    entry.filename = "paper.pdf"
    return packed.extract(entry, folder)


def words(one: Judged) -> str:
    """As a person reads it."""
    if one["verdict"] == "unreadable":
        return f"{one['file']}: không đọc được ({'; '.join(one['reasons'])})"
    count = f"{one['documents']} văn bản, tài liệu ({one['files']} tệp)"
    head = f"{one['file']}: hồ sơ {one['package']}, {count}{_as_of(one)}"
    if one["reasons"]:
        bad = (judging_words.words(paper) for paper in one["papers"] if _is_broken(paper))
        told = [*(f"✗ {why}" for why in one["reasons"]), *bad]
        return "\n".join([f"{head}: KHÔNG nguyên vẹn", *(indent(part, "  ") for part in told)])
    if one["unjudged"]:
        open_ = (judging_words.words(paper) for paper in one["papers"] if _is_open(paper))
        told = [*(f"? {why}" for why in one["unjudged"]), *open_]
        said = f"{head}: tệp nguyên vẹn, khớp nhật ký; CHƯA kết luận được"
        return "\n".join([said, *(indent(part, "  ") for part in told)])
    lines = [f"  {judging_words.head(paper)}" for paper in one["papers"]]
    lines += [f"  {name}: đúng như khi nộp lưu; không phải PDF" for name in one["others"]]
    return "\n".join([f"{head}: nguyên vẹn, khớp nhật ký", *lines, f"  {_whose_log(one['log'])}"])


def _as_of(one: Judged) -> str:
    """By which day the signatures were judged, where that is not today."""
    if not one["as_of"]:
        return ""
    at = local(dt.datetime.fromisoformat(one["as_of"]))
    return f", chữ ký xét theo lúc nhân chứng đã thấy gói ({at:%H:%M %d/%m/%Y})"


def _whose_log(log: Judged) -> str:
    """A whole log can be invented, with a key of its own: its reader must know this one."""
    if log["known"]:
        return f"✓ khóa nhật ký đúng khóa đã biết: {log['key']}"
    return f"○ khóa nhật ký lấy từ chính gói này, ghim khóa đã biết bằng --key: {log['key']}"
