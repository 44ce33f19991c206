"""A number written out, as lists and minutes of delivery have it (Decree 30, Annex V, III)."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu", "tỷ")


def spelled(number: int) -> str:
    """From nought to what a thousand million is short of: 205 is `hai trăm linh năm`."""
    if number == 0:
        return DIGITS[0]
    said: list[str] = []
    for place in range(len(GROUPS) - 1, -1, -1):
        group = number // 1000**place % 1000
        if group:
            said += [*_hundreds(group, follows=bool(said)), GROUPS[place]]
    return " ".join(filter(None, said))


def _hundreds(group: int, *, follows: bool) -> list[str]:
    """Behind a thousand its hundreds are named though there are none."""
    hundreds, rest = divmod(group, 100)
    named = [DIGITS[hundreds], "trăm"] if hundreds or follows else []
    return [*named, *_tens(rest, follows=bool(named))]


def _tens(rest: int, *, follows: bool) -> list[str]:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        linked = ["linh"] if follows and ones else []
        return [*linked, DIGITS[ones]] if ones else []
    named = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    changed = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"}
    return [*named, changed.get(ones, DIGITS[ones])] if ones else named
