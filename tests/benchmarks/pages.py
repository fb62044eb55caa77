"""What every page of the demonstration costs: ``python -m tests.benchmarks.pages [--requests 40]``.

A page stands beside its limit of 300 ms at the 95th percentile and as a multiple of the smallest answer of the same
server over the same kind of connection, which tells a slow page from a slow machine.
"""

import argparse
import http.client
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from campaigns.enums import FeedScope
from tests.benchmarks.serving import Served, serving
from tests.benchmarks.statements import statements_by_page
from tests.browser.places import pages
from tests.databases import claim_place, clear_place
from tests.demo import demo_settings
from webapp.app import create_app

LIMIT_MS = 300.0
STATEMENTS = 12
SMALLEST = "/health"
DOCUMENTS = ("/2026/a/S3/summary.pdf", "/2026/wall.pdf")
DATA = (
    "/api/v1/2026/events?start=2026-11-01&end=2026-12-01",
    f"/2026/feeds/{FeedScope.PROGRAMME}.ics",
    "/2026/events.csv",
)


@dataclass(frozen=True)
class Times:
    """The answers of one address, in milliseconds."""

    median: float
    p95: float
    bytes: int


def ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[float, int]:
    """Return how long an answer took, in milliseconds, and its size as it came."""
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    size = len(answer.read())
    taken = (time.perf_counter() - begun) * 1000
    if answer.status >= 400:
        raise RuntimeError(f"{address} answered {answer.status}.")
    return taken, size


def measure(served: Served, address: str, requests: int) -> Times:
    """Ask several times over one open connection, after two that warm it up."""
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc)
    for _ in range(2):
        ask(connection, address, served.cookie)
    found = sorted(ask(connection, address, served.cookie) for _ in range(requests))
    connection.close()
    taken = [one for one, _size in found]
    return Times(statistics.median(taken), taken[int(0.95 * (len(taken) - 1))], found[0][1])


def line(address: str, times: Times, smallest: Times, few: int | str, many: int | str) -> str:
    """Return one line of the table."""
    verdict = "" if times.p95 <= LIMIT_MS else f"  over {LIMIT_MS:.0f} ms"
    verdict += "" if isinstance(many, str) or (many <= STATEMENTS and few == many) else "  statements"
    return (
        f"{address:<58} {times.median:>7.1f} {times.p95:>7.1f} {times.median / smallest.median:>6.1f}x "
        f"{times.bytes / 1000:>7.1f} {few:>4} {many:>4}{verdict}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=40, help="for each address")
    requests = parser.parse_args().requests
    place = claim_place()
    out = sys.stdout.write
    try:
        with tempfile.TemporaryDirectory() as directory:
            settings = demo_settings(Path(directory))
            app = create_app(settings)
            addresses = pages(app)
            few, many = statements_by_page(Path(directory), addresses)
            app.extensions["database"].dispose()
            with serving(settings) as served:
                smallest = measure(served, SMALLEST, requests * 5)
                out(f"{'address':<58} {'median':>7} {'p95':>7} {'ratio':>7} {'kB':>7} {'10':>4} {'400':>4}\n")
                out(line(SMALLEST, smallest, smallest, "", "") + "\n")
                for address in (*addresses, *DATA):
                    times = measure(served, address, requests)
                    out(line(address, times, smallest, few.get(address, ""), many.get(address, "")) + "\n")
                before = served.memory()
                for address in DOCUMENTS:
                    out(line(address, measure(served, address, 5), smallest, "", "") + "\n")
                out(
                    f"\nstarts in {served.started_in:.2f} s; memory {before:.0f} MB after the pages, "
                    f"{served.memory():.0f} MB after the documents\n"
                )
    finally:
        clear_place(place)


if __name__ == "__main__":
    main()
