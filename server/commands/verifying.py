"""`congso verify FILE…`: a PDF judged anywhere; no database, no home, nothing written."""

import json
import logging
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import click

from server.commands.settings import settings
from signing.verifier import verify as judge
from signing.verifier.trust import Trust
from signing.verifier.verdict import WORDS, Verdict

EXIT = {"valid": 0, "invalid": 1, "unsigned": 1, "unreadable": 2}
MANY = 8
"""Files from which on other processes help; for fewer their start costs more than they save."""

KINDS = {
    "person": "người ký",
    "seal": "cơ quan",
    "timestamp": "dấu thời gian",
    "other": "chữ ký khác",
}

Judged = dict[str, Any]


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option(
    "--json", "as_json", is_flag=True, help="Mỗi tệp một đối tượng JSON, mỗi dòng một tệp."
)
@click.option(
    "--trust", type=click.Path(exists=True), help="Chứng thư gốc (PEM), tệp hoặc thư mục."
)
def verify(files: tuple[str, ...], as_json: bool, trust: str | None) -> None:
    """Kiểm tra chữ ký số của tệp PDF.

    Mã thoát: 0 hợp lệ, 1 không hợp lệ hoặc không có chữ ký, 2 không đọc được.
    """
    logging.disable(logging.CRITICAL)  # libraries would print tracebacks of hostile files
    worst = 0
    for one in _judged(files, _believed(trust)):
        click.echo(json.dumps(one, ensure_ascii=False) if as_json else _words(one))
        worst = max(worst, EXIT[one["verdict"]])
    sys.exit(worst)


def _believed(trust: str | None) -> list[Path]:
    """The folder that was named; else this home's own authority, if a home is there."""
    if trust:
        return [Path(trust)]
    here = settings()
    return [place for place in (here.keys, here.trust_dir) if place is not None and place.exists()]


def _judged(files: Sequence[str], trust: list[Path]) -> Iterator[Judged]:
    if len(files) < MANY:
        believed = Trust.of(trust)
        yield from (_judge_file(file, believed) for file in files)
        return
    for count, one in enumerate(_judged_together(files, trust), start=1):
        if count % max(1, len(files) // 100) == 0 or count == len(files):
            click.echo(f"đã kiểm tra {count}/{len(files)} tệp", err=True)
        yield one


def _judged_together(files: Sequence[str], trust: list[Path]) -> Iterator[Judged]:
    """All cores, answers in the order asked for; a file that kills its process is named."""
    with _pool(trust, os.cpu_count() or 1) as pool:
        promises = [pool.submit(_judge_here, file) for file in files]
        for file, promise in zip(files, promises, strict=True):
            yield _answer(promise) or _judged_alone(file, trust)


def _answer(promise: "Future[Judged]") -> Judged | None:
    try:
        return promise.result()
    except BrokenProcessPool:
        return None


def _judged_alone(file: str, trust: list[Path]) -> Judged:
    with _pool(trust, 1) as pool:
        return _answer(pool.submit(_judge_here, file)) or _unreadable(file, "process_died")


def _pool(trust: list[Path], workers: int) -> ProcessPoolExecutor:
    """Forked: this process has one thread, and its children need not import anything again."""
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(workers, fork, initializer=_believe, initargs=(trust,))


_here: list[Trust] = []


def _believe(trust: list[Path]) -> None:
    _here[:] = [Trust.of(trust)]


def _judge_here(file: str) -> Judged:
    return _judge_file(file, _here[0])


def _judge_file(file: str, trust: Trust) -> Judged:
    try:
        data = Path(file).read_bytes()
    except OSError as wrong:
        return _unreadable(file, wrong.strerror or type(wrong).__name__)
    verdict: Verdict = judge(data, trust, file=file)
    return verdict.as_dict()


def _unreadable(file: str, reason: str) -> Judged:
    return Verdict(file, "", "unreadable", reasons=[reason]).as_dict()


def _words(one: Judged) -> str:
    """The verdict as a person reads it: the file, then a line a signature."""
    lines = [f"{one['file']}: {SAID[one['verdict']]}{_because(one['reasons'])}"]
    for s in one["signatures"]:
        kind, word = KINDS[s["kind"]], SAID[s["verdict"]]
        at = s["timestamp"] or s["signing_time"] or ""
        lines.append(f"  {kind}: {s['signer']} · {word} · {at}{_because(s['reasons'])}")
    return "\n".join(lines)


def _because(reasons: Sequence[str]) -> str:
    return f" ({', '.join(reasons)})" if reasons else ""


SAID = {
    "valid": WORDS["VALID"],
    "invalid": WORDS["INVALID"],
    "unsigned": WORDS["NOT_SIGNED"],
    "unreadable": "Không đọc được",
}
