"""Search by meaning: the records of a library, and vectors that follow them."""

from __future__ import annotations

import pytest
from hashing_embedder import Hashing

from jupyter_paperlookup.errors import InvalidRequest, ModelUnavailable, UnreadableQuery
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.meaning import MAX_MEANING, meaning_of
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.semantic import embedding, model

BIB = """
@article{wheels, title={The automobile in cities}, author={Karl Benz}, year={1990}}
@article{roads, title={A car on every road}, author={Bertha Benz}, year={1991}}
@article{trains, title={Railways of the north}, author={George Stephenson}, year={1990}}
@article{health, title={The physician at home}, author={Ignaz Semmelweis}, year={1992}}
@misc{untitled, author={Anonymous}, year={1992}}
"""


@pytest.fixture
def embedder(monkeypatch):
    hashing = Hashing()
    monkeypatch.setattr(model, "chosen_model", lambda: hashing)
    return hashing


@pytest.fixture
def traffic(empty, embedder):
    empty.import_text(BIB, "traffic.bib", format="bibtex")
    return empty


def keys(page):
    return [each.key for each in page]


def test_what_means_the_same_is_found_by_other_words(traffic):
    assert keys(traffic.search("vehicle")) == []
    page = traffic.search("vehicle", semantic=True)
    assert set(keys(page)[:2]) == {"wheels", "roads"}
    assert page.total == len(page.results) == 4
    assert page.results[0].matches == {}


def test_what_both_lists_have_comes_first(traffic):
    found = traffic.search("automobile", semantic=True).results
    assert found[0].key == "wheels"
    assert found[0].score > found[1].score > 0
    assert found[0].score > 1  # what the best answer by words alone has
    assert found[0].matches["title"]
    assert found[1].key == "roads"


@pytest.mark.parametrize(
    "query, expected",
    [
        ("vehicle year:1991", {"roads"}),
        ("vehicle author:benz", {"wheels", "roads"}),
        ("vehicle -city", {"roads", "trains", "health"}),
        ('vehicle "every road"', {"roads"}),
        ("vehicle year:1800", set()),
        ("author:semmelweis", {"health"}),
        ("vehicle key:roads", {"roads"}),
        ("vehicle -key:roads", {"wheels", "trains", "health"}),
    ],
)
def test_what_a_query_requires_holds_for_meaning_too(traffic, query, expected):
    assert set(keys(traffic.search(query, semantic=True))) == expected


def test_pages_follow_one_another(traffic):
    whole = keys(traffic.search("vehicle", semantic=True))
    halves = [keys(traffic.search("vehicle", 2, offset=at, semantic=True)) for at in (0, 2, 4)]
    assert halves == [whole[:2], whole[2:], []]


@pytest.mark.parametrize(
    "query, meaning",
    [
        ("How do cars drive?", "How do cars drive?"),
        ("cars author:benz year:1990", "cars"),
        ('title:roads "every car" -trains -"old car"', "roads every car"),
        ("author:benz", ""),
    ],
)
def test_names_and_numbers_mean_nothing(query, meaning):
    assert meaning_of(parse_query(query)) == meaning


def test_a_long_question_is_read_whole_for_its_meaning(traffic, embedder):
    asked = "what is said of roads " * 12 + 'and of "a vehicle'
    page = traffic.search(asked, semantic=True)
    assert embedder.asked[-1] == asked
    assert keys(page)[0] == "roads"
    assert "32 words" in page.notice
    assert "all of it was read" in page.notice
    assert traffic.search("vehicle", semantic=True).notice == ""
    with pytest.raises(UnreadableQuery):
        traffic.search("road " * (MAX_MEANING // 5 + 1), semantic=True)


def test_related_papers_by_meaning(traffic):
    assert keys(traffic.related("wheels")) == []
    found = traffic.related("wheels", semantic=True)
    assert found[0].key == "roads"
    assert "wheels" not in keys(found)
    assert keys(traffic.related(text="a vehicle", without=["roads"], semantic=True))[0] == "wheels"
    assert "roads" not in keys(traffic.related(text="a vehicle", without=["roads"], semantic=True))
    assert len(traffic.related("wheels", limit=1, semantic=True)) == 1


def test_only_what_changed_is_embedded_again(traffic, embedder):
    assert traffic.embed() == 4
    assert traffic.embed() == 0
    embedder.asked.clear()
    traffic.edit("trains", {"title": "Locomotives"})
    traffic.edit("roads", {"volume": "7"})
    assert traffic.embed() == 1
    assert embedder.asked == ["Locomotives"]
    assert keys(traffic.search("locomotives", 1, semantic=True)) == ["trains"]


def test_what_is_gone_is_not_found(traffic):
    assert "roads" in keys(traffic.search("vehicle", semantic=True))
    traffic.rename_key("roads", "streets")
    found = keys(traffic.search("vehicle", semantic=True))
    assert "streets" in found
    assert "roads" not in found
    traffic.remove_source("traffic.bib", with_records=True)
    assert not {"wheels", "trains", "health"} & set(keys(traffic.search("vehicle", semantic=True)))


def test_vectors_are_kept_for_the_next_time(traffic, embedder):
    traffic.embed()
    traffic.close()
    embedder.asked.clear()
    with Library(traffic.folder) as again:
        assert again.embed() == 0
        assert set(keys(again.search("vehicle", 2, semantic=True))) == {"wheels", "roads"}
    assert embedder.asked == ["vehicle"]


def test_damaged_vectors_are_made_anew(traffic):
    expected = keys(traffic.search("vehicle", semantic=True))
    traffic.close()
    (run,) = traffic.folder.joinpath("vectors").rglob("*.npy")
    run.write_bytes(run.read_bytes()[:-1])
    with Library(traffic.folder) as again:
        assert keys(again.search("vehicle", semantic=True)) == expected
    assert run.exists()


def test_embedding_goes_on_where_it_was_called_off(traffic, monkeypatch):
    monkeypatch.setattr(embedding, "RUN_TEXTS", 1)
    done = []
    made = traffic.embed(lambda *at: done.append(at), lambda: len(done) > 1)
    assert (made, done) == (2, [(1, 4), (2, 4)])
    traffic.ensure_index()
    found = keys(traffic.search("vehicle", semantic=True, wait=False))
    assert len(found) == 2
    assert traffic.embed() == 2


def test_another_model_has_vectors_of_its_own(traffic, monkeypatch):
    traffic.embed()
    traffic.close()
    other = Hashing("fedcba9876543210" * 4)
    monkeypatch.setattr(model, "chosen_model", lambda: other)
    with Library(traffic.folder) as again:
        assert again.embed() == 4


def test_an_empty_library_is_no_error(empty, embedder):
    assert keys(empty.search("vehicle", semantic=True)) == []
    assert empty.related(text="vehicle", semantic=True) == ()
    assert empty.embed() == 0


def test_it_has_to_be_possible(traffic, monkeypatch):
    with pytest.raises(InvalidRequest):
        traffic.search("vehicle", semantic=True, explain=True)
    monkeypatch.undo()
    monkeypatch.delenv(model.VARIABLE, raising=False)
    with pytest.raises(ModelUnavailable, match=model.VARIABLE):
        traffic.search("vehicle", semantic=True)
    assert keys(traffic.search("automobile")) == ["wheels"]
