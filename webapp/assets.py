"""Our stylesheets and scripts: one address per content, so that a browser keeps them for a year."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, send_from_directory, url_for

STATIC = Path(__file__).resolve().parent / "static"
KEEP = 365 * 24 * 3600

# The stylesheets every page needs, joined into one answer in this order; larger ones of single pages stand alone.
STYLES = ("tokens", "page", "bar", "forms", "parts", "tables", "feedback", "print")

blueprint = Blueprint("assets", __name__)


def init_assets(app: Flask) -> None:
    """Offer ``asset(path)`` and ``stylesheet()`` to templates."""
    app.extensions["assets_version"] = content_version()
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset=asset_url, stylesheet=stylesheet_url)


def content_version() -> str:
    """Return a hash of everything served, which all addresses carry; relative imports of modules keep it."""
    digest = hashlib.sha256(" ".join(STYLES).encode())
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        digest.update(path.relative_to(STATIC).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def asset_url(path: str) -> str:
    """Return the address of a file below ``static``."""
    return url_for("assets.file", version=current_app.extensions["assets_version"], path=path)


def stylesheet_url() -> str:
    """Return the address of the stylesheets every page needs."""
    return url_for("assets.stylesheet", version=current_app.extensions["assets_version"])


@blueprint.get("/static/<version>/campaigns.css")
def stylesheet(version: str) -> Response:
    """Answer the joined stylesheets."""
    text = "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    return _kept(Response(text, mimetype="text/css"), version)


@blueprint.get("/static/<version>/<path:path>")
def file(version: str, path: str) -> Response:
    """Answer a file, compressed where set-up or an earlier answer did so."""
    full = (STATIC / path).resolve()
    if not full.is_relative_to(STATIC) or not full.is_file():
        abort(404)
    response = send_from_directory(STATIC, path)
    if "gzip" in request.accept_encodings and full.suffix in {".js", ".css", ".svg"}:
        response = Response(_compressed(full, full.stat().st_mtime_ns), mimetype=response.mimetype)
        response.content_encoding = "gzip"
        response.vary.add("Accept-Encoding")
    return _kept(response, version)


@cache
def _compressed(path: Path, _changed_at: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


def _kept(response: Response, version: str) -> Response:
    """Let the browser keep this very content; another version in the address is answered, but not kept."""
    if version == current_app.extensions["assets_version"]:
        response.cache_control.public = True
        response.cache_control.max_age = KEEP
        response.cache_control.immutable = True
    else:
        response.cache_control.no_store = True
    return response
