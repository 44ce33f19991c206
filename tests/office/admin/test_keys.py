"""Kiên registers keys: where each lies, and whose certificate it must show (SIG-02, SIG-04)."""

import json
from dataclasses import replace

import pytest

from server.admin.keys import registering as keys
from server.admin.keys import views as key_views
from server.admin.keys.registering import NewKey
from server.admin.organisation import places
from server.audit.models import LedgerEvent
from server.database import db
from server.office import office
from server.org.models import Agency, Person
from server.signatures.keys import key_of
from signing import issue
from tests.cast import Cast
from tests.office.admin.desk import actor, kien, last_change, person, position, why
from tests.office.outcome import says
from tests.office.signing.keys import demo_key, made_by_itself, pem_of

MINH = "chutich.huyen"
TOKEN = "token=Minh;object=khoa?module-path=/opt/khoa.so"


@pytest.fixture
def cast(one_cast) -> Cast:
    return one_cast


@pytest.fixture
def pem(cast) -> str:
    return pem_of(demo_key(cast))


@pytest.fixture
def allowed(cast, monkeypatch):
    here = replace(office(), pkcs11_modules=("/opt/khoa.so",))
    monkeypatch.setattr(keys, "office", lambda: here)


def register(account=MINH, **said):
    keys.register_persons(kien(), account, NewKey(**said))


def test_a_key_is_registered_with_its_certificate_in_history_and_ledger(pem):
    before = person(MINH).seal
    register(kind="agent", certificate=pem)
    key = key_of(person(MINH))
    assert key.address == f"agent:{key.owner.certificate}"
    change = last_change()
    assert (change.act, change.by_account) == ("key_changed", "quantri")
    assert change.before["key"] == before
    assert change.after == {"key": key.address, "certificate": key.owner.certificate}
    event = db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first()
    said = json.loads(event.content)
    assert said["certificate"] == key.owner.certificate
    assert "key_changed" in event.content and "Minh" not in event.content


def test_a_key_is_taken_off(pem):
    register(kind="agent", certificate=pem)
    register(kind="")
    assert (person(MINH).seal, person(MINH).certificate) == ("", "")
    assert last_change().words == f"Gỡ khóa ký của {MINH}"


def test_an_agencys_key_is_registered_too(cast):
    agency_id = cast.lan.actor.agency_id
    new = NewKey(kind="agent", certificate=pem_of(demo_key(cast, "huyen")))
    keys.register_agencys(kien(), agency_id, new)
    assert db.session.get_one(Agency, agency_id).seal.startswith("agent:")
    assert last_change().subject == f"agency/{agency_id}"
    assert why(keys.register_agencys, kien(), 999_999, new) == "no_such_row"


def test_only_an_administrator_registers(pem):
    new = NewKey(kind="agent", certificate=pem)
    assert why(keys.register_persons, actor(MINH), MINH, new) == "not_allowed"
    assert why(keys.register_agencys, actor(MINH), 1, new) == "not_allowed"


def test_a_certificate_in_another_name_needs_its_reason(cast, pem):
    new = {"account": "phochutich.huyen", "kind": "agent", "certificate": pem}
    assert why(register, **new) == "certificate_bears_another_name"
    assert why(register, **new, reason="vì thế") == "certificate_bears_another_name"
    register(**new, reason="Chứng thư cấp trước khi đổi họ tên")
    assert last_change().words.endswith("đổi họ tên")


def test_what_is_no_certificate_of_a_signer_is_not_registered(cast):
    ca = (office().cabinet.keys / "ca.pem").read_text()
    assert why(register, kind="agent") == "bad_certificate"
    assert why(register, kind="agent", certificate="x") == "bad_certificate"
    assert why(register, kind="agent", certificate=ca) == "certificate_for_other_use"
    itself = made_by_itself(person(MINH).full_name)
    assert why(register, kind="agent", certificate=itself) == "certificate_untrusted"


def test_a_file_is_registered_where_the_office_keeps_such_files(cast):
    folder = office().cabinet.keys
    issue(folder, "moi", person(MINH).full_name, "X", "246810")
    given = (folder / "issued" / "moi.pem").read_text()
    register(kind="pkcs12", place="moi.p12", certificate=given)
    assert person(MINH).seal == f"pkcs12:{folder / 'moi.p12'}"
    for place in ("khong.p12", "../secret", "/etc/passwd", ""):
        no = why(register, kind="pkcs12", place=place, certificate=given)
        assert no == "no_such_key_file"


