"""`congso init|migrate|doctor`: an installation is made, brought up to date, examined."""

import sys

import click

from server import doctor as physician
from server import schema
from server.archive.wiping import destroy_again
from server.commands.inside import in_office
from server.commands.settings import settings
from server.database import db
from server.documents.purged_again import purge_again
from server.ledger.heads import log_key
from server.office import office


@click.command()
@in_office
def init() -> None:
    """Tạo cơ sở dữ liệu, kho tệp và khóa của nhật ký; đã có thì giữ nguyên."""
    prepare()
    click.echo(f"✓ đã sẵn sàng tại {office().cabinet.keys.parent}")


@click.command()
@in_office
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản của chương trình này."""
    schema.bring_up(db.engine)
    click.echo("✓ cơ sở dữ liệu đã ở phiên bản mới nhất")
    _purge_again()


@click.command()
@click.option("--host", default="127.0.0.1", help="Địa chỉ mà máy chủ sẽ nghe.")
def doctor(host: str) -> None:
    """Khám một cài đặt: mỗi dòng một mục, ✓ hoặc ✗."""
    checks = physician.examine(settings(), host)
    for check in checks:
        click.echo(str(check))
    sys.exit(0 if all(check.ok for check in checks) else 1)


def prepare() -> None:
    """What every first start does; a step says what it does before it takes its time."""
    if not schema.is_current(db.engine):
        click.echo("… tạo cơ sở dữ liệu", err=True)
        schema.bring_up(db.engine)
    log_key()
    _purge_again()


def _purge_again() -> None:
    """A database or a store that was laid back from a copy may hold what was destroyed (SEC-04)."""
    if done := purge_again():
        click.echo(f"✓ đã tiêu hủy lại {done} văn bản mật theo danh sách tiêu hủy", err=True)
    if done := destroy_again():
        click.echo(f"✓ đã tiêu hủy lại {done} hồ sơ hết thời hạn bảo quản", err=True)
