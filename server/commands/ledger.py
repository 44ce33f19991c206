"""`congso ledger …`: export, offline verification, proofs, and the great comparison."""

import sys

import click

from server.commands.inside import in_office
from server.ledger import checking


@click.group()
def ledger() -> None:
    """Nhật ký chỉ ghi thêm của cơ quan."""


@ledger.command()
@in_office
def check() -> None:
    """So cơ sở dữ liệu, kho tệp và nhật ký với nhau; nêu tên mọi chỗ sai."""
    wrong = 0
    for words in checking.findings():
        click.echo(f"✗ {words}", err=True)
        wrong += 1
    if wrong:
        click.echo(f"✗ {wrong} chỗ sai", err=True)
        sys.exit(1)
    click.echo("✓ cơ sở dữ liệu, kho tệp và nhật ký khớp nhau")
