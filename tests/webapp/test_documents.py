"""Documents as files: shown in place, under a Chinese name, within what one may see."""

import re
from io import BytesIO
from urllib.parse import unquote

import pdfplumber
import pytest
from werkzeug.test import TestResponse

from tests.page import Visitor
from webapp.downloads import pdf

pytestmark = pytest.mark.usefixtures("fonts_directory")


def text_of(response: TestResponse) -> str:
    with pdfplumber.open(BytesIO(response.data)) as opened:
        return re.sub(r"\s+", "", "".join(page.extract_text() for page in opened.pages))


def name_of(response: TestResponse) -> str:
    return unquote(response.headers["Content-Disposition"].split("filename*=UTF-8''")[1])


def test_a_summary_opens_in_place_under_its_chinese_name(owner: Visitor) -> None:
    response = owner.fetch("/2026/a/S3/summary.pdf?organisation=hc")

    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert response.headers["Content-Disposition"].startswith('inline; filename="2026-S3-hc-summary.pdf"')
    assert name_of(response) == "2026年进院校总结（环翠区）.pdf"
    assert "环翠区关于2026年" in text_of(response)


def test_without_an_organisation_it_is_ones_own(owner: Visitor, city: Visitor) -> None:
    assert name_of(owner.fetch("/2026/a/S3/summary.pdf")) == "2026年进院校总结（环翠区）.pdf"
    assert name_of(city.fetch("/2026/a/S3/summary.pdf")) == "2026年进院校总结（市人社局）.pdf"


def test_the_language_can_be_chosen(owner: Visitor) -> None:
    assert "SummarybyHC" in text_of(owner.fetch("/2026/a/S3/summary.pdf?language=en"))


def test_a_summary_of_others_and_one_that_does_not_exist_answer_alike(
    stranger: Visitor, owner: Visitor
) -> None:
    assert stranger.fetch("/2026/a/S3/summary.pdf?organisation=hc").status_code == 404
    assert owner.fetch("/2026/a/S9/summary.pdf").status_code == 404
    assert owner.fetch("/2026/a/S3/summary.pdf?organisation=nowhere").status_code == 404
    assert owner.fetch("/2031/a/S3/summary.pdf").status_code == 404


def test_the_year_wall_opens_in_place(owner: Visitor) -> None:
    response = owner.fetch("/2026/wall.pdf")

    assert (response.status_code, name_of(response)) == (200, "2026年度计划.pdf")
    assert "进院校" in text_of(response)


def test_nobody_gets_a_document_without_signing_in(nobody: Visitor) -> None:
    assert nobody.fetch("/2026/wall.pdf").status_code == 302


def test_a_name_cannot_leave_its_header() -> None:
    response = pdf(b"%PDF", 'a"b\r\nSet-Cookie: x', "plain")

    assert response.headers["Content-Disposition"] == (
        "inline; filename=\"plain.pdf\"; filename*=UTF-8''a_b__Set-Cookie_%20x.pdf"
    )
