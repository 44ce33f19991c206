"""`congso run`: the whole office in one go.

Whoever stays to watch over the parts carries nothing of them: what makes the office ready first is
done in a process of its own (`congso ready`), and its two hundred megabytes go with it.
"""

import os
import subprocess
import sys

import click

from server import run as supervisor

READY = "from server.cli import main; main()"


@click.command()
@click.option("--host", default="127.0.0.1", help="Địa chỉ để nghe; mặc định chỉ máy này.")
@click.option("--port", type=click.IntRange(1, 65535), help="Mặc định là cổng trống từ 8000.")
@click.option("--no-demo", is_flag=True, help="Không đổ dữ liệu dùng thử.")
def run(host: str, port: int | None, no_demo: bool) -> None:
    """Web, kênh trực tiếp và việc nền; lần đầu thì tự khởi tạo."""
    greeting = _made_ready(host, demo=not no_demo)
    try:
        sys.exit(supervisor.main(host, port, on_ready=lambda at: _greet(greeting, at)))
    except supervisor.NoPort as no:
        raise click.ClickException(str(no)) from None


def _made_ready(host: str, *, demo: bool) -> str:
    """What is to be said once the office answers; a no was said already, and ends this too."""
    hears, tells = os.pipe()
    words = ["ready", "--host", host, "--tell", str(tells), *(["--demo"] if demo else [])]
    with os.fdopen(hears, encoding="utf-8") as line:
        asked = [sys.executable, "-c", READY, *words]
        try:
            child = subprocess.Popen(asked, pass_fds=[tells], stdin=subprocess.PIPE)
        finally:
            os.close(tells)
        with child:
            greeting = line.read()
    if code := child.returncode:
        sys.exit(code if code > 0 else 128 - code)
    return greeting


def _greet(greeting: str, address: str) -> None:
    click.echo(greeting.replace("{address}", address))
