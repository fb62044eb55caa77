"""Prints HTML as a PDF that is the same byte for byte for the same input and fetches nothing from anywhere."""

import hashlib
import logging
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.typesetting import justify

LOG = logging.getLogger(__name__)
# Pango's font map must not be used by two threads at once (measured: it corrupts memory), so one at a time prints.
PRESS = threading.Lock()


class Refused(FatalURLFetchingError):
    """A document asked for an address; a document of ours never does, so printing stops."""


class LockedFetcher(URLFetcher):
    """Answers ``app:NAME`` from memory and ``data:``, and refuses everything else, redirects included."""

    def __init__(self, resources: Mapping[str, tuple[bytes, str]] | None = None) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self._resources = resources or {}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return what an address stands for, or raise `Refused`."""
        scheme, _, name = url.partition(":")
        if scheme == "app" and name in self._resources:
            body, media_type = self._resources[name]
            return URLFetcherResponse(url, body, {"Content-Type": media_type})
        if scheme == "data":
            return super().fetch(url, headers)
        # Inside a drawing WeasyPrint swallows the error, so `render` asks for it again.
        self.refused.append(f"A document may not fetch “{url[:200]}”.")
        raise Refused(self.refused[-1])


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def render(html: str, resources: Mapping[str, tuple[bytes, str]] | None = None) -> bytes:
    """Return ``html`` as a tagged PDF (made to PDF/UA-1).

    ``resources`` are named by ``app:NAME`` in the document and give bytes and media type. All dates of the file come
    from the document's own ``dcterms`` metadata, its identifier from its text.
    """
    with PRESS:
        fetcher = LockedFetcher(resources)
        document = HTML(string=html, base_url=None, url_fetcher=fetcher).render(_fonts())
        justify(document)
        identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
        printed: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    if fetcher.refused:
        raise Refused(fetcher.refused[0])
    return printed
