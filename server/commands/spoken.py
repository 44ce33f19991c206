"""How a command ends: a refusal is one line on stderr in our words, a fault is kept in the home."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from server.faults import told

UNEXPECTED = 1


def spoken(act: Callable[[], object]) -> NoReturn:
    """Do it, and leave. No traceback ever reaches a terminal; a refusal is one line on stderr
    (CONTRACT §1)."""
    try:
        act()
    except click.ClickException as wrong:
        _leave(_misused(wrong), wrong.exit_code)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(UNEXPECTED)
    except Exception as wrong:
        _leave(_said(wrong), UNEXPECTED)
    sys.exit(0)


def _misused(wrong: click.ClickException) -> str:
    """What was typed wrongly, in our words where the library has its own."""
    match wrong:
        case click.MissingParameter(param=click.Parameter() as what):
            return f"Thiếu {what.human_readable_name}. Xem congso … --help."
        case click.NoSuchOption():
            return f"Không có tùy chọn {wrong.option_name}. Xem congso … --help."
        case click.NoSuchCommand():
            return f"Không có lệnh {wrong.command_name}. Xem congso --help."
        case click.BadParameter() | click.BadOptionUsage():
            return _unfit(wrong)
    return wrong.format_message()


def _unfit(wrong: click.BadParameter | click.BadOptionUsage) -> str:
    """A value that will not do, with what would; an act's own words stand as they are."""
    if isinstance(wrong, click.BadOptionUsage):
        return f"Tùy chọn {wrong.option_name} cần một giá trị. Xem congso … --help."
    if not isinstance(wrong.param, click.Parameter):
        return wrong.message
    return f"{_named(wrong.param)}: {_wanted(wrong.param.type)}. Xem congso … --help."


def _named(what: click.Parameter) -> str:
    return what.opts[0] if isinstance(what, click.Option) else what.human_readable_name


def _wanted(kind: click.ParamType) -> str:
    """What such a parameter may be."""
    match kind:
        case click.IntRange(min=int() as least, max=int() as most):
            return f"cần một số nguyên từ {least} đến {most}"
        case click.IntRange(min=int() as least):
            return f"cần một số nguyên từ {least} trở lên"
        case click.Choice():
            return f"chỉ nhận {', '.join(map(str, kind.choices))}"
        case click.DateTime():
            return "cần một ngày ghi như 2026-12-31"
        case click.Path():
            return "không có tệp hoặc thư mục này, hoặc không mở được"
    return "cần một số nguyên" if kind is click.INT else "giá trị không dùng được"


def _leave(words: str, code: int) -> NoReturn:
    click.echo(" ".join(words.split()), err=True)
    sys.exit(code)


def _said(wrong: Exception) -> str:
    """What a person reads of a fault, and where its details were kept."""
    kept = _keep(wrong)
    place = f" Chi tiết: {kept}" if kept else ""
    first = str(wrong).strip().splitlines()[:1]
    return f"Lỗi không lường trước: {type(wrong).__name__}: {''.join(first)}.{place}"


def _keep(wrong: Exception) -> Path | None:
    """The traceback goes into a home that is there already; a place is never made for it."""
    home = Path(os.environ.get("CONGSO_HOME") or "var")
    if not home.is_dir():
        return None
    place = home / "error.log"
    try:
        with place.open("a", encoding="utf-8") as out:
            out.write(told(wrong) + "\n\n")
    except OSError:
        return None
    return place
