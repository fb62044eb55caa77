"""A running site: the demonstration behind a real server on this machine, whose clock a test may set."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlmodel import Session, select
from werkzeug.serving import WSGIRequestHandler, make_server

from campaigns.models.account import Account
from campaigns.operations.accounts import open_session, set_language
from tests.demo import Watch
from webapp.app import create_app
from webapp.auth import COOKIE, hash_token
from webapp.config import Settings


class QuietHandler(WSGIRequestHandler):
    """Keeps connections open as a production server does, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


class Site:
    """The demonstration at an address; every site has a database of its own."""

    def __init__(self, app: Flask, address: str, watch: Watch) -> None:
        self.app, self.address, self.watch = app, address, watch

    def open_session_of(self, username: str, language: str) -> dict[str, str]:
        """Sign somebody in without the form, and return the cookie as a browser takes it."""
        token = f"browser-of-{username}-{secrets.token_hex(4)}"
        with Session(self.app.extensions["database"].writing) as session:
            account = session.exec(select(Account).where(Account.username == username)).one()
            set_language(session, account, language)
            lifetime = self.app.extensions["settings"].session_lifetime
            open_session(session, account.id or 0, hash_token(token), now=self.watch(), lifetime=lifetime)
            session.commit()
        return {"name": COOKIE, "value": token, "url": self.address}


@contextmanager
def running_site(settings: Settings) -> Iterator[Site]:
    """Yield a site on a free port."""
    watch = Watch()
    app = create_app(settings, clock=watch)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Site(app, f"http://127.0.0.1:{server.server_port}", watch)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions["database"].dispose()
