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
    settings,
    settings_accounts,
    settings_activities,
    settings_calendar,
    settings_log,
    settings_organisations,
    settings_words,
    venues,
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
    settings.blueprint,
    settings_accounts.blueprint,
    settings_activities.blueprint,
    settings_calendar.blueprint,
    settings_log.blueprint,
    settings_organisations.blueprint,
    settings_words.blueprint,
    venues.blueprint,
    days.describing,
)

# What the OpenAPI document describes.
APIS = (days.blueprint, api_events.blueprint)
