"""What may be said of a site while the meeting is on (§10.12)."""

from typing import Annotated

from pydantic import Field

from server.shapes import Asked


class OfSite(Asked):
    """A site by its number."""

    site: Annotated[int, Field(ge=1, le=100)]


class CountingSite(OfSite):
    """How many sit there besides those on the list."""

    others: Annotated[int, Field(ge=0, le=10_000)]


class MutingSite(OfSite):
    """Whether its sound shall be off."""

    muted: bool = True
