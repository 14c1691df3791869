"""Lines by which cron and systemd have the digest mailed while Jupyter does not run.

They come every hour: what is not due yet, or was mailed already, is left alone, and what a mail
server put off is tried again.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

_MINUTE = 7
_SYSTEMD_PLAIN = re.compile(r"[\w@:.,+/=-]+")


def cron_line(folder: Path) -> str:
    """A line for `crontab -e`."""
    # A % ends the command.
    command = shlex.join(_command(folder)).replace("%", r"\%")
    return f"{_MINUTE} * * * * {command}"


def systemd_lines(folder: Path) -> str:
    """Two files for `~/.config/systemd/user/`, and how they are switched on."""
    command = " ".join(map(_systemd_word, _command(folder)))
    return f"""\
# ~/.config/systemd/user/paperlookup-digest.service
[Unit]
Description=Mail the digest of the paperlookup library

[Service]
Type=oneshot
ExecStart={command}

# ~/.config/systemd/user/paperlookup-digest.timer
[Unit]
Description=Mail the digest of the paperlookup library when it is due

[Timer]
OnCalendar=*-*-* *:{_MINUTE:02d}:00
Persistent=true

[Install]
WantedBy=timers.target

# systemctl --user enable --now paperlookup-digest.timer
"""


def _command(folder: Path) -> list[str]:
    python = sys.executable or "python3"
    arguments = ["--library", str(folder), "digest", "send-due", "--quiet"]
    return [python, "-m", "jupyter_paperlookup", *arguments]


def _systemd_word(word: str) -> str:
    word = word.replace("%", "%%").replace("$", "$$")
    if _SYSTEMD_PLAIN.fullmatch(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
