"""What the build made goes out packed: a commune waits for each byte (LIVE §3.2)."""

import gzip
import re

from server.app import ROOT


def _style(client):
    return re.findall(r'href="(/static/dist/office-\w+\.css)"', client.get("/login").text)[0]


def test_a_file_goes_out_as_the_build_packed_it(one_app):
    client = one_app.test_client()
    style = _style(client)
    plain = client.get(style)
    packed = client.get(style, headers={"Accept-Encoding": "gzip, deflate"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data and "Content-Encoding" not in plain.headers
    assert packed.mimetype == plain.mimetype == "text/css"
    assert (
        "Accept-Encoding" in packed.headers["Vary"]
        and "immutable" in packed.headers["Cache-Control"]
    )
    by_https = client.get(style, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert by_https.headers["Content-Encoding"] == "br"
    assert by_https.data == (ROOT / f"{style[1:]}.br").read_bytes()
    assert len(by_https.data) < len(packed.data) < len(plain.data) / 4
    etags = {one.headers["ETag"] for one in (plain, packed, by_https)}
    assert len(etags) == 3, "no cache takes one for the other"


def test_a_part_of_a_file_is_a_part_of_its_own_bytes(one_app):
    client = one_app.test_client()
    style = _style(client)
    part = client.get(style, headers={"Accept-Encoding": "br", "Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (206, client.get(style).data[:10])
    assert client.get("/static/../server/app.py").status_code == 404
    assert client.get("/static/nothing.css", headers={"Accept-Encoding": "br"}).status_code == 404
