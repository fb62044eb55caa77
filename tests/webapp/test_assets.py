"""Stylesheets and scripts: kept for a year under an address that changes with them."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.page import Visitor
from webapp import assets

LIGHT_ENOUGH = 60 * 1024
MOST_REQUESTS = 10


def test_a_page_names_the_very_content_and_the_browser_keeps_it(app: Flask, nobody: Visitor) -> None:
    [address] = [link.get("href") for link in nobody.get("/login").select("link[rel=stylesheet]")]

    response = nobody.fetch(address)

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.mimetype == "text/css"
    assert address == f"/static/{app.extensions['assets_version']}/campaigns.css"


def test_an_address_of_yesterday_is_answered_but_not_kept(nobody: Visitor) -> None:
    response = nobody.fetch("/static/yesterday/js/app.js")

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")


def test_any_change_of_any_file_changes_every_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "app.js").write_text("1")
    monkeypatch.setattr(assets, "STATIC", tmp_path)

    before = assets.content_version()
    (tmp_path / "js" / "app.js").write_text("2")

    assert before != assets.content_version()


def test_text_travels_compressed(nobody: Visitor) -> None:
    plain = nobody.fetch("/static/x/js/keys.js")
    packed = nobody.fetch("/static/x/js/keys.js", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


def test_the_first_page_is_light(owner: Visitor) -> None:
    def weigh(address: str) -> int:
        return len(owner.fetch(address, headers={"Accept-Encoding": "gzip"}).data)

    page = owner.get("/2026")
    named = {*(link.get("href") for link in page.select("link[href]")),
             *(script.get("src") for script in page.select("script[src]"))}  # fmt: skip
    modules = named | {address for one in named if one.endswith(".js") for address in _imports(owner, one)}

    assert sum(weigh(address) for address in {"/2026", *modules}) <= LIGHT_ENOUGH
    assert 1 + len(modules) <= MOST_REQUESTS


def _imports(visitor: Visitor, address: str) -> set[str]:
    """Return the modules a module imports, and theirs."""
    folder = address.rsplit("/", 1)[0]
    named = re.findall(r'from "\./([\w-]+\.js)"', visitor.fetch(address).get_data(as_text=True))
    found = {f"{folder}/{name}" for name in named}
    return found | {deeper for one in found for deeper in _imports(visitor, one)}


@pytest.mark.parametrize("accepted", ["gzip;q=0", "gzip;q=0, br", "identity"])
def test_who_takes_no_gzip_gets_none(app: Flask, nobody: Visitor, accepted: str) -> None:
    address = f"/static/{app.extensions['assets_version']}/icon.svg"

    assert "Content-Encoding" not in nobody.fetch(address, headers={"Accept-Encoding": accepted}).headers