def test_a_token_is_registered_in_a_library_that_the_server_allows(pem, allowed):
    register(kind="pkcs11", place=TOKEN, certificate=pem)
    assert person(MINH).seal == f"pkcs11:{TOKEN}"
    other = TOKEN.replace("/opt", "/tmp")
    assert why(register, kind="pkcs11", place=other, certificate=pem) == "module_not_allowed"


def test_a_remote_key_is_registered_at_a_service_that_is_set_up(pem):
    folder = office().services
    folder.mkdir()
    (folder / "vnpt.json").write_text("{}")
    register(kind="csc", place="vnpt#minh", certificate=pem)
    assert person(MINH).seal == f"csc:{folder / 'vnpt.json'}#minh"
    assert why(register, kind="csc", place="vnpt", certificate=pem) == "bad_address"
    assert why(register, kind="csc", place="khac#minh", certificate=pem) == "no_such_key_file"


def test_a_kind_that_is_none_is_told(pem):
    assert why(register, kind="fax", certificate=pem) == "bad_address"


def test_who_may_demand_a_kind_of_key_of_a_post(cast):
    post = position(MINH)
    demand = places.demand_key
    assert why(demand, actor(MINH), post.id, wanted="pkcs11") == "not_allowed"
    assert why(demand, kien(), 999_999, wanted="pkcs11") == "no_such_row"
    assert why(demand, kien(), post.id, wanted="fax") == "no_such_row"
    demand(kien(), post.id, wanted="pkcs11")
    assert last_change().act == "key_kind_demanded"
    demand(kien(), post.id, wanted="")
    assert last_change().act == "key_kind_waived"


def test_the_pages_show_keys_and_take_them(cast, pem):
    browser = cast.kien.browser()
    assert "Ủy ban nhân dân huyện" in browser.get("/people/keys").text
    assert cast.minh.actor.name in browser.get("/people/keys?q=minh").text
    sent(browser, f"/people/{MINH}", "key", kind="agent", certificate=pem)
    assert person(MINH).seal.startswith("agent:")
    agency = cast.lan.actor.agency_id
    page = sent(browser, f"/people/keys/{agency}", "", kind="agent", certificate="x").text
    assert says("bad_certificate", page)
    post = f"/people/places/positions/{position(MINH).id}"
    sent(browser, post, "key", wanted="agent")
    assert position(MINH).key_kind == "agent"
    assert "token trên máy của người ký" in browser.get(post).text


def sent(browser, page, deed, **form):
    text = browser.get(page).text
    token = text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    where = f"{page}/{deed}" if deed else page
    return browser.post(where, data={"csrf_token": token, **form})


def test_everybody_with_a_key_is_on_the_list(cast):
    found = keys.read(keys.holders())
    assert {type(one) for one in found} == {Person, Agency}
    assert all(one.seal for one in found if isinstance(one, Person))


def test_a_key_is_found_by_its_owner_and_by_its_kind(cast, pem):
    register(kind="agent", certificate=pem)
    (minh,) = keys.read(keys.holders("minh", "agent"))
    assert minh.account == MINH
    assert keys.holders("minh", "csc") == []
    assert keys.holders("lan", "agent") == []
    agency = db.session.get(Agency, cast.lan.actor.agency_id)
    agency.seal = ""
    db.session.commit()
    assert keys.read(keys.holders(kind=keys.NONE)) == [agency]
    line = cast.kien.browser().get("/people/keys?kind=none&q=hoang+hoa").text
    assert agency.name in line and cast.minh.actor.name not in line


def test_of_many_keys_fifty_are_a_page_and_only_theirs_are_judged(cast, monkeypatch):
    many = [
        Person(
            account=f"khoa{n}", full_name=f"Nguyễn Văn Khóa {n:02}", seal="csc:x", password_hash="!"
        )
        for n in range(60)
    ]
    db.session.add_all(many)
    db.session.commit()
    judged = []
    monkeypatch.setattr(key_views, "certificates", lambda key: judged.append(key) or [])
    browser = cast.kien.browser()
    first = browser.get("/people/keys?q=van khoa&kind=csc")
    assert (len(judged), first.text.count("<tr>") - 1) == (50, 50)
    assert len(first.data) <= 25_600
    assert "q=van+khoa&amp;kind=csc&amp;page=2" in first.text
    rest = browser.get("/people/keys?q=van+khoa&kind=csc&page=2").text
    assert len(judged) == 60
    shown = [one.full_name for one in many if one.full_name in first.text + rest]
    assert len(shown) == 60 and 'rel="next"' not in rest


def test_a_page_names_the_file_of_a_key_and_not_where_the_server_keeps_it(cast):
    page = cast.kien.browser().get("/people/chutich.huyen").text
    assert "(PKCS#12): chutich.huyen.p12" in page and str(office().cabinet.keys) not in page
