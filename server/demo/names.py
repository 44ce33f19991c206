"""Names for the people of the demo world: those of DOMAIN §15, and invented ones for the rest."""

Name = tuple[str, str, str, str]
"""Family, middle, given name; `M` or `F`."""

# fmt: off
NAMED: dict[str, Name] = {
    "chutich.huyen":     ("Trịnh", "Quang", "Minh", "M"),
    "phochutich.huyen":  ("Hoàng", "Văn", "Bình", "M"),
    "chanhvp.huyen":     ("Phạm", "Anh", "Tuấn", "M"),
    "truongphong.huyen": ("Lê", "Thị", "Hoa", "F"),
    "chuyenvien.huyen":  ("Nguyễn", "Hoài", "Nam", "M"),
    "vanthu.huyen":      ("Nguyễn", "Thị", "Lan", "F"),
    "vanthu2.huyen":     ("Phạm", "Thị", "Hương", "F"),
    "thethuc.huyen":     ("Lê", "Thị", "Mai", "F"),
    "luutru.huyen":      ("Trương", "Thị", "Thu", "F"),
    "kythuat.huyen":     ("Nguyễn", "Văn", "Dũng", "M"),
    "kiemnhiem.huyen":   ("Cao", "Thị", "Thảo", "F"),
    "thanhtra":          ("Đỗ", "Ngọc", "Sơn", "M"),
    "quantri":           ("Vũ", "Trung", "Kiên", "M"),
    "quantri2":          ("Trần", "Thị", "Hạnh", "F"),
    "congdan":           ("Nguyễn", "Thị", "Yến", "F"),
    "chutich.hoangphu":  ("Lê", "Ngọc", "Ánh", "M"),
    "vanthu.hoangphu":   ("Nguyễn", "Thị", "Đào", "F"),
    "motcua.hoangphu":   ("Lường", "Văn", "Ước", "M"),
}
FAMILIES = ("Nguyễn", "Lê", "Trần", "Phạm", "Hoàng", "Trịnh", "Vũ", "Đỗ", "Lường", "Cao", "Trương",
            "Hà", "Bùi", "Mai", "Chu", "Nhữ", "Lưu")
MEN = (("Văn", "Đức", "Xuân", "Hữu", "Ngọc", "Đình", "Quốc"),
       ("Hùng", "Thắng", "Cường", "Long", "Hải", "Quân", "Tùng", "Phúc", "Tiến", "Vinh", "Đạt",
        "Hưng", "Lâm", "Toàn", "Khánh", "Thành", "Trường", "Duy", "Nghĩa"))
WOMEN = (("Thị", "Thị Thu", "Thị Ngọc", "Thị Thanh", "Thị Hồng"),
         ("Hằng", "Nga", "Phương", "Thúy", "Trang", "Nhung", "Huệ", "Liên", "Loan", "Vân", "Dung",
          "Hà", "Quyên", "Tâm", "Xuân", "Lý", "Hiền"))
# fmt: on


def invented(account: str, order: int) -> Name:
    """A plausible name, always the same for a seat; chairs are mostly men, clerks women."""
    seat = account.split(".", maxsplit=1)[0]
    woman = seat == "vanthu" or (order % 5 == 0 if seat == "chutich" else order % 2 == 0)
    middles, givens = WOMEN if woman else MEN
    return (
        FAMILIES[order * 7 % len(FAMILIES)],
        middles[order * 3 % len(middles)],
        givens[order * 5 % len(givens)],
        "F" if woman else "M",
    )
