"""What comes before an office opens: `congso run` has it done in a process of its own."""

from multiprocessing.connection import Connection
from typing import NoReturn

import click

from server import doctor
from server import run as supervisor
from server.admin.staff import founding
from server.commands.awaiting import await_database
from server.commands.inside import in_office
from server.commands.installing import prepare
from server.commands.settings import settings
from server.commands.spoken import spoken
from server.commands.world import fill
from server.demo import cast, loader


def main(tells: Connection, host: str, demo: bool) -> NoReturn:
    """Make it ready and tell what is to be said once it answers; or say why it does not open."""
    supervisor.leave_with_parent()
    with tells:
        spoken(lambda: tells.send(_ready(host, demo=demo)))


def _ready(host: str, *, demo: bool) -> str:
    _prepare(host, demo=demo)
    _refuse_demo_passwords(host)
    return _greeting()


@in_office
def _prepare(host: str, *, demo: bool) -> None:
    """Known passwords are not even made where the network reaches them."""
    await_database()
    prepare()
    if demo and not loader.is_loaded() and not doctor.is_loopback(host):
        raise click.ClickException(
            f"dữ liệu dùng thử có mật khẩu ai cũng biết, không mở ra mạng tại {host}. "
            "Hãy chạy với --no-demo, hoặc tại 127.0.0.1."
        )
    if demo:
        fill()
    if not founding.is_founded():
        founding.key()


def _refuse_demo_passwords(host: str) -> None:
    """Whoever reads the manual knows them (CONTRACT §4)."""
    known = [] if doctor.is_loopback(host) else list(doctor.demo_accounts(settings()))
    if known:
        raise click.ClickException(
            f"không mở ra mạng tại {host}: {len(known)} tài khoản còn mật khẩu dùng thử "
            f"({', '.join(known[:3])} …). Hãy đổi mật khẩu, hoặc chạy tại 127.0.0.1."
        )


def _greeting() -> str:
    """What is said when the office answers at `{address}`; the demo's accounts where it is one."""
    said = ["\nCông Sở đang chạy tại {address}\n"]
    place = settings().home.absolute() / "founding-key"
    if place.exists():
        said.append(f"Hệ thống chưa có ai: mở {{address}}/first, khóa nằm trong tệp {place}\n")
    if next(doctor.demo_accounts(settings()), None):
        said += [f"  {person.account:28} {person.full_name}" for person in cast.PEOPLE]
        said.append(f"\nMật khẩu: {cast.PASSWORD} · PIN: {cast.PIN}\n")
    return "\n".join(said)
