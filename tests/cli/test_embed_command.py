"""`paperlookup embed` and `--semantic`, with and without what they need."""

from __future__ import annotations

import json
import sys

import pytest
from hashing_embedder import Hashing

from jupyter_paperlookup.search.semantic import model


@pytest.fixture
def embedder(monkeypatch):
    hashing = Hashing()
    monkeypatch.setattr(model, "chosen_model", lambda: hashing)
    return hashing


@pytest.fixture
def bare_model(tmp_path, monkeypatch):
    """A folder that would be opened if sentence-transformers were there."""
    folder = tmp_path / "model"
    folder.mkdir()
    part = {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}
    (folder / "modules.json").write_text(json.dumps([part]))
    (folder / "model.safetensors").write_bytes(b"")
    monkeypatch.setenv(model.VARIABLE, str(folder))
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)  # importing it fails


def test_records_are_embedded_once(run, embedder):
    made = run("embed", "--json").json["embedded"]
    assert made == len(embedder.asked) > 300
    ran = run("embed")
    assert (ran.code, ran.out) == (0, "0 records embedded.\n")


def test_search_and_related_embed_what_is_missing(run, embedder):
    hits = run("search", "--semantic", "far-reaching interleaved transformers", "--json").json[
        "hits"
    ]
    assert "chen2023fit" in {hit["key"] for hit in hits}
    assert len(hits) == 10
    asked = len(embedder.asked)
    ran = run("search", "--semantic", "far-reaching interleaved transformers", "--limit", 1)
    assert ran.out.startswith(hits[0]["key"])
    assert f"{hits[0]['score']:.4f}" in ran.out
    assert len(embedder.asked) == asked + 1
    found = run("related", "chen2023fit", "--semantic", "--json").json["related"]
    assert "chen2023fit" not in {each["key"] for each in found}
    assert any(each["words"] for each in found)


def test_meaning_is_not_explained_by_words(run):
    ran = run("search", "fit", "--semantic", "--explain")
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [["embed"], ["search", "fit", "--semantic"], ["related", "--text", "x", "--semantic"]],
)
def test_without_the_extra_one_line_says_how_to_get_it(run, bare_model, arguments):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1
    assert 'pip install "jupyter-paperlookup[semantic]"' in ran.err


def test_without_a_model_one_line_says_how_to_name_one(run, monkeypatch):
    monkeypatch.delenv(model.VARIABLE, raising=False)
    ran = run("search", "fit", "--semantic")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert model.VARIABLE in ran.err


def test_nothing_of_it_is_imported_without_the_option(program, tmp_path):
    """Modules that fail to be imported stand where those of the extra would."""
    for name in ("sentence_transformers", "transformers", "torch"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(77)")
    ran = program("search", "far-reaching", "--limit", "1", env={"PYTHONPATH": str(tmp_path)})
    assert (ran.code, ran.out.partition(" ")[0]) == (0, "chen2023fit")
    ran = program("embed", env={"PYTHONPATH": str(tmp_path), model.VARIABLE: str(tmp_path)})
    assert ran.code == 1
    assert "modules.json" in ran.err
