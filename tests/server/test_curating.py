"""Records corrected, renamed, merged, separated and linked through the routes, and undone."""

from __future__ import annotations

import pytest

FIT, WIDE = "chen2023fit", "brown2022wide"

pytestmark = pytest.mark.usefixtures("indexed_home")


async def test_a_record_is_added_by_hand_and_found(api, until) -> None:
    item = {"type": "book", "title": "Purely functional zebrafish", "citation-key": "zebra"}
    response, body = await api("records", body={"item": item})
    assert response.code == 201
    assert (body["key"], body["sources"]) == ("zebra", ["by hand"])

    async def ask():
        _, found = await api("search", params={"q": "zebrafish"})
        return [hit["key"] for hit in found["hits"]] or None

    assert await until(ask) == ["zebra"]


async def test_a_correction_stands_and_can_be_taken_back(api) -> None:
    sent = {"changes": {"title": "FIT, corrected"}, "restore": []}
    _, body = await api(f"records/{FIT}", body=sent, method="PUT")
    assert body["title"] == "FIT, corrected"
    _, curation = await api(f"curation/{FIT}")
    assert curation["origins"]["title"] == "by hand"
    by_hand = [each for each in curation["contributions"] if each["kind"] == "by_hand"]
    assert [(each["decides"], each["line"]) for each in by_hand] == [(["title"], 0)]

    _, body = await api(f"records/{FIT}", body={"changes": {}, "restore": ["title"]}, method="PUT")
    assert body["title"].startswith("FIT: Far-reaching")


@pytest.mark.parametrize(
    "changes, named",
    [({"issued": "soon"}, "issued"), ({"no-such-variable": "x"}, "no-such-variable")],
)
async def test_what_a_variable_cannot_hold_is_refused_in_one_sentence(api, changes, named) -> None:
    response, body = await api(f"records/{FIT}", body={"changes": changes}, method="PUT")
    assert (response.code, body["reason"]) == (400, "InvalidRequest")
    assert named in body["message"]


async def test_a_renamed_key_goes_on_leading_to_its_record(api) -> None:
    _, body = await api(f"keys/{FIT}", body={"key": "fit"}, method="PUT")
    assert body["key"] == "fit"
    _, old = await api(f"records/{FIT}")
    assert old["key"] == "fit"
    _, curation = await api("curation/fit")
    assert curation["aliases"] == [FIT]
    response, taken = await api("keys/fit", body={"key": WIDE}, method="PUT")
    assert response.code == 400
    assert WIDE in taken["message"]


async def test_merged_records_are_one_until_that_is_undone(api) -> None:
    _, body = await api("merges", body={"keys": [FIT, WIDE]})
    assert body["key"] == FIT
    _, other = await api(f"records/{WIDE}")
    assert other["key"] == FIT
    _, changes = await api("changes")
    assert changes["changes"] == [f"Merged {WIDE} into {FIT}."]

    _, undone = await api("undo", body={})
    assert undone == {"changes": [], "undone": f"Merged {WIDE} into {FIT}."}
    _, other = await api(f"records/{WIDE}")
    assert other["key"] == WIDE


async def test_a_contribution_becomes_a_record_of_its_own(api) -> None:
    _, curation = await api(f"curation/{FIT}")
    told = [each for each in curation["contributions"] if each["source"] == "metadata.jsonl"]
    entries = [{"source": each["source"], "entry": each["entry"]} for each in told]
    _, body = await api("separations", body={"key": FIT, "entries": entries})
    assert body["key"] != FIT
    assert body["sources"] == ["metadata.jsonl"]


async def test_versions_are_linked_and_unlinked(api) -> None:
    link = {"preprint": FIT, "published": WIDE}
    _, body = await api("versions", body=link, method="PUT")
    assert [(each["relation"], each["key"]) for each in body["versions"]] == [("published", WIDE)]
    _, body = await api("versions", body=link | {"linked": False}, method="PUT")
    assert body["versions"] == []


async def test_similar_works_are_suggested_until_a_person_says_they_are_two(api) -> None:
    title = "Reflections on the wide silence of snails"
    for key in ("one", "two"):
        item = {"citation-key": key, "title": title, "author": [{"family": "Turing"}]}
        await api("records", body={"item": item | {"type": "book" if key == "one" else "report"}})
    _, body = await api("suggestions")
    pairs = [(each["first"]["key"], each["second"]["key"]) for each in body["suggestions"]]
    assert pairs == [("one", "two")]
    assert body["suggestions"][0]["evidence"]

    await api("distinctions", body={"first": "one", "second": "two"})
    _, body = await api("suggestions")
    assert body == {"suggestions": [], "hasMore": False}


async def test_a_pattern_that_cannot_be_read_is_an_answer_and_never_stored(api) -> None:
    response, body = await api("key-pattern", params={"pattern": "[auth"})
    assert response.code == 200
    assert body["problem"]
    assert body["previews"] == []
    response, refused = await api("key-pattern", body={"pattern": "[auth"}, method="PUT")
    assert (response.code, refused["message"]) == (400, body["problem"])
    _, now = await api("key-pattern")
    assert now["inUse"] == now["default"] == now["pattern"]
    assert len(now["previews"]) == 5
    assert all(each["preview"] for each in now["previews"])
