"""A citizen's statement verified: what the office signed of a document, and what the log proves."""

from dataclasses import dataclass, replace
from typing import Any

from server.ledger.outside.evidence import Bad, Sound, Trusted, Unreadable, said_in
from server.ledger.outside.proof import examine_proofs
from signing.note import NoteKey, NoteRefused, opened, require_signed

FORMAT = "congso-statement/1"
STANDINGS = {"stands": "chưa bị thu hồi", "recalled": "đã bị thu hồi"}
SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines of the note, by their first words; whose signatures, in their order."""

    facts: dict[str, str]
    signers: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What was signed, said as the citizen may repeat it."""
        said = self.facts
        return (
            f"{said['agency']} xác nhận lúc {said['at']}: văn bản {said['document']} ngày "
            f"{said['date']}, {said['subject']}",
            *(f"chữ ký trên tệp: {one}" for one in self.signers),
            f"tệp có SHA-256 {said['sha256']}",
            f"lúc xác nhận, văn bản {STANDINGS[said['standing']]}",
        )


def examine_statement(said: dict[str, Any], key: NoteKey, trusted: Trusted) -> Sound:
    """The note is the log key's, and the proof beside it is of the same file; `Bad` says what is
    not so."""
    found = _signed(said.get("statement"), key)
    proof = said.get("proof")
    if proof is None:
        return _alone(found, key, trusted)
    if not isinstance(proof, dict):
        raise Unreadable("chứng minh kèm xác nhận không đọc được")
    sound = examine_proofs([proof], key, trusted)
    _compare(found, sound, proof)
    return replace(sound, files=frozenset({found.facts["sha256"]}), told=found.words)


def _signed(note: object, key: NoteKey) -> Statement:
    try:
        told = opened(str(note))
        require_signed(told, key)
    except NoteRefused:
        raise Bad("xác nhận không do khóa của nhật ký ký, hoặc đã bị sửa") from None
    first, *lines = told.text.rstrip("\n").split("\n")
    rows = [line.partition(" ")[::2] for line in lines]
    facts = {name: value for name, value in rows if name != SIGNED}
    if first != FORMAT or not _whole(facts):
        raise Unreadable("xác nhận không có đủ các dòng")
    return Statement(facts, tuple(value for name, value in rows if name == SIGNED))


def _whole(facts: dict[str, str]) -> bool:
    asked = {"agency", "document", "date", "subject", "sha256", "standing", "at"}
    return asked <= facts.keys() and facts["standing"] in STANDINGS


def _alone(found: Statement, key: NoteKey, trusted: Trusted) -> Sound:
    """Before a head is signed there is the office's word, and nothing that witnesses could see."""
    if trusted.witnesses:
        raise Bad("xác nhận không kèm chứng minh, nên không nhân chứng nào đã thấy")
    digest = frozenset({found.facts["sha256"]})
    return Sound(0, 0, str(key), files=digest, told=found.words)


def _compare(found: Statement, sound: Sound, proof: dict[str, Any]) -> None:
    """The register's word against the log's: one file, and no recall that is kept silent."""
    if found.facts["sha256"] not in sound.files:
        raise Bad("tệp mà xác nhận nói tới không có trong các mục của nhật ký")
    events = {str(said_in(str(one["data"])).get("event")) for one in proof["entries"]}
    if found.facts["standing"] == "stands" and "recall" in events:
        raise Bad("nhật ký ghi văn bản đã bị thu hồi, xác nhận nói là chưa")
