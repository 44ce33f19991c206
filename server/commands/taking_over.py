"""`congso import FOLDER`: a register of an older system with its files, without a browser."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from server.answers import words_of
from server.commands.inside import in_office
from server.documents.earlier import handing_in, looking, remarking, taking
from server.documents.earlier.lines import count_unfinished, documents_of, lines_of
from server.documents.earlier.models import Takeover
from server.documents.earlier.waiting import Packed
from server.org import queries
from server.org.actor import Actor
from workflows import Refused

SHEETS = (".xlsx", ".csv")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("import")
@click.argument("folder", type=_FOLDER)
@click.option("--as", "account", required=True, help="Tài khoản văn thư của cơ quan có sổ.")
@click.option("--direction", type=click.Choice(["in", "out"]), default="in", show_default=True)
@click.option("--sheet", default="", help="Tên bảng trong FOLDER, khi có nhiều bảng.")
@click.option("--check", is_flag=True, help="Chỉ kiểm tra từng dòng, không nhập.")
@in_office
def take(folder: Path, account: str, direction: str, sheet: str, check: bool) -> None:
    """Nhập sổ của một hệ thống cũ: FOLDER có bảng XLSX hoặc CSV và các tệp mà bảng nhắc tới."""
    actor = queries.actor_of(_person(account))
    book = _sheet(folder, sheet)
    files = (one for one in _files(folder) if one[0] != book.name)
    made = handing_in.hand_in(
        actor, direction, sheet=(book.name, book.read_bytes()), files=files
    )  # fmt: skip
    handing_in.confirm(actor, made.id, made.mapping)
    looking.look_at(made.id, _tell)
    for words in remarking.words(handing_in.find(actor, made.id)):
        click.echo(f"! {words}", err=True)
    _say_troubles(actor, made)
    if check:
        handing_in.drop(actor, made.id)
        click.echo("✓ mọi dòng đều nhập được")
        return
    handing_in.carry_out(actor, made.id)
    taking.take_over(actor, made.id, _tell)
    click.echo(f"✓ {documents_of(handing_in.find(actor, made.id))} văn bản, lượt nhập {made.id}")
    if unfinished := count_unfinished(made.id):
        click.echo(f"! {unfinished} văn bản chưa xong, nay chờ văn thư vào sổ đến", err=True)


def _person(account: str) -> queries.Person:
    person = queries.person_by_account(account)
    if person is None:
        raise Refused("unknown_person", "account", account=account)
    return person


def _sheet(folder: Path, name: str) -> Path:
    found = [one for one in sorted(folder.iterdir()) if one.suffix.lower() in SHEETS]
    named = [one for one in found if one.name == name] if name else found
    if not found:
        raise click.ClickException("thư mục này không có bảng XLSX hoặc CSV nào ở ngoài cùng")
    if len(named) != 1:
        said = ", ".join(one.name for one in found)
        raise click.ClickException(f"hãy chỉ ra bảng bằng --sheet ({said})")
    return named[0]


def _files(folder: Path) -> Iterator[Packed]:
    """Every file below, by its path from here; one at a time, for a folder may be large."""
    for place in sorted(folder.rglob("*")):
        name = place.relative_to(folder).as_posix()
        if place.is_file() and not place.is_symlink() and not name.startswith("."):
            yield name, place.read_bytes()


def _say_troubles(actor: Actor, made: Takeover) -> None:
    """Each by its line; no try lies about, for the folder is mended and brought again."""
    wrong = lines_of(made.id, is_wrong=True)
    for line in wrong:
        for label, reason, said in map(handing_in.told, line.troubles):
            where = f"dòng {line.n}" + (f", {label}" if label else "")
            click.echo(f"✗ {where}: {words_of(reason, said)}", err=True)
    if wrong:
        handing_in.drop(actor, made.id)
        raise Refused("takeover_has_errors", n=len(wrong))


def _tell(percent: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{percent} %", nl=False, err=True)
