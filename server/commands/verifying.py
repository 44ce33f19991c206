"""`congso verify FILE…`: PDFs, folders and case files' packages judged anywhere; no database."""

import json
import logging
import sys
from pathlib import Path

import click

from server.commands import judging_packages
from server.commands.judging_files import MANY, Ground, found, judged
from server.commands.judging_words import words
from server.commands.ledger_offline import pinned
from server.commands.settings import settings
from server.ledger.outside.evidence import Trusted
from signing import Trust

EXIT = {"valid": 0, "invalid": 1, "unsigned": 1, "unreadable": 2, "indeterminate": 1}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option(
    "--json", "as_json", is_flag=True, help="Mỗi tệp một đối tượng JSON, mỗi dòng một tệp."
)
@click.option(
    "--trust", type=click.Path(exists=True), help="Chứng thư gốc (PEM), tệp hoặc thư mục."
)
@click.option("--key", help="Khóa công khai của nhật ký (chuỗi hoặc tệp log.pub), cho gói hồ sơ.")
@click.option(
    "--witness",
    multiple=True,
    help="Nhân chứng phải đã thấy gói hồ sơ (chuỗi hoặc tệp): chữ ký được xét theo lúc đó.",
)
def verify(
    files: tuple[str, ...],
    as_json: bool,
    trust: str | None,
    key: str | None,
    witness: tuple[str, ...],
) -> None:
    """Kiểm tra chữ ký số của tệp PDF, của mọi tệp PDF trong thư mục, hoặc gói hồ sơ (ZIP).

    Mã thoát: 0 hợp lệ; 1 không hợp lệ, không có chữ ký, hoặc gói hồ sơ nguyên vẹn mà hôm nay
    chưa kết luận được về chữ ký; 2 không đọc được. Nhiều tệp thì lấy mã lớn nhất.
    """
    logging.disable(logging.CRITICAL)  # libraries would print tracebacks of hostile files
    listed = found(files)
    if not listed:
        raise click.ClickException("không có tệp PDF nào trong thư mục đã cho")
    _require_roots(trust)
    log = Trusted(pinned(key) if key else None, tuple(map(pinned, witness)))
    worst = _packages(judging_packages.packages(listed), trust, log, as_json)
    listed = [one for one in listed if one not in judging_packages.packages(listed)]
    at_length = len(listed) < MANY  # of a folder a line a signature is enough to look at
    for count, one in enumerate(judged(listed, Ground(_believed(trust))), start=1):
        click.echo(
            json.dumps(one, ensure_ascii=False) if as_json else words(one, at_length=at_length)
        )
        worst = max(worst, EXIT[one["verdict"]])
        _tell(count, len(listed))
    sys.exit(worst)


def _packages(listed: list[str], trust: str | None, log: Trusted, as_json: bool) -> int:
    """Packages first, one at a time; the worst exit code among them."""
    worst = 0
    for file in listed:
        one = judging_packages.judge(file, _believed(trust), log)
        said = json.dumps(one, ensure_ascii=False) if as_json else judging_packages.words(one)
        click.echo(said)
        worst = max(worst, EXIT[one["verdict"]])
    return worst


def _require_roots(trust: str | None) -> None:
    """Of whom no certificate can be read nobody is believed: said once, and of no file."""
    if not trust:
        return
    try:
        roots = Trust.of([Path(trust)]).roots
    except (ValueError, TypeError):  # asn1crypto's, of what is no certificate
        roots = ()
    if not roots:
        raise click.BadParameter(
            f"không đọc được chứng thư nào trong {trust}", param_hint="--trust"
        )


def _believed(trust: str | None) -> list[Path]:
    """The folder that was named; else this home's own authority, if a home is there."""
    if trust:
        return [Path(trust)]
    here = settings()
    return [place for place in (here.keys, here.trust_dir) if place is not None and place.exists()]


def _tell(count: int, of: int) -> None:
    """How far it is, a hundred times at most, beside the answers and not among them."""
    if of >= MANY and (count % max(1, of // 100) == 0 or count == of):
        click.echo(f"đã kiểm tra {count}/{of} tệp", err=True)
