"""A service that wants a person's consent: where it is asked, and what its code becomes."""

from pathlib import Path

from signing.cabinet import part


def consent_at(file: Path) -> str:
    """The page of the service at which a person says yes (authorization code)."""
    return str(part("signing.csc_service").Service.read(file).consent_page)


def consent_of(file: Path, code: str) -> None:
    """Take the code of that page; what the service gives for it lasts, and is kept beside."""
    service = part("signing.csc_service").Service.read(file)
    part("signing.csc_line").Line(service).consent(code.strip())
