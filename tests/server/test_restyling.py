"""The words of an open notebook in another style, by HTTP."""

from __future__ import annotations

import copy

import pytest

TURING = {
    "type": "article-journal",
    "title": "On Computable Numbers",
    "author": [{"family": "Turing", "given": "Alan M."}],
    "issued": {"date-parts": [[1936]]},
}
ITEMS = {
    "turing": TURING,
    "logic": TURING | {"title": "Systems of Logic"},
    "wiener": TURING | {"title": "Cybernetics", "author": [{"family": "Wiener", "given": "N."}]},
}
BLOCK = "<!-- paperlookup:bibliography -->\n<!-- /paperlookup:bibliography -->"


def cite(key, words, **more):
    return f'<cite class="own" data-cite="{key}">{words}</cite>'


def cell(number, source, **facts):
    metadata = {"paperlookup": facts} if facts else {}
    return {"id": f"c{number}", "kind": "markdown", "source": source, "metadata": metadata}


def notebook(*cells, **facts):
    facts = {"version": 1, "style": "apa", "items": ITEMS} | facts
    return {"path": "", "cells": list(cells), "metadata": {"paperlookup": facts}}


def applied(sent, answer):
    """What a front end makes of an answer."""
    after = copy.deepcopy(sent)
    cells = {each["id"]: each for each in after["cells"]}
    for change in answer["cells"]:
        known = cells[change["id"]]
        source = known["source"].encode("utf-16-le")
        for edit in reversed(change["edits"]):
            start, end = 2 * edit["start"], 2 * edit["end"]
            source = source[:start] + edit["text"].encode("utf-16-le") + source[end:]
        known["source"] = source.decode("utf-16-le")
        merge(known["metadata"], change["metadata"])
    merge(after["metadata"], answer["metadata"])
    return after


def merge(metadata, members):
    for name, value in members.items():
        metadata.pop(name, None)
        if value is not None:
            metadata[name] = value


def sources(sent):
    return [each["source"] for each in sent["cells"]]


@pytest.fixture
def restyled(api, indexed_home):
    async def ask(sent, **asked):
        response, answer = await api("notebook/restyled", body={"notebook": sent, **asked})
        assert response.code == 200, answer
        return answer

    return ask


async def test_another_style_and_back_is_the_identity_and_twice_is_once(restyled):
    start = notebook(
        cell(0, f"😀 So {cite('turing', '(Turing, 1936a)')}, {cite('logic', '(Turing, 1936b)')}."),
        cell(1, "Plain (Wiener, 1936) and (Wiener, 1936).", citations=[
            {"words": "(Wiener, 1936)", "cites": [{"key": "wiener"}]}]),
        cell(2, "[@turing] stays 😀, and so does `code`."),
        cell(3, f"# References\n\n{BLOCK}\n\nThe end."),
    )  # fmt: skip
    first = await restyled(start)
    assert (first["changed"], first["bibliographies"], first["problems"]) == (0, 1, [])
    filled = applied(start, first)
    there = await restyled(filled, style="ieee")
    numbered = applied(filled, there)
    assert (there["changed"], there["kept"], there["bibliographies"]) == (3, 1, 1)
    assert sources(numbered)[:2] == [
        f"😀 So {cite('turing', '[1]')}, {cite('logic', '[2]')}.".replace("[", "\\[").replace(
            "]", "\\]"
        ),
        "Plain \\[3\\] and (Wiener, 1936).",
    ]
    assert numbered["metadata"]["paperlookup"]["style"] == "ieee"
    again = await restyled(numbered)
    assert (again["cells"], again["metadata"], again["changed"]) == ([], {}, 0)
    back = applied(numbered, await restyled(numbered, style="apa"))
    assert sources(back) == sources(filled)


async def test_a_letter_that_comes_to_a_year_is_one_letter(restyled):
    sent = notebook(cell(0, f"See {cite('turing', '(Turing, 1936)')}."), cell(1, "{cite:p}`logic`"))
    answer = await restyled(sent)
    place = sent["cells"][0]["source"].index(")</")
    edits = answer["cells"][0]["edits"]
    assert edits == [{"start": place, "end": place, "text": "a"}]
    noted = answer["cells"][0]["metadata"]["paperlookup"]["words"]
    assert noted == ["(Turing, 1936)", "(Turing, 1936a)"]


