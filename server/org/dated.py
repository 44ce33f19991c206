"""What rows of people and agencies have beside their own columns: days, and a salt."""

import datetime as dt
import secrets

from sqlalchemy.orm import Mapped, mapped_column


class Dated:
    """`[valid_from, valid_to)`: names are never changed in place, a row is closed (DOMAIN §2.4)."""

    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and not self.is_over_on(day)

    def is_over_on(self, day: dt.date) -> bool:
        return self.valid_to is not None and self.valid_to <= day


class Salted:
    """What the log's digest of the row is made with, so that nobody guesses it (`audit.bound`)."""

    salt: Mapped[str | None] = mapped_column(default=lambda: secrets.token_hex(16))
