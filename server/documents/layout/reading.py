"""A file handed in is judged in a child that may fall, answered for, and forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.uploads import ask
from workflows.layout import Finding, Fix, Place, Result, Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdicts on a file, its pages as pictures and their sizes in points."""

    results: tuple[Result, ...]
    pictures: tuple[bytes, ...]
    sizes: tuple[tuple[float, float], ...]
    media_type: str = "image/jpeg"


def check_file(data: bytes, name: str) -> Checked:
    """Every rule on this PDF or DOCX, or `Refused` as for any upload."""
    words = ask(data, name, "layout")
    told = words["layout"]
    return Checked(
        tuple(result_of(one) for one in told["results"]),
        tuple(words.get("files", ())),
        tuple((width, height) for width, height in told["sizes"]),
    )


def result_of(told: Mapping[str, Any]) -> Result:
    """What a child told of one rule."""
    found = tuple(_finding(one) for one in told["findings"])
    return Result(told["rule"], Verdict(told["verdict"]), found, told["note"])


def _finding(told: Mapping[str, Any]) -> Finding:
    at, fix = told["at"], told["fix"]
    box = tuple(at["box"]) if at["box"] else None
    place = Place(**{**at, "box": box})
    return Finding(**{**told, "at": place, "fix": Fix(**fix) if fix else None})
