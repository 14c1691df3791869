"""Lines for cron and systemd, wherever the library is."""

from __future__ import annotations

import shlex
from pathlib import Path

from jupyter_paperlookup.library.digest_schedule import cron_line, systemd_lines

ODD = Path("/home/alan turing/50% $HOME 'quoted'/paperlookup")


def test_cron_gets_the_folder_as_it_is():
    line = cron_line(ODD)
    assert line.startswith("7 * * * * ")
    # cron takes \% for %, and then the shell reads it.
    words = shlex.split(line.replace(r"\%", "%"))[5:]
    assert words[1:4] == ["-m", "jupyter_paperlookup", "--library"]
    assert words[4:] == [str(ODD), "digest", "send-due", "--quiet"]
    assert line.count("%") == line.count(r"\%") == 1


def test_systemd_gets_the_folder_as_it_is():
    lines = systemd_lines(ODD)
    assert "\"/home/alan turing/50%% $$HOME 'quoted'/paperlookup\" digest send-due" in lines
    assert "OnCalendar=*-*-* *:07:00" in lines
