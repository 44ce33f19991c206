"""`congso ledger …`: the log examined, exported, proved; and verified where there is no office."""

import click

from server.commands.lazy import Lazy

COMMANDS = {
    "check": "server.commands.ledger_here:check",
    "export": "server.commands.ledger_here:export",
    "prove": "server.commands.ledger_here:prove",
    "root": "server.commands.ledger_roots:root",
    "verify": "server.commands.ledger_offline:verify",
    "witness": "server.commands.ledger_witness:witness",
}


@click.group(cls=Lazy, names=COMMANDS)
def ledger() -> None:
    """Nhật ký chỉ ghi thêm của cơ quan."""
