"""How far a search is, told to whoever waits, who may stop it."""

from collections.abc import Callable

# A per cent that lasts is told again after so many questions, so that whoever waits can stop a search that is stuck.
TOLD_AGAIN_AFTER = 50


class Progress:
    """Counts steps towards 100 per cent and tells where it is; once stopped it stays so."""

    __slots__ = ("_asked", "_end", "_report", "_start", "_told", "is_stopped")

    def __init__(self, report: Callable[[int], bool] | None) -> None:
        self._report = report
        self._start, self._end, self._told, self._asked = 0, 0, -1, 0
        self.is_stopped = False

    def stage(self, end: int) -> None:
        """Begin the part of the work that ends at a per cent."""
        self._start, self._end = self._end, end

    def goes_on(self, done: int, whole: int) -> bool:
        """Tell how much of the stage is done; False asks to stop now."""
        percent = self._start + (self._end - self._start) * min(done, whole) // max(whole, 1)
        self._asked += 1
        is_due = percent > self._told or self._asked >= TOLD_AGAIN_AFTER
        if is_due and not self.is_stopped and self._report is not None:
            self._told, self._asked = max(percent, self._told), 0
            self.is_stopped = not self._report(self._told)
        return not self.is_stopped
