"""What a hostile browser, page, link or proxy tries, and what it gets."""

import re

import pytest
from flask import Flask

from tests.page import Visitor
from tests.webapp.conftest import Watch
from webapp.app import create_app
from webapp.config import Settings
from webapp.places import inner_place

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-N'; style-src 'self' 'nonce-N'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


def test_every_answer_carries_the_strict_policy_with_a_nonce_of_its_own(nobody: Visitor) -> None:
    policies = [
        nobody.fetch(place).headers["Content-Security-Policy"] for place in ("/login", "/login", "/nothing")
    ]

    nonces = {found for policy in policies for found in re.findall(r"'nonce-([^']+)'", policy)}
    assert [re.sub(r"'nonce-[^']+'", "'nonce-N'", policy) for policy in policies] == [POLICY] * 3
    assert len(nonces) == 3


def test_pages_are_kept_by_nobody(nobody: Visitor) -> None:
    headers = nobody.fetch("/login").headers

    assert {
        name: headers[name] for name in ("Cache-Control", "X-Content-Type-Options", "Referrer-Policy")
    } == {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


@pytest.mark.parametrize("token", [None, "", "invented"])
def test_a_form_without_its_token_is_refused(owner: Visitor, token: str | None) -> None:
    data = {} if token is None else {"csrf_token": token}

    response = owner.client.post("/logout", data=data)

    assert response.status_code == 400
    assert "X-Request-Id" in response.headers
    assert owner.get("/account").h1 == "我的账号"


def test_the_token_of_one_session_is_nothing_in_another(owner: Visitor, stranger: Visitor) -> None:
    response = owner.client.post("/logout", data={"csrf_token": stranger.token()})

    assert response.status_code == 400


def test_a_cookie_of_form_tokens_cannot_be_planted(owner: Visitor, nobody: Visitor) -> None:
    planted_token = nobody.token()
    planted = nobody.client.get_cookie("campaigns_form")
    assert planted is not None
    owner.client.set_cookie("campaigns_form", planted.value)

    response = owner.client.post("/logout", data={"csrf_token": planted_token})

    assert response.status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example"])
def test_a_foreign_host_name_is_refused(nobody: Visitor, host: str) -> None:
    response = nobody.fetch("/login", headers={"Host": host})

    assert response.status_code == 400
    assert "evil" not in response.get_data(as_text=True)


def test_a_header_of_a_proxy_that_is_not_there_is_ignored(
    app: Flask, settings: Settings, watch: Watch
) -> None:
    forwarded = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "localhost",
        "X-Forwarded-For": "192.0.2.1",
    }
    behind = create_app(
        Settings(secret_key=settings.secret_key, database_url=settings.database_url, proxies=1), clock=watch
    )

    plain, through = (one.test_client().get("/login", headers=forwarded) for one in (app, behind))

    assert "Strict-Transport-Security" not in plain.headers
    assert through.headers["Strict-Transport-Security"] == "max-age=31536000"
    behind.extensions["database"].dispose()


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
     "javascript:alert(1)", "/a\r\nSet-Cookie: x", "", None],
)  # fmt: skip
def test_no_link_leads_out_after_signing_in(address: str | None) -> None:
    assert inner_place(address) == "/"


def test_a_place_of_ours_stays() -> None:
    assert inner_place("/2026/events?status=held&page=2") == "/2026/events?status=held&page=2"


def test_trace_is_not_answered(nobody: Visitor) -> None:
    assert nobody.client.open("/login", method="TRACE").status_code == 405


def test_a_huge_form_is_refused(nobody: Visitor) -> None:
    page = nobody.get("/login")

    response = nobody.client.post("/login", data=page.fields() | {"username": "x" * 11_000_000})

    assert response.status_code == 413


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "css/../../app.py", "css/../../../manage"]
)
def test_only_static_files_are_served(nobody: Visitor, app: Flask, path: str) -> None:
    version = app.extensions["assets_version"]

    assert nobody.fetch(f"/static/{version}/{path}").status_code == 404


def test_text_from_outside_is_text(nobody: Visitor) -> None:
    page = nobody.get("/login?next=/<script>alert(1)</script>")

    assert page.select("main script") == []


def test_the_same_answer_for_every_address_that_leads_nowhere(owner: Visitor) -> None:
    first, second = (re.sub(r"nothing\w|content=\"\S+\"|value=\"\S+\"", "", owner.get(place, 404).text)
                     for place in ("/nothing1", "/nothing2"))  # fmt: skip

    assert first == second


def test_every_cookie_of_an_encrypted_page_stays_encrypted(app: Flask) -> None:
    cookies = [
        app.test_client().get("/login", base_url=f"{scheme}://localhost").headers.getlist("Set-Cookie")
        for scheme in ("http", "https")
    ]

    assert [["Secure" in cookie for cookie in answer] for answer in cookies] == [[False], [True]]


@pytest.mark.parametrize("address", ["/2026/wall.pdf", "/2026/feeds/programme.ics"])
def test_files_for_one_person_are_kept_by_nobody(owner: Visitor, address: str) -> None:
    assert owner.fetch(address).headers["Cache-Control"] == "private, no-store"
