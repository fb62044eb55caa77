"""Whether everything a preset names exists, once, and makes sense together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaigns.core.wording import Bilingual
from campaigns.enums import Comparison, Counted, DeadlineAnchor, Period
from campaigns.presets.schema import City, Programme

NEED_MEASURE = (Counted.MEASURE, Counted.SHARE, Counted.PER_EVENT, Counted.DISTRICTS_BY_MEASURE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where, and what was expected there."""

    place: str
    expected: Bilingual


def faults_of_city(city: City) -> Iterator[Fault]:
    """Yield what is wrong with a city's own references."""
    slugs = [o.slug for o in city.organisations]
    yield from _repeated("organisations", "slug", slugs)
    yield from _repeated("venues", "slug", [v.slug for v in city.venues])
    for n, organisation in enumerate(city.organisations):
        if organisation.parent:
            yield from _unknown(f"organisations[{n}].parent", [organisation.parent], slugs[:n])
        if organisation.merged_into:
            place = f"organisations[{n}].merged_into.slug"
            yield from _unknown(place, [organisation.merged_into.slug], slugs)
    for word, slug in city.communities.districts.items():
        yield from _unknown(f"communities.districts.{word}", [slug], slugs)
    for n, venue in enumerate(city.venues):
        yield from _unknown(f"venues[{n}].district", [venue.district], slugs)
    if sum(o.is_coordinating for o in city.organisations) != 1:
        yield Fault(
            "organisations",
            Bilingual("应当恰有一个牵头汇总单位（is_coordinating）", "exactly one must be is_coordinating"),
        )


def faults_of_programme(preset: Programme, city: City) -> Iterator[Fault]:
    """Yield what is wrong with a programme's references."""
    slugs = [o.slug for o in city.organisations]
    for role, members in preset.roles.items():
        yield from _unknown(f"roles.{role}", members, slugs)
    for part, codes in (
        ("audiences", [a.code for a in preset.audiences]),
        ("measures", [m.code for m in preset.measures]),
        ("activities", [a.code for a in preset.activities]),
        ("requirements", [r.code for r in preset.requirements]),
        ("deadlines", [d.code for d in preset.deadlines]),
    ):
        yield from _repeated(part, "code", codes)
    yield from _activities(preset, slugs)
    yield from _requirements(preset)
    yield from _deadlines(preset, slugs)
    yield from _rosters(preset, slugs)
    for year, day in preset.programme.starts_on.items():
        if day.year != year:
            yield Fault(f"programme.starts_on.{year}", _inside(year))


def _activities(preset: Programme, slugs: Sequence[str]) -> Iterator[Fault]:
    audiences, measures = [a.code for a in preset.audiences], [m.code for m in preset.measures]
    for n, activity in enumerate(preset.activities):
        place = f"activities[{n}]"
        yield from _unknown(f"{place}.audiences", activity.audiences, audiences)
        yield from _unknown(f"{place}.measures", activity.measures, measures)
        for k, part in enumerate(activity.organisations):
            yield from _organisations(f"{place}.organisations[{k}].of", part.of, preset, slugs)
        if activity.window is None:
            continue
        for year, (first, last) in activity.window.exact.items():
            if first.year != year or last.year != year or last < first:
                yield Fault(f"{place}.window.exact.{year}", _inside(year))
        if activity.window.other and activity.window.other[0] > activity.window.other[1]:
            message = Bilingual("起始日不晚于结束日", "a first day not after the last")
            yield Fault(f"{place}.window.other", message)


def _requirements(preset: Programme) -> Iterator[Fault]:
    activities, measures = [a.code for a in preset.activities], [m.code for m in preset.measures]
    for n, count in enumerate(preset.requirements):
        place = f"requirements[{n}]"
        yield from _unknown(f"{place}.activity", [count.activity] if count.activity else [], activities)
        yield from _unknown(f"{place}.measure", [count.measure] if count.measure else [], measures)
        whole = [count.whole_measure] if count.whole_measure else []
        yield from _unknown(f"{place}.whole_measure", whole, measures)
        for field, is_missing in (
            ("measure", count.counted in NEED_MEASURE and not count.measure),
            ("whole_measure", count.counted is Counted.SHARE and not count.whole_measure),
            ("target_max", count.comparison is Comparison.BETWEEN and count.target_max is None),
            ("month", count.period is Period.MONTH and count.month is None),
            ("activity", count.counted not in NEED_MEASURE and not count.activity),
        ):
            if is_missing:
                yield Fault(f"{place}.{field}", Bilingual("这里必须填写", "a value is required here"))


def _deadlines(preset: Programme, slugs: Sequence[str]) -> Iterator[Fault]:
    activities = [a.code for a in preset.activities]
    for n, rule in enumerate(preset.deadlines):
        yield from _unknown(f"deadlines[{n}].applies", rule.applies, activities)
        if rule.anchor is DeadlineAnchor.FIXED_DAY and rule.fixed is None:
            message = Bilingual(
                "固定日期的规则要写月日，如12-31", "a fixed rule needs a month and day such as 12-31"
            )
            yield Fault(f"deadlines[{n}].fixed", message)
    for n, owed in enumerate(preset.owed):
        yield from _organisations(f"owed[{n}].by", owed.by, preset, slugs)
        yield from _unknown(f"owed[{n}].to", [owed.to], slugs)


def _rosters(preset: Programme, slugs: Sequence[str]) -> Iterator[Fault]:
    yield from _repeated("rosters", "name", [roster.name.zh for roster in preset.rosters])
    for n, roster in enumerate(preset.rosters):
        place = f"rosters[{n}]"
        yield from _unknown(f"{place}.activity", [roster.activity], [a.code for a in preset.activities])
        yield from _organisations(f"{place}.members", roster.members, preset, slugs)
        if roster.per_slot[1] < roster.per_slot[0]:
            message = Bilingual("最多的个数不少于最少的", "a most that is not below the fewest")
            yield Fault(f"{place}.per_slot", message)
        named = roster.members if isinstance(roster.members, tuple) else preset.roles.get(roster.members, ())
        for k, topic in enumerate(roster.topics):
            yield from _unknown(f"{place}.topics[{k}].by", topic.by, named)


def _organisations(
    place: str, named: str | tuple[str, ...], preset: Programme, slugs: Sequence[str]
) -> Iterator[Fault]:
    """Yield the fault of a role list that does not exist, or of organisations that do not."""
    if isinstance(named, str):
        yield from _unknown(place, [named], list(preset.roles))
    else:
        yield from _unknown(place, named, slugs)


def _unknown(place: str, named: Sequence[str], known: Sequence[str]) -> Iterator[Fault]:
    for name in named:
        if name not in known:
            choices = "、".join(known), ", ".join(known)
            yield Fault(
                place,
                Bilingual(
                    f"没有“{name}”，应为其中之一：{choices[0]}",
                    f"“{name}” does not exist, expected one of: {choices[1]}",
                ),
            )


def _repeated(part: str, key: str, codes: Sequence[str]) -> Iterator[Fault]:
    for n, code in enumerate(codes):
        if code in codes[:n]:
            message = Bilingual(
                f"“{code}”重复，每个只能出现一次", f"“{code}” is repeated, each may stand once"
            )
            yield Fault(f"{part}[{n}].{key}", message)


def _inside(year: int) -> Bilingual:
    return Bilingual(
        f"应为{year}年内先后有序的日期", f"expected days within {year}, the first not after the last"
    )
