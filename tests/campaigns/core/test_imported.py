"""What a calendar file would change: found again by uid and the day of the rule."""

from datetime import UTC, date, datetime, timedelta

from campaigns.core.imported import ImportedSpan, ImportPlan, Replaced, Standing, plan_import

DAY = date(2026, 3, 2)


def span(uid: str, hour: int, on: date | None = None, name: str = "") -> ImportedSpan:
    start = datetime(2026, 3, 2, hour, tzinfo=UTC)
    return ImportedSpan(uid, on, start, start + timedelta(hours=1), name)


def test_what_is_new_told_otherwise_and_the_same() -> None:
    standing = [Standing(1, span("a", 1)), Standing(2, span("b", 2, DAY)), Standing(3, span("gone", 3))]

    plan = plan_import([span("a", 1), span("b", 4, DAY), span("b", 2)], standing)

    assert plan == ImportPlan(
        added=(span("b", 2),),
        changed=(Replaced(2, span("b", 2, DAY), span("b", 4, DAY)),),
        same=(span("a", 1),),
    )
    assert plan.does_anything


def test_two_spans_of_one_day_pair_up_in_their_order() -> None:
    standing = [Standing(2, span("a", 6, DAY)), Standing(1, span("a", 1, DAY))]

    plan = plan_import([span("a", 6, DAY), span("a", 1, DAY, "会"), span("a", 9, DAY)], standing)

    assert (plan.added, plan.same) == ((span("a", 9, DAY),), (span("a", 6, DAY),))
    assert plan.changed == (Replaced(1, span("a", 1, DAY), span("a", 1, DAY, "会")),)


def test_the_digest_names_the_outcome() -> None:
    one, other = plan_import([span("a", 1)], []), plan_import([span("a", 2)], [])

    assert one.digest == plan_import([span("a", 1)], []).digest
    assert one.digest != other.digest
    assert not plan_import([], []).does_anything
