"""What may be told of an error to somebody who may read no document (DESIGN §9).

Its kind, its places and the first line of its message: below that line libraries put a statement's
values, the row that was in the way, what was typed; and in a frame's variables stands a PIN.
"""

import traceback
from collections.abc import Iterator


def told(wrong: BaseException) -> str:
    """An error, what it came from before it; where each happened, and no values."""
    return "\n".join(_one(each) for each in reversed(list(chain(wrong))))


def _one(wrong: BaseException) -> str:
    places = [
        f"  {place.filename}:{place.lineno} {place.name}"
        for place in traceback.extract_tb(wrong.__traceback__)
    ]
    first = str(wrong).partition("\n")[0]
    return "\n".join([*places, f"{type(wrong).__qualname__}: {first}"])


def chain(wrong: BaseException) -> Iterator[BaseException]:
    """The error and its causes, newest first; a cause that was hidden on purpose stays so."""
    seen: set[int] = set()
    cause: BaseException | None = wrong
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
