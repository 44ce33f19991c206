"""The child that looks at files: reads one from its parent, answers, waits for the next."""

import errno
import os
import sys
from types import TracebackType
from typing import Any

from server.uploads import limits, wire
from server.uploads.tasks import TASKS, Done
from workflows.law import Refused

LACKS = (ImportError, NameError, SystemError)
SLIPS = (AttributeError, TypeError, AssertionError)
"""Ours where our own code raised them; in a reader's, the file led it there."""

GROUND = (errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EIO, errno.ENOSPC, errno.EACCES)
"""What the machine lacks; a reader's `OSError` about a file has no number."""


def main() -> None:
    """Serve until the parent's end of the pipe closes: the child dies with its parent."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limits.restrain()
    wire.answer(answers, {"ready": True})
    for served in range(1, limits.TASKS + 1):
        task = wire.receive(sys.stdin.buffer)
        if task is None:
            return
        limits.begin(task[1]["task"])
        words, files = _judged(*task)
        limits.end()
        words["peak"] = limits.peak()
        is_worn = "worn" in words or words["peak"] > limits.WORN
        words["last"] = is_worn or served == limits.TASKS
        wire.answer(answers, words, files)
        if words["last"]:
            return


def _judged(data: bytes, asked: dict[str, Any]) -> Done:
    """A foreign file may break its reader in any way; the reader's complaint goes to the log. A
    fault of ours says nothing of the file."""
    try:
        return TASKS[asked["task"]](data, asked)
    except Refused as no:
        return {"refused": no.reason}, []
    except (MemoryError, RecursionError) as no:
        return {"refused": "file_too_complex", "complaint": type(no).__name__, "worn": True}, []
    except Exception as no:
        reason = "inspection_failed" if _is_ours(no) else "file_broken"
        return {"refused": reason, "complaint": f"{type(no).__name__} in {_place(no)}"}, []


def _is_ours(no: Exception) -> bool:
    lacks = isinstance(no, LACKS) or (isinstance(no, OSError) and no.errno in GROUND)
    trace = _innermost(no)
    where = trace.tb_frame.f_globals.get("__name__") if trace else None
    return lacks or (isinstance(no, SLIPS) and str(where).startswith("server."))


def _place(no: Exception) -> str:
    """Where it broke, without a word of the document."""
    trace = _innermost(no)
    return f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"


def _innermost(no: Exception) -> TracebackType | None:
    trace = no.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace


if __name__ == "__main__":
    main()
