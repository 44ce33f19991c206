"""`congso user|agency|delegation …`: administration without a browser."""

import click

from server.admin import queries as admin
from server.commands import people_acts
from server.commands.inside import in_office
from server.org import queries


@click.group()
def user() -> None:
    """Người và tài khoản."""


@user.command("list")
@click.option("--agency", default=None)
@in_office
def user_list(agency: str | None) -> None:
    """Mọi tài khoản với chức vụ hôm nay."""
    for row in admin.people(agency):
        place = " · ".join(part for part in (row.agency, row.unit) if part)
        click.echo(f"{row.account:26} {row.full_name:26} {row.title:32} {place}")


@click.group()
def agency() -> None:
    """Danh bạ cơ quan."""


@agency.command("list")
@in_office
def agency_list() -> None:
    """Mọi cơ quan đang hoạt động."""
    for one in queries.agencies():
        click.echo(f"{one.code:16} {one.organ_id:14} {one.name}")


@click.group()
def delegation() -> None:
    """Giấy ủy quyền, thừa lệnh, ký thay."""


@delegation.command("list")
@in_office
def delegation_list() -> None:
    """Mọi giấy giao quyền ký, với thời hạn của từng giấy."""
    for one in admin.delegations():
        until = one.valid_to or "…"
        said = f"{one.kind:4} {one.document_code:14} {one.valid_from} → {until}"
        click.echo(f"{said}  {one.position.title}  {', '.join(one.doc_types)}")


people_acts.register(user, delegation)
