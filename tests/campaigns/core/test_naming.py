"""The names of an organisation over the years."""

from campaigns.core.naming import NameSpan, in_order, name_in, naming_problems

OLD = NameSpan("劳动保障局", until_year=2009)
NEW = NameSpan("人社局", since_year=2010)


def test_each_year_has_the_name_of_its_time() -> None:
    assert [name_in((OLD, NEW), year) for year in (1990, 2009, 2010, 2026)] == [OLD, OLD, NEW, NEW]


def test_names_are_told_oldest_first() -> None:
    assert in_order((NEW, OLD)) == (OLD, NEW)


def test_names_that_follow_each_other_have_no_problem() -> None:
    assert list(naming_problems((OLD, NEW), (), (2009, 2026))) == []


def test_two_names_may_not_hold_in_one_year() -> None:
    found = naming_problems((OLD, NameSpan("人社局", since_year=2009)), (), ())

    assert [problem.message.zh for problem in found] == ["“劳动保障局”和“人社局”的年份重叠。"]


def test_a_planned_year_keeps_its_name() -> None:
    found = naming_problems((NEW,), (OLD, NEW), (2009, 2026))

    assert [problem.message.zh for problem in found] == ["2009年有年度计划，不能没有名称。"]


def test_a_year_that_never_had_a_name_needs_none() -> None:
    assert list(naming_problems((NEW,), (NEW,), (2009, 2026))) == []


def test_no_name_and_a_span_turned_round_are_refused() -> None:
    turned = NameSpan("人社局", since_year=2012, until_year=2010)

    assert [problem.message.en for problem in naming_problems((), (), ())] == ["Give it a Chinese name."]
    assert [problem.message.en for problem in naming_problems((turned,), (), ())] == [
        "“人社局” ends before it begins."
    ]
