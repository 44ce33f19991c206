"""`congso run`: the whole office in one go."""

import sys
from collections.abc import Callable

import click

from server import doctor
from server import run as supervisor
from server.admin import founding
from server.commands.inside import in_office
from server.commands.installing import prepare
from server.commands.settings import settings
from server.commands.world import fill
from server.demo import cast, loader


@click.command()
@click.option("--host", default="127.0.0.1", help="Địa chỉ để nghe; mặc định chỉ máy này.")
@click.option("--port", type=click.IntRange(1, 65535), help="Mặc định là cổng trống từ 8000.")
@click.option("--no-demo", is_flag=True, help="Không đổ dữ liệu dùng thử.")
def run(host: str, port: int | None, no_demo: bool) -> None:
    """Web, kênh trực tiếp và việc nền; lần đầu thì tự khởi tạo."""
    _prepare(host, demo=not no_demo)
    _refuse_demo_passwords(host)
    try:
        sys.exit(supervisor.main(host, port, on_ready=_greeting()))
    except supervisor.NoPort as no:
        raise click.ClickException(str(no)) from None


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


def _greeting() -> Callable[[str], None]:
    """What is said when the office answers: its address; the demo's accounts where it is one."""
    place = settings().home.absolute() / "founding-key"
    shown = bool(doctor.demo_accounts(settings()))

    def greet(address: str) -> None:
        click.echo(f"\nCông Sở đang chạy tại {address}\n")
        if place.exists():
            click.echo(f"Hệ thống chưa có ai: mở {address}/first, khóa nằm trong tệp {place}\n")
        if shown:
            for person in cast.PEOPLE:
                click.echo(f"  {person.account:28} {person.full_name}")
            click.echo(f"\nMật khẩu: {cast.PASSWORD} · PIN: {cast.PIN}\n")

    return greet
