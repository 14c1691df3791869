"""What is read to be written again keeps its encoding, its mark and its line breaks."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.text_file import TextFile, read_text_file

TEXT = "@misc{müller,\n  title = {Größe},\n}\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_is_written_as_it_was_read(tmp_path, encoding, newline):
    path = tmp_path / "refs.bib"
    declared = f"% Encoding: {encoding}\n" if encoding in ("cp1252", "iso8859-1") else ""
    text = (declared + TEXT).replace("\n", newline)
    path.write_bytes(text.encode(encoding))
    file = read_text_file(path)
    assert file.text == text
    assert file.newline == newline
    assert file.encoded(file.text) == path.read_bytes()
    assert file.encoded(text + newline).startswith(path.read_bytes())


def test_a_sign_that_the_encoding_lacks_is_told(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(("% Encoding: Cp1252\n" + TEXT).encode("cp1252"))
    with pytest.raises(UnreadableSource, match="cp1252, which has no '漢'"):
        read_text_file(path).encoded("漢")


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\xd8", b"a\x81\xff", b"\x89PNG", b"% Encoding: Cp1252\n\x81"]
)
def test_what_would_not_come_out_as_it_went_in_is_refused(tmp_path, content):
    path = tmp_path / "refs.bib"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource):
        read_text_file(path)


def test_most_line_breaks_decide():
    assert TextFile(text="a\r\nb\nc\r\n").newline == "\r\n"
    assert TextFile(text="no line break").newline == "\n"
