"""The index follows the store by what changed, and whatever happens is the old one or the new."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library import generations as generations_module
from jupyter_paperlookup.library.indexer import Indexer
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine


def generations(library):
    return sorted((library.folder / "index").glob("gen-*"))


def segments(library):
    with library._indexer.searching() as searcher:
        return [segment.size for segment in searcher.segments]


def found(library, query):
    page = library.search(query, 20)
    scores = [result.score for result in page.results]
    return page.total, [(result.key, result.matches) for result in page.results], scores


def fact(title):
    return f'{{"title": "{title}"}}\n'


def learn(library, title, name="facts.jsonl"):
    return library.import_text(fact(title), name, format="title_facts")


def test_one_paper_more_is_one_small_segment(library):
    learn(library, "Zymurgy of Quokkas")
    assert found(library, "zymurgy")[0] == 1
    assert segments(library) == [315, 1]
    assert library.status().index.documents == library.status().records == 316


@pytest.mark.skipif(os.name != "posix", reason="links are told by their numbers")
def test_the_rest_is_neither_written_nor_read_again(library, monkeypatch):
    library.ensure_index()
    before = {path.name: path.stat().st_ino for path in generations(library)[-1].iterdir()}
    read = []
    monkeypatch.setattr(
        "jupyter_paperlookup.library.generations._fingerprint",
        lambda path, real=generations_module._fingerprint: read.append(path.name) or real(path),
    )
    learn(library, "Zymurgy of Quokkas")
    library.search("zymurgy")
    after = {path.name: path.stat().st_ino for path in generations(library)[-1].iterdir()}
    shared = {name for name in before if name.startswith("MAIN_")}
    assert shared
    assert all(after[name] == before[name] for name in shared)
    assert shared.isdisjoint(read)


QUERIES = ["far-reaching", "chen", "diffus", "trasformer", "2023", '"large language"', "zymurgy",
           "author:wang", "title:video", "quokka", "language model agents reasoning"]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_any_changes_leave_the_answers_of_an_index_built_anew(library, seed):
    chance = random.Random(seed)
    library.ensure_index()
    for turn in range(12):
        keys = library.search("language model", 50).results
        key = chance.choice(keys).key
        match chance.randrange(6):
            case 0:
                learn(library, f"Zymurgy {turn} of Quokkas", f"{turn}.jsonl")
            case 1:
                library.edit(key, {"title": f"Quokka language model {turn}"})
            case 2:
                library.rename_key(key, f"renamed{turn}")
            case 3:
                library.merge([key, next(each.key for each in keys if each.key != key)])
            case 4:
                library.undo() if library.changes() else None
            case 5:
                names = [each.name for each in library.sources() if each.name.endswith(".jsonl")]
                library.remove_source(names[0], with_records=True) if names else None
    followed = [found(library, query) for query in QUERIES]
    library.reindex()
    for query, (total, hits, scores) in zip(QUERIES, followed, strict=True):
        expected = found(library, query)
        assert (total, hits) == expected[:2], query
        assert scores == pytest.approx(expected[2]), query


def test_other_processes_follow_the_same_index(library):
    with Library.open(library.folder) as other:
        for number in range(4):
            writer, reader = (library, other) if number % 2 else (other, library)
            learn(writer, f"Quokkas {number}", f"{number}.jsonl")
            assert found(writer, f"quokkas {number}")[0] == number + 1
            assert reader.search("quokkas", wait=False).total == number + 1
        assert segments(other) == segments(library)


def test_small_segments_are_put_together_in_the_background(library):
    library.ensure_index()
    for number in range(5):
        learn(library, f"Quokkas {number}", f"{number}.jsonl")
        with library._indexer.searching() as searcher:
            changed = library._store.changes.since(library._indexer._index.sealed().change)
            assert changed
            assert searcher.is_tidy or number
        library.start_indexing()
        library._indexer._builder.join()
        assert library.index_state().phase == "ready"
        with library._indexer.searching() as searcher:
            assert searcher.is_tidy
    assert found(library, "quokkas")[0] == 5
    assert segments(library) == [315, 5]


def test_a_change_meanwhile_comes_before_tidiness(library, monkeypatch):
    library.ensure_index()
    for number in range(3):  # as if they had come with much between them
        monkeypatch.setattr("jupyter_paperlookup.search.merging.QUICKLY", -1)
        learn(library, f"Quokkas {number}", f"{number}.jsonl")
        library.ensure_index()
    assert segments(library) == [315, 1, 1, 1]
    real, asked = Indexer._is_outdated, []

    def outdated(indexer, change):
        asked.append(change)
        if len(asked) == 1:
            learn(library, "Zymurgy", "last.jsonl")
        return real(indexer, change)

    monkeypatch.setattr(Indexer, "_is_outdated", outdated)
    learn(library, "Quokkas 4", "4.jsonl")
    library.start_indexing()
    library._indexer._builder.join()
    assert len(set(asked)) == 2
    assert library.search("zymurgy", wait=False).total == 1
    assert segments(library) == [315, 5]


def test_a_folder_that_is_gone_is_no_hindrance(library):
    library.ensure_index()
    for folder in generations(library):
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    learn(library, "Zymurgy of Quokkas")
    assert found(library, "zymurgy")[0] == 1
    assert segments(library) == [316]


@pytest.mark.parametrize("name", [".pst", ".trm", ".toc", ".terms", ".forward"])
def test_what_somebody_changed_is_never_opened_under_a_new_name(library, name):
    library.ensure_index()
    (victim,) = [path for path in generations(library)[-1].iterdir() if path.name.endswith(name)]
    content = victim.read_bytes()
    victim.unlink()  # the open index keeps the file that it has
    victim.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    learn(library, "Zymurgy of Quokkas")
    assert found(library, "zymurgy")[0] == 1
    assert found(library, "far-reaching interleaved")[1][0][0] == "chen2023fit"
    opened = []
    real = WhooshEngine.open

    def open_and_tell(engine, folder, *rest):
        opened.append(folder)
        return real(engine, folder, *rest)

    with pytest.MonkeyPatch.context() as patch, Library.open(library.folder) as other:
        patch.setattr(WhooshEngine, "open", open_and_tell)
        with suppress(IndexUnavailable):  # of what is verified only now: then it is built anew
            other.search('"of the"')
        assert found(other, "zymurgy")[0] == 1
        assert found(other, "far-reaching interleaved")[1][0][0] == "chen2023fit"
    # The table of contents is written anew; where nothing was deleted nobody needs `.forward`.
    expected = {".toc": [2], ".forward": [2], ".pst": [2, 3]}.get(name, [3])
    assert [folder.name for folder in opened] == [f"gen-{number:06}" for number in expected]


# Dies as by `kill -9` at the n-th time that something is about to be done.
FOLLOW = """
import os, signal, sys
from pathlib import Path
from jupyter_paperlookup.library import Library, generations, store
from jupyter_paperlookup.search import segment_writer, whoosh_extending

