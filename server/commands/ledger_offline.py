"""`congso ledger verify FILE`: an export or a proof judged without office, database or network."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from server.ledger.bundle import Bad, Unreadable, examine
from signing.note import NoteKey, NoteRefused


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", help="Khóa công khai của nhật ký (chuỗi hoặc tệp log.pub) phải đúng.")
def verify(file: Path, key: str | None) -> None:
    """Kiểm tra một tệp xuất hoặc chứng minh; nêu mục sai đầu tiên.

    Mã thoát: 0 đúng, 1 sai, 2 không đọc được.
    """
    pinned = _pinned(key) if key else None
    try:
        with file.open(encoding="utf-8") as lines:
            sound = examine(lines, pinned)
    except Bad as bad:
        _leave(f"✗ {bad}", 1)
    except Unreadable as wrong:
        _leave(f"{file}: {wrong}", 2)
    except UnicodeDecodeError:
        _leave(f"{file}: không phải văn bản UTF-8", 2)
    except OSError as wrong:
        _leave(f"{file}: {wrong.strerror}", 2)
    click.echo(f"✓ {sound.entries} mục khớp với điểm chốt {sound.head} mục, khóa {sound.key}")
    if pinned is None:
        click.echo("Khóa lấy từ chính tệp này; ghim khóa đã biết bằng --key.", err=True)


def _pinned(key: str) -> NoteKey:
    place = Path(key)
    try:
        return NoteKey.parse(place.read_text() if place.is_file() else key)
    except (NoteRefused, OSError, UnicodeDecodeError):
        _leave(f"{key}: không phải khóa của nhật ký", 2)


def _leave(words: str, code: int) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(code)
