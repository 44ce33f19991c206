"""The doctor: is this installation fit to work? One line a check, for whoever looks after it."""

import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import bindparam, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

import signing
from server import room_left
from server.config import Settings
from server.demo import cast
from server.doctor.keys import unreached
from server.doctor.lines import (
    bucket_told,
    calls_told,
    certificate_told,
    clock_told,
    hour_told,
    lines_told,
    mail_told,
    messages_told,
    proxies_told,
    sign_on_told,
    signing_told,
)
from server.doctor.standby import standby_told
from server.office import cabinet_of
from server.papers.lasting_words import LACKS, OTHER
from server.press import Cabinet
from server.uploads.handed import libreoffice

TOP = Path(__file__).parents[2]
MIGRATIONS = TOP / "server" / "migrations"
FONTS = ("Tinos-Regular", "Tinos-Italic", "Tinos-Bold", "Tinos-BoldItalic")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SECRET = {".key", ".p12", ".pfx"}
"""Certificates, their lists and the log's public key are for everybody."""

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the examination."""

    name: str
    ok: bool
    words: str

    def __str__(self) -> str:
        return f"{'✓' if self.ok else '✗'} {self.name}: {self.words}"


def examine(settings: Settings, host: str = "127.0.0.1") -> list[Check]:
    """Every check, in the order in which one would repair; none of them changes anything."""
    return [check(settings, host) for check in CHECKS]


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server bound to `host`."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def demo_accounts(settings: Settings) -> Iterator[str]:
    """Accounts of the demo that still have its password, which everybody can read in the manual;
    one after the other: each takes as long to try as its holder's way in."""
    engine = create_engine(settings.database)
    people = text("SELECT account, password_hash FROM persons WHERE active AND account IN :demo")
    demo = [person.account for person in cast.PEOPLE]
    try:
        with engine.connect() as connection:
            asked = people.bindparams(bindparam("demo", demo, expanding=True))
            rows = connection.execute(asked).all()
    finally:
        engine.dispose()
    return (account for account, kept in rows if _is_demo(kept))


def _is_demo(kept: str) -> bool:
    try:
        return PasswordHasher().verify(kept, cast.PASSWORD)
    except (Argon2Error, InvalidHashError):
        return False


def _python(_settings: Settings, _host: str) -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= (3, 11), f"{version} (cần 3.11 trở lên)")


def _home(settings: Settings, _host: str) -> Check:
    home = _existing(settings.home.absolute())
    free = room_left.left(home)
    said = f"còn trống {room_left.words(free)} tại {home}"
    return Check("Dung lượng đĩa", not room_left.is_short(free), said)


def _store(settings: Settings, _host: str) -> Check:
    if not settings.storage.startswith("file:"):
        return Check("Kho tệp", *bucket_told(settings))
    folder = _existing(Path(settings.storage.removeprefix("file:")).absolute())
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Check("Kho tệp", True, f"ghi được tại {folder}")
    except OSError as wrong:
        return Check("Kho tệp", False, f"không ghi được tại {folder}: {wrong.strerror}")


def _database(settings: Settings, _host: str) -> Check:
    if settings.database.startswith("sqlite:///") and not _file(settings).exists():
        return Check("Cơ sở dữ liệu", False, "chưa được tạo: congso init")
    try:
        return _revision(settings)
    except SQLAlchemyError as wrong:
        return Check("Cơ sở dữ liệu", False, f"không mở được: {_first_line(wrong)}")


def _revision(settings: Settings) -> Check:
    engine = create_engine(settings.database)
    try:
        with engine.connect() as connection:
            here = set(MigrationContext.configure(connection).get_current_heads())
    finally:
        engine.dispose()
    head = set(ScriptDirectory(str(MIGRATIONS)).get_heads()) if MIGRATIONS.is_dir() else set()
    words = f"{engine.dialect.name}, phiên bản {', '.join(sorted(here)) or 'trống'}"
    return Check(
        "Cơ sở dữ liệu", here == head, words if here == head else f"{words}: congso migrate"
    )


