"""The application: settings and a clock in, everything wired, nothing at import time."""

from typing import Any

from flask import Flask
from flask_openapi3 import Info, OpenAPI
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.access import init_access
from webapp.api.conflicts import answer_validation
from webapp.api.schemas import ErrorShown
from webapp.assets import init_assets
from webapp.auth import init_auth
from webapp.clock import Clock, system_clock
from webapp.config import Settings
from webapp.db import init_database
from webapp.errors import init_errors
from webapp.filters import init_filters
from webapp.i18n import init_languages
from webapp.jobs import init_jobs
from webapp.navigation import init_navigation
from webapp.notices import init_notices
from webapp.places import init_places
from webapp.refusals import init_refusals
from webapp.responses import init_responses
from webapp.routes import APIS, BLUEPRINTS

LARGEST_REQUEST = 10 * 1024 * 1024
CONTENT: dict[str, Any] = {
    "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
    "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    "MAX_FORM_PARTS": 5_000,
}
COOKIES: dict[str, Any] = {
    "SESSION_COOKIE_NAME": "campaigns_form",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    # A form left open over lunch still works: the token is bound to the session, which expires by itself.
    "WTF_CSRF_TIME_LIMIT": None,
}


def create_app(settings: Settings, clock: Clock | None = None) -> OpenAPI:
    """Return the application; the hooks run in the order in which they are initialised here."""
    app = OpenAPI(
        __name__,
        info=Info(title="活动统筹 Campaigns", version="1"),
        doc_ui=False,
        static_folder=None,
        validation_error_callback=answer_validation,
        validation_error_model=ErrorShown,
    )
    app.secret_key = settings.secret_key
    hosts = None if "*" in settings.trusted_hosts else list(settings.trusted_hosts)
    app.config.from_mapping(TRUSTED_HOSTS=hosts, **CONTENT, **COOKIES)
    app.extensions.update(settings=settings, clock=clock or system_clock)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _trust_proxies(app, settings.proxies)
    init_responses(app)
    init_database(app, settings.database_url)
    init_auth(app)
    init_access(app)
    init_refusals(app)
    CSRFProtect(app)
    init_languages(app)
    init_errors(app)
    for extend in (init_assets, init_filters, init_jobs, init_navigation, init_notices, init_places):
        extend(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for api in APIS:
        app.register_api(api)
    return app


def _trust_proxies(app: Flask, count: int) -> None:
    """Believe what that many proxies say about the caller; otherwise anybody could claim any address."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
