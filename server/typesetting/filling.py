"""A template of Annex III filled in: its sentences, its two signatures, its Nơi nhận."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.typesetting.opening import ADDRESSED
from server.typesetting.sheet import Lack, Sheet
from workflows.forms import Form, form, kept, lacking, meeting, written
from workflows.kinds import MINUTES, OPEN_LETTER, TELEGRAM, Kind, kind

ANYBODY = "quý cơ quan"
UNKNOWN = "…………………"


def filled(sheet: Sheet, details: Mapping[str, str], post: str) -> Sheet:
    """The sheet with what its type prints around the typed text.

    `sheet.to` and `sheet.recipients` come in as those who act and those who are told; `post` is
    the signer's title. Whoever fills no blank has written it all in his own words: the sentences
    of the template would only say it twice.
    """
    row, blank = kind(sheet.doc_type), form(sheet.doc_type)
    mine = kept(sheet.doc_type, details)
    said = {**_known(sheet, post), **mine}
    lacks = tuple(Lack(one.name, one.label) for one in lacking(sheet.doc_type, details))
    asked = bool(mine) or not sheet.body
    done = replace(
        sheet,
        before=written(blank.before, said) if asked else (),
        after=written(blank.after, said) if asked else (),
        recipients=_recipients(sheet, blank, mine),
        to=sheet.to if sheet.doc_type in (*ADDRESSED, TELEGRAM.name) else (),
        sender=mine.get("sender", ""),
        confirms=mine.get("confirms", ""),
        title=mine.get("heading", "") if row is OPEN_LETTER else "",
        archive="VT, Hồ sơ" if row is MINUTES else sheet.archive,
        lacks=lacks,
    )
    return _signed_by_two(done, row, mine) if row.pair else done


def _known(sheet: Sheet, post: str) -> dict[str, str]:
    """What a sentence may name besides the blanks."""
    return {
        "agency": sheet.agency,
        "to": "; ".join(sheet.to) or ANYBODY,
        "guests": "\n".join(sheet.to),
        "subject": sheet.subject,
        "signer": sheet.signer,
        "post": post,
        "meeting": meeting(sheet.subject),
    }


def _recipients(sheet: Sheet, blank: Form, mine: Mapping[str, str]) -> tuple[str, ...]:
    """ "Như trên" stands for who is named above, in Kính gửi or in the text (FMT-24)."""
    told = sheet.recipients
    if sheet.doc_type in ADDRESSED:
        return ("Như trên", *told) if sheet.to else told
    if blank.as_above:
        others = () if _names_all(sheet, mine) else sheet.to
        return ("Như trên", *others, *told)
    person = mine.get(blank.to_person, "")
    return (*([_name(person)] if person else ()), *sheet.to, *told)


def _names_all(sheet: Sheet, mine: Mapping[str, str]) -> bool:
    """A công điện calls those it goes to; an invitation does where no guests were typed."""
    return "guests" not in mine and sheet.doc_type in (TELEGRAM.name, "Giấy mời")


def _signed_by_two(sheet: Sheet, row: Kind, mine: Mapping[str, str]) -> Sheet:
    """Secretary and chair (template 1.9), or the two parties with their posts."""
    left, right = row.pair or ("", "")
    if row is MINUTES:
        beside = (left, _name(mine.get("secretary", "")))
        return replace(sheet, beside=beside, authority=(right,))
    own = [line for line in sheet.authority if not line.startswith("TM.")]
    posts = (mine["partner_post"].upper(),) if "partner_post" in mine else ()
    beside = (left, *posts, _name(mine.get("partner_signer", "")))
    return replace(sheet, beside=beside, authority=(right, *own))


def _name(said: str) -> str:
    """ "Ông Lê Văn An, Chánh Văn phòng" signs as Lê Văn An."""
    name = said.partition(",")[0].strip()
    for title in _TITLES:
        name = name.removeprefix(title)
    return name.strip() or UNKNOWN


_TITLES: Sequence[str] = ("Đồng chí ", "đồng chí ", "Ông ", "Bà ", "ông ", "bà ")
