"""Words that are markup, script or a way out of either: three hundred and more, by combination.

Each calls `hit()`, which the browser of the test has; so whatever runs, by any way, is counted.
"""

import itertools

WAYS_OUT = (
    "", '">', "'>", "</title>", "</textarea></select>", "</script>", "--><!-- -->", "]]>", "\\\";",
    "` onfocus=hit() x=`",
)  # fmt: skip
"""Out of an attribute, of an element whose content is text, of a script, of a comment."""

TRAPS = (
    "<script>hit()</script>",
    "<ScRiPt/x>hit()</sCrIpT>",
    "<img src=x onerror=hit()>",
    "<img/src='x'/onerror='hit()'>",
    "<svg onload=hit()>",
    "<svg><script>hit&#40;&#41;</script></svg>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg onload=hit()>'/>",
    "<math><mtext><style><img src=x onerror=hit()></style></mtext></math>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<iframe src=javascript:parent.hit()></iframe>",
    "<object data='javascript:hit()'></object>",
    "<embed src='data:text/html,<script>top.hit()</script>'>",
    "<a href=javascript:hit() autofocus onfocus=hit()>Xem</a>",
    "<input autofocus onfocus=hit()>",
    "<select autofocus onfocus=hit()></select>",
    "<textarea autofocus onfocus=hit()>",
    "<details open ontoggle=hit()>",
    "<video><source onerror=hit()></video>",
    "<audio src=x onerror=hit()>",
    "<body onload=hit()>",
    "<marquee onstart=hit()>",
    "<form action=javascript:hit()><button autofocus onfocus=hit()>",
    "<link rel=stylesheet href=x onerror=hit()>",
    "<style>@import'x'</style><style onload=hit()></style>",
    "<base href=javascript:/><a href=hit()>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<template><img src=x onerror=hit()></template><img src=x onerror=hit()>",
    "<div hx-get=/post hx-trigger=load hx-on::load=hit()></div>",
    "<p style=animation:x onanimationstart=hit()>",
    "onmouseover=hit() autofocus onfocus=hit() x=",
    "javascript:hit()",
    "&lt;img src=x onerror=hit()&gt;",
    "\\u003cimg src=x onerror=hit()\\u003e",
    "%3Cimg src=x onerror=hit()%3E",
    "{{constructor.constructor('hit()')()}}${hit()}",
)

CORPUS = tuple(f"{out}{trap}" for out, trap in itertools.product(WAYS_OUT, TRAPS))
