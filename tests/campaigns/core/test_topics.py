"""Topics take turns among those that somebody at the slot can bring."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.topics import FREE_TEXT, share_topics
from campaigns.core.turns import Member

ANY = [Member(1), Member(2)]
TAX, LOANS = 7, 8


def test_topics_come_in_turn_and_each_guest_brings_another():
    assert share_topics([(ANY, {})] * 3, [5, 6, 7], 2) == ({1: 5, 2: 6}, {1: 7, 2: 5}, {1: 6, 2: 7})


def test_one_topic_is_shared_by_all_who_can_speak_about_it():
    members = [*ANY, Member(3, topic_ids=frozenset({LOANS}))]

    assert share_topics([(members, {})], [TAX, LOANS], 1) == ({1: TAX, 2: TAX},)


def test_nobody_brings_what_it_is_not_competent_in():
    members = [Member(1), Member(2, topic_ids=frozenset({TAX}))]

    assert share_topics([(members, {})], [TAX, LOANS], 2) == ({1: LOANS, 2: TAX},)


def test_a_topic_written_by_hand_stays_and_counts_towards_the_most():
    assert share_topics([(ANY, {1: FREE_TEXT})] * 2, [TAX, LOANS], 2) == (
        {1: FREE_TEXT, 2: TAX},
        {1: FREE_TEXT, 2: LOANS},
    )
    assert share_topics([(ANY, {1: FREE_TEXT})], [TAX], 1) == ({1: FREE_TEXT},)


def test_who_stands_in_brings_what_was_announced():
    assert share_topics([(ANY, {3: 7, 2: 5})], [5, 6, 7], 2) == ({2: 5, 1: 7},)


def test_no_list_of_topics_gives_no_topics():
    assert share_topics([(ANY, {})], [], 2) == ({},)


@given(st.integers(1, 6), st.integers(1, 4), st.integers(1, 30))
def test_topics_everybody_can_bring_are_used_equally_often(number, most, slots):
    topics = list(range(1, number + 1))
    shared = share_topics([(ANY, {})] * slots, topics, most)

    used = [sum(topic in one.values() for one in shared) for topic in topics]
    assert max(used) - min(used) <= 1
    assert all(1 <= len(set(one.values())) <= most for one in shared)
