"""What other offices sent: a page signed and sealed with their own keys, or a scan."""

from dataclasses import replace
from functools import partial

from server.demo.cast import PIN
from server.demo.content import letter_lines, theme_of
from server.demo.loader_pages import Stamps
from server.demo.loader_press import Job
from server.demo.names import invented
from server.demo.papers_shape import IncomingPaper
from server.demo.places import AGENCIES, AGENCY, Agency
from server.office import office
from server.typesetting import Sheet
from signing import issue
from workflows.dates import written

SIGNERS = {
    "tinh": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "vptinh": ("CHÁNH VĂN PHÒNG",),
    "thanhtratinh": ("CHÁNH THANH TRA",),
    "huyenuy": ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
    "hdnd": ("TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
    "mttq": ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
    "congan": ("TRƯỞNG CÔNG AN HUYỆN",),
    "quansu": ("CHỈ HUY TRƯỞNG",),
}
"""The lines above an outside signature; every other office is led by a director."""
MOST = 64


class Outside:
    """The other offices' signers and seals, made when the first letter of theirs is signed."""

    def __init__(self, stamps: Stamps) -> None:
        self.stamps = stamps
        self.keys: dict[str, tuple[str, str, str]] = {}

    def job(self, given: IncomingPaper) -> Job:
        """The letter as it left that office: signed, numbered, dated and sealed."""
        signer, own, seal = self._of(given.issuer_code)
        return replace(
            self.page(given),
            person=self.stamps.mark(own, signer, 1),
            seal=self.stamps.mark(seal, given.issuer, 2),
        )

    def page(self, given: IncomingPaper) -> Job:
        """The same as a copy: who signed it did so in ink."""
        page = sheet(given, _leader(given.issuer_code))
        return Job(page, number=given.number, date=written(given.issued_on))

    def _of(self, code: str) -> tuple[str, str, str]:
        if code not in self.keys:
            name, agency = _leader(code), AGENCY[code]
            make = partial(issue, office().cabinet.keys)
            own = make(f"outside.{code}", name, _short(agency), PIN)
            seal = make(f"outside-seal.{code}", _short(agency), _short(agency), PIN)
            self.keys[code] = (name, own, seal)
        return self.keys[code]


def _leader(code: str) -> str:
    order = [agency.code for agency in AGENCIES].index(code)
    family, middle, given, _sex = invented(code, order)
    return f"{family} {middle} {given}"


def _short(agency: Agency) -> str:
    """A certificate has room for 64 bytes of a name (X.520)."""
    fits = len(agency.full_name.encode()) <= MOST
    return agency.full_name if fits else f"{agency.abbreviation} {agency.place_name}"


def sheet(given: IncomingPaper, signer: str) -> Sheet:
    """The letter as its issuer's typist would have set it."""
    issuer = AGENCY[given.issuer_code]
    return Sheet(
        doc_type=given.doc_type,
        superior=issuer.superior,
        agency=issuer.full_name,
        notation=given.notation,
        place=issuer.place_name,
        subject=given.bare_subject,
        bases=(),
        body=theme_of(given.theme).tasks,
        to=(AGENCY[given.agency].full_name,),
        recipients=("Như trên",),
        archive="VT",
        authority=SIGNERS.get(issuer.code, ("GIÁM ĐỐC",)),
        signer=signer,
        urgency=given.urgency,
        qr=None,
    )


def text_of(given: IncomingPaper) -> str:
    return "\n".join(letter_lines(given))
