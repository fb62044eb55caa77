"""Files with names that every browser saves correctly."""

from urllib.parse import quote

from flask import Response

# What only this person may see stays in no cache, as with pages: somebody else may use this browser next.
NOWHERE_KEPT = "private, no-store"
# What a file name may not hold on some system, besides control characters.
FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "_"))


def pdf(content: bytes, name: str, plain_name: str) -> Response:
    """Return a PDF to be shown in place, under a name that may be Chinese (RFC 5987) and a plain one."""
    full = quote(f"{name.translate(FORBIDDEN)}.pdf", safe="")
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = (
        f"inline; filename=\"{plain_name}.pdf\"; filename*=UTF-8''{full}"
    )
    response.headers["Cache-Control"] = NOWHERE_KEPT
    return response
