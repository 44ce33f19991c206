"""The files of an envelope: matched by ContentId, held against the digests that it has of them."""

from collections.abc import Mapping

from server.exchange.attachments import Scale, decode, shown_name
from server.exchange.digests import Digest, contradict
from server.exchange.envelope import Attachment
from server.exchange.walking import LONGEST_ID, MOST_PARTS, Node, deep, every, one, said
from server.uploads.names import naming


def files(root: Node, notes: list[str]) -> tuple[list[Attachment], list[str]]:
    """In the manifest's order, matched by ContentId, the main file first; and the names of what it
    lists and nobody sent (§8.7)."""
    references = [n for n in deep(root, "Reference") if every(n, "ContentId")][:MOST_PARTS]
    encoded = one(root, "AttachmentEncoded")
    scale, digests = Scale(), _digests(root)
    listed_as = {
        _cid(said(n, "ContentId")): said(n, "AttachmentName") for n in reversed(references)
    }
    sent = every(encoded, "Attachment")
    notes.extend(_crossed(sent, listed_as))
    found = [_file(node, scale, digests, listed_as, len(sent)) for node in sent]
    by_id = {file.content_id: file for file in reversed(found)}
    wanted = [_cid(said(node, "ContentId")) for node in references]
    order = [cid for cid in dict.fromkeys(wanted) if cid in by_id]
    missing = [
        said(n, "AttachmentName") or "?"
        for n in references
        if _cid(said(n, "ContentId")) not in by_id
    ]
    if missing:
        notes.append(f"Thiếu tệp kèm theo phong bì: {', '.join(missing)}.")
    named = [by_id[cid] for cid in order]
    listed = [*named, *(file for file in found if file not in named)]
    main = next((f for f in listed if f.name.lower().endswith(".pdf")), None)
    return ([main] if main else []) + [file for file in listed if file is not main], missing


def _cid(raw: str) -> str:
    return raw.strip().lower().removeprefix("cid:").strip("<>")


def _crossed(sent: list[Node], listed_as: Mapping[str, str]) -> list[str]:
    """Where the list calls a file by the name of another one: which is which, the clerk looks."""
    names = [(_cid(said(node, "ContentId")), said(node, "AttachmentName")) for node in sent]
    others = [
        name for cid, name in names
        if name and listed_as.get(cid, name) != name and name in listed_as.values()
    ]  # fmt: skip
    words = ", ".join(others)
    return [f"Danh mục của phong bì gọi lẫn tên các tệp: {words}."] if others else []


def _digests(root: Node) -> list[Digest]:
    """Of the files, by the signature of the envelope: its own References, by URI (§8.8, 4)."""
    return [
        Digest(
            content_id=_cid(node.get("URI", "")),
            algorithm=next((one.get("Algorithm", "") for one in every(node, "DigestMethod")), ""),
            value=said(node, "DigestValue"),
        )
        for node in list(deep(one(root, "SignedInfo"), "Reference"))[:MOST_PARTS]
        if node.get("URI", "").strip().lower().startswith("cid:")
    ]


def _let_go(content: Node | None) -> str:
    """The text of a file, which its tree keeps no longer: a message has up to 200 MB of it."""
    if content is None:
        return ""
    written = "".join(content.itertext()) if len(content) else content.text or ""
    content.clear()
    return written


def _file(
    node: Node, scale: Scale, digests: list[Digest], listed_as: Mapping[str, str], among: int
) -> Attachment:
    """One of them; under the name that it has beside its bytes, else under that of the list."""
    cid = _cid(said(node, "ContentId"))
    content = next(iter(every(node, "ContentTransferEncoded")), None)
    written = _let_go(content)
    name = said(node, "AttachmentName") or listed_as.get(cid, "")
    with naming(name or cid, among):
        data, inside = decode(written, scale)
    mine = [one for one in digests if one.content_id == cid]
    return Attachment(
        name=shown_name(name, inside, data),
        data=data,
        media_type=said(node, "ContentType", most=LONGEST_ID),
        content_id=cid,
        description=said(node, "Description"),
        is_another=contradict(mine, written, data),
    )
