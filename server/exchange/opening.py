"""Opens an envelope before the act: its files are inspected and kept, nothing is judged yet."""

from dataclasses import dataclass, field
from typing import Any

import signing
from server.exchange.envelope import Attachment, Message
from server.files import Body, store
from server.papers.intake import Taken, take_in
from server.uploads.kinds import PDF
from server.uploads.names import naming
from server.uploads.secrecy import suspects_secret
from workflows import Refused
from workflows.incoming import Verdict

SIGNED_MARK = b"/ByteRange"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The files of an envelope on the disk; `signed`: those to be judged after the receipt, where
    any looks signed (IN-T04)."""

    envelope_sha256: str
    files: list[Taken] = field(default_factory=list)
    signed: list[Taken] = field(default_factory=list)
    secret: bool = False

    @property
    def report(self) -> dict[str, Any]:
        """What is said where nobody signed, of the main file if there is one."""
        if not _is_pdf(self.files):
            return {"word": Verdict.NOT_SIGNED}
        main = self.files[0]
        return signing.Verdict(main.name, main.sha256, "unsigned").as_dict() | {"fields": {}}


def open_envelope(said: Message, body: Body) -> Opened:
    """Look at everything that was sent; what is hostile is refused before anything is stored."""
    files = [_looked_at(one, len(said.attachments)) for one in said.attachments]
    named = said.secret or suspects_secret(said.subject, said.subject)
    secret = named or any(one.suspected_secret for one in files)
    return Opened(
        envelope_sha256=store().keep_shut(body) if secret else store().keep(body),
        files=files,
        signed=_to_judge(files, said),
        secret=secret,
    )


def _looked_at(one: Attachment, among: int) -> Taken:
    """A signed file that cannot be read is kept as bytes: the clerk must return it (SIGNING §7)."""
    try:
        with naming(one.name, among):
            return take_in(one.name, one.data[:])
    except Refused as no:
        if no.reason != "file_broken" or SIGNED_MARK not in one.data:
            raise
    return Taken(
        name=one.name,
        media_type="application/octet-stream",
        sha256=store().keep(one.data),
        size=len(one.data),
        pages=0,
        text="",
        signed=True,
        suspected_secret=False,
    )


def _to_judge(files: list[Taken], said: Message) -> list[Taken]:
    """The main file and whatever else is signed; nothing where the child that inspected them saw no
    signature and the main file's bytes do not look signed either."""
    if not any(one.signed for one in files) and not _looks_signed(files, said):
        return []
    return [one for one in files if one.signed or (one is files[0] and _is_pdf(files))]


def _looks_signed(files: list[Taken], said: Message) -> bool:
    return _is_pdf(files) and signing.claims_a_signature(said.attachments[0].data[:])


def _is_pdf(files: list[Taken]) -> bool:
    return bool(files) and files[0].media_type == PDF
