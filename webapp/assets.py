"""Our stylesheets and scripts: one address per content, so that a browser keeps them for a year."""

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

STATIC = Path(__file__).resolve().parent / "static"
COMPRESSIBLE = frozenset({".css", ".js", ".svg"})
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


@blueprint.get("/favicon.ico")
def icon() -> ResponseReturnValue:
    """Answer the icon where browsers look for it beside a document, which cannot name one."""
    return redirect(asset_url("icon.svg"))


@blueprint.get("/static/<version>/<path:path>")
def file(version: str, path: str) -> Response:
    """Answer a file, compressed where that helps."""
    full = _find(path)
    if full is None:
        abort(404)
    is_compressed = full.suffix in COMPRESSIBLE and request.accept_encodings.quality("gzip") > 0
    media_type = mimetypes.guess_type(full.name)[0] or "application/octet-stream"
    response = Response(_content(full, full.stat().st_mtime_ns, is_compressed), mimetype=media_type)
    if is_compressed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    return _kept(response, version)


def _find(path: str) -> Path | None:
    """Return the file of a path below ``static``, or None also for a name that no file system can have."""
    try:
        full = (STATIC / path).resolve()
        return full if full.is_relative_to(STATIC) and full.is_file() else None
    except OSError:
        return None


@cache
def _content(path: Path, _changed_at: int, is_compressed: bool) -> bytes:
    """Return the bytes of a file; all of them together are two megabytes, so every process keeps them."""
    return gzip.compress(path.read_bytes(), 6) if is_compressed else path.read_bytes()


def _kept(response: Response, version: str) -> Response:
    """Let the browser keep this very content; another version in the address is answered, but not kept."""
    if version == current_app.extensions["assets_version"]:
        response.cache_control.public = True
        response.cache_control.max_age = KEEP
        response.cache_control.immutable = True
    else:
        response.cache_control.no_store = True
    return response
