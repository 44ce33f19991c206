"""`congso ready`: what comes before an office opens; `congso run` asks for it, nobody types it."""

import os

import click

from server import doctor
from server import run as supervisor
from server.admin.staff import founding
from server.commands.inside import in_office
from server.commands.installing import prepare
from server.commands.settings import settings
from server.commands.world import fill
from server.demo import cast, loader


@click.command(hidden=True)
@click.option("--host", required=True)
@click.option("--demo", is_flag=True)
@click.option("--tell", type=int, required=True, help="Nơi nhận lời chào (số của tệp đang mở).")
def ready(host: str, demo: bool, tell: int) -> None:
    """Chuẩn bị cho `congso run`."""
    supervisor.leave_with_parent()
    _prepare(host, demo=demo)
    _refuse_demo_passwords(host)
    os.write(tell, _greeting().encode())


@in_office
def _prepare(host: str, *, demo: bool) -> None:
    """Known passwords are not even made where the network reaches them."""
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
    known = [] if doctor.is_loopback(host) else doctor.demo_accounts(settings())
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
    if doctor.demo_accounts(settings()):
        said += [f"  {person.account:28} {person.full_name}" for person in cast.PEOPLE]
        said.append(f"\nMật khẩu: {cast.PASSWORD} · PIN: {cast.PIN}\n")
    return "\n".join(said)
