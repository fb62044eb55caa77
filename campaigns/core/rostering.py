"""What may be said of a roster and decided about a turn, as problems for the fields of the form."""

from collections.abc import Iterable

from campaigns.core.wording import Bilingual
from campaigns.drafts import RosterDraft, RosterMemberDraft
from campaigns.errors import Problem

NO_NAME = Bilingual("请填写名称。", "Give it a name.")
SIZES = Bilingual("每期最多的个数不能少于最少的。", "The most for a slot is not fewer than the fewest.")
DAYS = Bilingual("“{name}”的退出日期早于加入日期。", "“{name}” leaves before it joins.")
TWICE = Bilingual("“{name}”在名单上出现两次。", "“{name}” is on the list twice.")


def check_roster(draft: RosterDraft, names: dict[RosterMemberDraft, Bilingual]) -> list[Problem]:
    """Return what is wrong with a roster's settings and members."""
    problems = [] if draft.name_zh.strip() else [Problem("name_zh", NO_NAME)]
    if draft.per_slot_max < draft.per_slot_min:
        problems.append(Problem("per_slot_max", SIZES))
    for member in draft.members:
        if member.joined_on and member.left_on and member.left_on < member.joined_on:
            problems.append(Problem("members", DAYS.filled(name=names[member])))
    return problems + [Problem("members", TWICE.filled(name=names[one])) for one in _twice(draft.members)]


def _twice(members: Iterable[RosterMemberDraft]) -> list[RosterMemberDraft]:
    seen: set[tuple[int | None, int | None]] = set()
    found = []
    for member in members:
        key = member.organisation_id, member.person_id
        if key in seen:
            found.append(member)
        seen.add(key)
    return found
