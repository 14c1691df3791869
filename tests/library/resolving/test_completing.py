"""Records are completed from services on this machine: truly, once, and on from where it ended."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from bench import ARTICLE, PAPER, WORDS, Bench
from replaying import replaying, works_of_seeds

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.resolving import deciding
from jupyter_paperlookup.library.resolving.asking import Asking
from jupyter_paperlookup.library.resolving.looking_up import look_up, take_in
from jupyter_paperlookup.library.undoing import undo
from jupyter_paperlookup.resolvers.registry import RESOLVERS

SEEDS = Path(__file__).parents[3] / "seeds"


def test_a_title_and_an_abstract_become_a_whole_record(bench):
    here = bench([PAPER])
    here.add(id="machine", title="A machine that prints symbols", abstract=WORDS)
    report = here.complete("machine")
    record = here.library.get("machine")
    assert report.completed[0] == "Completed machine from Hugging Face."
    assert record.title == "A machine that prints symbols"
    assert record.arxiv == "2301.00001"
    assert [each.full_name for each in record.author] == ["Alan Turing"]
    assert record.facts.origins["author"] == "Hugging Face"
    assert record.facts.origins["title"] == "machine.json"
    [kept] = here.store.resolutions.kept(here.store.id_of("machine"))[:1]
    assert kept.reasons == ("the same title", "the abstracts agree")
    assert json.loads(kept.raw)["paper"]["id"] == "2301.00001"


def test_what_a_person_typed_stays(bench):
    here = bench([PAPER])
    here.add(id="machine", title="A machine that prints symbols", abstract=WORDS)
    here.library.edit("machine", {"author": [{"family": "Church"}]})
    here.complete("machine")
    assert [each.family for each in here.library.get("machine").author] == ["Church"]


def test_a_published_version_is_linked_and_replaces_nothing(bench):
    here = bench([ARTICLE])
    here.add(id="machine", title="A machine that prints symbols", abstract=WORDS)
    report = here.complete("machine")
    [sentence] = report.linked
    [version] = here.library.related_versions("machine")
    assert sentence == f"Linked machine with {version.record.key} from Semantic Scholar."
    assert version.relation == "published"
    assert version.record.doi == "10.1000/machine"
    assert here.library.get("machine").arxiv == "2301.00001"
    assert not here.library.get("machine").doi.startswith("10.1000")


def test_every_decision_can_be_undone_and_is_a_persons_then(bench):
    here = bench([ARTICLE])
    here.add(id="machine", title="A machine that prints symbols", abstract=WORDS)
    before = here.library.get("machine")
    here.complete("machine")
    while here.library.changes():
        undo(here.store)
    assert here.library.get("machine") == before
    assert here.store.keys() == ["machine"]
    assert len(deciding.waiting(here.store)) == 2
    here.clock.passed += 90 * 86_400
    again = here.complete("machine")
    assert (again.completed, again.linked) == ((), ())
    assert here.library.get("machine") == before


def test_a_suggestion_is_accepted_undone_or_rejected_for_good(bench):
    here = bench([PAPER])
    here.add(id="machine", title="A machine that prints symbols")
    report = here.complete("machine")
    assert (report.completed, report.suggested) == ((), 1)
    [waits] = deciding.waiting(here.store)
    assert waits.doubts == ("nothing but the title agrees",)
    assert {each.variable for each in waits.differences} >= {"author", "DOI"}
    assert deciding.accept(here.store, waits.number) == "Completed machine from Hugging Face."
    assert here.library.get("machine").author
    undo(here.store)
    assert not here.library.get("machine").author
    [again] = deciding.waiting(here.store)
    deciding.reject(here.store, again.number)
    assert deciding.waiting(here.store) == []
    here.clock.passed += 90 * 86_400
    assert here.complete("machine").suggested == 0
    assert deciding.waiting(here.store) == []


def test_a_retraction_is_told(bench):
    here = bench([ARTICLE | {"retracted": True}])
    here.add(id="machine", title=ARTICLE["title"], DOI=ARTICLE["DOI"], abstract=WORDS)
    assert here.complete("machine").retracted == ("machine",)
    assert here.library.get("machine").facts.retracted == "Crossref"


def test_trying_changes_nothing(bench):
    here = bench([ARTICLE])
    here.add(id="machine", title="A machine that prints symbols", abstract=WORDS)
    before = here.library.get("machine"), here.store.revision
    report = here.complete("machine", is_tried=True)
    assert report.completed == ("Would complete machine from Hugging Face.",)
    assert (here.library.get("machine"), here.store.revision) == before


@pytest.mark.parametrize("text", ["doi:10.1000/machine", "https://doi.org/10.1000/MACHINE."])
def test_a_pasted_identifier_is_looked_up_and_taken_in(bench, text):
    here = bench([ARTICLE])
    found = look_up(here.store, Asking(here.network), text)
    assert found.match.candidate.record.title == ARTICLE["title"]
    assert here.store.keys() == []
    record = take_in(here.store, found)
    assert record.doi == "10.1000/machine"
    assert look_up(here.store, Asking(here.network), text).key == record.key
    undo(here.store)
    assert here.store.keys() == []


def test_what_nobody_knows_of_a_pasted_identifier_is_no_record(bench):
    here = bench([])
    found = look_up(here.store, Asking(here.network), "arXiv:2301.99999")
    assert (found.match, found.key) == (None, "")
    with pytest.raises(InvalidRequest, match="No service that was asked knows the arXiv"):
        take_in(here.store, found)
    with pytest.raises(InvalidRequest):
        look_up(here.store, Asking(here.network), "some words")


def test_what_nobody_knows_is_named(bench):
    here = bench([])
    here.add(id="unknown", title="A title that nobody knows")
    report = here.complete("unknown")
    assert report.unknown == ("unknown",)
    assert report.failures == ()


def test_a_service_that_fails_keeps_no_other_from_answering(bench):
    here = bench([ARTICLE])
    here.add(id="machine", title=ARTICLE["title"], DOI=ARTICLE["DOI"])
    here.replay._semantic_scholar = lambda *_: "<html>Are you a robot?</html>"
    report = here.complete("machine")
    assert report.completed == ("Completed machine from Crossref.",)
    [failure] = report.failures
    assert failure.startswith("Semantic Scholar")


def test_a_page_is_completed_once_and_on_from_where_it_was_killed(tmp_path):
    page = min(SEEDS.glob("*.txt"))
    for name in ("page", "whole", "broken"):
        (tmp_path / name).mkdir()
    with Library(tmp_path / "page") as library:
        library.import_file(page)
        facts = (SEEDS / "metadata.jsonl").read_text("utf-8").splitlines()
        works = works_of_seeds(facts, library.records())
    with replaying(works) as replay:
        whole = _completed(tmp_path / "whole", page, replay, [])
        requests = replay.asked.total()
        broken = _completed(tmp_path / "broken", page, replay, [10, 50, 100])
    assert sum(bool(author) for author, _, _ in whole.values()) >= 40
    assert broken == whole
    # What was under way when it was killed is asked again at most.
    assert replay.asked.total() - requests <= requests + 3


def _completed(folder, page, replay, killed_at):
    here = Bench(folder, replay)
    here.library.import_file(page)
    seeds = here.store.keys()
    for limit in [*killed_at, None]:

        def progress(done, _total, limit=limit):
            if limit is not None and done >= limit:
                raise KeyboardInterrupt

        with suppress(KeyboardInterrupt):
            here.complete(*seeds, progress=progress)
    again = here.complete(*seeds)
    assert (again.requests, again.completed, again.linked) == (0, (), ())
    assert here.clock.passed > 0
    twice = "SELECT record_id FROM contributions GROUP BY record_id, source_id HAVING count(*) > 1"
    assert here.store.database.all(twice) == []
    found = {
        record.title + record.type: (record.author, record.arxiv, record.doi)
        for record in here.library.records()
    }
    here.close()
    return found


def test_every_resolver_has_a_place_in_the_settings():
    names = [each.service.name for each in RESOLVERS]
    assert len(set(names)) == len(names) == 7


def test_nothing_is_said_of_a_record_that_has_an_identifier_by_mistake(bench):
    here = bench([ARTICLE])
    here.add(id="other", title="Quite another work", DOI=ARTICLE["DOI"], type="article-journal")
    before = here.library.get("other")
    here.add(id="machine", title=PAPER["title"], number="arXiv:2301.00001", abstract=WORDS)
    report = here.complete("machine")
    assert report.linked == ()
    assert here.library.get("other") == before
    [waiting] = deciding.waiting(here.store, [here.store.id_of("machine")])
    assert "may be another work" in waiting.doubts[-1]
    deciding.accept(here.store, waiting.number)
    assert here.library.get("other").author == before.author == ()
    assert len(here.store.links.versions()) == 1


def test_what_is_taken_in_twice_is_one_record(bench):
    here = bench([ARTICLE])
    found = look_up(here.store, Asking(here.network), ARTICLE["DOI"])
    assert take_in(here.store, found).key == take_in(here.store, found).key
    assert len(here.library.records()) == 1


@pytest.mark.parametrize(
    "service, kind, said",
    [
        ("crossref", "application/json", '{"message": '),
        ("arxiv", "application/atom+xml", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"),
        ("arxiv", "application/atom+xml", "<feed xmlns='http://www.w3.org/2005/Atom'></feed>"),
    ],
)
def test_an_answer_of_no_use_is_not_remembered(bench, service, kind, said):
    here = bench([ARTICLE, ARTICLE | {"title": "Another Machine", "arxiv": "2301.00002"}])
    here.add(id="machine", title=ARTICLE["title"], DOI=ARTICLE["DOI"], type="article-journal")
    for number in (1, 2):
        here.add(id=f"preprint{number}", title="A machine", number=f"arXiv:2301.0000{number}")
    answer = here.replay.answer
    here.replay.answer = lambda path, *rest: (
        (200, kind, said) if path.startswith(f"/{service}/") else answer(path, *rest)
    )
    assert len(here.complete().failures) == 1
    here.replay.answer = answer
    assert here.complete().failures == ()


@pytest.mark.parametrize("listed, asked", [("2023-01-03", 1), ("2023-01-02", 2), ("2023-01-05", 3)])
def test_the_lists_of_the_days_before_and_after_are_sought_too(bench, listed, asked):
    here = bench([PAPER | {"listed": listed}])
    here.add(
        id="machine",
        title=PAPER["title"],
        issued={"date-parts": [[2023, 1, 3]]},
        custom={"paperlookup": {"author-count": 1}},
    )
    days = []
    answer = here.replay.answer

    def told(path, parameters, body):
        days.extend(filter(None, [parameters.get("date")]))
        return answer(path, parameters, body)

    here.replay.answer = told
    report = here.complete("machine", resolvers=RESOLVERS[:1])
    assert days == ["2023-01-03", "2023-01-02", "2023-01-04"][:asked]
    assert len(report.completed) == (listed != "2023-01-05")
    here.complete("machine", resolvers=RESOLVERS[:1], asks_all=True)
    assert len(days) == asked  # remembered
