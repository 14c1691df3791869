"""One pace for all users of a machine, in a folder that its administrator names.

Services count requests by address, and all users of a hub have one. What is shared is two moments
for each service, never what a service said: whoever may write in the folder is not trusted. They
can hold others up for a while; they can make nobody believe, open or overwrite anything. Feeds that
a person named are not shared: the names of their hosts are nobody else's business.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_paperlookup.errors import NetworkForbidden
from jupyter_paperlookup.network.pace_table import (
    LONGEST_WAIT,
    asked_by_too_many,
    pace_name,
    refuses,
)
from jupyter_paperlookup.network.retry_after import LONGEST_PAUSE
from jupyter_paperlookup.network.services import Service

_LONGEST = 64
_PATIENCE = 5.0
_SLICE = 0.25
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
# Neither a link is followed, nor is anything waited for that is no file.
_FLAGS = (
    os.O_RDWR
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class SharedPace:
    """The paces of a folder; without one, all of it does nothing.

    Args:
        folder: The folder; None where none was named. On Windows it is not used.
        now: Tells the time, in seconds since the epoch.
        sleep: Lets it pass.
    """

    def __init__(
        self, folder: Path | None, now: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._folder = folder
        self._now = now
        self._sleep = sleep

    def check(self) -> None:
        """See that the folder can be used: what was meant as a limit must not be lost.

        Raises:
            NetworkForbidden: It cannot.
        """
        folder = self._folder
        if folder is not None and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise NetworkForbidden(
                f"The folder {folder} for the pace of all users cannot be used: an administrator "
                "can make it one in which they may write."
            )

    def reserve(self, service: Service, start: float) -> float:
        """Take the next moment that is free for all users.

        Args:
            service: Who is to be asked.
            start: The first moment that would do.

        Raises:
            ServiceRefuses: It asked another user for a pause, or too many want to ask it.
        """
        with self._locked(service) as handle:
            if handle is None:
                return start
            now = self._now()
            free, until = _moments(handle, now)
            if until > now:
                raise refuses(service, until, is_asked_for=True)
            start = max(start, free)
            if start - now > LONGEST_WAIT:
                raise asked_by_too_many(service, start)
            _put(handle, start + service.pace.seconds, until)
        return start

    def keep_free(self, service: Service) -> None:
        """Let the next one begin no sooner than the pace of a service from now on."""
        with self._locked(service) as handle:
            if handle is not None:
                now = self._now()
                free, until = _moments(handle, now)
                _put(handle, max(free, now + service.pace.seconds), until)

    def pause(self, service: Service, until: float) -> None:
        """Let all users leave a service alone, as it asked one of them."""
        with self._locked(service) as handle:
            if handle is not None:
                free, before = _moments(handle, self._now())
                _put(handle, free, max(before, until))

    @contextmanager
    def alone(self, service: Service, wait: Callable[[], object]) -> Iterator[None]:
        """Be the only user who asks a service that wants one connection at a time.

        Args:
            service: Who is to be asked.
            wait: Called again and again while another one asks; what it raises ends the waiting.
        """
        handle = self._opened(service, "turn") if service.pace.is_alone else None
        try:
            while handle is not None and not _is_locked(handle):
                wait()
            yield
        finally:
            if handle is not None:
                os.close(handle)

    # --- inside ----------------------------------------------------------------------------

    @contextmanager
    def _locked(self, service: Service) -> Iterator[int | None]:
        """The file of a service, which nobody else changes meanwhile; None where there is none."""
        handle = self._opened(service, "pace")
        if handle is None:
            yield None
            return
        try:
            end = self._now() + _PATIENCE
            while not (has_it := _is_locked(handle)) and self._now() < end:
                self._sleep(_SLICE)
            yield handle if has_it else None
        finally:
            os.close(handle)

    def _opened(self, service: Service, ending: str) -> int | None:
        """A file of a service; None where it is not one that may be used."""
        name = pace_name(service)
        if self._folder is None or not service.base or not _NAME.fullmatch(name):
            return None
        if sys.platform == "win32":
            return None
        try:
            handle = _open(self._folder / f"{name}.{ending}")
        except OSError:
            return None
        status = os.fstat(handle)
        # A second name of the file would be one of somebody else's files.
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
            os.close(handle)
            return None
        return handle


def _open(path: Path) -> int:
    """A file of the folder, for those who may write in the folder."""
    with contextlib.suppress(FileNotFoundError):
        return os.open(path, _FLAGS)
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        with contextlib.suppress(OSError):
            mode = stat.S_IMODE(path.parent.stat().st_mode) & 0o666
            os.chmod(handle, mode)  # noqa: PTH101 - what was opened, not what a name leads to
        return handle
    return os.open(path, _FLAGS)


def _moments(handle: int, now: float) -> tuple[float, float]:
    """When a service is free, and until when it pauses; nothing that cannot be."""
    try:
        free, until = map(float, os.pread(handle, _LONGEST, 0).decode("ascii").split())
    except (OSError, ValueError):
        return 0.0, 0.0
    longest = LONGEST_WAIT + LONGEST_PAUSE
    if not all(math.isfinite(each) and each <= now + longest for each in (free, until)):
        return 0.0, 0.0
    # Nobody takes a moment that is later.
    return (free if free <= now + 2 * LONGEST_WAIT else 0.0), until


def _put(handle: int, free: float, until: float) -> None:
    said = f"{free:.3f} {until:.3f}\n".encode()
    with contextlib.suppress(OSError):
        os.pwrite(handle, said, 0)
        os.ftruncate(handle, len(said))


if sys.platform == "win32":

    def _is_locked(_handle: int) -> bool:
        """Never: nothing is opened there."""
        return False

else:
    import fcntl

    def _is_locked(handle: int) -> bool:
        """Whether one has the file now."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
