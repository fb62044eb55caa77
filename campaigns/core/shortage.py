"""What keeps members of a roster from a slot, and the sentence that says why the slot stays short."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from campaigns.core.wording import Bilingual


class Hindrance(Enum):
    """Why a member does not come to a slot, in the order in which it is told."""

    HERE = "here"
    NOT_ON = "not_on"
    DECIDED = "decided"
    BUSY = "busy"
    NEAR = "near"


WORDS = {
    Hindrance.HERE: Bilingual("{n}个已在本期", "{n} here already"),
    Hindrance.NOT_ON: Bilingual("{n}个那时不在名单上", "{n} not on the list then"),
    Hindrance.DECIDED: Bilingual("{n}个已定为不来", "{n} decided not to come"),
    Hindrance.BUSY: Bilingual("{n}个那时另有安排", "{n} booked elsewhere then"),
    Hindrance.NEAR: Bilingual("{n}个与前后一次相隔不足{gap}期", "{n} within {gap} slots of another turn"),
}


def shortage_in_words(lacking: int, hindrances: Sequence[Hindrance], min_gap: int) -> Bilingual:
    """Return a sentence such as “缺1个：3个成员中，2个那时另有安排，1个与前后一次相隔不足3期”."""
    if not hindrances:
        return Bilingual("名单上没有成员", "nobody is on the list")
    counted = Counter(hindrances)
    parts = [WORDS[one].filled(n=counted[one], gap=min_gap) for one in Hindrance if counted[one]]
    return Bilingual("缺{lacking}个：{n}个成员中，{zh}", "{lacking} short: of {n} members, {en}").filled(
        lacking=lacking,
        n=len(hindrances),
        zh="，".join(part.zh for part in parts),
        en=", ".join(part.en for part in parts),
    )
