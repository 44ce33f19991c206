"""What the doctor says of keys that are no files: which device or service cannot be reached."""

from collections.abc import Iterator

from sqlalchemy import create_engine, text

from server.answers.keys import ANSWERS
from server.config import Settings
from signing import reach

ADDRESSES = """
    SELECT seal, full_name FROM persons WHERE seal <> '' AND active
    UNION ALL SELECT seal, name FROM agencies WHERE seal <> ''
"""


def unreached(settings: Settings) -> Iterator[tuple[str, str]]:
    """Of each device, service or file that does not answer: whose key it is, and why not."""
    engine = create_engine(settings.database)
    try:
        with engine.connect() as connection:
            rows = connection.execute(text(ADDRESSES)).all()
    finally:
        engine.dispose()
    for address, name in rows:
        reason = reach(address)
        if reason:
            yield f"{name} ({address.partition(':')[0]})", str(ANSWERS[reason][1])
