"""`congso consent NAME`: a person's consent at a remote signing service becomes a lasting grant."""

import click

from server.answers.keys import ANSWERS
from server.commands.settings import settings
from signing import SealFailed, consent_at, consent_of


@click.command(short_help="Xin phép một lần ở dịch vụ ký số từ xa (OAuth).")
@click.argument("name")
def consent(name: str) -> None:
    """Mở địa chỉ được in ra, đồng ý ở đó, rồi dán mã nhận được; máy chủ tự gia hạn về sau."""
    file = settings().services / f"{name}.json"
    try:
        click.echo(f"Mở địa chỉ này bằng trình duyệt:\n{consent_at(file)}")
        consent_of(file, click.prompt("Mã nhận được (code)", hide_input=True))
    except SealFailed as failure:
        raise click.ClickException(str(ANSWERS[failure.reason][1])) from None
    click.echo("Đã nhận quyền ký; khóa của dịch vụ này dùng được ngay.")
