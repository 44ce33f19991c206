"""`congso worker`: the background work alone, for an office whose pages are served elsewhere.

It needs what the others need: the same database, the same store, the same keys, and Redis, whose
bell wakes it (DESIGN §6); without one it looks each second. Any number of them share the work: a
job is his whose lease it has. One that is killed is started again by whoever watches over services
there.
"""

import os
import sys

import click
from sqlalchemy import text

from server.commands.awaiting import await_database
from server.commands.inside import in_office
from server.database import db


@click.command()
@in_office
def worker() -> None:
    """Chỉ làm việc nền trên máy này; trang do máy khác phục vụ."""
    await_database()
    db.session.execute(text("SELECT 1 FROM jobs LIMIT 1"))
    db.session.rollback()
    click.echo("Đang làm việc nền; SIGTERM hoặc Ctrl-C để thôi.")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "server", "jobs"])  # noqa: S606 - our own part
