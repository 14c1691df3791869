"""What each service is asked, and what its answers become; the bodies are described in bodies/."""

import json
from pathlib import Path

import pytest

from jupyter_paperlookup.errors import UnusableAnswer
from jupyter_paperlookup.records import from_csl, to_csl
from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.resolver import Question

BODIES = Path(__file__).parent / "bodies"
BY_NAME = {each.service.name: each for each in RESOLVERS}


def record(key="a", **variables):
    return from_csl({"id": key, "type": "article", "title": "On Computable Numbers"} | variables)


def answers(name, body, found_by="identifier"):
    question = Question(path="/works", keys=("a",), found_by=found_by)
    found = BY_NAME[name].candidates(question, (BODIES / body).read_bytes())
    return [(to_csl(each.record, with_facts=False), each) for each in found]


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda each: each.service.name)
def test_every_service_says_who_it_is_and_keeps_a_pace(resolver):
    service = resolver.service
    assert service.base.startswith("https://")
    assert not service.base.endswith("/")
    assert service.label
    assert service.purpose
    assert service.pace.seconds > 0


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda each: each.service.name)
@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Are you a robot?</body></html>", b"[[", b"\xff\xfe{}", b'"text"']
)
def test_what_is_no_answer_is_said_or_says_nothing(resolver, body):
    question = Question(path="/", keys=("a",), found_by="title")
    found, reason = [], resolver.service.label
    try:
        found = resolver.candidates(question, body)
    except UnusableAnswer as error:
        reason = error.reason
    assert found == []
    assert reason.startswith(resolver.service.label)


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda each: each.service.name)
def test_questions_name_the_records_that_they_are_about(resolver):
    records = [
        record("doi", DOI="10.1112/plms/s2-42.1.230"),
        record("arxiv", number="arXiv:1706.03762"),
        record("title"),
        record("nothing", title=""),
    ]
    keys = {key for question in resolver.questions(records) for key in question.keys}
    assert keys
    assert "nothing" not in keys
    for question in resolver.questions(records):
        assert question.path.startswith("/")
        assert "//" not in question.path


def test_many_records_take_few_questions():
    records = [record(str(n), number=f"arXiv:2301.{n:05}") for n in range(1, 316)]
    assert len(list(BY_NAME["arxiv"].questions(records))) == 4
    assert len(list(BY_NAME["semantic-scholar"].questions(records))) == 1


def test_the_records_of_a_day_are_asked_for_at_once():
    facts = {"paperlookup": {"author-count": 3}}
    day = {"date-parts": [[2023, 10, 12]]}
    records = [record(key, custom=facts, issued=day) for key in "abc"]
    [question, *beside] = BY_NAME["hugging-face"].questions(records)
    assert question.found_by == "closed set"
    assert question.parameters["date"] == "2023-10-12"
    assert [each.parameters["date"] for each in beside] == ["2023-10-11", "2023-10-13"]
    assert all(each.is_second_try and each.keys == ("a", "b", "c") for each in beside)


def test_days_in_a_row_take_one_question_more_at_each_end():
    facts = {"paperlookup": {"author-count": 3}}
    records = [
        record(str(day), custom=facts, issued={"date-parts": [[2023, 10, day]]})
        for day in range(1, 11)
    ]
    questions = list(BY_NAME["hugging-face"].questions(records))
    assert len({each.parameters["date"] for each in questions}) == 12
    assert sum(not each.is_second_try for each in questions) == 10


def test_arxiv():
    (paper, candidate), (_, withdrawn) = answers("arxiv", "arxiv.xml")
    assert paper["title"] == "Attention Is All You Need"
    assert paper["number"] == "arXiv:1706.03762"
    assert paper["issued"] == {"date-parts": [[2017, 6, 12]]}
    assert paper["author"][2] == {"family": "Kaiser", "given": "Łukasz"}
    assert not candidate.is_retracted
    assert withdrawn.is_retracted
    assert answers("arxiv", "arxiv-error.xml") == []


