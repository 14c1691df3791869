"""The index is disposable, and never trusted unless it is the one that was sealed."""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import shutil
import stat
import threading

import msgspec
import pytest

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.generations import DOUBTFUL, MANIFEST, Generations, Sealed
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.search.whoosh_blocks import WhooshBlocks

QUERY = "far-reaching interleaved"


def generation(folder):
    (found,) = (folder / "index").glob("gen-*")
    return found


def library_seal(folder):
    with contextlib.closing(Store(folder / "library.sqlite")) as store:
        return msgspec.json.decode(store.fact("index"), type=Sealed)


def best(library, query=QUERY):
    return library.search(query, 1).results[0].record.key


def test_a_new_library_is_indexed_at_its_first_search(tmp_path):
    with Library.open(tmp_path / "new") as library:
        assert library.status().index.generation is None
        assert best(library) == "chen2023fit"
        assert (library.status().index.generation, library.status().index.documents) == (1, 315)


def test_without_waiting_the_records_are_looked_through(tmp_path):
    with Library.open(tmp_path / "new") as library:
        page = library.search(QUERY, wait=False)
        assert page.results[0].key == "chen2023fit"
        assert page.is_without_index
        assert "without the index" in page.notice
        with pytest.raises(IndexUnavailable):
            library.search(QUERY, wait=False, explain=True)


def test_it_is_built_in_the_background_with_progress(tmp_path):
    with Library.open(tmp_path / "new") as library:
        library.start_indexing()
        assert library.index_state().phase == "building"
        assert library.index_state().total == 315
        library.ensure_index()
        assert library.search(QUERY, wait=False).total > 0


def test_an_opened_library_uses_the_index_there_is(library):
    assert best(library) == "chen2023fit"
    assert library.status().index.generation == 1


def test_an_import_makes_the_index_outdated(library):
    library.import_text(
        '{"title": "Zymurgy of Quokkas", "issued": [1999, 1]}\n',
        "facts.jsonl",
        format="title_facts",
    )
    assert library.search("zymurgy", wait=False).total == 0
    assert best(library, "zymurgy") == "1999zymurgy"
    assert library.status().index.generation == 2


@pytest.mark.parametrize(
    "damage", ["flip", "flip words", "truncate", "remove", "add", "manifest", "folder"]
)
def test_a_doubtful_index_is_built_anew_and_never_opened(library, damage):
    library.close()
    folder = generation(library.folder)
    (victim,) = folder.glob("*.arrays")
    content = victim.read_bytes()
    match damage:
        case "flip":
            victim.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        case "flip words":  # each of them can be read, and is another one
            (victim,) = folder.glob("*.keys")
            content = victim.read_bytes()
            victim.write_bytes(content.replace(b"chen2023fit", b"chen2023fix"))
            assert victim.read_bytes() != content
        case "truncate":
            victim.write_bytes(content[:-1])
        case "remove":
            victim.unlink()
        case "add":
            (folder / "more").write_bytes(b"pickle")
        case "manifest":
            (folder / MANIFEST).write_bytes((folder / MANIFEST).read_bytes() + b" ")
        case "folder":
            shutil.rmtree(folder)
    with Library.open(library.folder) as again:
        assert best(again) == "chen2023fit"
        assert again.status().index.generation == 2


PHRASE = '"we propose"'
"""Where words stand in abstracts is in Whoosh's blocks alone."""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_an_index_in_an_open_folder_is_not_used_before_the_folder_is_closed(library):
    library.close()
    index = library.folder / "index"
    index.chmod(0o777)
    with Library.open(library.folder) as again:
        assert again.search(QUERY, wait=False).is_without_index
        assert best(again) == "chen2023fit"
        assert stat.S_IMODE(index.stat().st_mode) == 0o700
        assert again.status().index.generation == 1  # every byte was compared since


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
@pytest.mark.parametrize("doubt", ["open generation", "link", "linked folder"])
def test_an_index_that_others_could_have_written_is_built_anew(library, doubt):
    library.close()
    index, folder = library.folder / "index", generation(library.folder)
    match doubt:
        case "open generation":
            folder.chmod(0o770)
        case "link":
            moved = (folder / MANIFEST).rename(library.folder / "elsewhere")
            (folder / MANIFEST).symlink_to(moved)
        case "linked folder":
            index.rename(library.folder / "elsewhere")
            index.symlink_to(library.folder / "elsewhere")
    with Library.open(library.folder) as again:
        assert best(again) == "chen2023fit"
        assert again.status().index.generation == 2
    assert stat.S_IMODE(index.lstat().st_mode) == 0o700
    with Library.open(library.folder) as again:
        assert best(again) == "chen2023fit"
        assert again.status().index.generation == 2


@pytest.mark.skipif(os.name != "posix", reason="Windows has no owners")
def test_an_index_of_another_user_is_never_opened(library, monkeypatch):
    library.close()
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    sealed = library_seal(library.folder)
    assert Generations(library.folder / "index").verified(sealed) is None


