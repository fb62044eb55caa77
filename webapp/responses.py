"""What every answer carries: a request id, a strict content policy with its nonce, and no trace where none belongs."""

import gzip
import secrets

from flask import Flask, Response, g, request

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'nonce-{nonce}'",
        "style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
COMPRESSED = frozenset(
    {"text/html", "text/css", "text/plain", "text/calendar", "application/json", "image/svg+xml", "text/csv"}
)
WORTH_COMPRESSING = 800


def init_responses(app: Flask) -> None:
    """Register the hooks; they come before every other, whose refusals need the nonce and the request id."""
    app.before_request(mark_request)
    app.after_request(add_headers)
    app.jinja_env.globals["nonce"] = lambda: g.nonce


def mark_request() -> None:
    """Give the request its id and its nonce."""
    g.request_id, g.nonce = secrets.token_hex(8), secrets.token_urlsafe(16)


def add_headers(response: Response) -> Response:
    """Add what every answer carries; a view that set a header itself knows better."""
    if "nonce" not in g:
        # An untrusted Host header is refused before any hook runs.
        mark_request()
    response.headers.setdefault("X-Request-Id", g.request_id)
    response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY.format(nonce=g.nonce))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in response.headers:
        # Pages show what only this person may see, and the back button after a logout must not.
        response.headers["Cache-Control"] = "no-store"
    return compress(response)


def compress(response: Response) -> Response:
    """Compress text; cookies are SameSite, so a foreign page cannot measure what ours contain."""
    if (
        response.mimetype not in COMPRESSED
        or response.direct_passthrough
        or response.is_streamed
        or response.content_encoding
        or not request.accept_encodings.quality("gzip")
        or (response.content_length or 0) < WORTH_COMPRESSING
    ):
        return response
    etag, weak = response.get_etag()
    response.set_data(gzip.compress(response.get_data(), 5))
    response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    if etag is not None and not weak:
        # The compressed bytes are equivalent to, but not the same as, those the strong tag was made for.
        response.set_etag(etag, weak=True)
    return response
