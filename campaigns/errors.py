"""The errors of the trade; each carries its values and speaks to a planner in both languages."""

from dataclasses import dataclass, field
from typing import Any

from campaigns.core.wording import Bilingual


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was entered; ``field`` is the form's field, empty for the whole."""

    field: str
    message: Bilingual


class CampaignsError(Exception):
    """The family's root; ``message`` is a sentence for a person."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en or message.zh)
        self.message = message


class Rejected(CampaignsError):
    """What was entered cannot be accepted; nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(
            Bilingual(
                "；".join(p.message.zh for p in problems),
                "; ".join(p.message.en or p.message.zh for p in problems),
            )
        )
        self.problems = problems


class Clashing(Rejected):
    """Only clashes speak against it: a reason lets it through."""


class NotFound(CampaignsError):
    """There is no such thing within what the actor may see; an invisible thing answers the same."""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(
            Bilingual(f"没有找到“{key}”，它可能已删除或不在您的范围内。", f"Nothing was found for “{key}”.")
        )
        self.what = what
        self.key = key


class Forbidden(CampaignsError):
    """The actor may see the thing but may not do this with it."""

    def __init__(self, message: Bilingual | None = None) -> None:
        super().__init__(message or Bilingual("您没有权限做这项操作。", "You may not do this."))


class Stale(CampaignsError):
    """Somebody else changed the row since the form was opened; nothing was overwritten."""

    def __init__(self, current: Any) -> None:
        super().__init__(
            Bilingual(
                "您打开之后，别人已经修改了这条记录。您的内容保留在下面，请对照后再保存。",
                "Somebody else changed this after you opened it. Your text is kept below; compare and save again.",
            )
        )
        self.current = current


class TooManyAttempts(CampaignsError):
    """A name was tried too often; the answer is the same whether or not it has an account."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "登录失败次数过多，请15分钟后再试。",
                "Too many failed attempts to sign in; try again in 15 minutes.",
            )
        )


@dataclass(frozen=True, slots=True)
class PresetPlace:
    """Where in a preset file something is wrong."""

    file: str
    place: str = field(default="")


class PresetError(CampaignsError):
    """A preset file is wrong; the sentence names file, place and what was expected."""

    def __init__(self, where: PresetPlace, expected: Bilingual) -> None:
        super().__init__(
            Bilingual(
                f"预设文件 {where.file} 的 {where.place or '开头'}：{expected.zh}",
                f"Preset file {where.file}, at {where.place or 'the top'}: {expected.en or expected.zh}",
            )
        )
        self.where = where
