"""`congso ledger check|export|prove`: in an office, while it works."""

import os
import sys
from pathlib import Path

import click

from server.commands import disk
from server.commands.inside import in_office
from server.ledger import watching
from server.ledger.outside import leaving


@click.command()
@in_office
def check() -> None:
    """So cơ sở dữ liệu, kho tệp và nhật ký với nhau; nêu tên mọi chỗ sai."""
    wrong = 0
    for words in watching.examined():
        click.echo(f"✗ {words}", err=True)
        wrong += 1
    if wrong:
        click.echo(f"✗ {wrong} chỗ sai", err=True)
        sys.exit(1)
    click.echo("✓ cơ sở dữ liệu, kho tệp và nhật ký khớp nhau")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_office
def export(file: Path) -> None:
    """Xuất toàn bộ nhật ký ra FILE, để kiểm tra ở bất cứ đâu."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    count = -1
    try:
        with draft.open("x", encoding="utf-8") as out:
            for count, line in enumerate(leaving.export()):  # noqa: B007
                out.write(f"{line}\n")
        draft.replace(file)
    except leaving.LogEmpty:
        raise click.ClickException("nhật ký chưa có mục nào") from None
    except OSError as wrong:
        raise click.ClickException(f"không ghi được {file}: {disk.said(wrong)}") from None
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"✓ {count} mục trong {file}")


@click.command()
@click.argument("document")
@in_office
def prove(document: str) -> None:
    """In chứng minh rằng các bước của DOCUMENT nằm trong nhật ký.

    DOCUMENT là số và ký hiệu, incoming/ID, outgoing/ID, hoặc ID của văn bản đi.
    """
    for line in leaving.prove(document):
        click.echo(line)
