"""What completing did is undone: a whole run at once, or what was said of one record."""

import pytest
from bench import ARTICLE, PAPER, WORDS

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import journal
from jupyter_paperlookup.library.journal import KeptApart, Rejected
from jupyter_paperlookup.library.resolving import deciding

MANY = [
    {
        "title": f"Machine Number {number}",
        "arxiv": f"2301.{number:05}",
        "abstract": f"{WORDS} in the case of machine {number}",
        "author": [{"given": "Alan", "family": "Turing"}],
        "published": "2023-01-02T00:00:00Z",
    }
    for number in range(1, 31)
]


def seen(library):
    """All that can be seen of records."""
    return {
        record.key: (
            record,
            library.contributions(record.key),
            library.related_versions(record.key),
        )
        for record in library.records()
    }


def with_many(bench):
    here = bench([*MANY[1:], MANY[0] | {"DOI": "10.1000/one", "year": 2023, "journal": "Annals"}])
    for work in MANY:
        here.add(id=work["arxiv"][5:], title=work["title"], abstract=work["abstract"])
    return here


def test_a_run_is_undone_at_once(bench):
    here = with_many(bench)
    here.library.edit("00002", {"note": "mine"})
    before = seen(here.library)
    report = here.complete()
    assert len(report.completed) >= 30
    assert here.library.changes(2) == [
        "Completed 30 records and linked 1 with another version.",
        "Edited 00002.",
    ]
    assert here.library.undo() == "Completed 30 records and linked 1 with another version."
    assert seen(here.library) == before
    assert len(deciding.waiting(here.store)) >= 30
    assert here.library.undo() == "Edited 00002."


def test_what_was_changed_by_hand_meanwhile_stays(bench):
    here = with_many(bench)

    def progress(done, _total):
        if done > 40 and "note" not in here.library.get("00003").other:
            here.library.edit("00003", {"note": "mine"})

    here.complete(progress=progress)
    first, second = here.library.changes()
    assert first.startswith("Completed 30 records")
    assert second == "Edited 00003."
    here.library.undo()
    record = here.library.get("00003")
    assert (record.author, record.other["note"]) == ((), "mine")


def test_one_decision_of_a_run_is_undone_alone(bench):
    here = with_many(bench)
    here.complete()
    here.library.edit("00002", {"note": "mine"})
    assert here.library.undo_service("00002") == (
        "Completed 00002 from Hugging Face. Completed 00002 from Semantic Scholar."
    )
    assert here.library.get("00002").author == ()
    assert here.library.get("00002").other["note"] == "mine"
    assert here.library.get("00003").author
    assert "00002" in {each.key for each in deciding.waiting(here.store)}
    with pytest.raises(InvalidRequest, match="Nothing that a service said of 00002"):
        here.library.undo_service("00002")
    assert here.library.changes()[1] == "Completed 29 records and linked 1 with another version."


def test_of_several_services_the_named_one_is_taken_back(bench):
    here = bench([ARTICLE])
    here.add(id="machine", title=ARTICLE["title"], DOI=ARTICLE["DOI"], type="article-journal")
    report = here.complete("machine", asks_all=True)
    assert report.completed == (
        "Completed machine from Semantic Scholar.",
        "Completed machine from Crossref.",
    )
    here.library.undo_service("machine", "Semantic Scholar")
    assert [each.source for each in here.library.contributions("machine")][1:] == ["Crossref"]
    with pytest.raises(InvalidRequest):
        here.library.undo_service("machine", "Semantic Scholar")


def test_what_was_said_of_a_record_is_taken_back_from_where_it_is_now(bench):
    here = bench([PAPER])
    here.add(id="machine", title=PAPER["title"], abstract=WORDS)
    here.add(id="other", title="Another work")
    here.complete("machine")
    here.library.merge(["machine", "other"])
    here.library.undo_service("machine")
    assert here.library.get("machine").author == ()
    assert len(here.library.contributions("machine")) == 2


def test_a_record_that_is_gone_keeps_nothing_else_from_being_undone(bench):
    here = with_many(bench)
    here.complete()
    with here.store.transaction():
        here.store.remove_records([here.store.id_of("00002")])
    here.library.undo()
    assert not any(record.author for record in here.library.records())


def test_a_rejection_is_undone(bench):
    here = bench([PAPER])
    here.add(id="machine", title=PAPER["title"])
    here.complete("machine")
    [waits] = deciding.waiting(here.store)
    assert here.library.reject(waits.number) == "Rejected what Hugging Face says of machine."
    assert here.library.undo() == "Rejected what Hugging Face says of machine."
    assert deciding.waiting(here.store) == [waits]
    assert here.library.accept(waits.number)


def test_a_long_run_pushes_out_no_part_of_itself(bench, monkeypatch):
    monkeypatch.setattr(journal, "_KEPT", 3)
    monkeypatch.setattr(journal, "_MOST_CHANGES", 20)
    here = with_many(bench)
    for number in range(5):
        here.store.journal.note(f"Change {number}.", KeptApart(number, number + 1))
    assert here.library.changes() == ["Change 4.", "Change 3.", "Change 2."]
    here.complete()
    assert here.library.undo().startswith("Completed 30 records")
    assert not any(record.author for record in here.library.records())


def test_what_is_too_much_goes_run_by_run(store, monkeypatch):
    monkeypatch.setattr(journal, "_KEPT", 3)
    monkeypatch.setattr(journal, "_MOST_CHANGES", 20)
    for run in ("first", "second", "third"):
        for number in range(15):
            store.journal.note(f"{run} {number}", Rejected(number, number), run)
    steps = store.journal.steps(9)
    assert [len(step.numbers) for step in steps] == [15, 15]
    assert next(store.journal.changes(steps[-1])).sentence == "second 14"