def deadly(owner, name):
    real = getattr(owner, name)
    def do(*arguments, **named):
        if sys.argv[2] == "before":
            die()
        result = real(*arguments, **named)
        die()
        return result
    setattr(owner, name, do)

def die():
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

owners = {
    "finish": segment_writer.SegmentWriter, "_write_columns": segment_writer.SegmentWriter,
    "write_contents": sys.modules["jupyter_paperlookup.search.whoosh_searcher"],
    "_seal": generations, "_sync_file": generations, "set_fact": store.Store,
    "remove_before": generations.Generations,
}
with Library(Path(sys.argv[1])) as library:
    library.ensure_index()
    library.import_text('{"title": "Zymurgy"}', "facts.jsonl", format="title_facts")
    deadly(owners[sys.argv[3]], sys.argv[3])
    library.ensure_index()
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    "step",
    ["finish", "_write_columns", "write_contents", "_seal", "_sync_file", "set_fact",
     "remove_before"],
)  # fmt: skip
def test_a_process_that_is_killed_leaves_the_old_index_or_the_new_one(library, moment, step):
    library.close()
    command = [sys.executable, "-c", textwrap.dedent(FOLLOW), library.folder, moment, step]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert not done.stderr
    is_new = step == "remove_before" or (step, moment) == ("set_fact", "after")
    with Library.open(library.folder) as again:
        assert again.status().index.generation == (2 if is_new else 1)
        assert again.search("zymurgy", wait=False).total == int(is_new)
        assert found(again, "zymurgy")[0] == 1
        assert segments(again) == [315, 1]
        assert not list((library.folder / "index").glob("*.tmp"))
