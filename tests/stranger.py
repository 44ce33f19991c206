"""A stranger's verifier, written from docs/ledger.md alone: FILE LOG_KEY [WITNESS_KEY …]."""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def signed(note, key):
    """The lines of the note's text, if this key signed it."""
    text, _, lines = note.rpartition("\n\n")
    text, (name, key_id, packed) = text + "\n", key.split("+", 2)
    kind, public = base64.b64decode(packed)[:1], base64.b64decode(packed)[1:]
    assert sha(name.encode(), b"\n", kind, public)[:4].hex() == key_id, "not a key"
    for line in lines.splitlines():
        _, who, blob = line.split(" ")
        blob, said = base64.b64decode(blob), text
        if (who, blob[:4].hex()) == (name, key_id):
            if kind == b"\x04":
                said = f"cosignature/v1\ntime {int.from_bytes(blob[4:12], 'big')}\n{text}"
            Ed25519PublicKey.from_public_bytes(public).verify(blob[-64:], said.encode())
            return text.split("\n")
    raise AssertionError(f"not signed by {name}")


def root_of(leaves):
    """RFC 6962 §2.1, as it stands there."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\x01", root_of(leaves[:k]), root_of(leaves[k:]))


def climb(seq, size, found, path):
    """RFC 9162 §2.1.3.2: from a leaf to the root."""
    fn, sn = seq, size - 1
    for one in path:
        if fn & 1 or fn == sn:
            found = sha(b"\x01", one, found)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = sha(b"\x01", found, one)
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0, "a proof of another length"
    return found


def verify(lines, key, witnesses=()):
    first, *rest = map(json.loads, lines)
    exported = first["format"] == "congso-ledger/1"
    for one in [first] if exported else [first, *rest]:
        note = one["checkpoints"][-1] if exported else one["checkpoint"]
        origin, size, root, *_ = signed(note, key)
        assert key.startswith(f"{origin}+"), "another log"
        assert all(signed(note, witness) for witness in witnesses)
        size, root = int(size), base64.b64decode(root)
        leaves = [sha(b"\x00", e["data"].encode()) for e in (rest if exported else one["entries"])]
        if exported:
            assert all(json.loads(e["data"])["seq"] == n == e["seq"] for n, e in enumerate(rest))
            assert len(rest) == size and root_of(leaves) == root, "missing or altered"
            continue
        for entry, leaf in zip(one["entries"], leaves, strict=True):
            path = [base64.b64decode(step) for step in entry["proof"]]
            assert climb(entry["seq"], size, leaf, path) == root, "not in the log"
            assert json.loads(entry["data"])["doc"] == one["document"], "of another document"


if __name__ == "__main__":
    verify(Path(sys.argv[1]).read_text("utf-8").splitlines(), *sys.argv[2:3], sys.argv[3:])
