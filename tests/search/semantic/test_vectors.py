from __future__ import annotations

import io
import pickle

import numpy as np
import pytest
from hashing_embedder import WIDTH, Hashing

from jupyter_paperlookup.search.semantic import embedding
from jupyter_paperlookup.search.semantic.embedding import embed_missing
from jupyter_paperlookup.search.semantic.vectors import VectorRuns, text_digest


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vectors"


@pytest.fixture
def runs(folder, monkeypatch):
    monkeypatch.setattr(embedding, "RUN_TEXTS", 4)
    return VectorRuns(folder)


def texts(*numbers):
    return {text_digest(text): text for text in (f"text number{n}" for n in numbers)}


def test_vectors_are_found_again(runs):
    wanted, model = texts(*range(10)), Hashing()
    assert embed_missing(model, runs, wanted) == 10
    assert len(runs.names()) == 3
    kept = runs.read()
    assert set(kept.rows) == set(wanted)
    for digest, text in wanted.items():
        vector = kept.vectors[kept.rows[digest]].astype(np.float32)
        assert vector == pytest.approx(Hashing().embed([text])[0], abs=1e-3)


def test_what_was_called_off_goes_on(runs):
    wanted, model, done = texts(*range(10)), Hashing(), []
    made = embed_missing(
        model, runs, wanted, progress=lambda *at: done.append(at), is_cancelled=lambda: bool(done)
    )
    assert (made, done) == (4, [(4, 10)])
    assert embed_missing(model, runs, wanted, progress=lambda *at: done.append(at)) == 6
    assert done[1:] == [(4, 6), (6, 6)]
    assert sorted(model.asked) == sorted(wanted.values())
    assert embed_missing(model, runs, wanted) == 0


def test_a_failure_costs_only_its_own_run(runs):
    class Failing(Hashing):
        def embed(self, texts):
            if len(self.asked) >= 8:
                raise KeyboardInterrupt
            return super().embed(texts)

    wanted = texts(*range(10))
    with pytest.raises(KeyboardInterrupt):
        embed_missing(Failing(), runs, wanted)
    assert len(runs.read().rows) == 8
    assert embed_missing(Hashing(), runs, wanted) == 2


def _cut(content):
    return content[:-5]


def _turned(content):
    return content[:-1] + bytes([content[-1] ^ 1])


def _pickled(_content):
    buffer = io.BytesIO()
    np.save(buffer, np.array([{}], object), allow_pickle=True)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "damage", [_cut, _turned, _pickled, lambda _: b"", lambda _: pickle.dumps({})]
)
def test_what_is_damaged_is_made_anew(runs, folder, damage):
    wanted = texts(*range(8))
    embed_missing(Hashing(), runs, wanted)
    path = folder / runs.names()[0]
    path.write_bytes(damage(path.read_bytes()))
    assert len(runs.read().rows) == 4
    assert not path.exists()
    assert embed_missing(Hashing(), runs, wanted) == 4
    assert set(runs.read().rows) == set(wanted)


def test_an_array_of_something_else_is_no_run_even_under_its_own_name(runs, folder):
    buffer = io.BytesIO()
    np.save(buffer, np.arange(3))
    runs._write(buffer.getbuffer())
    runs.add([b"x" * 16], np.full((1, WIDTH), np.nan, np.float32))
    assert len(runs.names()) == 2
    assert runs.read().rows == {}
    assert runs.names() == ()


def test_vectors_of_two_widths_are_made_anew(runs):
    runs.add([b"x" * 16], np.ones((1, 3), np.float32))
    runs.add([b"y" * 16], np.ones((1, 4), np.float32))
    assert runs.read().rows == {}
    assert runs.names() == ()


def test_many_runs_become_one_and_keep_what_is_wanted(runs):
    wanted = texts(*range(40))
    embed_missing(Hashing(), runs, wanted)
    assert len(runs.names()) == 10
    before = runs.read()
    left = texts(*range(30))
    runs.tidy(left)
    assert len(runs.names()) == 1
    after = runs.read()
    assert set(after.rows) == set(left)
    for digest in left:
        same = before.vectors[before.rows[digest]] == after.vectors[after.rows[digest]]
        assert same.all()
    runs.tidy(left)
    assert len(runs.names()) == 1
    runs.tidy([])
    assert runs.names() == ()


def test_few_runs_stay_as_they_are(runs):
    embed_missing(Hashing(), runs, texts(*range(8)))
    before = runs.names()
    runs.tidy(texts(*range(5)))
    assert runs.names() == before
