"""End at once when asked to, and leave no temporary file."""

from __future__ import annotations

import os
import signal
import threading
from typing import Final

ENDING: Final = {signal.SIGINT, signal.SIGTERM}


def end_when_asked() -> None:
    """Let a thread of its own wait for Ctrl-C and for the request to terminate.

    Python handles signals in its first thread, and not before that returns from work on whole
    columns, which may be minutes later. Where signals cannot be waited for (Windows), Python's
    own handling stays.
    """
    if not hasattr(signal, "sigwait"):
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    threading.Thread(target=_wait, name="chuan-ngheo-signals", daemon=True).start()


def _wait() -> None:
    number = signal.sigwait(ENDING)
    from chuan_ngheo.survey.files import remove_begun_files  # noqa: PLC0415  keeps --help quick

    remove_begun_files()
    os._exit(128 + number)
