"""The blueprints of all pages: one line each, sorted."""

from webapp.views import account, auth, health, home

BLUEPRINTS = (
    account.blueprint,
    auth.blueprint,
    health.blueprint,
    home.blueprint,
)
