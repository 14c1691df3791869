"""Hits that say why, other words for those that nobody wrote, and papers about the same."""

import pytest

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.server.answers import Answers

FIT = "chen2023fit"

pytestmark = pytest.mark.usefixtures("indexed_home")


async def test_hits_say_why_where_that_is_asked(api) -> None:
    asked = {"q": "chen 2023 far-reachng", "typing": "1", "limit": "2"}
    _, plain = await api("search", params=asked)
    _, body = await api("search", params=asked | {"explain": "1"})
    assert [hit["explanation"] for hit in plain["hits"]] == [None, None]
    assert [hit["key"] for hit in body["hits"]] == [hit["key"] for hit in plain["hits"]]
    why = body["hits"][0]["explanation"]
    parts = {(part["typed"], part["field"]): part for part in why["parts"]}
    assert parts["chen", "author"]["found"] == ""
    assert parts["reachng", "title"]["found"] == "reaching"
    assert parts["reachng", "title"]["likeness"] < 1
    assert sum(part["share"] for part in why["parts"]) == pytest.approx(1)
    assert (why["has"], why["isExact"]) == (1, False)
    assert {factor["name"] for factor in why["factors"]} == {"first author", "year"}


async def test_of_equal_hits_those_that_are_cited_come_first(api) -> None:
    asked = {"q": "year:2023", "limit": "100", "explain": "1"}
    _, plain = await api("search", params=asked)
    keys = [hit["key"] for hit in plain["hits"]]
    _, body = await api("search", params=asked | {"cited": f"{keys[-1]} nobody1900 {keys[7]}"})
    found = [hit["key"] for hit in body["hits"]]
    assert found[:2] == [keys[7], keys[-1]]
    assert sorted(found) == sorted(keys)
    why = [[each["name"] for each in hit["explanation"]["factors"]] for hit in body["hits"]]
    assert why[:3] == [["cited in this notebook"], ["cited in this notebook"], []]


async def test_only_so_many_keys_can_be_cited(api) -> None:
    response, body = await api("search", params={"q": "fit", "cited": "k" * 4001})
    assert 400 <= response.code < 500
    assert body["message"].startswith("cited")


@pytest.mark.parametrize("q", [FIT, "2305.12689", "https://arxiv.org/abs/2305.12689v2"])
async def test_an_identifier_is_why(api, q) -> None:
    _, body = await api("search", params={"q": q, "explain": "1"})
    assert body["hits"][0]["key"] == FIT
    assert body["hits"][0]["explanation"]["isExact"]


async def test_a_word_that_no_record_has_is_answered_with_another(api) -> None:
    _, body = await api("search", params={"q": "author:chen interleved", "typing": "1"})
    assert body["didYouMean"] == "author:chen interleaved"
    _, taken = await api("search", params={"q": body["didYouMean"], "typing": "1"})
    assert taken["didYouMean"] == ""


async def test_related_to_a_record(api) -> None:
    response, body = await api("related", body={"key": FIT, "limit": 4})
    assert response.code == 200
    assert len(body["papers"]) == 4
    assert FIT not in {paper["key"] for paper in body["papers"]}
    assert all(paper["title"] and paper["words"] for paper in body["papers"])
    assert body["index"]["phase"] == "ready"


async def test_related_to_a_text_without_what_it_cites(api) -> None:
    text = "How do language models for machine translation behave when they grow?"
    _, body = await api("related", body={"text": text, "limit": 3})
    first, *others = [paper["key"] for paper in body["papers"]]
    without = [first.upper(), "nobody1900"]
    _, rest = await api("related", body={"text": text, "limit": 2, "without": without})
    assert [paper["key"] for paper in rest["papers"]] == others


@pytest.mark.parametrize("sent", [{}, {"key": FIT, "text": "both"}, {"key": "x" * 201}])
async def test_either_a_record_or_a_text(api, sent) -> None:
    response, body = await api("related", body=sent)
    assert response.code in {400, 422}
    assert body["message"]


async def test_an_unknown_record_is_named(api) -> None:
    response, body = await api("related", body={"key": "chen2023fitt"})
    assert response.code == 404
    assert FIT in body["message"]


async def test_nothing_is_related_to_a_text_without_words(api) -> None:
    _, body = await api("related", body={"text": " $x^2$ \n"})
    assert body["papers"] == []


def test_nothing_is_related_before_there_is_an_index(tmp_path) -> None:
    with Library.open(tmp_path) as library:
        answers = Answers(library)
        related = answers.related(http.RelatedRequest(key=FIT))
        assert related.index.phase == "building"
        assert related.papers == []
        library.ensure_index()
        assert answers.related(http.RelatedRequest(key=FIT)).papers
