"""The list by HTTP: parted, narrowed, ranked with reasons, and what is new in it."""

from __future__ import annotations

import pytest

PAGE = "001_15c97973b37e6992.txt"
KEPT = "zhang2025blockvid"

pytestmark = pytest.mark.usefixtures("indexed_home")


async def test_a_page_of_the_list(api) -> None:
    response, body = await api("browse", body={"by": "month", "limit": 3})
    assert response.code == 200
    assert body["total"] == 315
    assert sum(section["count"] for section in body["sections"]) == 315
    assert body["sections"][0] == {"at": "2025-12", "count": 2, "new": 0}
    assert body["sections"][-1]["at"] == "undated"
    assert (body["isFresh"], body["note"], body["lastVisit"]) == (False, "", "")
    assert {facet["value"] for facet in body["sources"]} >= {PAGE, "metadata.jsonl"}
    row = next(each for each in body["rows"] if each["key"] == KEPT)
    assert row["period"] == "2025-11"
    assert row["date"] == "2025-11-28"
    assert (row["comments"], row["upvotes"], row["counted"]) == (2, None, "2025-12-11")
    assert row["organization"] == "DAMO Academy"
    assert 300 < len(row["abstract"]) <= 400
    assert row["abstract"].endswith("…")
    assert row["sources"] == [PAGE, "metadata.jsonl"]
    assert (row["isNew"], row["score"], row["reasons"]) == (False, 0.0, [])
    assert set(row["creators"].split("; ")) > {"Zeyu Zhang"}


async def test_the_list_is_narrowed(api) -> None:
    _, body = await api(
        "browse", body={"by": "day", "at": "2025-11-28", "source": PAGE, "year": 2025}
    )
    assert [row["key"] for row in body["rows"]] == [KEPT]
    assert body["years"] == [{"value": "2025", "count": 1}]
    _, body = await api("browse", body={"cited": [KEPT.upper(), "nobody1900"]})
    assert body["total"] == 1
    _, body = await api("browse", body={"source": "nowhere.bib"})
    assert (body["total"], body["rows"], body["sections"]) == (0, [], [])


async def test_trending_without_fresh_counts_is_popular_at_capture_with_reasons(api) -> None:
    _, popular = await api("browse", body={"order": "popular", "limit": 5})
    _, trending = await api("browse", body={"order": "trending", "limit": 5})
    assert trending["rows"] == popular["rows"]
    assert trending["note"].startswith("Popular at capture")
    first = trending["rows"][0]
    assert first["reasons"][0]["text"] == "2 comments when captured on 2025-12-11"
    assert sum(reason["share"] for reason in first["reasons"]) == pytest.approx(1, abs=0.01)
    assert first["period"] == ""


async def test_for_you_goes_by_what_the_notebook_cites(api) -> None:
    _, body = await api("browse", body={"order": "for-you", "citedHere": ["chen2023fit"]})
    assert body["note"] == "For you: near to 1 work that you cite."
    assert body["rows"][0]["score"] > body["rows"][5]["score"] > 0
    assert "with chen2023fit" in body["rows"][0]["reasons"][0]["text"]


async def test_what_comes_in_after_a_visit_is_new(api) -> None:
    _, visit = await api("browse/visit", body={})
    _, body = await api("browse", body={"onlyNew": True})
    assert (body["total"], body["lastVisit"]) == (0, visit["lastVisit"])
    item = {
        "id": "turing1936",
        "title": "On Computable Numbers",
        "issued": {"date-parts": [[1936, 11, 12]]},
    }
    await api("records", body={"item": item})
    _, body = await api("browse", body={"onlyNew": True})
    assert [(row["key"], row["isNew"]) for row in body["rows"]] == [("turing1936", True)]
    assert body["sections"] == [{"at": "1936-11-12", "count": 1, "new": 1}]


@pytest.mark.parametrize(
    "sent",
    [
        {"by": "year"},
        {"at": "2023-1"},
        {"at": "2023-13"},
        {"limit": 0},
        {"limit": 201},
        {"offset": -1},
        {"order": "best"},
        {"cited": ["x"] * 2001},
    ],
)
async def test_what_cannot_be_asked(api, sent) -> None:
    response, body = await api("browse", body=sent)
    assert response.code in {400, 422}
    assert body["message"]
