"""What the quick-add line may name in an edition, taken from what the actor may choose."""

from campaigns.core.quickadd.pieces import Named, NamedActivity, Vocabulary
from campaigns.queries.choices import ActivityChoice, EventChoices
from campaigns.queries.frames import Frame
from campaigns.references import OrganisationRef


def vocabulary_of(frame: Frame, choices: EventChoices) -> Vocabulary:
    """Return the names that quick add knows: those of this edition's rows and no others."""
    return Vocabulary(
        year=frame.edition.year,
        activities=tuple(_activity(choice) for choice in choices.activities),
        venues=tuple(Named(venue.kind.value, venue.name) for venue in choices.venues),
        districts=tuple(_organisation(one) for one in choices.districts),
        hosts=tuple(_organisation(one) for one in choices.hosts),
    )


def _activity(choice: ActivityChoice) -> NamedActivity:
    ref = choice.activity
    kind = choice.venue_kind.value if choice.venue_kind else ""
    named = Named(ref.code, ref.name, ref.short)
    return NamedActivity(named, choice.default_start, choice.default_minutes, kind)


def _organisation(ref: OrganisationRef) -> Named:
    return Named(ref.slug, ref.name, ref.short)
