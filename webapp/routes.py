"""The blueprints of all pages: one line each, sorted."""

from webapp.api import days
from webapp.api import events as api_events
from webapp.views import (
    account,
    activities,
    auth,
    calendar,
    closeouts,
    counts,
    documents,
    events,
    feed_serving,
    feeds,
    figures,
    health,
    home,
    lists,
    overview,
    reports,
    search,
)

BLUEPRINTS = (
    reports.blueprint,
    search.blueprint,
    feeds.blueprint,
    feed_serving.blueprint,
    documents.blueprint,
    events.blueprint,
    account.blueprint,
    auth.blueprint,
    calendar.blueprint,
    closeouts.blueprint,
    health.blueprint,
    home.blueprint,
    lists.blueprint,
    overview.blueprint,
    counts.blueprint,
    activities.blueprint,
    figures.blueprint,
    days.describing,
)

# What the OpenAPI document describes.
APIS = (days.blueprint, api_events.blueprint)