def test_crossref():
    [(paper, _)] = answers("crossref", "crossref.json")
    assert paper == {
        "id": "",
        "type": "article-journal",
        "title": "On Computable Numbers, with an Application to the Entscheidungsproblem",
        "author": [{"family": "Turing", "given": "A. M."}],
        "issued": {"date-parts": [[1937]]},
        "container-title": "Proceedings of the London Mathematical Society",
        "volume": "s2-42",
        "issue": "1",
        "page": "230-265",
        "publisher": "Wiley",
        "ISSN": "0024-6115",
        "DOI": "10.1112/plms/s2-42.1.230",
        "abstract": "Numbers whose decimals are calculable by finite means.",
    }
    (correction, _), (claim, candidate) = answers("crossref", "crossref-search.json", "title")
    assert correction["DOI"] == "10.1112/plms/s2-43.6.544"
    assert claim["title"] == "A claim: and its end"
    assert claim["issued"] == {"date-parts": [[2001, 2]]}
    assert candidate.is_retracted


def test_doi_org():
    [(paper, _)] = answers("doi", "doi.json")
    assert paper["type"] == "article-journal"
    assert paper["page"] == "230-265"
    assert "link" not in paper


def test_semantic_scholar_tells_the_preprint_from_its_publication():
    (preprint, _), (article, _) = answers("semantic-scholar", "semantic-scholar.json")
    assert preprint["number"] == "arXiv:1706.03762"
    assert "container-title" not in preprint
    assert article["container-title"] == "Nature"
    assert article["PMID"] == "25719670"


def test_datacite():
    [(paper, _)] = answers("datacite", "datacite.json")
    assert paper["author"] == [
        {"family": "Vaswani", "given": "Ashish"},
        {"literal": "Google Brain"},
        {"family": "Shazeer", "given": "Noam"},
    ]
    assert paper["issued"] == {"date-parts": [[2017, 6]]}


def test_openalex():
    [(paper, candidate)] = answers("openalex", "openalex.json")
    assert paper["title"] == "Human-level control through deep reinforcement learning"
    assert paper["abstract"] == "The theory of learning"
    assert paper["page"] == "529-533"
    assert candidate.is_retracted


def test_daily_papers():
    (paper, _), (hidden, _) = answers("hugging-face", "hugging-face.json", "closed set")
    assert "author" not in hidden
    assert paper["author"] == [{"family": "Vaswani", "given": "Ashish"}]
    assert paper["abstract"] == "The dominant sequence transduction models."


@pytest.mark.parametrize(
    "ids, scholar, alex",
    [
        ({"PMID": "25719670"}, "PMID:25719670", "/works/pmid:25719670"),
        ({"PMCID": "PMC3159421"}, "PMCID:3159421", "/works/pmcid:PMC3159421"),
        ({"PMID": "1", "PMCID": "PMC2"}, "PMID:1", "/works/pmid:1"),
        ({"DOI": "10.1000/1", "PMID": "1"}, "DOI:10.1000/1", "/works"),
    ],
    ids=["PMID", "PMCID", "both", "DOI too"],
)
def test_who_knows_the_names_of_pubmed_is_asked_by_them(ids, scholar, alex):
    one = [record(type="article-journal", **ids)]
    [batch] = BY_NAME["semantic-scholar"].questions(one)
    assert batch.body == {"ids": [scholar]}
    [work] = BY_NAME["openalex"].questions(one)
    assert work.path == alex
    by_title = {
        name: {each.found_by for each in BY_NAME[name].questions(one)}
        for name in ("crossref", "datacite")
    }
    assert all(by == {"identifier" if "DOI" in ids else "title"} for by in by_title.values())


def test_a_single_work_of_openalex_is_read_like_one_of_a_list():
    body = json.loads((BODIES / "openalex.json").read_bytes())["results"][0]
    body["ids"]["pmcid"] = "https://www.ncbi.nlm.nih.gov/pmc/articles/3159421"
    question = Question(path="/works/pmid:25719670", keys=("a",), found_by="identifier")
    [found] = BY_NAME["openalex"].candidates(question, json.dumps(body).encode())
    assert found.record.other["PMID"] == "25719670"
    assert found.record.other["PMCID"] == "PMC3159421"
