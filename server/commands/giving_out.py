"""`congso export AGENCY FILE`: everything of an agency in open formats, for who has the machine."""

from pathlib import Path

import click

from server.commands import disk
from server.commands.inside import in_office
from server.exporting import services


@click.command("export")
@click.argument("agency")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_office
def give_out(agency: str, file: Path) -> None:
    """Xuất mọi thứ của cơ quan AGENCY ra gói ZIP FILE: JSON, CSV, tệp, chứng minh của nhật ký."""
    if file.exists():
        raise click.ClickException(f"đã có {file}: hãy chọn tên khác")
    try:
        sha256 = services.give_out(services.known(agency), file.absolute())
    except OSError as wrong:
        raise click.ClickException(f"không ghi được {file}: {disk.said(wrong)}") from None
    click.echo(f"{sha256}  {file}")
