"""`congso run`: the whole office in one go.

Whoever stays to watch over the parts carries nothing of them: what makes the office ready first is
forked, as they are, from the server that has read them in, and what it needs goes with it.
"""

import sys
from multiprocessing.context import ForkServerContext

import click

from server import run as supervisor

READY = "server.commands.readying"


@click.command()
@click.option("--host", default="127.0.0.1", help="Địa chỉ để nghe; mặc định chỉ máy này.")
@click.option("--port", type=click.IntRange(1, 65535), help="Mặc định là cổng trống từ 8000.")
@click.option("--no-demo", is_flag=True, help="Không đổ dữ liệu dùng thử.")
def run(host: str, port: int | None, no_demo: bool) -> None:
    """Web, kênh trực tiếp và việc nền; lần đầu thì tự khởi tạo."""
    nest = supervisor.read_in(supervisor.office(host, port or supervisor.FIRST_PORT))
    greeting = _made_ready(nest, host, demo=not no_demo)
    try:
        sys.exit(supervisor.main(host, port, on_ready=lambda at: _greet(greeting, at)))
    except supervisor.NoPort as no:
        raise click.ClickException(str(no)) from None


def _made_ready(nest: ForkServerContext, host: str, *, demo: bool) -> str:
    """What is to be said once the office answers; a no was said already, and ends this too."""
    hears, tells = nest.Pipe(duplex=False)
    child = nest.Process(target=supervisor.begin, args=("ready", READY, tells, host, demo))
    with hears, tells:
        child.start()
        tells.close()
        try:
            greeting = str(hears.recv())
        except EOFError:
            greeting = ""
        except KeyboardInterrupt:
            child.terminate()
            raise
    child.join()
    if code := child.exitcode:
        sys.exit(code if code > 0 else 128 - code)
    return greeting


def _greet(greeting: str, address: str) -> None:
    click.echo(greeting.replace("{address}", address))
