"""An index whose pickles would run code is refused, also where nobody compared it with its seal."""

from __future__ import annotations

import io
import pickle
import struct
from array import array
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.search import index_pickles
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.packed import PackedPositions
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.segment_writer import INDEX_NAME
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine
from jupyter_paperlookup.search.whoosh_schema import schema

DOCUMENTS = [
    Document(key=f"turing{number}", title="On Computable Numbers", abstract=f"A machine {number}")
    for number in range(200)
]


class Payload:
    """Makes a file when it is unpickled, as any other code would run."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.write_text, (self.path, "run")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "index"
    folder.mkdir()
    WhooshEngine().build(folder, DOCUMENTS, total=len(DOCUMENTS))
    return folder


@pytest.fixture
def payload(tmp_path):
    return Payload(tmp_path / "run")


def refused(folder, payload):
    with pytest.raises(IndexUnavailable):
        WhooshEngine().open(folder, {one.key: one for one in DOCUMENTS}.get)
    assert not payload.path.exists()


def contents(folder):
    return TOC.read(FileStorage(str(folder)), INDEX_NAME)


def write(folder, doctored, segments):
    (path,) = folder.glob("*.toc")
    path.unlink()
    TOC(doctored, segments, 1).write(FileStorage(str(folder)), INDEX_NAME)
    return path


def test_the_payload_would_run(payload):
    pickle.loads(pickle.dumps(payload))  # noqa: S301 - as Whoosh does it
    assert payload.path.read_text() == "run"


def test_a_doctored_list_of_segments(folder, payload):
    write(folder, schema(), [payload])
    refused(folder, payload)


def test_a_doctored_schema_is_not_even_read(folder, payload):
    segments = contents(folder).segments
    doctored = schema()
    doctored._fields["title"].analyzer = payload
    write(folder, doctored, segments)
    searcher = WhooshEngine().open(folder, {one.key: one for one in DOCUMENTS}.get)
    assert searcher.search(parse_query("computable")).total == len(DOCUMENTS)
    searcher.close()
    assert not payload.path.exists()


def test_a_list_of_an_older_version_that_whoosh_would_read_by_another_way(folder, payload):
    path = write(folder, schema(), [payload])
    content = path.read_bytes()
    at = content.index(struct.pack("!i", -12345)) + 4
    path.write_bytes(content[:at] + struct.pack("!i", -110) + content[at + 4 :])
    refused(folder, payload)


def test_a_doctored_segment_within_a_compound_file(folder, payload):
    segments = contents(folder).segments
    for segment in segments:
        segment.compound = True
        (folder / segment.make_filename(".seg")).write_bytes(pickle.dumps(payload))
    write(folder, schema(), segments)
    refused(folder, payload)


def test_a_doctored_terms_file(folder, payload):
    (path,) = folder.glob("*.trm")
    content = path.read_bytes()
    length = struct.unpack("!i", content[-4:])[0]
    extras = pickle.dumps({"fieldmap": payload})
    path.write_bytes(content[: -4 - length] + extras + struct.pack("!i", len(extras)))
    refused(folder, payload)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_doctored_block_in_every_protocol(payload, protocol):
    for value in (payload, [1, payload], {"a": payload}):
        with pytest.raises(pickle.UnpicklingError, match="no part of an index"):
            index_pickles.loads(pickle.dumps(value, protocol))
    assert not payload.path.exists()


@pytest.mark.parametrize(
    "name", ["builtins.eval", "builtins.getattr", "os.system", "posix.system", "copyreg.__newobj__"]
)
def test_a_name_that_leads_elsewhere(name):
    module, _, attribute = name.rpartition(".")
    with pytest.raises(pickle.UnpicklingError, match="no part of an index"):
        index_pickles.loads(f"c{module}\n{attribute}\n.".encode())


def test_a_dotted_name_does_not_go_through_what_is_allowed():
    with pytest.raises(pickle.UnpicklingError, match="no part of an index"):
        index_pickles.loads(b"\x80\x04\x8c\x05array\x8c\x0farray.__class__\x93.")


def test_what_an_index_holds_is_read():
    held = (array("H", [1, 2]), PackedPositions(None, array("B", [3])), {"title": 1}, {4}, None)
    read = index_pickles.load(io.BytesIO(pickle.dumps(held)))
    assert (read[0], read[2:]) == (held[0], held[2:])
    assert read[1].positions == held[1].positions
