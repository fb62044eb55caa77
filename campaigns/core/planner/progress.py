"""How far a search is, told to whoever waits, who may stop it."""

from collections.abc import Callable


class Progress:
    """Counts steps towards 100 per cent and tells each new one; once stopped it stays so."""

    __slots__ = ("_end", "_report", "_start", "_told", "is_stopped")

    def __init__(self, report: Callable[[int], bool] | None) -> None:
        self._report = report
        self._start, self._end, self._told = 0, 0, -1
        self.is_stopped = False

    def stage(self, end: int) -> None:
        """Begin the part of the work that ends at a per cent."""
        self._start, self._end = self._end, end

    def goes_on(self, done: int, whole: int) -> bool:
        """Tell how much of the stage is done; False asks to stop now."""
        percent = self._start + (self._end - self._start) * min(done, whole) // max(whole, 1)
        if percent > self._told and not self.is_stopped and self._report is not None:
            self._told = percent
            self.is_stopped = not self._report(percent)
        return not self.is_stopped
