"""What every template keeps to, read as text: the strict policy, sizes, words beside colours."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.look import preview

HOUSE = Path(__file__).parents[2]
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
MODULES = sorted((HOUSE / "static/src").rglob("*.*"))
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*="),
    "an inline handler": re.compile(r"\son[a-z]+\s*=", re.I),
    "htmx's inline handler": re.compile(r"\shx-on[:-]"),
    "a script of its own": re.compile(r"<script(?! type=\"application/json\")(?![^>]*\ssrc=)"),
    "a javascript address": re.compile(r"javascript:", re.I),
    "an evaluated value": re.compile(r"hx-vals=['\"]js:"),
}
VIETNAMESE = re.compile(
    r"[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]", re.I
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_needs_more_than_the_strict_policy(template: Path, what: str) -> None:
    assert not FORBIDDEN[what].search(template.read_text()), what


@pytest.mark.parametrize("name", preview.PAGES)
def test_every_page_is_drawn_and_needs_no_more_either(office: Flask, name: str) -> None:
    with office.test_request_context("/"):
        drawn = preview.render(name)
    assert [what for what, mark in FORBIDDEN.items() if mark.search(drawn)] == []
    assert drawn.count("<main") == 1
    assert drawn.count("<h1") == 1
    assert re.search(r"<title>\S[^<]* · Công Sở</title>", drawn)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_word_can_be_translated(template: Path) -> None:
    """Vietnamese words stand only inside _(…), counted(…): an English catalogue must reach all."""
    text = re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.S)
    text = re.sub(r"(?:_|\bcounted)\(\s*(\"[^\"]*\"|'[^']*')", "", text)
    assert VIETNAMESE.findall(text.replace("Tiếng Việt", "")) == []


def test_fifty_papers_stay_within_25_kb(office: Flask) -> None:
    with office.test_request_context("/"):
        drawn = preview.render("incoming-list")
    assert drawn.count('href="/incoming/') == 50
    assert len(drawn.encode()) <= 25 * 1024


@pytest.mark.parametrize("colour", ["red", "yellow", "green", "grey", "blue", "purple"])
def test_a_deadline_never_speaks_by_colour_alone(office: Flask, colour: str) -> None:
    with office.test_request_context("/"):
        drawn = preview.render("incoming-list")
    chips = re.findall(rf'class="du {colour}">([^<]*)<', drawn)
    assert chips
    assert all(words.strip() for words in chips)
    style = (HOUSE / "static/src/css/icons.css").read_text()
    assert re.search(rf"\.du\.{colour}\b[^{{]*{{ --ic: url", style), "its icon"


@pytest.mark.parametrize("name", ["verify-unsure", "verify-invalid"])
def test_the_verifier_is_green_only_when_every_signature_holds(office: Flask, name: str) -> None:
    with office.test_request_context("/"):
        assert 'class="verdict valid"' in preview.render("verify-valid")
        assert 'class="verdict valid' not in preview.render(name)


def test_a_pin_or_password_is_never_written_back(office: Flask) -> None:
    with office.test_request_context("/"):
        pages = [preview.render(name) for name in ("sign-wrong", "login-error")]
    fields = [
        one for page in pages for one in re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
    ]
    assert len(fields) == 2
    assert not [one for one in fields if "value=" in one]


@pytest.mark.parametrize(
    "name", ["incoming", "sign", "confirm", "edit", "form", "login", "choose-post"]
)
def test_every_form_that_writes_carries_the_key_of_the_door(office: Flask, name: str) -> None:
    with office.test_request_context("/"):
        forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", preview.render(name), re.S)
    assert forms
    assert all('name="csrf_token"' in form for form in forms)


def test_an_act_carries_the_version_seen_and_its_mark(office: Flask) -> None:
    with office.test_request_context("/"):
        forms = re.findall(r"<form[^>]*data-form=.*?</form>", preview.render("incoming"), re.S)
    assert len(forms) == 4
    assert all('name="version" value="3"' in form and 'name="op_id"' in form for form in forms)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_every_module_says_in_one_line_what_it_is_for(module: Path) -> None:
    lines = module.read_text().splitlines()
    assert lines[0].startswith(("// ", "/* ", "<!-- "))
    assert len(lines) <= 300


@pytest.mark.parametrize(("name", "kib"), [("app.js", 45), ("office.css", 32), ("boot.js", 1)])
def test_the_first_visit_stays_affordable(name: str, kib: int) -> None:
    """FRONTEND.md §2: what a phone on a slow line must fetch, pressed with brotli."""
    built = json.loads((HOUSE / "static/dist/manifest.json").read_text())
    assert (HOUSE / f"static/dist/{built[name]}.br").stat().st_size <= kib * 1024
