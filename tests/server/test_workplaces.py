"""What holds wherever the library is: in threads of the server, or in a process of its own."""

import json
import threading
from concurrent.futures import wait

import pytest

from jupyter_paperlookup.errors import LibraryUnavailable, RecordNotFound, UnreadableQuery
from jupyter_paperlookup.messages.http import FormattedParameters, SearchParameters
from jupyter_paperlookup.server.answers import Answers
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.library_process import LibraryProcess
from jupyter_paperlookup.server.library_threads import LibraryThreads

FIT = "chen2023fit"
LONG = 60


@pytest.fixture(params=[LibraryThreads, LibraryProcess])
def workplace(request, paperlookup_home):
    workplace = request.param()
    yield workplace
    workplace.close()


def answer(workplace, work, lane=Lane.SHORT):
    return json.loads(workplace.submit(work, lane).result(LONG))


def test_nothing_is_opened_before_the_first_work(workplace, paperlookup_home) -> None:
    assert not paperlookup_home.exists()
    assert answer(workplace, lambda answers: answers.status())["records"] == 315
    assert paperlookup_home.exists()


@pytest.mark.usefixtures("indexed_home")
def test_answers_are_json(workplace, tmp_path) -> None:
    assert answer(workplace, lambda answers: answers.details(FIT))["key"] == FIT
    asked = SearchParameters(q="vision transformer", limit=3)
    assert len(answer(workplace, lambda answers: answers.search(asked), Lane.SEARCH)["hits"]) == 3
    paths = ContentsPaths(tmp_path)
    kept = answer(workplace, lambda answers: answers.exporting.kept(paths), Lane.LONG)
    assert kept["files"] == []
    assert answer(workplace, lambda answers: answers.sources.jobs.list()) == {"jobs": []}


@pytest.mark.usefixtures("indexed_home")
def test_errors_are_those_of_the_library(workplace) -> None:
    with pytest.raises(RecordNotFound, match="nobody"):
        answer(workplace, lambda answers: answers.details("nobody"))
    asked = SearchParameters(q='"open')
    with pytest.raises(UnreadableQuery) as caught:
        answer(workplace, lambda answers: answers.search(asked))
    assert caught.value.reason == str(caught.value)


@pytest.mark.usefixtures("indexed_home")
def test_a_bug_is_no_error_for_people(workplace, caplog) -> None:
    with pytest.raises(Exception, match="details") as caught:
        answer(workplace, lambda answers: answers.details(1, 2, 3))
    assert not hasattr(caught.value, "reason")
    assert answer(workplace, lambda answers: answers.details(FIT))["key"] == FIT


@pytest.mark.usefixtures("indexed_home")
def test_all_of_many_are_answered(workplace) -> None:
    keys = answer(workplace, lambda answers: answers.search(SearchParameters(q="", limit=10)))
    asked = [
        FormattedParameters(key=[hit["key"]], style="apa", to="text") for hit in keys["hits"] * 4
    ]
    work = [workplace.submit(lambda a, each=each: a.formatted(each), Lane.SHORT) for each in asked]
    again = [json.loads(each.result(LONG))["references"] for each in work]
    assert again[:10] == again[10:20] == again[30:]
    assert len({str(each) for each in again}) == 10


@pytest.mark.parametrize("kind", [LibraryThreads, LibraryProcess])
def test_named_folder_is_used(kind, tmp_path, paperlookup_home) -> None:
    workplace = kind(str(tmp_path / "named"))
    status = answer(workplace, lambda answers: answers.status())
    workplace.close()
    assert status["library"] == str(tmp_path / "named")
    assert not paperlookup_home.exists()


def test_folder_that_cannot_be_used_is_tried_again(workplace, paperlookup_home) -> None:
    paperlookup_home.write_text("a file in place of the folder", encoding="utf-8")
    with pytest.raises(LibraryUnavailable):
        answer(workplace, lambda answers: answers.status())
    paperlookup_home.unlink()
    assert answer(workplace, lambda answers: answers.status())["records"] == 315


@pytest.mark.usefixtures("indexed_home")
def test_what_was_given_up_before_it_began_is_not_done(workplace) -> None:
    def search(number):
        asked = SearchParameters(q=f"a model of number {number}", typing=True)
        return workplace.submit(lambda answers: answers.search(asked), Lane.SEARCH)

    asked = [search(number) for number in range(40)]
    for each in asked[1:]:
        each.cancel()
    wait(asked, LONG)
    assert not asked[0].cancelled()
    assert asked[-1].cancelled()
    assert search(41).result(LONG)


@pytest.mark.usefixtures("indexed_home")
def test_closed_it_takes_no_work(workplace) -> None:
    answer(workplace, lambda answers: answers.status())
    workplace.close()
    with pytest.raises(LibraryUnavailable):
        answer(workplace, lambda answers: answers.status())


def test_it_is_opened_once_however_many_ask(paperlookup_home, monkeypatch) -> None:
    opened = []
    really_open = Answers.open
    monkeypatch.setattr(Answers, "open", lambda folder: opened.append(1) or really_open(folder))
    workplace = LibraryThreads()
    asked = [workplace.submit(lambda answers: answers.status(), Lane.SHORT) for _ in range(8)]
    assert {json.loads(each.result(LONG))["records"] for each in asked} == {315}
    workplace.close()
    assert len(opened) == 1


def test_it_is_closed_from_any_thread(workplace) -> None:
    closing = threading.Thread(target=workplace.close)
    closing.start()
    closing.join(LONG)
    assert not closing.is_alive()