def test_a_doubtful_index_is_set_aside(library):
    library.close()
    folder = generation(library.folder)
    (folder / "more").write_bytes(b"of somebody")
    with Library.open(library.folder) as again:
        best(again)
    assert (library.folder / "index" / DOUBTFUL / "more").read_bytes() == b"of somebody"
    assert [each.name for each in (library.folder / "index").glob("gen-*")] == ["gen-000002"]


@pytest.mark.parametrize("late, damage", [(".pst", "truncate"), (".forward", "remove")])
def test_files_that_are_verified_late_must_be_there_from_the_beginning(library, late, damage):
    library.close()
    (victim,) = generation(library.folder).glob(f"*{late}")
    content = victim.read_bytes()
    victim.unlink()
    if damage == "truncate":
        victim.write_bytes(content[:-1])
    with Library.open(library.folder) as again:
        assert best(again) == "chen2023fit"
        assert again.status().index.generation == 2


@pytest.mark.parametrize("is_whole", [True, False])
def test_blocks_are_unpickled_only_after_they_were_verified(library, monkeypatch, is_whole):
    library.close()
    (victim,) = generation(library.folder).glob("*.pst")
    content = victim.read_bytes()
    if not is_whole:
        victim.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    events = []
    real = WhooshBlocks._block

    def unpickle(data):
        events.append("unpickled")
        return real(data)

    monkeypatch.setattr(WhooshBlocks, "_block", staticmethod(unpickle))

    def verify(*data, real=hashlib.sha256):
        if data and isinstance(data[0], mmap.mmap):
            events.append("verified")
        return real(*data)

    monkeypatch.setattr(hashlib, "sha256", verify)
    with Library.open(library.folder) as again:
        assert best(again) == "chen2023fit"
        assert events == []  # not needed so far
        if is_whole:
            before = again.search(PHRASE).total
            assert before > 0
            assert events[:2] == ["verified", "unpickled"]
            assert events.count("verified") == 1
            assert again.status().index.generation == 1
            return
        page = again.search(PHRASE, wait=False)
        assert "not as it was written" in page.notice
        assert events == ["verified"]
        assert again.search(PHRASE).total > 0  # out of one that was built anew
        assert again.status().index.generation == 2


def test_what_documents_have_is_used_only_after_it_was_verified(library):
    library.edit("chen2023fit", {"title": "Quokkas"})
    library.ensure_index()
    library.close()
    folder = max((library.folder / "index").glob("gen-*"))
    victim = max(folder.glob("*.forward"), key=lambda path: path.stat().st_size)
    content = victim.read_bytes()
    victim.unlink()
    victim.write_bytes(bytes(len(content)))
    with Library.open(library.folder) as again:
        before = again.status().index.generation
        assert "not as it was written" in again.search("diffusion", wait=False).notice
        page = again.search("diffusion")
        assert page.total > 0
        assert not page.notice
        assert again.status().index.generation == before + 1


def test_an_index_of_another_schema_is_built_anew(library, monkeypatch):
    monkeypatch.setattr(library._indexer._engine, "schema_version", 10**6)
    assert best(library) == "chen2023fit"
    assert library.status().index.generation == 2


def test_only_the_last_two_generations_are_kept(library):
    for _ in range(3):
        library.reindex()
    names = sorted(path.name for path in (library.folder / "index").glob("gen-*"))
    assert names == ["gen-000003", "gen-000004"]


def test_two_builders_at_once_leave_one_whole_index(seeded_folder, tmp_path):
    folder = tmp_path / "library"
    shutil.copytree(seeded_folder, folder)
    libraries = [Library.open(folder) for _ in range(2)]
    threads = [threading.Thread(target=each.reindex) for each in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [best(each) for each in libraries] == ["chen2023fit"] * 2
    for each in libraries:
        each.close()


def test_another_process_change_is_seen(library):
    with Library.open(library.folder) as other:
        other.import_text('{"title": "Zymurgy of Quokkas"}\n', "facts.jsonl", format="title_facts")
        other.ensure_index()
    assert library.search("zymurgy", wait=False).total == 1


def test_progress_ends_with_all_documents(library):
    seen = []
    library.reindex(lambda done, total: seen.append((done, total)))
    assert seen[-1] == (315, 315)
    assert seen == sorted(seen)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind no root")
def test_a_folder_that_cannot_be_written_is_one_sentence(library):
    (library.folder / "index").chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(IndexUnavailable, match="cannot be written"):
        library.reindex()


def test_it_can_be_built_anew_in_the_background(library):
    library.start_indexing(anew=True)
    library.close()
    with Library.open(library.folder) as again:
        again.start_indexing(anew=True)
        assert again.index_state().phase == "building"
        again.ensure_index()
        assert best(again) == "chen2023fit"


def test_closing_stops_a_build_and_leaves_the_old_index(library):
    library.start_indexing(anew=True)
    library.close()
    with Library.open(library.folder) as again:
        assert again.search(QUERY, 1, wait=False).results[0].key == "chen2023fit"
