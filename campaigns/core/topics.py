"""Which topics a slot of a roster treats and who brings which: least used, then longest ago, within competence."""

from collections.abc import Mapping, Sequence

from campaigns.core.turns import Member

# A topic that somebody wrote by hand and that is on no list.
FREE_TEXT = 0


def share_topics(
    slots: Sequence[tuple[Sequence[Member], Mapping[int, int]]], topics: Sequence[int], topics_max: int
) -> tuple[dict[int, int], ...]:
    """Return for each slot which member brings which topic, at most ``topics_max`` different ones.

    A slot is its members and the topics that some of them have already; ``topics`` come in the list's order. A topic
    is taken only where a member without one is competent in it; who finds none joins one that was taken, if it can.
    The topic of somebody who no longer comes is offered first, so that a slot keeps what it was announced with.
    """
    used = dict.fromkeys(topics, 0)
    last = dict.fromkeys(topics, -1)
    for members, given in slots:
        for topic in {given[member.id] for member in members if member.id in given}:
            used[topic] = used.get(topic, 0) + 1
    shared = []
    for place, (members, given) in enumerate(slots):
        brought = {member.id: given[member.id] for member in members if member.id in given}
        announced = {topic for id_, topic in given.items() if id_ not in brought}
        ranked = sorted(topics, key=lambda t: (t not in announced, used[t], last[t], topics.index(t)))
        added = _brought(members, brought, ranked, topics_max)
        for topic in set(added.values()) - set(brought.values()):
            used[topic] += 1
        brought |= added
        last |= dict.fromkeys(brought.values(), place)
        shared.append(brought)
    return tuple(shared)


def _brought(
    members: Sequence[Member], given: Mapping[int, int], ranked: Sequence[int], topics_max: int
) -> dict[int, int]:
    """Return what those without a topic bring."""
    free = [member for member in members if member.id not in given]
    taken = list(dict.fromkeys(given.values()))
    matched: dict[int, int] = {}
    for topic in ranked:
        if len(taken) >= topics_max or len(matched) == len(free):
            break
        if topic not in taken and _match(topic, free, matched, set()):
            taken.append(topic)
    brought = {member_id: topic for topic, member_id in matched.items()}
    for member in free:
        able = [topic for topic in taken if topic and _is_competent(member, topic)]
        if member.id not in brought and able:
            brought[member.id] = able[0]
    return brought


def _match(topic: int, free: Sequence[Member], matched: dict[int, int], tried: set[int]) -> bool:
    """Find somebody for a topic, asking who has another to change it (an augmenting path); tell whether it worked."""
    for member in sorted(free, key=lambda one: one.id in matched.values()):
        if member.id in tried or not _is_competent(member, topic):
            continue
        tried.add(member.id)
        held = next((other for other, holder in matched.items() if holder == member.id), None)
        if held is None or _match(held, free, matched, tried):
            matched[topic] = member.id
            return True
    return False


def _is_competent(member: Member, topic: int) -> bool:
    return not member.topic_ids or topic in member.topic_ids
