"""The OpenAPI 3.1 document, true to the last field: made from the operations themselves."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.api.counter import Operation
from server.api.problems import PROBLEM, Problem

REF = "#/components/schemas/{model}"
VERSION = '^"(0|[1-9][0-9]{0,17})"$'
KEY = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
ETAG = {"ETag": {"schema": {"type": "string"}, "required": True}}
CONVERTERS = {
    "id": {"type": "integer", "minimum": 0, "maximum": 10**18 - 1},
    "int": {"type": "integer", "minimum": 0, "maximum": 2**63 - 1},
    "year": {"type": "integer", "minimum": 1900, "maximum": 2999},
    "string": {"type": "string"},
    "default": {"type": "string", "minLength": 1},
}
OF_FILES = tuple(
    {"name": name, "in": "header", "required": False, "schema": {"type": "string"}}
    for name in ("Range", "If-Range", "If-None-Match")
)
LIMITS = (
    "Một tệp tối đa 50 MiB; cả yêu cầu tối đa 200 MiB; "
    "riêng phong bì edXML tối đa 280 MiB (200 MiB tệp)."
)

Schema = dict[str, Any]
SIGNATURE: Schema = {
    "type": "apiKey",
    "in": "header",
    "name": "Signature",
    "description": "RFC 9421, Ed25519, bằng khóa liên thông đã đăng ký; cùng Signature-Input và "
    "Content-Digest (RFC 9530), docs/exchange.md.",
}


def document(operations: Iterable[Operation], prefix: str) -> Schema:
    """The whole document."""
    operations = list(operations)
    refs, defs = models_json_schema(_wanted(operations), ref_template=REF)
    schemas = defs.get("$defs", {})
    paths: Schema = {}
    for op in operations:
        item = _Item(op, refs, schemas).written()
        paths.setdefault(prefix + path_of(op.rule), {})[op.method.lower()] = item
    bearer = {"type": "http", "scheme": "bearer"}
    cookie = {"type": "apiKey", "in": "cookie", "name": "congso"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Công Sở", "version": "1", "description": LIMITS},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": bearer, "cookie": cookie, "signature": SIGNATURE},
        },
    }


def _security(op: Operation) -> list[Schema]:
    if op.public:
        return []
    return [{"bearer": []}, {"cookie": []}, *([{"signature": []}] if op.signed else [])]


def path_of(rule: str) -> str:
    """A rule of the URL map as a path of the document: `/incoming/{id}`."""
    return re.sub(r"<(?:\w+(?:\(.*?\))?:)?(\w+)>", r"{\1}", rule)


def _wanted(operations: list[Operation]) -> list[Any]:
    wanted: list[Any] = [(Problem, "serialization")]
    for op in operations:
        wanted += [(m, "validation") for m in (op.body, op.form, op.query) if m]
        wanted += [(m, "serialization") for m in (op.gives, *op.also.values()) if _is_model(m)]
    return list(dict.fromkeys(wanted))


def _is_model(gives: Any) -> bool:
    return isinstance(gives, type) and issubclass(gives, BaseModel)


class _Item:
    """One operation's part of the document."""

    def __init__(self, op: Operation, refs: Any, schemas: Schema) -> None:
        self.op, self.refs, self.schemas = op, refs, schemas

    def written(self) -> Schema:
        op = self.op
        item: Schema = {
            "operationId": re.sub(r"\W+", "_", f"{op.method} {op.rule}").strip("_").lower(),
            "summary": op.summary,
            "parameters": [*self._path(), *self._headers(), *self._query()],
            "security": _security(op),
            "responses": self._responses(),
        }
        if op.body or op.form or op.takes:
            item["requestBody"] = {"required": self._needs_body()}
            item["requestBody"]["content"] = self._content()
        return item

    def _shape(self, model: type[BaseModel]) -> Schema:
        """A shape's schema; two shapes of one name stand under longer ones."""
        name = self.refs[(model, "validation")]["$ref"].rsplit("/", 1)[1]
        return self.schemas[name]

    def _needs_body(self) -> bool:
        """Where no body is an empty object, its shape says whether that will do."""
        if self.op.empty and self.op.body:
            return bool(self._shape(self.op.body).get("required"))
        return True

    def _content(self) -> Schema:
        """A draft comes as JSON or as a form with its file: both stand side by side."""
        raw = {media: {"schema": {"type": "string", "minLength": 1}} for media in self.op.takes}
        if self.op.body:
            raw["application/json"] = {"schema": self.refs[(self.op.body, "validation")]}
        return raw | (self._multipart() if self.op.form else {})

    def _multipart(self) -> Schema:
        assert self.op.form is not None
        shape = dict(self._shape(self.op.form))
        one = {"type": "string", "format": "binary"}
        files = {n: {"type": "array", "minItems": 1, "items": one} for n in self.op.files}
        said = {n: without_null(s) for n, s in shape.get("properties", {}).items()}
        shape["properties"] = {**said, **files}
        shape["required"] = [*shape.get("required", []), *self.op.files]
        return {"multipart/form-data": {"schema": shape}}

    def _path(self) -> list[Schema]:
        found = re.findall(r"<(?:(\w+)(?:\(.*?\))?:)?(\w+)>", self.op.rule)
        return [
            {"name": name, "in": "path", "required": True, "schema": CONVERTERS[conv or "default"]}
            for conv, name in found
        ]

    def _headers(self) -> list[Schema]:
        headers = []
        if self.op.version:
            required = self.op.version == "required"
            seen = {"type": "string", "pattern": VERSION}
            headers.append(
                {"name": "If-Match", "in": "header", "required": required, "schema": seen}
            )
        if not _is_model(self.op.gives):
            headers += [dict(one) for one in OF_FILES]
        if self.op.method == "POST" and not self.op.public:
            key = {"name": "Idempotency-Key", "in": "header", "required": False, "schema": KEY}
            headers.append(key)
        return headers

    def _query(self) -> list[Schema]:
        if not self.op.query:
            return []
        shape = self._shape(self.op.query)
        needed = shape.get("required", ())
        return [
            {"name": n, "in": "query", "required": n in needed, "schema": without_null(s)}
            for n, s in shape.get("properties", {}).items()
        ]

    def _responses(self) -> Schema:
        op = self.op
        no = {PROBLEM: {"schema": self.refs[(Problem, "serialization")]}}
        refused = {str(c): {"description": "Từ chối", "content": no} for c in self._codes()}
        also = {
            str(code): {
                "description": "Đã tiếp nhận",
                "content": {"application/json": {"schema": self.refs[(m, "serialization")]}},
            }
            for code, m in op.also.items()
        }
        done = self._thing(op.gives) if isinstance(op.gives, type) else self._bytes(op.gives)
        return {**done, **also, **refused}

    def _thing(self, shape: type[BaseModel]) -> Schema:
        done: Schema = {"description": "Đã thực hiện"}
        schema = self.refs[(shape, "serialization")]
        done["content"] = {"application/json": {"schema": schema}}
        if "version" in shape.model_fields:
            done["headers"] = ETAG
        return {str(self.op.status): done}

    def _bytes(self, media: str) -> Schema:
        """A file goes by ranges, and not at all where the caller has it (CONTRACT §2.4)."""
        content = {media: {"schema": {"type": "string", "format": "binary"}}}
        whole = {"description": "Toàn bộ tệp", "content": content, "headers": ETAG}
        part = {"description": "Một phần của tệp", "content": content, "headers": ETAG}
        return {"200": whole, "206": part, "304": {"description": "Không đổi", "headers": ETAG}}

    def _codes(self) -> list[int]:
        op = self.op
        codes = {400, *op.refuses}
        codes |= {401, 403} if not op.public else set()
        bodies = op.body or op.form or op.takes
        codes |= {415, 413} if bodies else set()
        codes |= {422} if bodies or op.query else set()
        codes |= {404} if "<" in op.rule else set()
        codes |= {412} if op.version else set()
        codes |= {428} if op.version == "required" else set()
        codes |= {409, 422} if op.method == "POST" else set()
        return sorted(codes)


def without_null(schema: Schema) -> Schema:
    """A form or a query has no null: what is not said is left out."""
    some = [s for s in schema.get("anyOf", ()) if s.get("type") != "null"]
    if len(some) != 1:
        return schema
    return {k: v for k, v in schema.items() if k not in ("anyOf", "default")} | some[0]
