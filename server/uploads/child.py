"""The child that looks at files: reads one from its parent, answers, waits for the next."""

import os
import sys
from typing import Any

from server.uploads import limits, wire
from server.uploads.tasks import TASKS, Done
from workflows.law import Refused


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
    """A foreign file may break its reader in any way; the reader's complaint goes to the log."""
    try:
        return TASKS[asked["task"]](data, asked)
    except Refused as no:
        return {"refused": no.reason}, []
    except (MemoryError, RecursionError) as no:
        return {"refused": "file_too_complex", "complaint": type(no).__name__, "worn": True}, []
    except Exception as no:
        return {"refused": "file_broken", "complaint": f"{type(no).__name__} in {_place(no)}"}, []


def _place(no: Exception) -> str:
    """Where it broke, without a word of the document."""
    trace = no.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"


if __name__ == "__main__":
    main()