def _keys(settings: Settings, _host: str) -> Check:
    keys = [path for path in settings.keys.rglob("*") if path.is_file()]
    if not keys:
        return Check("Khóa ký", False, f"chưa có tại {settings.keys}: congso init")
    secret = [path for path in keys if path.suffix in SECRET]
    seen = [path.name for path in secret if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if seen:
        return Check("Khóa ký", False, f"người khác đọc được: chmod 600 {', '.join(sorted(seen))}")
    return Check("Khóa ký", True, f"{len(keys)} tệp, chỉ chủ sở hữu đọc được")


def _devices(settings: Settings, _host: str) -> Check:
    """Tokens, HSMs and remote services that keys are registered in; nobody's PIN is asked."""
    name = "Thiết bị ký"
    if settings.database.startswith("sqlite:///") and not _file(settings).exists():
        return Check(name, True, "chưa có khóa nào được đăng ký")
    try:
        lost = [f"{whose}: {why}" for whose, why in unreached(settings)]
    except SQLAlchemyError:
        return Check(name, True, "chưa có khóa nào được đăng ký")
    return Check(name, not lost, " ".join(lost[:MOST_NAMED]) or "khóa nào cũng với tới được")


def _fonts(_settings: Settings, _host: str) -> Check:
    missing = [face for face in FONTS if not (TOP / "build" / "fonts" / f"{face}.ttf").is_file()]
    return Check(
        "Phông chữ", not missing, f"thiếu {', '.join(missing)}: make setup" if missing else "Tinos"
    )


def _pages(_settings: Settings, _host: str) -> Check:
    built = (TOP / "static" / "dist" / "manifest.json").is_file()
    return Check("Giao diện", built, "đã dựng" if built else "chưa dựng: make setup")


def _browser(_settings: Settings, _host: str) -> Check:
    """For the tests alone; its absence is no fault of the office."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Check(
        "Chromium (kiểm thử)", True, found or "không có; các kiểm thử trình duyệt sẽ bị bỏ qua"
    )


def _word_processor(_settings: Settings, _host: str) -> Check:
    """For drafts in DOCX alone: without it they are asked for as PDF."""
    found = libreoffice.program()
    return Check(
        "LibreOffice (dự thảo DOCX)",
        True,
        found
        or "không có; dự thảo chỉ nhận PDF: "
        "apt-get install -y --no-install-recommends libreoffice-writer",
    )


def _passwords(settings: Settings, host: str) -> Check:
    name = "Mật khẩu dùng thử"
    if is_loopback(host):
        return Check(name, True, f"máy chủ chỉ nghe tại {host}")
    try:
        known = list(demo_accounts(settings))
    except SQLAlchemyError:
        return Check(name, True, "chưa có tài khoản nào")
    if known:
        return Check(
            name, False, f"{len(known)} tài khoản còn mật khẩu dùng thử: {', '.join(known[:3])} …"
        )
    return Check(name, True, "không còn")


def _told(
    name: str, tell: Callable[[Settings], tuple[bool, str]]
) -> Callable[[Settings, str], Check]:
    return lambda settings, _host: Check(name, *tell(settings))


def _services(settings: Settings, _host: str) -> Check:
    """Whether stamps are to be had: one is asked for that nobody keeps."""
    name = "Dấu thời gian"
    if settings.tsa_url is None:
        return Check(name, True, "của chính máy chủ này (CONGSO_TSA_URL để trống)")
    try:
        outside = _cabinet(settings).outside
        signing.try_out(outside, signing.Trust.of(outside.trust))
    except signing.SealFailed as failure:
        return Check(name, False, f"{settings.tsa_url}: {LACKS.get(failure.reason, OTHER)}")
    return Check(name, True, f"qua {settings.tsa_url}")


def _revocation(settings: Settings, _host: str) -> Check:
    """Whether the standing of each certificate kept here can be known now (OCSP, CRL)."""
    name = "Tình trạng chứng thư"
    if settings.trust_dir is None:
        return Check(name, True, "chỉ tin gốc của chính máy chủ này (CONGSO_TRUST_DIR để trống)")
    if not settings.trust_dir.is_dir():
        return Check(name, False, f"không có thư mục {settings.trust_dir}")
    asked = _cabinet(settings).authority.standings()
    bad = [f"{who}: {LACKS.get(lacks, OTHER)}" for who, lacks in asked if lacks]
    return Check(name, not bad, "; ".join(bad) or f"hỏi được cho {len(asked)} chứng thư")


def _cabinet(settings: Settings) -> Cabinet:
    return cabinet_of(settings, TOP / "build" / "fonts")


def _file(settings: Settings) -> Path:
    return Path(settings.database.removeprefix("sqlite:///"))


def _existing(folder: Path) -> Path:
    """The folder, or what of its path is there already."""
    return next(filter(Path.is_dir, (folder, *folder.parents)))


def _first_line(wrong: Exception) -> str:
    return str(wrong).splitlines()[0]


CHECKS: tuple[Callable[[Settings, str], Check], ...] = (
    _python,
    _told("Giờ Hà Nội", hour_told),
    _told("Đồng hồ máy chủ", clock_told),
    _home,
    _store,
    _database,
    _told("Bản sao cho báo cáo", standby_told),
    _keys,
    _devices,
    _fonts,
    _pages,
    _browser,
    _word_processor,
    _passwords,
    _told("Máy chủ đứng trước (proxy)", proxies_told),
    _told("Đăng nhập một lần", sign_on_told),
    _services,
    _revocation,
    _told("Liên thông", lines_told),
    _told("Khóa liên thông", signing_told),
    _told("Chứng thư kết nối (TLS)", certificate_told),
    _told("Hội nghị truyền hình", calls_told),
    _told("Thư báo", mail_told),
    _told("Tin nhắn trực hỏa tốc", messages_told),
)
