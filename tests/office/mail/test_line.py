"""The way to the mail server: what the setting says, and that no password goes in the open."""

import smtplib

import pytest

from server.config import Settings, SettingsError, load
from server.mail import line
from server.mailbox import Mailbox, mailbox_of
from tests.office.mail.postman import postman


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "tls"),
    [
        ("smtp://thu.coquan.vn", "thu.coquan.vn", 25, "", "", False),
        ("smtp://lan:a%40b%2Fc@thu.coquan.vn", "thu.coquan.vn", 587, "lan", "a@b/c", False),
        ("smtps://lan:x@thu.coquan.vn", "thu.coquan.vn", 465, "lan", "x", True),
        ("smtp://thu.coquan.vn:2525/", "thu.coquan.vn", 2525, "", "", False),
    ],
)
def test_the_setting_says_all(tmp_path, url, host, port, user, password, tls):
    mailbox = mailbox_of(Settings(home=tmp_path, smtp_url=url, base_url="https://huyen.vn"))
    assert mailbox == Mailbox(host, port, user, password, tls, "cong-so@huyen.vn")


@pytest.mark.parametrize(
    "url", ["thu.coquan.vn", "http://thu", "smtp://", "smtp://a b", "smtp://a:x"]
)
def test_what_is_no_mail_server_stops_the_start(monkeypatch, url):
    monkeypatch.setenv("CONGSO_SMTP_URL", url)
    with pytest.raises(SettingsError, match="CONGSO_SMTP_URL"):
        load()


def test_a_password_never_leaves_this_machine_unencrypted(monkeypatch):
    with postman() as server:
        port = server.server_address[1]
        monkeypatch.setattr(line, "_dialled", lambda *_: smtplib.SMTP("127.0.0.1", port))
        away = Mailbox("thu.coquan.vn", port, "lan", "x", False, "a@b.vn")
        with pytest.raises(line.NotSecret), line.opened(away):
            pass
