"""Mails what is due of a library, in a process of its own: `python ... FOLDER NOW READY GO`.

It writes the file READY and waits for the file GO, so that several of them begin together. With
`die` as a further argument it ends between handing the mail over and noting that.
"""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

from jupyter_paperlookup.digest import Digest, Paper, Section
from jupyter_paperlookup.library.mailed_digests import MailedDigests
from jupyter_paperlookup.library.mailing import Mailing
from jupyter_paperlookup.library.store import Store


def make(period):
    paper = Paper(key="turing1936", title="On Computable Numbers")
    return Digest(period=period, sections=(Section(title="New", papers=(paper,)),))


def main(folder, now, ready, go, *more):
    store = Store(Path(folder) / "library.sqlite")
    mailing = Mailing(store, Path(folder), make)
    if "die" in more:
        MailedDigests.note_mailed = lambda *_: os._exit(9)
    Path(ready).touch()
    while not Path(go).exists():
        time.sleep(0.005)
    print(mailing.send_due(datetime.fromisoformat(now)).outcome)  # noqa: T201
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
