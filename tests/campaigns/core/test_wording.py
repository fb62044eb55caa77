"""A text in both languages stays in both, also when values are filled in."""

from campaigns.core.wording import Bilingual


def test_a_name_without_english_stays_as_it_is() -> None:
    name = Bilingual("鲸园街道")

    assert [name.in_language(tag) for tag in ("zh_Hans_CN", "en")] == ["鲸园街道", "鲸园街道"]
    assert str(name) == "鲸园街道"


def test_a_bilingual_value_is_filled_in_per_language() -> None:
    text = Bilingual("{name}第{n}场", "{name}, no. {n}")

    assert text.filled(name=Bilingual("进院校", "Campus talk"), n=3) == Bilingual(
        "进院校第3场", "Campus talk, no. 3"
    )
