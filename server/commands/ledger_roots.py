"""`congso ledger root …`: whose certificates are believed, as the log says it."""

import click

from server.commands.inside import in_office
from server.ledger import roots


@click.group()
def root() -> None:
    """Gốc tin cậy: chứng thư của ai được tin khi ký và khi kiểm tra."""


@root.command(name="list")
@in_office
def listed() -> None:
    """Các gốc trong thư mục khóa và CONGSO_TRUST_DIR; ✗ là gốc mà nhật ký không ghi."""
    said = roots.accepted()
    for digest, name in sorted(roots.believed().items(), key=lambda one: one[1]):
        click.echo(f"{'✓' if digest in said else '✗'} {digest}\t{name}")


@root.command()
@click.argument("digest")
@in_office
def accept(digest: str) -> None:
    """Ghi vào nhật ký rằng gốc có dấu vân tay DIGEST (hay vài ký tự đầu) được tin từ nay."""
    click.echo(f"✓ {roots.accept(digest)}")


@root.command()
@click.argument("digest")
@in_office
def drop(digest: str) -> None:
    """Ghi vào nhật ký rằng gốc DIGEST, đã lấy ra khỏi thư mục, không được tin nữa."""
    click.echo(f"✓ {roots.drop(digest)}")
