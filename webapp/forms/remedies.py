"""The buttons that clear a clash: another time, or another venue, with the version that was seen."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired

from campaigns.enums import ClashKind, ClashLevel
from campaigns.queries.remedies import ClashFilter
from webapp.forms.page_form import EditForm
from webapp.places import LARGEST_KEY, key_of


class InstantField(HiddenField):
    """An aware instant as a hidden box carries it, ISO 8601."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the instant; anything else is nothing."""
        try:
            found = datetime.fromisoformat(valuelist[0]) if valuelist else None
        except ValueError:
            found = None
        self.data = found if found is not None and found.tzinfo is not None else None


class SlotForm(EditForm):
    """Another time for an event."""

    starts_at = InstantField(validators=[InputRequired()])
    ends_at = InstantField(validators=[InputRequired()])


class PlaceForm(EditForm):
    """Another venue for an event."""

    venue_id = IntegerField(validators=[InputRequired()])

    @property
    def wanted_id(self) -> int:
        """Return the venue that was chosen; 0, which no venue has, for a number that no key can be."""
        chosen: int = self.venue_id.data
        return chosen if 0 < chosen <= LARGEST_KEY else 0


def read_clash_filter(given: Any) -> ClashFilter:
    """Return the filter of an address; what is not known there does not narrow."""
    kinds, levels = {kind.value: kind for kind in ClashKind}, {level.value: level for level in ClashLevel}
    return ClashFilter(
        kind=kinds.get(given.get("kind", "")),
        level=levels.get(given.get("level", "")),
        district_slug=given.get("district", ""),
        event_id=key_of(given.get("event", "")),
        venue_id=key_of(given.get("venue", "")),
        person_id=key_of(given.get("person", "")),
    )
