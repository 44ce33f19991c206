"""The doctor: each ill is named in one line, with what helps."""

import shutil
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from argon2 import PasswordHasher
from moto import mock_aws
from sqlalchemy import create_engine, text

from server import doctor, room_left
from server.config import Settings
from server.demo.cast import PASSWORD
from signing import asking, fingerprint, make_request_key, revocation
from tests.issuer import issuer
from tests.office.duty.gateway import gateway
from tests.office.mail.postman import postman
from tests.signing.outside_world import World

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
MIGRATION = '''"""first"""
revision = "0001"
down_revision = None
'''


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house in which everything is built: one migration, four faces, the pages."""
    house = tmp_path / "house"
    for place in ("migrations/versions", "build/fonts", "static/dist"):
        (house / place).mkdir(parents=True)
    (house / "migrations/versions/0001_first.py").write_text(MIGRATION)
    for face in doctor.FONTS:
        (house / f"build/fonts/{face}.ttf").touch()
    (house / "static/dist/manifest.json").touch()
    monkeypatch.setattr(doctor, "TOP", house)
    monkeypatch.setattr(doctor, "MIGRATIONS", house / "migrations")
    return house


@pytest.fixture
def installed(settings: Settings) -> Settings:
    """An installation as `congso init` leaves it."""
    settings.keys.mkdir()
    (settings.keys / "chutich.p12").touch(mode=0o600)
    _say(settings, "CREATE TABLE alembic_version (version_num text)")
    _say(settings, "INSERT INTO alembic_version VALUES ('0001')")
    return settings


def _say(settings: Settings, command: str, **values: object) -> None:
    engine = create_engine(settings.database)
    with engine.begin() as connection:
        connection.execute(text(command), values)
    engine.dispose()


def _ills(settings: Settings, host: str = "127.0.0.1") -> dict[str, str]:
    return {check.name: check.words for check in doctor.examine(settings, host) if not check.ok}


def test_a_sound_office_has_a_tick_on_every_line(installed: Settings) -> None:
    lines = [str(check) for check in doctor.examine(installed)]
    assert [line for line in lines if not line.startswith("✓ ")] == []
    assert len(lines) == len(doctor.CHECKS)
    assert not any("\n" in line for line in lines)


def test_a_new_machine_is_told_to_begin_and_is_left_as_it_was(settings: Settings) -> None:
    ills = _ills(settings)
    assert set(ills) == {"Cơ sở dữ liệu", "Khóa ký"}
    assert all("congso init" in words for words in ills.values())
    assert [path.name for path in settings.home.iterdir()] == ["house"]


def test_a_database_behind_the_code_is_sent_to_migrate(installed: Settings) -> None:
    _say(installed, "UPDATE alembic_version SET version_num = '0000'")
    assert "congso migrate" in _ills(installed)["Cơ sở dữ liệu"]


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    away = Settings(home=tmp_path, database_url="postgresql://congso@127.0.0.1:1/huyen")
    assert _ills(away)["Cơ sở dữ liệu"].startswith("không mở được")


def test_a_key_that_others_can_read_is_named(installed: Settings) -> None:
    (installed.keys / "vanthu.p12").touch()
    (installed.keys / "vanthu.p12").chmod(0o640)
    assert _ills(installed)["Khóa ký"].endswith("chmod 600 vanthu.p12")


def test_a_store_that_cannot_be_written_is_said(
    installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", full)
    assert "No space left" in _ills(installed)["Kho tệp"]


def test_an_office_over_tls_says_whose_word_about_visitors_it_takes(installed: Settings) -> None:
    name, public = "Máy chủ đứng trước (proxy)", {"base_url": "https://congso.test"}
    assert "CONGSO_PROXIES" in _ills(installed.model_copy(update=public))[name]
    assert name not in _ills(installed.model_copy(update=public | {"proxies": "127.0.0.1"}))


def test_a_store_elsewhere_is_named_without_its_secrets(installed: Settings) -> None:
    away = installed.model_copy(update={"storage_url": "s3://congso/huyen?secret=abc"})
    (store,) = [check for check in doctor.examine(away) if check.name == "Kho tệp"]
    assert not store.ok
    assert "abc" not in store.words
    assert "s3://congso/huyen" in store.words


def test_a_folder_of_envelopes_can_be_written_and_nothing_in_it_was_refused(
    installed: Settings, tmp_path: Path
) -> None:
    led = installed.model_copy(update={"gateways": {"H56*": f"folder:{tmp_path / 'truc'}"}})
    assert "không thấy thư mục" in _ills(led)["Liên thông"]
    aside = tmp_path / "truc/den/.khong-nhan"
    aside.mkdir(parents=True)
    (line,) = [check for check in doctor.examine(led) if check.name == "Liên thông"]
    assert (line.ok, line.words) == (True, "H56*")
    for name in ("1-thu.xml", "1-thu.xml.txt"):
        (aside / name).touch()
    assert _ills(led)["Liên thông"].startswith("1 phong bì không nhận")


def test_a_signed_line_needs_a_key(installed: Settings) -> None:
    led = installed.model_copy(update={"gateways": {"H56*": "https://tinh.gov.vn"}})
    assert "H56*" in _ills(led)["Khóa liên thông"]
    public = make_request_key(installed.keys / "exchange.key")
    (line,) = [check for check in doctor.examine(led) if check.name == "Khóa liên thông"]
    assert line.ok and fingerprint(public)[:16] in line.words


def test_a_full_disk_is_said_before_it_is_full(
    installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 9, room_left.ROOMY - 1))
    assert "Dung lượng đĩa" in _ills(installed)


def test_what_was_not_built_is_sent_to_set_up(installed: Settings, house: Path) -> None:
    (house / "build/fonts/Tinos-Bold.ttf").unlink()
    (house / "static/dist/manifest.json").unlink()
    ills = _ills(installed)
    assert ills == {
        "Phông chữ": "thiếu Tinos-Bold: make setup",
        "Giao diện": "chưa dựng: make setup",
    }


def test_demo_passwords_are_a_fault_where_others_reach_the_server(installed: Settings) -> None:
    """Only the demo's people are asked, and a greeting only for the first: 84 took five seconds
    of each start, and a district that has no demo tried its first two hundred."""
    _say(installed, "CREATE TABLE persons (id int, account text, password_hash text, active bool)")
    people = [
        ("vanthu.huyen", QUICK.hash(PASSWORD), True),
        ("chutich.huyen", QUICK.hash("mật khẩu riêng"), True),
        ("truongphong.huyen", QUICK.hash(PASSWORD), False),
        ("lan.that", QUICK.hash(PASSWORD), True),
        ("chua.dat", "", True),
    ]
    add = "INSERT INTO persons VALUES (1, :account, :kept, :active)"
    for account, kept, active in people:
        _say(installed, add, account=account, kept=kept, active=active)
    assert list(doctor.demo_accounts(installed)) == ["vanthu.huyen"]
    assert "vanthu.huyen" in _ills(installed, "0.0.0.0")["Mật khẩu dùng thử"]
    assert _ills(installed, "127.0.0.1") == {}


@pytest.mark.parametrize(
    ("host", "ours_alone"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("10.0.0.5", False),
        ("huyen.example", False),
        ("", False),
    ],
)
def test_loopback_is_what_only_this_machine_reaches(host: str, ours_alone: bool) -> None:
    assert doctor.is_loopback(host) is ours_alone


def test_a_mail_server_is_asked_whether_it_takes_letters(installed: Settings) -> None:
    with postman() as server:
        there = {"smtp_url": server.url, "base_url": "https://congso.test"}
        checks = doctor.examine(installed.model_copy(update=there))
        (mail,) = [one for one in checks if one.name == "Thư báo"]
    assert (mail.ok, "cong-so@congso.test" in mail.words) == (True, True)
    gone = installed.model_copy(update=there)
    assert _ills(gone)["Thư báo"].endswith("không nhận: ConnectionRefusedError")
    nowhere = installed.model_copy(update=there | {"base_url": ""})
    assert "CONGSO_BASE_URL" in _ills(nowhere)["Thư báo"]


def test_a_bucket_that_does_not_open_is_named(installed: Settings, monkeypatch) -> None:
    name, there = "Kho tệp", {"storage_url": "s3://kho-tep/huyen?region=us-east-1"}
    for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(key, "thu")
    with mock_aws():
        assert "s3://kho-tep/huyen không mở được" in _ills(installed.model_copy(update=there))[name]
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="kho-tep")
        assert name not in _ills(installed.model_copy(update=there))
    odd = {"storage_url": "s3://kho-tep?khoa=1"}
    assert "no bucket" in _ills(installed.model_copy(update=odd))[name]


def test_an_issuer_of_single_sign_on_is_asked_who_he_is(installed: Settings) -> None:
    name = "Đăng nhập một lần"
    with issuer() as server:
        said = {"oidc_issuer": server.url, "oidc_client_id": "cong-so"}
        assert "CONGSO_BASE_URL" in _ills(installed.model_copy(update=said))[name]
        there = installed.model_copy(update=said | {"base_url": "https://congso.test"})
        (check,) = [one for one in doctor.examine(there) if one.name == name]
        assert check.ok
        assert "https://congso.test/login/oidc/back" in check.words
        server.named = "https://gia-danh.vn"
        assert _ills(there)[name].endswith("tự xưng là https://gia-danh.vn")
    assert "không trả lời đúng" in _ills(there)[name]


def test_who_takes_short_messages_is_asked_whether_he_is_there_and_gets_none(
    installed: Settings,
) -> None:
    with gateway() as server:
        there = installed.model_copy(update={"sms_url": server.url})
        assert "Tin nhắn trực hỏa tốc" not in _ills(there)
        assert server.tokens == []
    said = _ills(there)["Tin nhắn trực hỏa tốc"]
    assert said.endswith("không nhận: ConnectionRefusedError")


def test_a_device_or_a_service_that_cannot_be_reached_is_named_with_its_owner(installed, tmp_path):
    _say(installed, "CREATE TABLE persons (seal text, full_name text, active boolean)")
    _say(installed, "CREATE TABLE agencies (seal text, name text)")
    file = installed.keys / "chutich.p12"
    keys = {
        "Minh": f"pkcs12:{file}",
        "Hoa": f"agent:{'0' * 64}",
        "Nam": f"csc:{tmp_path / 'khong.json'}#nam",
        "Lan": f"pkcs11:token=Lan;object=khoa?module-path={tmp_path / 'khong.so'}",
    }
    for name, seal in keys.items():
        _say(installed, "INSERT INTO persons VALUES (:seal, :name, 1)", seal=seal, name=name)
    _say(installed, "INSERT INTO agencies VALUES ('pkcs12:/khong/huyen.p12', 'UBND huyện')")
    said = _ills(installed)["Thiết bị ký"]
    assert "Nam (csc): Chưa khai báo dịch vụ ký số từ xa" in said
    assert "Lan (pkcs11): Máy chủ không nạp được thư viện PKCS#11" in said
    assert "UBND huyện (pkcs12)" in said
    assert "Minh" not in said and "Hoa" not in said


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = World()
    opened.trust = opened.pki.believed(tmp_path / "trust")
    asking.forget_failures()
    revocation.forget_answers()
    yield opened
    opened.close()


def _outside(settings: Settings, world: World) -> Settings:
    given = {"tsa_url": f"{world.base}/tsa", "trust_dir": world.trust}
    return settings.model_copy(update=given)


def test_services_that_answer_are_no_ill(installed: Settings, world: World) -> None:
    assert not {"Dấu thời gian", "Tình trạng chứng thư"} & _ills(_outside(installed, world)).keys()


def test_a_stamping_service_that_lies_and_lists_that_are_away_are_named(
    installed: Settings, world: World
) -> None:
    world.tsa, world.crl = "clock", "down"
    ills = _ills(_outside(installed, world))
    assert "lệch quá 5 phút" in ills["Dấu thời gian"]
    assert "CA outside: chưa lấy được tình trạng thu hồi" in ills["Tình trạng chứng thư"]
