"""The feeds kept as files in ``cases/``; run this module to write them anew after a wanted change."""

from datetime import timedelta
from pathlib import Path

from calendars.window import MOVING_NOTE
from tests.calendars.agendas import VISITS, agenda, feed, full_agenda, item

CASES = Path(__file__).parent / "cases"


def case_bodies() -> dict[str, bytes]:
    """Return each case's file name and the feed as it is written now."""
    long_text = "很长的说明：" + "周周进社区，场场有记录；" * 12 + "C:\\New\\notes, 100%"
    return {
        "programme-zh.ics": feed(full_agenda(), note=MOVING_NOTE).body,
        "programme-en-alarm.ics": feed(full_agenda(), language="en", alarm=timedelta(minutes=30)).body,
        "empty.ics": feed(agenda(), address="", page="").body,
        "long-text.ics": feed(agenda(item(description=long_text, activity=VISITS))).body,
    }


if __name__ == "__main__":
    for name, body in case_bodies().items():
        (CASES / name).write_bytes(body)
