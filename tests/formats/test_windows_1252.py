"""What is read as Windows-1252, and what is not."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.source_text import read_source, source_text_of

WESTERN = [
    "@book{a, author = {Gödel, Kurt}, title = {Über formal unentscheidbare Sätze}}",
    "author = {Poincaré, Henri and L’Hôpital, Guillaume de and Lebesgue, Henri},",
    "title = {“Navier–Stokes” — 5 °C ± 1 µm … © 1990}, note = {Straße § 5, £3, ½, ™}",
    "author = {Ørsted, Hans Christian and Ångström, Anders and Sørensen, Þórður Æ},",
    "author = {Ramón y Cajal, Santiago}, title = {¿Qué es? ¡Así! El niño y la col·lecció},",
    "AUTHOR = {GÖDEL, KURT AND POINCARÉ, HENRI}, address = {Besançon, Sâo Paulo, Malmö}",
    "pages = {12–19},",
]
OTHERS = [
    ("cp1251", "author = {Колмогоров, Андрей}, title = {Основные понятия}"),
    ("koi8-r", "author = {Колмогоров, Андрей}, title = {Основные понятия}"),
    ("iso8859-7", "title = {Στοιχεία του Ευκλείδη}"),
    ("gb18030", "author = {祖冲之}, title = {缀术与圆周率}"),
    ("shift_jis", "author = {高木貞治}, title = {解析概論}"),
    ("euc_kr", "title = {한국어 제목}"),
    ("mac-roman", "author = {Gödel, Kurt and Poincaré, Henri}, title = {Sätze über Zähler}"),
    ("cp437", "author = {Gödel, Kurt}, title = {Sätze über Zähler}"),
    ("cp1250", "author = {Łukasiewicz, Jan}, title = {Elementy logiki: wstęp, część główna}"),
]


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_western_text_is_read_and_told(text, newline):
    whole = f"% no word of an encoding{newline}{text}{newline}"
    found = source_text_of(whole.encode("cp1252"), "a.bib")
    assert found.text == whole
    (problem,) = found.problems
    assert (problem.source, problem.line) == ("a.bib", 0)
    assert problem.reason == (
        "1 line is not UTF-8 and is read as Windows-1252 (line 2): check it, and save as UTF-8."
    )


def test_each_line_is_read_for_itself():
    lines = ["\ufeffGödel 哥德尔", "Poincaré", "plain", "Erdős", "Noël"]
    encodings = ["utf-8", "cp1252", "ascii", "utf-8", "cp1252"]
    content = b"\n".join(
        line.encode(encoding) for line, encoding in zip(lines, encodings, strict=True)
    )
    found = source_text_of(content, "a.bib")
    assert found.text == "\n".join(lines).removeprefix("\ufeff")
    assert found.problems[0].reason == (
        "2 lines are not UTF-8 and are read as Windows-1252 (the first is line 2): "
        "check them, and save as UTF-8."
    )


def test_what_is_utf_8_or_names_its_encoding_is_not_guessed(tmp_path):
    for text, encoding in [("Gödel", "utf-8"), ("% Encoding: ISO8859_2\nErdős", "iso8859-2")]:
        found = source_text_of(text.encode(encoding), "a.bib")
        assert (found.text, found.problems) == (text, ())


@pytest.mark.parametrize("encoding,text", OTHERS)
def test_what_is_in_another_encoding_is_refused(tmp_path, encoding, text):
    path = tmp_path / "a.bib"
    path.write_bytes(f"% x\n{text}\n".encode(encoding))
    with pytest.raises(UnreadableSource, match=r"a\.bib is not UTF-8 text \(line 2\)"):
        read_source(path)


@pytest.mark.parametrize("content", [b"a\xe9\x00b", b"\xe9t\xe9\x01\x02", b"\x81\x8d\x8f"])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(UnreadableSource):
        source_text_of(content, "a.bib")
