"""The worker beside the server: started with it, started again when it dies, and gone with it."""

import logging
import subprocess
import sys
import time
from dataclasses import dataclass, field

LOG = logging.getLogger(__name__)
BETWEEN_STARTS_S = 5.0
PATIENCE_S = 5.0


@dataclass
class Companion:
    """A child process; ``tend`` is called about once a second by the process that owns it."""

    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    _started_at: float = field(default=float("-inf"))

    def tend(self) -> None:
        """Start the process, or start it again when it is gone, but never in a tight loop."""
        if self.process is not None and self.process.poll() is None:
            return
        if time.monotonic() - self._started_at < BETWEEN_STARTS_S:
            return
        if self.process is not None:
            LOG.warning("The worker had ended and is started again.")
        self._started_at = time.monotonic()
        # In a session of its own it does not hear Ctrl-C, which is for the server, who then stops it.
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, start_new_session=True)

    def stop(self) -> None:
        """Ask it to end, and end it when it does not."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def worker_of(process_id: int) -> Companion:
    """Return the worker that lives as long as a process."""
    return Companion((sys.executable, "-P", "-m", "webapp.worker", "--parent", str(process_id)))
