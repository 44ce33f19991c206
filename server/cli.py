"""`congso …`: the names of the commands; each is loaded from `server/commands` when called."""

from typing import NoReturn

import click

from server.commands.lazy import Lazy
from server.commands.spoken import spoken

COMMANDS = {
    "run": "server.commands.running:run",
    "worker": "server.commands.working:worker",
    "init": "server.commands.installing:init",
    "found": "server.commands.founding:found",
    "migrate": "server.commands.installing:migrate",
    "doctor": "server.commands.installing:doctor",
    "demo": "server.commands.world:demo",
    "verify": "server.commands.verifying:verify",
    "ledger": "server.commands.ledger:ledger",
    "consent": "server.commands.consenting:consent",
    "backup": "server.commands.backing_up:backup",
    "restore": "server.commands.backing_up:restore",
    "export": "server.commands.giving_out:give_out",
    "import": "server.commands.taking_over:take",
    "bench": "server.commands.benching:bench",
    "token": "server.commands.tokens:token",
    "user": "server.commands.people:user",
    "agent": "signing.agent.__main__:agent",
    "agency": "server.commands.people:agency",
    "delegation": "server.commands.people:delegation",
}


@click.group(cls=Lazy, names=COMMANDS)
def office() -> None:
    """Công Sở: văn phòng không giấy tờ."""


def main() -> NoReturn:
    spoken(lambda: office(standalone_mode=False))
