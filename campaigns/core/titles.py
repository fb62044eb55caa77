"""What an event is called where nobody gave it a name: its activity's short name with its place."""

from campaigns.core.wording import Bilingual


def made_title(short: Bilingual, place: Bilingual) -> Bilingual:
    """Return the activity's short name with the place; English only where both have English."""
    if not place.zh:
        return short
    english = f"{short.en} ({place.en})" if short.en and place.en else ""
    return Bilingual(f"{short.zh}（{place.zh}）", english)


def completed_title(own: Bilingual, short: Bilingual, place: Bilingual) -> Bilingual:
    """Return a planner's own title where there is one, else the one made from the place.

    A Chinese title of the planner's own is shown to English readers too, rather than a made one that says less.
    """
    made = made_title(short, place)
    return Bilingual(own.zh or made.zh, own.en or ("" if own.zh else made.en))


def own_title(title: Bilingual, short: Bilingual, place: Bilingual) -> Bilingual:
    """Return what of a title the planner gave, in each language: nothing of it where it was made from the place."""
    made = made_title(short, place)
    return Bilingual("" if title.zh == made.zh else title.zh, "" if title.en == made.en else title.en)


def title_elsewhere(title: Bilingual, short: Bilingual, old: Bilingual, new: Bilingual) -> Bilingual:
    """Return what an event is called at another place: a title that was made from its place follows."""
    return completed_title(own_title(title, short, old), short, new)
