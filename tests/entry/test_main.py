"""`congso …` ends as a shell expects: which fault gives which exit code and which one line."""

import errno
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from server import cli


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> Callable[..., tuple[int, str]]:
    """What `main` leaves behind when the command ends like this: code and words on stderr."""
    monkeypatch.setenv("CONGSO_HOME", str(tmp_path))

    def end(fault: BaseException | None) -> tuple[int, str]:
        def command(**_how: object) -> None:
            if fault is not None:
                raise fault

        monkeypatch.setattr(cli, "office", command)
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        assert said.out == "", "what goes wrong is never said on stdout"
        return int(left.value.code or 0), said.err

    return end


class Unfit(click.ClickException):
    exit_code = 3


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (None, 0, ""),
        (click.ClickException("Không có tài khoản này."), 1, "Không có tài khoản này.\n"),
        (click.UsageError("No such option: --x"), 2, "No such option: --x\n"),
        (click.NoSuchOption("--x"), 2, "Không có tùy chọn --x. Xem congso … --help.\n"),
        (click.NoSuchCommand("xem"), 2, "Không có lệnh xem. Xem congso --help.\n"),
        (click.MissingParameter(param=click.Argument(["files"])), 2,
         "Thiếu FILES. Xem congso … --help.\n"),
        (click.BadParameter("phải là số"), 2, "phải là số\n"),
        (click.BadOptionUsage("--port", "requires"), 2,
         "Tùy chọn --port cần một giá trị. Xem congso … --help.\n"),
        (Unfit("Một\nhai\n  ba"), 3, "Một hai ba\n"),
        (click.exceptions.Exit(0), 0, ""),
        (click.exceptions.Exit(4), 4, ""),
        (click.Abort(), 130, ""),
        (KeyboardInterrupt(), 130, ""),
    ],
)  # fmt: skip
def test_a_fault_has_its_exit_code_and_one_line(
    ends, fault: BaseException | None, code: int, words: str
) -> None:
    assert ends(fault) == (code, words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (click.IntRange(1, 65535), "cần một số nguyên từ 1 đến 65535"),
        (click.IntRange(min=1), "cần một số nguyên từ 1 trở lên"),
        (int, "cần một số nguyên"),
        (click.Choice(["in", "out"]), "chỉ nhận in, out"),
        (click.DateTime(["%Y-%m-%d"]), "cần một ngày ghi như 2026-12-31"),
        (click.Path(exists=True), "không có tệp hoặc thư mục này, hoặc không mở được"),
        (click.FLOAT, "giá trị không dùng được"),
    ],
)
def test_a_value_that_will_not_do_is_told_with_what_would(ends, kind, words: str) -> None:
    wrong = click.BadParameter("is no good", param=click.Option(["--port"], type=kind))
    assert ends(wrong) == (2, f"--port: {words}. Xem congso … --help.\n")
    wrong = click.BadParameter("is no good", param=click.Argument(["file"], type=kind))
    assert ends(wrong)[1].startswith(f"FILE: {words}")


@pytest.mark.parametrize(
    "fault",
    [ValueError("nhập sai\ndòng hai"), OSError(errno.ENOSPC, "No space left"), KeyError("x"),
     RecursionError(), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), MemoryError()],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip
def test_a_fault_of_ours_is_one_line_that_says_where_its_traceback_is(
    ends, fault: Exception, tmp_path: Path
) -> None:
    code, words = ends(fault)
    assert code == 1 and words.count("\n") == 1
    assert type(fault).__name__ in words and str(tmp_path / "error.log") in words
    assert "dòng hai" not in words
    kept = (tmp_path / "error.log").read_text()
    assert "server/commands/spoken.py" in kept and f"\n{type(fault).__name__}: " in kept


def test_a_second_fault_is_kept_beside_the_first(ends, tmp_path: Path) -> None:
    ends(ValueError("một"))
    ends(ValueError("hai"))
    kept = (tmp_path / "error.log").read_text()
    assert kept.index("ValueError: một") < kept.index("ValueError: hai")


def test_without_a_home_no_place_is_made_for_a_traceback(
    ends, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONGSO_HOME", str(tmp_path / "nowhere"))
    assert ends(ValueError("x")) == (1, "Lỗi không lường trước: ValueError: x.\n")
    assert not (tmp_path / "nowhere").exists()


def test_a_home_that_takes_no_file_hides_no_fault(ends, tmp_path: Path) -> None:
    (tmp_path / "error.log").mkdir()
    assert ends(ValueError("x")) == (1, "Lỗi không lường trước: ValueError: x.\n")


def test_every_command_of_the_table_can_be_loaded_and_has_its_help() -> None:
    context = click.Context(cli.office)
    assert set(cli.office.list_commands(context)) == set(cli.COMMANDS)
    for name in cli.COMMANDS:
        command = cli.office.get_command(context, name)
        assert command is not None and command.name == name
        assert command.get_short_help_str(), name


@pytest.mark.parametrize("name", ["", "Run", "runs", "../run", "ọc"])
def test_a_command_that_is_not_there_is_none(name: str) -> None:
    assert cli.office.get_command(click.Context(cli.office), name) is None
