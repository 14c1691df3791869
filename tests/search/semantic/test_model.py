"""What a folder must be to be opened; the model itself is not needed for it."""

from __future__ import annotations

import json

import pytest

from jupyter_paperlookup.errors import ModelUnavailable
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.semantic.embedder import MAX_CHARACTERS, text_of
from jupyter_paperlookup.search.semantic.model import VARIABLE, LocalModel, chosen_model

OWN = "sentence_transformers.models.Transformer"


def made(folder, kind=OWN, weights="model.safetensors"):
    folder.mkdir(exist_ok=True)
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "type": kind}]))
    (folder / weights).write_bytes(b"weights")
    return folder


def test_a_model_is_known_by_what_its_files_hold(tmp_path):
    first, second = made(tmp_path / "a"), made(tmp_path / "b")
    digest = LocalModel(first).digest
    assert LocalModel(second).digest == digest
    (second / "README.md").write_text("is not read")
    assert LocalModel(second).digest == digest
    (second / "model.safetensors").write_bytes(b"other weights")
    assert LocalModel(second).digest != digest


@pytest.mark.parametrize(
    "kind, weights, why",
    [
        ("custom_module.Transformer", "model.safetensors", "code of its own"),
        ("sentence_transformers_too.Transformer", "model.safetensors", "code of its own"),
        (OWN, "pytorch_model.bin", "no weights as .safetensors"),
    ],
)
def test_what_could_run_code_is_refused(tmp_path, kind, weights, why):
    with pytest.raises(ModelUnavailable, match=why):
        LocalModel(made(tmp_path / "model", kind, weights))


@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]", b"7", b'[{"idx": 0}]', b"\xff"])
def test_what_is_no_model_is_said_in_one_line(tmp_path, content):
    folder = made(tmp_path / "model")
    (folder / "modules.json").unlink()
    if content is not None:
        (folder / "modules.json").write_bytes(content)
    with pytest.raises(ModelUnavailable, match=r"modules\.json cannot be read") as raised:
        LocalModel(folder)
    assert VARIABLE in raised.value.reason
    assert "\n" not in raised.value.reason


def test_a_model_has_to_be_named(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(ModelUnavailable, match=VARIABLE):
        chosen_model()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(ModelUnavailable, match="nowhere"):
        chosen_model()


def test_title_and_abstract_are_embedded():
    assert text_of(Document("k", title=" One ", abstract="Two.", author="Turing")) == "One. Two."
    assert text_of(Document("k", abstract="Two.")) == "Two."
    assert text_of(Document("k", author="Turing")) == ""
    assert len(text_of(Document("k", abstract="x" * 100_000))) == MAX_CHARACTERS
