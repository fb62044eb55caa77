"""Who may call what: one table of every endpoint; what is not in it is refused.

The table says which roles may come to the door. Which event or summary they find behind it is decided by the queries
and ``campaigns.core.permissions``, and an object out of sight answers exactly as one that does not exist.
"""

from flask import Flask, redirect, request, url_for
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from campaigns.enums import Role
from campaigns.errors import Forbidden
from webapp.auth import find_person

ANYBODY = frozenset({None, *Role})
SIGNED_IN = frozenset(Role)
WRITERS = frozenset(Role) - {Role.READER}
COORDINATORS = frozenset({Role.ADMINISTRATOR, Role.CITY_COORDINATOR, Role.DISTRICT_COORDINATOR})
CITY = frozenset({Role.ADMINISTRATOR, Role.CITY_COORDINATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

# Sorted by endpoint, one line each.
ACCESS: dict[str, frozenset[Role | None]] = {
    "account.language": ANYBODY,
    "account.password": SIGNED_IN,
    "account.show": SIGNED_IN,
    "activities.index": SIGNED_IN,
    "activities.show": SIGNED_IN,
    "api_days.list_days": SIGNED_IN,
    "api_description.describe": SIGNED_IN,
    "api_events.check_placement": WRITERS,
    "api_events.list_events": SIGNED_IN,
    "api_events.move": WRITERS,
    "api_events.show_event": SIGNED_IN,
    "api_events.undo": WRITERS,
    "assets.file": ANYBODY,
    "assets.icon": ANYBODY,
    "assets.stylesheet": ANYBODY,
    "auth.login": ANYBODY,
    "auth.logout": ANYBODY,
    "availability.person": SIGNED_IN,
    "availability.remove": CITY,
    "availability.undo": CITY,
    "availability.venue": SIGNED_IN,
    "availability_import.person": CITY,
    "availability_import.undo": CITY,
    "availability_import.venue": CITY,
    "bulk.change": WRITERS,
    "bulk.undo": WRITERS,
    "calendar.show": SIGNED_IN,
    "clashes.index": SIGNED_IN,
    "clashes.move": WRITERS,
    "clashes.relocate": WRITERS,
    "closeouts.edit": WRITERS,
    "closeouts.index": SIGNED_IN,
    "closeouts.reopen": WRITERS,
    "counts.index": SIGNED_IN,
    "counts.show": SIGNED_IN,
    "documents.roster": SIGNED_IN,
    "documents.summary": SIGNED_IN,
    "documents.wall": SIGNED_IN,
    "events.cancel": WRITERS,
    "events.edit": WRITERS,
    "events.move": WRITERS,
    "events.new": WRITERS,
    "events.restore": WRITERS,
    "events.show": SIGNED_IN,
    "events.undo": WRITERS,
    "feed_serving.serve": ANYBODY,
    "feeds.create": SIGNED_IN,
    "feeds.download": SIGNED_IN,
    "feeds.index": SIGNED_IN,
    "feeds.revoke": SIGNED_IN,
    "figures.index": SIGNED_IN,
    "figures.record": WRITERS,
    "figures.withdraw": WRITERS,
    "health.health": ANYBODY,
    "home.home": SIGNED_IN,
    "lists.export": SIGNED_IN,
    "lists.index": SIGNED_IN,
    "overview.board": SIGNED_IN,
    "overview.cell": SIGNED_IN,
    "plans.index": CITY,
    "plans.show": CITY,
    "plans.stop": CITY,
    "plans.why": CITY,
    "quick.preview": WRITERS,
    "quick.show": WRITERS,
    "reports.answer": COORDINATORS,
    "reports.document": SIGNED_IN,
    "reports.end": CITY,
    "reports.index": SIGNED_IN,
    "reports.show": SIGNED_IN,
    "reports.submit": WRITERS,
    "reports.write": WRITERS,
    "roster_turns.fill": CITY,
    "roster_turns.turn": CITY,
    "roster_turns.undo": CITY,
    "rosters.competence": CITY,
    "rosters.edit": CITY,
    "rosters.index": SIGNED_IN,
    "rosters.new": CITY,
    "rosters.show": SIGNED_IN,
    "search.find": SIGNED_IN,
    "search.living": SIGNED_IN,
    "series.cancel": WRITERS,
    "series.new": WRITERS,
    "series.show": SIGNED_IN,
    "series_changes.change": WRITERS,
    "series_changes.restore_date": WRITERS,
    "series_changes.undo": WRITERS,
    "settings.overview": SIGNED_IN,
    "settings.typefaces": ADMINISTRATORS,
    "settings_accounts.close": ADMINISTRATORS,
    "settings_accounts.edit": ADMINISTRATORS,
    "settings_accounts.index": ADMINISTRATORS,
    "settings_accounts.new": ADMINISTRATORS,
    "settings_accounts.password": ADMINISTRATORS,
    "settings_accounts.reopen": ADMINISTRATORS,
    "settings_activities.count": ADMINISTRATORS,
    "settings_activities.counts": ADMINISTRATORS,
    "settings_activities.edit": ADMINISTRATORS,
    "settings_activities.index": ADMINISTRATORS,
    "settings_activities.planning": ADMINISTRATORS,
    "settings_calendar.blackout": ADMINISTRATORS,
    "settings_calendar.confirm": ADMINISTRATORS,
    "settings_calendar.day": ADMINISTRATORS,
    "settings_calendar.free": ADMINISTRATORS,
    "settings_calendar.paste": ADMINISTRATORS,
    "settings_calendar.seed": ADMINISTRATORS,
    "settings_calendar.show": ADMINISTRATORS,
    "settings_clashes.edit": ADMINISTRATORS,
    "settings_copy.copy": ADMINISTRATORS,
    "settings_copy.result": ADMINISTRATORS,
    "settings_impact.move": ADMINISTRATORS,
    "settings_impact.show": ADMINISTRATORS,
    "settings_log.changes": ADMINISTRATORS,
    "settings_log.editions": ADMINISTRATORS,
    "settings_organisations.edit": ADMINISTRATORS,
    "settings_organisations.index": ADMINISTRATORS,
    "settings_organisations.new": ADMINISTRATORS,
    "settings_words.edit": ADMINISTRATORS,
    "settings_words.index": ADMINISTRATORS,
    "settings_words.move": ADMINISTRATORS,
    "undo.index": WRITERS,
    "venues.edit": ADMINISTRATORS,
    "venues.index": SIGNED_IN,
    "venues.new": ADMINISTRATORS,
    "venues.persons": SIGNED_IN,
}


def init_access(app: Flask) -> None:
    """Check the table before every request; an address that leads nowhere goes on to its 404."""
    app.before_request(check_access)


def check_access() -> Response | None:
    """Let a role through, ask a stranger to sign in, or raise Forbidden."""
    if request.endpoint is None:
        return None
    allowed = ACCESS.get(request.endpoint, frozenset())
    person = find_person()
    if (person.actor.role if person else None) in allowed:
        return None
    if person is not None:
        raise Forbidden
    if request.path.startswith("/api/") or request.method not in ("GET", "HEAD"):
        raise Unauthorized
    return redirect(url_for("auth.login", next=request.full_path.removesuffix("?")))
