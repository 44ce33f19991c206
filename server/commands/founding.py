"""`congso found …`: the first two administrators of a new office, without a browser."""

import click

from server.admin.staff import founding
from server.admin.staff.founding import Founders
from server.commands.inside import in_office
from server.commands.installing import prepare


@click.command()
@click.argument("account")
@click.argument("full_name")
@click.argument("second_account")
@click.argument("second_name")
@click.option("--password", prompt=True, hide_input=True, help="Không ghi thì hỏi.")
@in_office
def found(
    account: str, full_name: str, second_account: str, second_name: str, password: str
) -> None:
    """Lập hai quản trị đầu tiên của một hệ thống mới; chỉ làm được một lần."""
    prepare()
    new = Founders(
        account=account, full_name=full_name, password=password,
        second_account=second_account, second_name=second_name,
    )  # fmt: skip
    handed = founding.found(new, said_key=founding.key())
    click.echo(f"{second_account}: mật khẩu ban đầu {handed}")
