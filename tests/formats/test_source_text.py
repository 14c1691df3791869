"""Files that are handed over."""

from __future__ import annotations

import gzip
import os

import pytest

from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats import read_source, source_text

TEXT = "Gödel, Kurt\nÜber formal unentscheidbare Sätze\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_source(path) == TEXT


def test_big_endian_utf_16(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_source(path) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("@book{a, title = {Über}}".encode(encoding))
    assert read_source(path) == "@book{a, title = {Über}}"


@pytest.mark.parametrize(
    "head,encoding",
    [
        ("% Encoding: Cp1252", "cp1252"),
        ("% Encoding: ISO8859_1", "latin-1"),
        ("% -*- coding: latin-1-unix -*-", "latin-1"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252"),
        ("% Encoding: ISO8859_2", "iso8859-2"),
        ("% Encoding: UTF-8", "utf-8"),
    ],
)
def test_an_encoding_that_the_text_names(tmp_path, head, encoding):
    path = tmp_path / "a.bib"
    path.write_bytes(f"{head}\nGödel".encode(encoding))
    assert read_source(path) == f"{head}\nGödel"


def test_an_empty_file_is_empty_text(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    assert read_source(path) == ""


@pytest.mark.parametrize(
    "content,reason",
    [
        (gzip.compress(b"text", mtime=0), "packed (gzip)"),
        (b"PK\x03\x04rest", "packed (zip)"),
        (b"a\0b", "NUL"),
        (b"\x89PNG\r\n\x1a\n", "is an image (PNG) and no bibliography."),
        (b"\xff\xd8\xff\xe0", "an image (JPEG)"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"SQLite format 3\0", "a database (SQLite)"),
        (b"\xff\xfe\0\0a\0\0\0", "NUL"),
        (b"% Encoding: rot13\nG\x81del", "not UTF-8 text (line 2)"),
        (b"one\ntwo\nG\x81del", "not UTF-8 text (line 3)"),
        (b"\xff\xfe\x00\xd8", "not UTF-8 text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(tmp_path, content, reason):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource) as error:
        read_source(path)
    assert reason in error.value.reason
    assert error.value.reason.startswith("a.txt ")
    assert "\n" not in error.value.reason


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(source_text, "LARGEST_SOURCE", 1024**2)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (1024**2 + 1))
    with pytest.raises(UnreadableSource, match="larger than 1 MB"):
        read_source(path)


def test_missing_and_folder(tmp_path):
    with pytest.raises(UnreadableSource, match=r"none\.bib cannot be read"):
        read_source(tmp_path / "none.bib")
    with pytest.raises(UnreadableSource):
        read_source(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe.bib"
    os.mkfifo(path)
    with pytest.raises(UnreadableSource, match="no regular file"):
        read_source(path)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no devices here")  # noqa: PTH110
def test_a_device_is_not_read(tmp_path):
    path = tmp_path / "zero.bib"
    path.symlink_to("/dev/zero")
    with pytest.raises(UnreadableSource, match="no regular file"):
        read_source(path)
