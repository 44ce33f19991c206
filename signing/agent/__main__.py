"""`congso agent`, or `python -m signing.agent`: the reference agent, in a terminal."""

import getpass
from pathlib import Path

import click

from signing.agent.line import Ear
from signing.agent.pairing import Pairing
from signing.agent.talk import Agent, Shown
from signing.agent.token import Token
from signing.cabinet import SealFailed

STEPS = {"sign": "Ký số văn bản", "seal": "Ký số của cơ quan"}
KEPT = Path.home() / ".congso-agent" / "paired.json"


@click.command(short_help="Chương trình ký trên máy của người ký.")
@click.option(
    "--office", "offices", multiple=True, required=True, help="Địa chỉ trang của cơ quan."
)
@click.option("--key", required=True, help="pkcs11:token=…;object=…?module-path=… hoặc pkcs12:tệp")
@click.option("--certificate", type=click.Path(exists=True), help="Chứng thư (PEM) của khóa tệp.")
@click.option("--port", default=18217, show_default=True, help="Cổng trên 127.0.0.1.")
@click.option("--kept", default=KEPT, type=click.Path(path_type=Path), help="Nơi nhớ các ghép nối.")
def agent(
    offices: tuple[str, ...], key: str, certificate: str | None, port: int, kept: Path
) -> None:
    """Chờ trang của cơ quan hỏi ký; cho xem, hỏi mã PIN, rồi ký bằng token."""
    given = Path(certificate).read_text() if certificate else ""
    try:
        token = Token.at(key, given)
    except SealFailed as failure:
        raise click.ClickException(f"Không dùng được khóa: {failure.reason}") from None
    pairing = Pairing(kept, lambda code: click.echo(f"Mã ghép nối: {code}"))
    ear = Ear(port, Agent(token, pairing, _ask), offices)
    subject = token.certificate.subject.human_friendly
    click.echo(f"Khóa: {subject}\nĐang chờ tại ws://{ear.address} các trang: {', '.join(offices)}")
    with ear:
        ear.serve_forever()


def _ask(shown: Shown) -> str | None:
    """On this screen and nowhere else; an empty PIN is a no."""
    click.echo(f"\n{STEPS.get(shown.step, shown.step)}: {shown.code}\n{shown.title}")
    for n, digest in enumerate(shown.digests):
        named = f"{shown.files[n]}\n    " if shown.files else ""
        click.echo(f"  {named}SHA-256 của phần được ký: {digest}")
    click.echo(f"  Trang hỏi ký: {shown.origin}")
    return getpass.getpass("Mã PIN của token (để trống là từ chối): ") or None


if __name__ == "__main__":
    agent()
