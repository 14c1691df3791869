"""What a digest of a library holds, and what it leaves out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from jupyter_paperlookup.digest import Period, Schedule
from jupyter_paperlookup.digest.as_html import digest_as_html
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Count
from jupyter_paperlookup.library.digests import Digests
from jupyter_paperlookup.library.mailed_digests import Keys, Told
from jupyter_paperlookup.records import Creator, Record

NOW = datetime.now(UTC)
THIS_WEEK = Period.containing(NOW.date(), "week")
FIT = "chen2023fit"
LARGEST_MAIL = 100_000
"""From there on some mail clients cut it off."""

TURING = "@article{turing1936, title={On Computable Numbers}, author={Turing, A. M.}, year={1936}}"


def sections(digest):
    return {each.title: [paper.key for paper in each.papers] for each in digest.sections}


def entries(count):
    return "\n".join(
        f"@misc{{paper{number}, title={{Paper {number}}}, year={{1936}}}}"
        for number in range(count)
    )


def test_a_new_library_tells_what_was_popular_at_capture_and_nothing_new(library):
    digest = library.digest(at=THIS_WEEK.name)
    assert list(sections(digest)) == ["Popular at capture"]
    assert digest.notes == ("Nothing new came into the library.",)
    for paper in digest.papers:
        assert re.search(r"comments? when captured on 2025-12-11", paper.reasons[0])
        assert paper.bibtex.startswith("@")
        assert paper.key in paper.bibtex
        assert "abstract" not in paper.bibtex
    html = digest_as_html(digest)
    assert len(html.encode()) < LARGEST_MAIL


def test_what_came_in_is_new_in_its_period_alone(library):
    library.import_text(TURING, "classics.bib")
    assert sections(library.digest(at=THIS_WEEK.name))["New"] == ["turing1936"]
    assert "New" not in sections(library.digest(at=THIS_WEEK.previous.name))
    today = Period.containing(NOW.date(), "day")
    assert sections(library.digest("day", at=today.name))["New"] == ["turing1936"]
    # Without a name it is the last period that is over.
    assert library.digest(now=NOW).period == THIS_WEEK.previous


def test_what_a_page_listed_is_new_in_the_period_in_which_it_did(library):
    listed = date(2023, 10, 12)
    count = Count(key=FIT, upvotes=3, listed=listed.isoformat())
    library._store.snapshots.keep("service", listed.isoformat(), [count], is_fresh=True)
    assert sections(library.digest("day", at="2023-10-12"))["New"] == [FIT]


def test_the_rest_of_what_is_new_is_counted(library):
    library.import_text(entries(20), "many.bib")
    new = library.digest(at=THIS_WEEK.name).sections[0]
    assert (len(new.papers), new.more) == (12, 8)


def test_what_is_near_comes_before_what_is_popular_and_no_paper_twice(library):
    alone = library.digest(at=THIS_WEEK.name)
    digest = library.digest(at=THIS_WEEK.name, cited=[FIT])
    found = sections(digest)
    assert list(found) == ["Popular at capture", "Near what you cite"]
    keys = [paper.key for paper in digest.papers]
    assert len(keys) == len(set(keys)) > len(alone.papers)
    assert FIT not in found["Near what you cite"]
    assert all(paper.reasons for paper in digest.sections[1].papers)


@pytest.mark.parametrize(
    "age, title", [(0, "Trending"), (60, "Popular")], ids=["counted now", "counted long ago"]
)
def test_only_what_is_counted_now_is_trending(library, age, title):
    last = NOW.date() - timedelta(days=age)
    before = last - timedelta(days=1)
    for day, votes in ((before, 1), (last, 90)):
        counts = [Count(key=FIT, upvotes=votes, listed="2023-05-20")]
        library._store.snapshots.keep("service", day.isoformat(), counts, is_fresh=True)
    digest = library.digest(at=THIS_WEEK.name)
    popular = next(each for each in digest.sections if each.title == title)
    assert last.isoformat() in popular.note
    assert popular.papers[0].key == FIT


def test_there_is_no_such_week(library):
    with pytest.raises(InvalidRequest, match="no day and no week"):
        library.digest(at="2025-W53")


class Chosen:
    """A choice that is the same at all times, and remembers for which time it was asked."""

    def __init__(self, count):
        self.records = [Record(key=f"paper{number}", title="A") for number in range(count)]
        self.asked = None

    def arrived(self, since, until):
        self.asked = (since, until)
        return self.records

    def last_counted(self):
        return ""

    def ranked(self, order, cited, without, limit):
        return ()


WEEK = Period.named("2026-W47")


def keys_of(choice, told):
    digest = Digests(choice, lambda key: f"@misc{{{key}}}", lambda _: told).digest(WEEK)
    return [paper.key for paper in digest.papers]


def test_what_was_told_is_not_told_again():
    told = Told(papers=frozenset({"paper0"}), others=frozenset({"paper2"}))
    assert keys_of(Chosen(4), told) == ["paper1", "paper3"]


@pytest.mark.parametrize(
    "told_until, since",
    [
        (None, "2026-11-16"),
        ("2026-11-16", "2026-11-15"),
        ("2026-11-20", "2026-11-15"),
        ("2026-11-02", "2026-11-01"),
        ("2025-11-02", "2026-10-15"),
    ],
)
def test_what_came_in_while_nothing_was_mailed_is_new_too(told_until, since):
    choice = Chosen(0)
    keys_of(choice, Told(until=date.fromisoformat(told_until) if told_until else None))
    assert choice.asked == (date.fromisoformat(since), date(2026, 11, 22))


def test_a_thousand_authors_do_not_fill_the_mail():
    choice = Chosen(1)
    many = tuple(Creator(family=f"Family{number}") for number in range(1000))
    choice.records = [Record(key="a", title="A", author=many, abstract="word " * 5000)]
    digest = Digests(choice, lambda _: "x" * 5000, lambda _: Told()).digest(WEEK)
    (paper,) = digest.papers
    assert paper.creators.endswith("and 992 more")
    assert (paper.bibtex, len(paper.abstract) <= 402) == ("", True)


def test_mailed_digests_go_on_where_the_last_one_ended(library):
    library.import_text(entries(20), "many.bib")
    mailed = library._mailing.mailed
    first = library.digest(at=THIS_WEEK.name)
    claim = mailed.claim(THIS_WEEK, NOW)
    shown = tuple(paper.key for paper in first.papers)
    mailed.note_mailed(claim, Keys(shown, first.sections[0].others), NOW)
    # The mail of that week is still what it was; the next one has other papers.
    assert library.digest(at=THIS_WEEK.name) == first
    following = library.digest(at=THIS_WEEK.next.name)
    assert following.papers
    assert not {paper.key for paper in following.papers} & set(shown)
    assert "New" not in sections(following)


def test_a_schedule_is_of_weeks_and_of_mondays():
    assert Schedule() == Schedule(every="week", hour=8, weekday=0)
