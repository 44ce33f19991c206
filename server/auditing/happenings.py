"""What the log can tell of, in words: three hundred kinds of entry, found by a few letters.

A choice of all of them was half of the page (33 KB, DESIGN §8); nobody reads such a list either.
"""

from collections.abc import Mapping

from server.audit.kinds import KINDS
from server.words import fold, sort_key
from server.words_of import casefiles, meetings, tasks
from server.words_of.law import STEPS, step_word

STEPS_OF = {
    "outgoing": STEPS,
    "meetings": meetings.STEPS,
    "tasks": tasks.STEPS,
    "casefiles": casefiles.STEPS,
}
"""What is taken in each room; incoming and outgoing documents share their words."""
MOST = 20


def event_word(event: str, subject: str = "") -> str:
    """A step is called as its room calls it, all else as the table of kinds does."""
    kind = KINDS.get(event)
    return str(kind.words) if kind else step_word(subject.partition("/")[0], event)


def events() -> dict[str, str]:
    """Everything that the log can hold, by code; a step with its room before it, for what is begun
    in one room is called otherwise in another (`outgoing:create`, `meetings:create`)."""
    steps = {
        f"{room}:{name}": step_word(room, name)
        for room, words in STEPS_OF.items()
        for name in words
        if name not in KINDS
    }
    return {name: event_word(name) for name in KINDS} | steps


def called(code: str) -> str:
    """The first that is called so in any room; itself where none is."""
    return next((said for one, said in events().items() if code == one.rpartition(":")[2]), code)


def meant(words: str) -> dict[str, str]:
    """The kinds that these words mean, by code: one called just so, or all that have the words."""
    known = events()
    alone = called(words)
    if alone != words:
        return {words: alone}
    keys = {code: fold(said) for code, said in known.items()}
    wanted = fold(words)
    whole = [code for code, key in keys.items() if key == wanted]
    have = [code for code, key in keys.items() if all(one in key for one in wanted.split())]
    return {code: known[code] for code in whole or have}


def offered(words: str) -> list[str]:
    """What one may have begun to type, each once, in the order of a dictionary."""
    return sorted({*meant(words).values()}, key=sort_key)[:MOST]


def by_codes(asked: Mapping[str, str]) -> dict[str, str]:
    """The same conditions with the codes of what happened, as the log is asked for them."""
    if "event" not in asked:
        return dict(asked)
    return {**asked, "event": ",".join(meant(asked["event"])) or asked["event"]}