async def test_what_a_person_wrote_stays_and_is_told(restyled):
    sent = notebook(
        cell(0, f"One\n{cite('turing', 'the famous paper')} and {cite('wiener', '')}"),
        cell(1, f"{cite('wiener', '<b>(W. 36)</b>')}", words=["<b>(W. 36)</b>"]),
        cell(2, BLOCK.replace("\n", "\n\nMy own entry.\n\n")),
    )
    answer = await restyled(sent, style="ieee")
    after = applied(sent, answer)
    assert "the famous paper</cite> and " in sources(after)[0]
    assert sources(after)[0].endswith("\\[2\\]</cite>")
    assert sources(after)[1] == cite("wiener", "\\[2\\]")
    assert sources(after)[2] == sources(sent)[2]
    told = [(each["cell"], each["line"]) for each in answer["problems"]]
    assert told == [("c0", 2), ("c2", 1)]
    assert answer["problems"][0]["raw"] == cite("turing", "the famous paper")


async def test_a_bibliography_that_was_changed_by_hand_stays(restyled):
    sent = notebook(cell(0, "[@turing] [@wiener]"), cell(1, BLOCK))
    filled = applied(sent, await restyled(sent))
    assert "*Cybernetics*" in sources(filled)[1] or "Cybernetics" in sources(filled)[1]
    numbered = applied(filled, await restyled(filled, style="ieee"))
    assert sources(numbered)[1] != sources(filled)[1]
    by_hand = copy.deepcopy(numbered)
    by_hand["cells"][1]["source"] = sources(numbered)[1].replace("Cybernetics", "CYBERNETICS")
    answer = await restyled(by_hand, style="apa")
    assert sources(applied(by_hand, answer)) == sources(by_hand)
    assert len(answer["problems"]) == 1


async def test_after_undo_the_words_of_before_are_ours_still(restyled):
    sent = notebook(cell(0, cite("turing", "(Turing, 1936)")))
    there = applied(sent, await restyled(sent, style="ieee"))
    there["cells"][0]["source"] = sources(sent)[0]  # undo knows the text alone
    answer = await restyled(there)
    assert answer["problems"] == []
    assert sources(applied(there, answer)) == [cite("turing", "\\[1\\]")]


async def test_works_of_the_library_are_kept_in_the_notebook(restyled):
    answer = await restyled(notebook(cell(0, "[@chen2023fit]")), style="ieee", locale="de-DE")
    facts = answer["metadata"]["paperlookup"]
    assert facts["items"].keys() == {"turing", "logic", "wiener", "chen2023fit"}
    assert (facts["locale"], facts["version"]) == ("de-DE", 1)


async def test_unknown_works_stay(restyled):
    sent = notebook(cell(0, cite("nobody", "(Nobody, 1900)")))
    answer = await restyled(sent, style="ieee")
    assert answer["cells"] == []
    assert "nobody" in answer["problems"][0]["reason"]


async def test_a_notebook_of_a_newer_version_is_left_alone(restyled):
    sent = notebook(cell(0, cite("turing", "(Turing, 1936)")), version=2)
    answer = await restyled(sent, style="ieee")
    assert (answer["cells"], answer["metadata"], answer["kept"]) == ([], {}, 1)
    assert [each["cell"] for each in answer["problems"]] == [""]


async def test_words_that_would_be_found_elsewhere_stay(restyled):
    noted = {"citations": [{"words": "(Turing, 1936)", "cites": [{"key": "turing"}]}]}
    sent = notebook(cell(0, r"A \[1\] of mine and (Turing, 1936).", **noted))
    answer = await restyled(sent, style="ieee")
    assert (answer["cells"], answer["changed"]) == ([], 0)
    assert len(answer["problems"]) == 1


async def test_a_style_that_is_not_here_is_an_error(api, indexed_home):
    sent = {"notebook": notebook(cell(0, cite("turing", "x"))), "style": "no-such-style"}
    response, body = await api("notebook/restyled", body=sent)
    assert (response.code, body["reason"]) == (400, "UnknownStyle")
