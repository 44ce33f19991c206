"""`congso user add|disable|enable|password` and `delegation add|end`: acts without a browser."""

import datetime as dt
from typing import Any

import click

from server.admin.queries import position_of
from server.admin.staff import mandates, people
from server.admin.staff.mandates import Mandate
from server.admin.staff.people import Newcomer
from server.commands.inside import in_office
from server.org.actor import the_server
from workflows.capacity import SigningCapacity

DAY = click.DateTime(["%Y-%m-%d"])
FROM_STDIN = "Không ghi thì đọc từ đầu vào chuẩn, để không danh sách tiến trình nào hiện mật khẩu."


def register(user: click.Group, delegation: click.Group) -> None:
    """Hang the acts below the groups that list."""
    for one in (user_add, user_disable, user_enable, user_password):
        user.add_command(one)
    for one in (delegation_add, delegation_end):
        delegation.add_command(one)


@click.command("add", epilog=FROM_STDIN)
@click.argument("account")
@click.argument("full_name")
@click.option("--password", prompt=True, hide_input=True)
@click.option(
    "--pin", default="", help="Cấp khóa ký của cơ quan chứng thực dùng thử, khóa bằng mã PIN này."
)
@click.option("--email", default="")
@in_office
def user_add(account: str, full_name: str, **said: str) -> None:
    """Tạo tài khoản ACCOUNT cho FULL_NAME; chưa giữ chức vụ nào."""
    made = people.create(the_server(), Newcomer(account=account, full_name=full_name, **said))
    click.echo(made.account)


@click.command("disable")
@click.argument("account")
@click.option("--reason", required=True)
@in_office
def user_disable(account: str, reason: str) -> None:
    """Khóa ACCOUNT; mọi nơi đang đăng nhập đều bị đăng xuất."""
    people.deactivate(the_server(), account, reason=reason)


@click.command("enable")
@click.argument("account")
@click.option("--reason", required=True)
@in_office
def user_enable(account: str, reason: str) -> None:
    """Mở khóa ACCOUNT."""
    people.activate(the_server(), account, reason=reason)


@click.command("password", epilog=FROM_STDIN)
@click.argument("account")
@click.option("--password", prompt=True, hide_input=True)
@in_office
def user_password(account: str, password: str) -> None:
    """Đặt mật khẩu mới cho ACCOUNT; phiên và thẻ cũ hết hiệu lực."""
    people.reset_password(the_server(), account, password=password)


@click.command("add")
@click.argument("kind", type=click.Choice(["KT", "TL", "TUQ"]))
@click.argument("account")
@click.option("--code", required=True, help="Số, ký hiệu của giấy giao quyền ký.")
@click.option("--from", "since", type=DAY, required=True)
@click.option("--to", "last", type=DAY, default=None, help="Ngày cuối còn hiệu lực.")
@click.option("--type", "types", multiple=True, help="Một trong 29 tên loại; ghi được nhiều lần.")
@click.option("--subjects", default="")
@in_office
def delegation_add(kind: str, account: str, code: str, **said: Any) -> None:
    """Ghi một giấy giao quyền ký cho chức vụ chính của ACCOUNT; in số của giấy."""
    mandate = Mandate(
        kind=SigningCapacity(kind),
        document_code=code,
        valid_from=said["since"].date(),
        valid_to=said["last"].date() + dt.timedelta(days=1) if said["last"] else None,
        doc_types=said["types"],
        subjects=said["subjects"],
    )
    made = mandates.delegate(the_server(), position_id=position_of(account), mandate=mandate)
    click.echo(made.id)


@click.command("end")
@click.argument("number", type=int)
@click.option("--on", type=DAY, required=True, help="Ngày đầu tiên không còn hiệu lực.")
@in_office
def delegation_end(number: int, on: dt.datetime) -> None:
    """Chấm dứt giấy giao quyền ký số NUMBER."""
    mandates.end_delegation(the_server(), number, on=on.date())
