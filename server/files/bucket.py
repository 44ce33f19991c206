"""The store's files in a bucket of S3, or of what speaks as S3 does (docs/settings.md).

What is worked with lies on this machine for some minutes besides; what is locked lies there locked.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from server.clock import now
from server.files.shelves import BLOCK, NAME, Body, make_folder

LENT = 600.0
"""Seconds that a copy lies here after it was fetched: whoever reads it has it open by then."""

GONE = {"404", "NoSuchKey", "NotFound"}
THERE = {"412", "PreconditionFailed", "ConditionalRequestConflict"}


class Bucket:
    """`s3://bucket/prefix?endpoint=https://minio.tinh.vn&region=…`; who we are there stands where
    boto3 looks for it (`AWS_ACCESS_KEY_ID`, a profile, the machine's role).

    The bucket itself proves each file's SHA-256 as it is written, and refuses to write over one.
    """

    def __init__(self, url: str, lent: Path) -> None:
        said = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(said.query).items()}
        if not said.netloc or asked.keys() - {"endpoint", "region"}:
            raise ValueError(f"no bucket is named by {url.partition('?')[0]} and {sorted(asked)}")
        self.name, prefix = said.netloc, unquote(said.path).strip("/")
        self.prefix = f"{prefix}/" if prefix else ""
        self.lent, self._asked = lent, asked
        self._made: list[Any] = []
        self._swept = 0.0

    def open(self) -> None:
        """Asked when it is first used: an office starts, and says in /readyz what it lacks."""

    def is_open(self) -> bool:
        try:
            self._s3.head_bucket(Bucket=self.name)
        except self._wrong:
            return False
        return True

    def has(self, name: str) -> bool:
        return self._head(name) is not None

    def put(self, name: str, data: Body | Path, sha256: str) -> None:
        proof = base64.b64encode(bytes.fromhex(sha256)).decode()
        if isinstance(data, Path):
            with data.open("rb") as body:
                self._put(name, body, proof)
        else:
            self._put(name, data[:], proof)

    def _put(self, name: str, body: Any, proof: str) -> None:
        try:
            self._s3.put_object(Bucket=self.name, Key=self._key(name), Body=body, IfNoneMatch="*",
                                ChecksumSHA256=proof)  # fmt: skip
        except self._wrong as no:
            if _code(no) not in THERE:
                raise OSError(f"the bucket did not keep {name}: {no}") from None

    def get(self, name: str) -> bytes:
        data: bytes = self._reading(name).read()
        return data

    def here(self, name: str) -> Path:
        place = self.lent / name
        if not place.is_file():
            make_folder(self.lent)
            self._sweep()
            draft = place.with_name(f".{name}.{secrets.token_hex(8)}")
            with draft.open("xb") as out:
                copyfileobj(self._reading(name), out, BLOCK)
            draft.rename(place)
        return place

    def forget(self, name: str) -> None:
        (self.lent / name).unlink(missing_ok=True)

    def size(self, name: str) -> int:
        head = self._head(name)
        if head is None:
            raise FileNotFoundError(name)
        return int(head["ContentLength"])

    def digest(self, name: str) -> str:
        """Read there, and not as it is said to be."""
        told, source = hashlib.sha256(), self._reading(name)
        while piece := source.read(BLOCK):
            told.update(piece)
        return told.hexdigest()

    def drop(self, name: str) -> None:
        self._s3.delete_object(Bucket=self.name, Key=self._key(name))
        self.forget(name)

    def names(self) -> Iterator[str]:
        pages = self._s3.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.name, Prefix=self.prefix):
            found = (one["Key"].rpartition("/")[2] for one in page.get("Contents", ()))
            yield from (name for name in found if NAME.fullmatch(name))

    def _key(self, name: str) -> str:
        if not NAME.fullmatch(name):
            raise ValueError("a stored file is named by 64 hexadecimal digits")
        return f"{self.prefix}{name[:2]}/{name[2:4]}/{name}"

    def _head(self, name: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = self._s3.head_object(Bucket=self.name, Key=self._key(name))
        except self._wrong as no:
            if _code(no) not in GONE:
                raise OSError(f"the bucket does not say whether it has {name}: {no}") from None
            return None
        return found

    def _reading(self, name: str) -> Any:
        try:
            return self._s3.get_object(Bucket=self.name, Key=self._key(name))["Body"]
        except self._wrong as no:
            if _code(no) in GONE:
                raise FileNotFoundError(name) from None
            raise OSError(f"the bucket does not give {name}: {no}") from None

    def _sweep(self) -> None:
        """Copies that were fetched long enough ago go; whoever has one open reads it to its end."""
        moment = now().timestamp()
        if moment - self._swept < LENT / 10:
            return
        self._swept = moment
        for one in self.lent.iterdir():
            if one.is_file() and one.stat().st_mtime < moment - LENT:
                one.unlink(missing_ok=True)

    @property
    def _s3(self) -> Any:
        """boto3's client, made at first use and then everybody's: it may be shared by threads."""
        if not self._made:
            said = {"endpoint_url": self._asked.get("endpoint"),
                    "region_name": self._asked.get("region")}  # fmt: skip
            self._made.append(import_module("boto3").session.Session().client("s3", **said))
        return self._made[0]

    @property
    def _wrong(self) -> tuple[type[Exception], ...]:
        known = import_module("botocore.exceptions")
        return (known.ClientError, known.BotoCoreError)


def _code(no: Any) -> str:
    return str(getattr(no, "response", {}).get("Error", {}).get("Code", ""))
