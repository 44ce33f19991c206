"""What git keeps: templates without inline scripts, words in `_()`, no machine and no registry."""

import re

from tests.reading import templates, text, tracked


def test_no_template_has_an_inline_style_or_script() -> None:
    """The policy forbids them; a browser would drop them without a word."""
    for name in templates():
        page = text(name)
        assert not re.search(r"\sstyle\s*=", page), name
        assert not re.search(r"\son[a-z]+\s*=\s*[\"']", page), name
        assert not re.search(r"<script(?![^>]*\b(src|type=[\"']application/json))", page), name
        assert "|safe" not in page.replace(" ", ""), name


VIETNAMESE = re.compile(r"[à-öø-ỹđÀ-ÖØ-ỸĐ]")
WORDS = re.compile(r"\{[{%].*?[%}]\}|\{#.*?#\}|<[^>]*>", re.S)


def test_the_words_of_a_template_can_be_translated() -> None:
    """Whatever stands between the tags is in `_()`; a language is called by its own name."""
    for name in templates():
        bare = re.sub(r"\{%\s*trans.*?endtrans\s*%\}", "", text(name), flags=re.S)
        left = [w.strip() for w in WORDS.sub("\n", bare).splitlines() if VIETNAMESE.search(w)]
        assert set(left) <= {"Tiếng Việt"}, name


MACHINES = re.compile(
    r"(?<![\w.])/(?:root|work|home/[a-z]+)/\w|registry\.npmjs\.org|pypi\.org/simple"
    r"|files\.pythonhosted"
)
MAY_NAME_ONE = {"tests/test_what_we_keep.py": "this rule itself"}


def test_no_registry_and_no_machine_is_named_in_what_we_keep() -> None:
    for name in tracked():
        if name in MAY_NAME_ONE or name.endswith(
            (".png", ".jpg", ".pdf", ".ttf", ".woff2", ".p12")
        ):
            continue
        try:
            found = MACHINES.search(text(name))
        except UnicodeDecodeError:
            continue
        assert not found, f"{name}: {found and found[0]}"


def test_no_browser_waits_for_a_promise() -> None:
    """Playwright takes the promise itself for the yes: such a wait is over before it began."""
    for name in tracked():
        if name.startswith("tests/") and name.endswith(".py") and name not in MAY_NAME_ONE:
            assert not re.search(r"wait_for_function\(\s*f?\"+async", text(name)), name
