"""`congso backup FILE`, `congso restore FILE`: the office as one file, and back."""

import datetime as dt
from pathlib import Path

import click

from server.backup.archive import NotABackup
from server.backup.laying_back import NotEmpty, lay_back
from server.backup.making import make
from server.clock import local
from server.commands import disk
from server.commands.inside import in_office
from server.commands.installing import prepare
from server.commands.settings import settings

_File = click.Path(dir_okay=False, path_type=Path)
_SHORTEST = 12
"""Letters: what leaves the house can be guessed at for years."""


def _passphrase(_context: object, _option: object, place: Path | None) -> str:
    """The first line of the file; never an argument, which every process here could read."""
    if place is None:
        return ""
    first, *_ = [*place.read_text(encoding="utf-8", errors="backslashreplace").splitlines(), ""]
    if len(first.strip()) < _SHORTEST:
        raise click.BadParameter(f"dòng đầu của {place} phải có ít nhất {_SHORTEST} ký tự")
    return first.strip()


_with_passphrase = click.option(
    "--passphrase-file",
    "passphrase",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=_passphrase,
    help="Khóa bản sao bằng mật khẩu là dòng đầu của tệp này.",
)


@click.command()
@click.argument("file", type=_File)
@_with_passphrase
@in_office
def backup(file: Path, passphrase: str) -> None:
    """Sao lưu cơ sở dữ liệu, kho tệp và khóa vào một tệp; văn phòng vẫn làm việc."""
    if file.exists():
        raise click.ClickException(f"đã có {file}: hãy chọn tên khác")
    try:
        made = make(settings(), file.absolute(), passphrase)
    except OSError as wrong:
        raise click.ClickException(f"không ghi được {file}: {disk.said(wrong)}") from None
    size = f"{made.size:,}".replace(",", ".")
    click.echo(f"✓ {file}: {made.files} tệp, {size} byte")
    if made.locked:
        click.echo(
            f"Có {made.locked} văn bản nghi mật, nội dung ở dạng khóa. Khóa cách ly "
            "(quarantine.key) không nằm trong bản sao; cần giữ thì chép riêng, cất nơi khác.",
            err=True,
        )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_with_passphrase
def restore(file: Path, passphrase: str) -> None:
    """Dựng lại văn phòng từ một bản sao lưu, vào một thư mục trống."""
    try:
        manifest = lay_back(settings(), file, passphrase)
    except (NotABackup, NotEmpty) as no:
        raise click.ClickException(str(no)) from None
    except OSError as wrong:
        raise click.ClickException(f"không dựng lại được: {disk.said(wrong)}") from None
    _in_force()
    moment = local(dt.datetime.fromisoformat(manifest["at"]))
    click.echo(f"✓ đã dựng lại văn phòng như lúc {moment:%H:%M ngày %d/%m/%Y}")
    for name, said in manifest["settings"].items():
        click.echo(f"  lúc sao lưu: CONGSO_{name.upper()}={said}", err=True)


@in_office
def _in_force() -> None:
    """Brought to this program's version; what was destroyed since is destroyed again (SEC-04)."""
    prepare()
