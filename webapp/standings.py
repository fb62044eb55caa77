"""What a saved change means to the required count of its activity, in one sentence."""

from sqlmodel import Session

from campaigns.core.wording import Bilingual
from campaigns.progress import RequirementProgress
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import get_counting
from campaigns.queries.placements import get_work_calendar
from webapp.clock import today
from webapp.filters import amount


def count_sentence(session: Session, frame: Frame, activity_code: str) -> Bilingual:
    """Return where the headline count of an activity stands now; an activity without one gives an empty text."""
    calendar = get_work_calendar(session, frame.edition.year)
    counting = get_counting(session, frame, calendar, today=today(frame.edition.zone))
    for line in counting.progress.requirements:
        is_own = line.activity is not None and line.activity.code == activity_code
        if is_own and line.id in counting.headline_ids:
            return _sentence(line)
    return Bilingual("")


def _sentence(line: RequirementProgress) -> Bilingual:
    name = line.activity.short if line.activity else line.text
    return Bilingual(
        "{name}：已办 {done} · 已排 {planned} · 缺 {missing} / {target}",
        "{name}: {done} held · {planned} planned · {missing} missing of {target}",
    ).filled(
        name=name,
        done=amount(line.done),
        planned=amount(line.planned),
        missing=amount(line.missing),
        target=amount(line.target),
    )
