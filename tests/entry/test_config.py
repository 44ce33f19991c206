"""Settings: what is said is heard, and what is said wrongly is not passed over in silence."""

import os
from pathlib import Path

import pytest

from server import config


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CONGSO_"):
            monkeypatch.delenv(name)


def test_without_a_word_everything_is_in_one_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = config.load()
    assert settings.database == f"sqlite:///{tmp_path}/var/office.db"
    assert settings.storage == f"file:{tmp_path}/var/store"
    assert settings.keys == tmp_path / "var/keys"
    assert settings.bell == tmp_path / "var/jobs.db"
    assert settings.redis_url is None


def test_a_district_says_where_its_things_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGSO_DATABASE_URL", "postgresql://congso@db/huyen")
    monkeypatch.setenv("CONGSO_REDIS_URL", "redis://db/0")
    monkeypatch.setenv("CONGSO_STORAGE_URL", "file:/srv/congso")
    settings = config.load()
    assert settings.database == "postgresql+psycopg://congso@db/huyen"
    assert (settings.redis_url, settings.storage) == ("redis://db/0", "file:/srv/congso")


def test_an_empty_setting_is_one_that_was_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGSO_REDIS_URL", "")
    assert config.load().redis_url is None


def test_a_misspelt_setting_is_refused_with_the_nearest_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONGSO_DATABSE_URL", "postgresql://db/huyen")
    with pytest.raises(config.SettingsError, match=r"CONGSO_DATABSE_URL.*CONGSO_DATABASE_URL\?"):
        config.load()


def test_proxies_are_addresses_or_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGSO_PROXIES", "127.0.0.1, 10.9.0.0/16")
    assert [str(one) for one in config.load().proxy_networks] == ["127.0.0.1/32", "10.9.0.0/16"]
    monkeypatch.setenv("CONGSO_PROXIES", "nginx")
    with pytest.raises(config.SettingsError, match="^CONGSO_PROXIES: "):
        config.load()


@pytest.mark.parametrize("address", ["congso.example", "ftp://congso.example", "https://a.vn/"])
def test_a_setting_that_cannot_be_used_is_named(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGSO_BASE_URL", address)
    with pytest.raises(config.SettingsError, match="^CONGSO_BASE_URL: "):
        config.load()


def test_what_the_test_suite_reads_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGSO_TEST_REDIS_URL", "redis://db/0")
    monkeypatch.setenv("CONGSO_CHROMIUM", "/usr/bin/chromium")
    assert config.load() == config.Settings()


def test_every_setting_has_its_sentence() -> None:
    for name, field in config.Settings.model_fields.items():
        assert (field.description or "").endswith("."), name


def test_a_password_for_time_stamps_comes_from_a_file_that_nobody_else_reads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "tsa"
    kept.write_text("bí mật\n")
    kept.chmod(0o644)
    monkeypatch.setenv("CONGSO_TSA_SECRET_FILE", str(kept))
    with pytest.raises(config.SettingsError, match="chmod 600"):
        config.load()
    kept.chmod(0o600)
    assert config.load().tsa_password == "bí mật"
    assert "bí mật" not in repr(config.load())


JITSI = {"URL": "https://hop.tinh.vn", "KEY": "congso", "SECRET": "bi mat"}


@pytest.mark.parametrize("lacking", JITSI)
def test_an_engine_of_calls_is_named_with_all_that_drives_it(
    monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    monkeypatch.setenv("CONGSO_CALL_KIND", "jitsi")
    for name, value in JITSI.items():
        monkeypatch.setenv(f"CONGSO_CALL_{name}", value)
    assert config.load().call_kind == "jitsi"
    monkeypatch.delenv(f"CONGSO_CALL_{lacking}")
    with pytest.raises(config.SettingsError, match=f"CALL_KIND: .*CONGSO_CALL_{lacking}$"):
        config.load()


def test_an_engine_is_driven_over_https_and_a_call_is_dialled_by_what_rooms_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONGSO_CALL_URL", "sip:hop@mcu.tinh.vn")
    assert config.load().call_url == "sip:hop@mcu.tinh.vn"
    monkeypatch.setenv("CONGSO_CALL_KIND", "bbb")
    monkeypatch.setenv("CONGSO_CALL_SECRET", "bi mat")
    with pytest.raises(config.SettingsError, match="CONGSO_CALL_URL$"):
        config.load()
    monkeypatch.setenv("CONGSO_CALL_URL", "javascript:alert(1)")
    with pytest.raises(config.SettingsError, match="^CONGSO_CALL_URL"):
        config.load()


def test_bigbluebutton_needs_no_name_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGSO_CALL_KIND", "bbb")
    monkeypatch.setenv("CONGSO_CALL_URL", "https://hop.tinh.vn/bigbluebutton")
    with pytest.raises(config.SettingsError, match="CONGSO_CALL_SECRET"):
        config.load()
    monkeypatch.setenv("CONGSO_CALL_SECRET", "bi mat")
    assert config.load().call_kind == "bbb"
