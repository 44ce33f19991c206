"""`congso ledger verify FILE`: export, proof or statement judged without office or network."""

import hashlib
import sys
from pathlib import Path
from typing import NoReturn

import click

from server.commands import disk
from server.ledger.outside.bundle import examine
from server.ledger.outside.evidence import Bad, Sound, Trusted, Unreadable
from signing.note import NoteKey, NoteRefused


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", help="Khóa công khai của nhật ký (chuỗi hoặc tệp log.pub) phải đúng.")
@click.option("--witness", multiple=True, help="Nhân chứng phải đã ký xác nhận (chuỗi hoặc tệp).")
@click.option("--pdf", type=click.Path(path_type=Path), help="Tệp văn bản phải có trong mục.")
def verify(file: Path, key: str | None, witness: tuple[str, ...], pdf: Path | None) -> None:
    """Kiểm tra một tệp xuất, chứng minh hoặc xác nhận; nêu chỗ sai đầu tiên.

    Mã thoát: 0 đúng, 1 sai, 2 không đọc được.
    """
    trusted = Trusted(pinned(key) if key else None, tuple(map(pinned, witness)))
    sound = _examined(file, trusted)
    for words in sound.told:
        click.echo(f"✓ {words}")
    click.echo(_in_the_log(sound))
    for name in sound.witnessed:
        click.echo(f"✓ nhân chứng {name} đã ký xác nhận điểm chốt này")
    if pdf is not None:
        _require_file(sound, pdf)
    if trusted.log is None:
        click.echo("Khóa lấy từ chính tệp này; ghim khóa đã biết bằng --key.", err=True)


def _in_the_log(sound: Sound) -> str:
    if not sound.entries:
        return f"○ chưa có chứng minh trong nhật ký: mới có lời của cơ quan, khóa {sound.key}"
    return f"✓ {sound.entries} mục khớp với điểm chốt {sound.head} mục, khóa {sound.key}"


def _examined(file: Path, trusted: Trusted) -> Sound:
    try:
        with file.open(encoding="utf-8") as lines:
            return examine(lines, trusted)
    except Bad as bad:
        _leave(f"✗ {bad}", 1)
    except Unreadable as wrong:
        _leave(f"{file}: {wrong}", 2)
    except UnicodeDecodeError:
        _leave(f"{file}: không phải văn bản UTF-8", 2)
    except OSError as wrong:
        _leave(f"{file}: {disk.said(wrong)}", 2)


def _require_file(sound: Sound, pdf: Path) -> None:
    """The very bytes that the citizen holds are those of the document's steps, or its statement."""
    try:
        digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    except OSError as wrong:
        _leave(f"{pdf}: {disk.said(wrong)}", 2)
    if digest not in sound.files:
        _leave(f"✗ {pdf}: không phải tệp nào được nói tới ở đây", 1)
    click.echo(f"✓ {pdf}: đúng từng byte tệp đã được ghi nhận")


def pinned(key: str) -> NoteKey:
    """As it was typed, or the file that holds it."""
    place = Path(key)
    try:
        return NoteKey.parse(place.read_text() if place.is_file() else key)
    except (NoteRefused, OSError, UnicodeDecodeError):
        _leave(f"{key}: không phải khóa của nhật ký hay nhân chứng", 2)


def _leave(words: str, code: int) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(code)
