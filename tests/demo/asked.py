"""What is asked of a heap of papers: the pages whose plans are read."""

from server.home.columns import BOOKS
from server.reports.conditions import KINDS
from server.reports.lists import ROWS
from server.reports.words import WAYS

PAGES = (
    "/", "/incoming", "/incoming?cursor=6000", "/incoming?due=overdue", "/outgoing",
    "/incoming?state=FILED", "/incoming?state=DONE&urgency=HOA_TOC",
    "/outgoing?doc_type=Quyết định",
    "/incoming?q=chuyển đổi số", "/incoming?q=bao cao&state=FILED",
    "/search?q=chuyen doi so", "/search?q=1829+ubnd", "/search?q=xyz&state=DONE",
    '/search?q="chuyen doi" OR "bao cao" -hop', "/search?q=so:12 noi gui:thanh tu ngay:1/1/2020",
    "/search?q=bao cao&doc_type=Nghị quyết", "/search?q=bao cao&issued_to=1999-01-01",
    "/registers/in/{year}?q=bao cao", "/registers/in/{year}?code=12",
    "/incoming/{id}", "/notices", "/tasks", "/tasks/board",
    "/tasks?place=u1&colour=blue&reported_from=2026-01-01",
    "/board", "/tasks?place=all&given_from=2026-01-01&given_to=2026-11-30&extended=2",
    "/reports/incoming?{quarter}&field=none", "/reports/outgoing?{quarter}&field=xyz",
    "/reports/incoming?{quarter}&unit=1&urgency=NORMAL", "/reports/incoming?outcome=overdue",
    "/reports/outgoing?outcome=unsent_late", "/casefiles/owed",
    "/reports?by=month&{year_long}", "/reports?of=below&{year_long}",
    "/reports/incoming?{year_long}&month=2025-01", "/reports?of=outgoing&by=month&{year_long}",
    "/exchange", "/exchange?state=FAILED", "/exchange?q=ubnd", "/casefiles",
    "/casefiles?state=OPEN", "/casefiles?q=van hoa", "/casefiles?year=2025", "/casefiles/plan",
    "/casefiles/access", "/casefiles/deliveries", "/schedule", "/handing-over",
    "/handing-over/agencies", "/handing-over/agencies/ahead", "/handing-over/agencies/came",
    "/handing-over/terms",
    "/api/v1/exchange", "/api/v1/casefiles",
    "/reports/kept", "/search?q=15/6/2023",
    "/search?q=tháng 6/2023", "/following",
    "/tasks?place=all&age=8", "/api/v1/search?q=hoang+hoa", "/api/v1/incoming?issuer=thanh hóa",
)  # fmt: skip
REPORTS = (
    *(f"/reports?of={of}&by={by}&{{quarter}}" for of, ways in WAYS.items() for by in ways),
    *(
        f"/reports/{of}?{{quarter}}&outcome={part}"
        for of, told in (*KINDS.items(), *ROWS.items())
        for part in (*told.outcomes, *getattr(told, "measured", getattr(told, "more", ())))
    ),
    "/reports/meetings?{quarter}",
    *(f"/registers/{book}/{{year}}" for book in BOOKS), "/registers/in/{year}/volumes",
)  # fmt: skip
"""Each report divided in each way, each list behind a part of one, each book: whoever adds one
need not remember this place."""
AUDITED = (
    "/audit", "/audit/signatures", "/audit/signatures?agency=hoangphu&at_from=2026-01-01",
    "/audit/signatures?q=minh&verdict=invalid", "/audit/signatures?position=Chủ tịch",
    "/audit/anomalies", "/audit/anomalies?agency=huyen&found_from=2026-01-01",
    "/audit/entries", "/audit/entries?q=incoming/12", "/audit/entries?event=Vào sổ",
    "/audit/entries?person=minh", "/audit/entries?agency=huyen&at_from=2026-01-01",
    "/audit/reads?q=incoming/12", "/audit/reads?person=minh", "/audit/changes",
    "/audit/changes?person=minh", "/audit/changes?q=van thu", "/audit/grants?state=OPEN",
    "/audit/numbers?year={year}&agency=huyen", "/tombstones?q=de dieu",
)  # fmt: skip
"""Of `/audit/reads` the newest fifty are taken from the end, whatever lies before them; and a year
of all agencies' books is found by their key where there are many, while here one has nearly all."""

OWED = tuple(f"/casefiles/owed{asked}" for asked in ("", "?part=late", "?part=kept&unit=vhtt"))
