"""A process that is killed while it completes records: who begins again goes on, and once."""

import os
import subprocess
import sys
import threading

import pytest
from replaying import replaying

from jupyter_paperlookup.library import Library

# The command itself, which waits for no pace.
COMMAND = """
import sys, time
from jupyter_paperlookup.network.pace import Clock

passed = []
Clock.now = lambda _: time.time() + sum(passed)
Clock.sleep = lambda _, seconds: passed.append(seconds)
from jupyter_paperlookup.cli.program import main

sys.exit(main(["resolve", "--all"]))
"""
WORDS = "what a machine of the kind can compute and what it can never find out about itself"
WORKS = [
    {
        "title": f"Machine Number {number}",
        "arxiv": f"2301.{number:05}",
        "abstract": f"{WORDS}, told of the machine with the number {number}",
        "author": [{"given": "Alan", "family": "Turing"}],
        "published": "2023-01-02T00:00:00Z",
        **(
            {"DOI": f"10.1000/machine.{number}", "year": 2023, "journal": "Annals of Machines"}
            if number % 2
            else {}
        ),
    }
    for number in range(1, 7)
]


class Killer:
    """Kills the process that asks, at some of its requests, before or after it has the answer."""

    def __init__(self, replay):
        self._answer = replay.answer
        self._lock = threading.Lock()
        self.process = None
        self.left = None
        replay.answer = self.answer

    def answer(self, *asked):
        with self._lock:
            if self.left is not None:
                self.left -= 1
                if self.left == 0:
                    self.process.kill()
                    self.process.wait()
        return self._answer(*asked)

    def run(self, environment, at):
        """Run the command; whether it came to its end."""
        with self._lock:
            self.left = at
            self.process = subprocess.Popen(
                [sys.executable, "-c", COMMAND],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        _, said = self.process.communicate()
        assert self.process.returncode in (0, 1) or self.left == 0, said.decode()
        return self.left != 0


@pytest.fixture
def made(tmp_path):
    """Makes a library without seeds in which the works are titles with abstracts."""

    def make(name):
        folder = tmp_path / name
        folder.mkdir()
        with Library(folder) as library:
            library._store.set_fact("seeded", "yes")
            entries = (
                f"@misc{{m{n}, title={{{work['title']}}}, abstract={{{work['abstract']}}}}}\n"
                for n, work in enumerate(WORKS)
            )
            library.import_text("".join(entries), "machines.bib")
        return folder

    return make


def test_a_killed_run_goes_on_and_attaches_nothing_twice(made):
    with replaying(WORKS) as replay:
        killer = Killer(replay)
        whole, broken = made("whole"), made("broken")
        assert killer.run(environment(whole, replay), None)
        needed = replay.asked.total()
        ends = [killer.run(environment(broken, replay), at) for at in (2, 3, None)]
    assert ends == [False, False, True]
    # At most what was under way when it was killed is asked again.
    assert replay.asked.total() - needed <= needed + 2
    assert attached(broken) == attached(whole)
    with Library(broken) as library:
        for _ in library.changes(100):
            library.undo()
        assert not any(record.author for record in library.records())
        assert len(library.records()) == len(WORKS)


def environment(folder, replay):
    urls = {
        f"PAPERLOOKUP_URL_{name.upper().replace('-', '_')}": url
        for name, url in replay.base_urls.items()
    }
    ours = {"PAPERLOOKUP_HOME": str(folder), "PAPERLOOKUP_NETWORK": "allow"}
    return os.environ | urls | ours


def attached(folder):
    """Who says what of each work, how often, and what is linked with what."""
    with Library(folder) as library:
        return {
            (record.title, record.type): (
                record.author,
                record.doi,
                sorted(each.source for each in library.contributions(record.key)),
                sorted(each.record.doi for each in library.related_versions(record.key)),
                len(library.answers(record.key)),
            )
            for record in library.records()
        }
