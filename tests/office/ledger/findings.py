"""What `congso ledger check` says of the office as it stands; a file to exchange another for."""

from server.database import db
from server.files import store
from server.ledger.checking import whole as checking


def found() -> list[str]:
    said = list(checking.findings())
    db.session.rollback()
    return said


def another() -> str:
    """A sound file that is stored here too."""
    return store().keep(b"%PDF-1.7 another one")
