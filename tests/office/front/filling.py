"""A form as somebody fills it in: what stands there, one entry spoilt, and what came back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from server.clock import dt, today
from server.demo.cast import PASSWORD, PIN

DAY = f"{today() + dt.timedelta(days=6):%d/%m/%Y}"
WORDS = "Lời ghi thử ở ô “{}” & <b>"
USUAL = {
    "pin": PIN, "old": PASSWORD, "password": "hoa sen tháng sáu nở", "new": "hoa sen tháng sáu nở",
    "again": "hoa sen tháng sáu nở", "number": "12", "notation": "UBND-VP", "account": "vinh.huyen",
    "new_pin": "975310", "pin_again": "975310",
    "code": "vinh", "organ_id": "H56.99", "email": "vinh@xa.vn", "series": "CHUNG", "copies": "2",
    "year": f"{today().year}", "due_days": "5", "abbreviation": "VP",
}  # fmt: skip
"""What is typed where an entry wants a form of its own; elsewhere it is `WORDS`."""
SPOILT = {
    "date": "31/02/2026", "select": "khong-co", "multiselect": "khong-co", "number": "nhiều",
    "password": "sai", "text": "dài " * 600, "email": "dài " * 600, "textarea": "dài " * 6000,
}  # fmt: skip
"""What no entry of the kind takes; a box that is ticked is never wrong."""
WRITTEN = ("date", "text", "email", "textarea")
SECRET = ("password", "file")
CONTROLS = ("input", "textarea", "select", "fieldset")


@dataclass(frozen=True)
class Entry:
    """One control: its kind as the house names it, what stands in it, what may be chosen."""

    id: str
    name: str
    kind: str
    required: bool
    values: list[str]
    options: list[str]

    @property
    def looked_up(self) -> bool:
        """Found in the directory: it offers nothing by itself."""
        return self.name.endswith(".typed") or ("select" in self.kind and not any(self.options))

    @property
    def usual(self) -> list[str]:
        """What stands there, or what somebody would fill in."""
        if any(self.values) or self.kind in ("checkbox", "file") or self.looked_up:
            return self.values
        if self.options:
            return [one for one in self.options if one][:1]
        typed = DAY if self.kind == "date" else USUAL.get(self.name, WORDS.format(self.name))
        return [typed]


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, its key, its entries, and what it says of each."""

    action: str
    key: str
    entries: list[Entry]
    said: dict[str, str]

    def filled(self) -> dict[str, list[str]]:
        return {one.name: one.usual for one in self.entries if one.kind != "file"}

    def stands(self) -> dict[str, list[str]]:
        return {one.name: one.values for one in self.entries if one.kind not in SECRET}


def forms_on(page: str) -> Iterator[Form]:
    """The forms of a page that write something."""
    whole = html.fromstring(page)
    above = {
        link.get("href").removeprefix("#"): link.text_content()
        for link in whole.xpath("//div[@class='errors']//a[@href]")
    }
    for form in whole.forms:
        if form.method == "POST":
            entries = [
                one
                for tag in form.iter("input", "textarea", "select", "fieldset")
                if (one := _entry(tag))
            ]
            key = next(iter(form.xpath(".//input[@name='csrf_token']/@value")), "")
            said = {
                error.get("id").removesuffix("-error"): error.text_content()
                for error in form.find_class("error")
            }
            yield Form(form.action or "", key, entries, above | said)


def _listed(box: Any) -> Entry:
    """Boxes to tick under one name, of which at least one is wanted."""
    ticks = box.xpath(".//input")
    values = [one.get("value") for one in ticks if "checked" in one.attrib]
    options = [one.get("value") for one in ticks]
    name = ticks[0].get("name")
    return Entry(box.get("id"), name, "multiselect", True, values, options)


def _entry(tag: Any) -> Entry | None:
    if tag.tag == "fieldset":
        return _listed(tag) if "listed" in tag.classes else None
    if tag.xpath("ancestor::fieldset[contains(@class, 'listed')]"):
        return None
    name, given = tag.get("name"), tag.get("type", "text")
    if not name or given == "hidden":
        return None
    kind = {"select": "multiselect" if tag.get("multiple") is not None else "select"}.get(
        tag.tag, "textarea" if tag.tag == "textarea" else given
    )
    if "date" in tag.getparent().classes:
        kind = "date"
    options = [one.get("value", "") for one in tag.iter("option")]
    how = {"required": tag.get("required") is not None, "options": options}
    where = tag.get("id", "").removesuffix("-plain")
    return Entry(id=where, name=name, kind=kind, values=_values(tag, kind), **how)


def _values(tag: Any, kind: str) -> list[str]:
    """What a browser would send of it."""
    if kind in ("select", "multiselect"):
        chosen = [one.get("value", "") for one in tag.iter("option") if "selected" in one.attrib]
        return chosen or ([] if kind == "multiselect" else [tag.xpath("string(.//option/@value)")])
    if kind == "checkbox":
        return [tag.get("value", "on")] if "checked" in tag.attrib else []
    if kind == "textarea":
        return [(tag.text or "").removeprefix("\n")]
    return [tag.get("value", "")]
