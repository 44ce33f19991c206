"""`congso ledger witness …`: who countersigns our heads, and whose heads are countersigned here."""

import click

from server.commands.inside import in_office
from server.ledger import asking, heads, witnesses
from server.org import queries
from signing.note import NoteKey, NoteRefused
from workflows import Refused


@click.group()
def witness() -> None:
    """Nhân chứng của nhật ký: ai ký xác nhận điểm chốt của ai."""


@witness.command()
@click.argument("code")
@in_office
def found(code: str) -> None:
    """Cơ quan CODE của máy này thành nhân chứng; in khóa công khai của nhân chứng."""
    if queries.agency_by_code(code) is None:
        raise Refused("unknown_agency", code=code)
    click.echo(asking.found_here(code).key)


@witness.command()
@click.argument("code")
@click.argument("key", required=False)
@in_office
def watch(code: str, key: str | None) -> None:
    """Nhân chứng CODE sẽ ký xác nhận nhật ký có khóa KEY (không ghi: nhật ký của chính máy này)."""
    here = {one.folder.name: one for one in asking.here().values()}
    if code not in here:
        raise Refused("no_such_witness", name=code)
    try:
        log = NoteKey.parse(key) if key else heads.log_key()
    except NoteRefused:
        raise Refused("not_a_log_key") from None
    here[code].watch(log)
    click.echo(f"✓ {here[code].key.name} ký xác nhận {log.name}")


@witness.command()
@click.argument("key")
@click.option("--url", default="", help="Địa chỉ của nhân chứng ở máy khác.")
@in_office
def ask(key: str, url: str) -> None:
    """Nhờ nhân chứng có khóa KEY ký xác nhận mọi điểm chốt của nhật ký này."""
    click.echo(f"✓ {witnesses.ask(key, url).name}")


@witness.command()
@click.argument("name")
@in_office
def end(name: str) -> None:
    """Thôi nhờ nhân chứng NAME; những gì đã ký vẫn còn."""
    witnesses.end(name)
    click.echo(f"✓ {name}")


@witness.command(name="list")
@in_office
def listed() -> None:
    """Các nhân chứng đang được nhờ, điểm chốt cuối mà mỗi nhân chứng đã ký xác nhận."""
    for one in witnesses.standings():
        at = f"{one.seen_at:%Y-%m-%dT%H:%M:%SZ}" if one.seen_at else "-"
        mark = "✗" if one.alarms else "✓"
        click.echo(f"{mark} {one.name}\t{one.size}\t{at}\t{one.answer or '-'}\t{one.key}")
