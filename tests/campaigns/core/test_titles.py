"""Titles that were made from a place follow it; a planner's own stay."""

from campaigns.core.titles import completed_title, made_title, title_elsewhere
from campaigns.core.wording import Bilingual

VISIT, HALL, CAMPUS = Bilingual("进社区", "Visit"), Bilingual("市民中心", "Hall"), Bilingual("哈工大", "HIT")
NOWHERE, CHINESE_ONLY = Bilingual(""), Bilingual("古陌社区")


def test_a_title_is_made_of_the_activity_and_the_place() -> None:
    assert made_title(VISIT, HALL) == Bilingual("进社区（市民中心）", "Visit (Hall)")
    assert made_title(VISIT, NOWHERE) == VISIT


def test_a_place_without_english_makes_no_half_english_title() -> None:
    assert made_title(VISIT, CHINESE_ONLY) == Bilingual("进社区（古陌社区）")


def test_a_made_title_follows_to_another_place() -> None:
    assert title_elsewhere(made_title(VISIT, HALL), VISIT, HALL, CAMPUS) == made_title(VISIT, CAMPUS)


def test_a_title_of_the_planners_own_stays() -> None:
    own = Bilingual("创业沙龙", "Salon")

    assert title_elsewhere(own, VISIT, HALL, CAMPUS) == own


def test_only_the_made_half_of_a_title_follows() -> None:
    half = Bilingual("进社区（市民中心）", "Salon")

    assert title_elsewhere(half, VISIT, HALL, CAMPUS) == Bilingual("进社区（哈工大）", "Salon")


def test_a_chinese_title_alone_is_shown_to_english_readers_too() -> None:
    assert completed_title(Bilingual("创业沙龙"), VISIT, HALL) == Bilingual("创业沙龙")
