"""What every engine must do, whatever it keeps its index in. Another engine is one more param."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

DOCUMENTS = [
    Document(
        key="turing1936computable",
        title="On Computable Numbers, with an Application to the Entscheidungsproblem",
        abstract="The computable numbers may be described briefly as the real numbers whose "
        "expressions as a decimal are calculable by finite means.",
        author="Alan M. Turing",
        year=1936,
        doi="10.1112/plms/s2-42.1.230",
        sources=("classics.bib",),
    ),
    Document(
        key="turing1950computing",
        title="Computing Machinery and Intelligence",
        abstract="I propose to consider the question, can machines think?",
        author="Alan M. Turing",
        year=1950,
        sources=("classics.bib", "minds.bib"),
    ),
    Document(
        key="noether1918invariante",
        title="Invariante Variationsprobleme",
        author="Emmy Noether",
        year=1918,
        sources=("classics.bib",),
    ),
    Document(
        key="godel1931formal",
        title="Über formal unentscheidbare Sätze: On Far-reaching Undecidability",
        author="Kurt Gödel",
        year=1931,
    ),
    Document(
        key="lovelace1843notes",
        title="Notes: Sketch of the Analytical Engine",
        abstract="The Analytical Engine weaves algebraic patterns.",
        author="Ada Lovelace; Luigi Federico Menabrea",
        year=1843,
        arxiv="2410.10139",
        doi="10.48550/arXiv.2410.10139",
    ),
    Document(key="unknown", title="Untitled Engine Notes"),
]
BY_KEY = {document.key: document for document in DOCUMENTS}


@pytest.fixture(scope="module", params=[WhooshEngine])
def engine(request):
    return request.param()


@pytest.fixture(scope="module")
def searcher(engine, open_index):
    return open_index(DOCUMENTS, engine)


@pytest.fixture(scope="module")
def find(searcher):
    def keys(text, *, typing=False, limit=10):
        page = searcher.search(parse_query(text, typing=typing), limit=limit)
        return [hit.key for hit in page.hits]

    return keys


def test_it_counts_its_documents(searcher):
    assert searcher.documents == len(DOCUMENTS)


@pytest.mark.parametrize(
    "text, first",
    [
        ("computable numbers", "turing1936computable"),
        ("intelligence", "turing1950computing"),
        ("turing 1950", "turing1950computing"),
        ("turing 1951", "turing1950computing"),
        ("noether", "noether1918invariante"),
        ("godel", "godel1931formal"),
        ("GÖDEL", "godel1931formal"),
        ("unentscheidbare sätze", "godel1931formal"),
        ("farreaching", "godel1931formal"),
        ("far reaching", "godel1931formal"),
        ("entscheidugsproblem", "turing1936computable"),
        ("noehter", "noether1918invariante"),
        ("machine thinking", "turing1950computing"),
        ("turing1936computable", "turing1936computable"),
        ("@Turing1936Computable", "turing1936computable"),
        ("2410.10139", "lovelace1843notes"),
        ("https://arxiv.org/abs/2410.10139v3", "lovelace1843notes"),
        ("https://doi.org/10.1112/PLMS/s2-42.1.230", "turing1936computable"),
        ("doi:10.48550/arXiv.2410.10139", "lovelace1843notes"),
        ("untitled engine notes", "unknown"),
        ("notes", "lovelace1843notes"),
        ("can machines think", "turing1950computing"),
    ],
)
def test_the_meant_paper_is_first(find, text, first):
    assert find(text)[0] == first


@pytest.mark.parametrize(
    "text, keys",
    [
        ("author:turing", {"turing1936computable", "turing1950computing"}),
        ("author:turing year:1936", {"turing1936computable"}),
        ('author:"ada lovelace"', {"lovelace1843notes"}),
        ('author:"lovelace luigi"', {"lovelace1843notes"}),
        ("title:engine", {"lovelace1843notes", "unknown"}),
        ("title:engine -author:lovelace", {"unknown"}),
        ("engine -analytical", {"unknown"}),
        ('engine -"analytical engine"', {"unknown"}),
        ('"analytical engine"', {"lovelace1843notes"}),
        ('"engine analytical"', set()),
        ('"finite means"', {"turing1936computable"}),
        ('"algebraic pattern"', {"lovelace1843notes"}),
        ("year:1930..1940", {"turing1936computable", "godel1931formal"}),
        ("year:1950..", {"turing1950computing"}),
        ("year:..1900", {"lovelace1843notes"}),
        ("year:1936 year:1950", {"turing1936computable", "turing1950computing"}),
        ("turing -year:1936", {"turing1950computing"}),
        ("1931", {"godel1931formal"}),
        ("source:minds.bib", {"turing1950computing"}),
        ('source:"minds.bib"', {"turing1950computing"}),
        ("noether -source:minds.bib", {"noether1918invariante"}),
        ("source:classics author:noether", {"noether1918invariante"}),
        ("key:godel1931formal", {"godel1931formal"}),
        ("key:godel", set()),
        ("arxiv:2410.10138", set()),
        ("author:noether title:machinery", set()),
        ("zzzzqqqq", set()),
        ("-turing -notes", {"noether1918invariante", "godel1931formal"}),
    ],
)
def test_what_is_found_and_nothing_else(find, text, keys):
    assert set(find(text)) == keys


@pytest.mark.parametrize(
    "text, first",
    [
        ("comput", "turing1950computing"),
        ("entscheidungspr", "turing1936computable"),
        ("far-reac", "godel1931formal"),
        ("farreac", "godel1931formal"),
        ('"analytical eng', "lovelace1843notes"),
        ("author:noe", "noether1918invariante"),
        ("turing1950", "turing1950computing"),
        ("key:godel", "godel1931formal"),
        ("arxiv:2410.1", "lovelace1843notes"),
        ("2410.1", "lovelace1843notes"),
        ("invairant", "noether1918invariante"),
    ],
)
def test_a_beginning_finds_while_typing(find, text, first):
    assert find(text, typing=True)[0] == first


@pytest.mark.parametrize(
    "text, key, marked",
    [
        ("far-reac", "godel1931formal", {"title": ["Far-reaching"]}),
        ("godel 1931", "godel1931formal", {"author": ["Gödel"], "year": ["1931"]}),
        ("year:1930..1931", "godel1931formal", {"year": ["1931"]}),
        ("unknown", "unknown", {"key": ["unknown"]}),
        ("doi:10.1112/plms/s2-42.1.230", "turing1936computable",
         {"doi": ["10.1112/plms/s2-42.1.230"]}),
        ("think machine", "turing1950computing", {"title": ["Machinery"],
                                                  "abstract": ["machines", "think"]}),
    ],
)  # fmt: skip
def test_hits_say_where_they_matched(searcher, text, key, marked):
    page = searcher.search(parse_query(text, typing=True))
    hit = next(hit for hit in page.hits if hit.key == key)
    document = BY_KEY[key]
    shown = {
        field: [str(getattr(document, field))[start:end] for start, end in spans]
        for field, spans in hit.matches.items()
    }
    assert shown == marked


def test_an_empty_query_gives_an_empty_page(searcher):
    page = searcher.search(parse_query(""))
    assert (page.hits, page.total) == ((), 0)


def test_pages_follow_each_other_without_gaps(searcher):
    query = parse_query("-zzzzqqqq")
    whole = searcher.search(query, limit=100)
    assert whole.total == len(whole.hits) == len(DOCUMENTS)
    parts = [searcher.search(query, limit=2, offset=offset).hits for offset in range(0, 8, 2)]
    assert [hit.key for part in parts for hit in part] == [hit.key for hit in whole.hits]
    assert searcher.search(query, limit=0).hits == ()
    assert searcher.search(query, limit=-1, offset=-5).hits == ()
    assert searcher.search(query, limit=10**9, offset=10**9).hits == ()


def test_scores_go_down(searcher):
    scores = [hit.score for hit in searcher.search(parse_query("turing engine notes")).hits]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_threads_may_search_at_once(searcher):
    texts = ["turing 1950", "far-reac", '"analytical engine"', "noehter", "year:1930.."] * 20

    def search(text):
        return searcher.search(parse_query(text, typing=True))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(search, texts)) == [search(text) for text in texts]


def test_a_hit_without_a_text_is_still_a_hit(engine, tmp_path):
    engine.build(tmp_path, DOCUMENTS, total=len(DOCUMENTS))
    searcher = engine.open(tmp_path, lambda _key: None)
    (hit,) = searcher.search(parse_query("noether")).hits
    assert (hit.key, hit.matches) == ("noether1918invariante", {})
    searcher.close()


def test_an_index_of_nothing_can_be_searched(open_index, engine):
    searcher = open_index([], engine)
    assert searcher.documents == 0
    for text in ("turing", "year:1936", '"a b"', "-turing"):
        assert searcher.search(parse_query(text)).total == 0


def test_building_tells_how_far_it_is(engine, tmp_path):
    told = []
    engine.build(
        tmp_path, DOCUMENTS, total=6, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (6, 6)
    assert told == sorted(told)


def test_a_cancelled_build_stops_early(engine, tmp_path):
    taken = []

    def documents():
        for document in DOCUMENTS:
            taken.append(document)
            yield document

    engine.build(tmp_path, documents(), total=6, is_cancelled=lambda: len(taken) > 2)
    assert len(taken) == 3


# Whoosh leaves files open behind its own exceptions.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("keep", [0.0, 0.1, 0.5, 0.9])
def test_a_truncated_index_is_unavailable(engine, tmp_path, keep):
    engine.build(tmp_path, DOCUMENTS, total=len(DOCUMENTS))
    for file in tmp_path.iterdir():
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(IndexUnavailable, match="rebuild"):
        engine.open(tmp_path, BY_KEY.get)
    gc.collect()


@pytest.mark.parametrize("is_in_arrays", [True, False])
def test_damage_that_shows_only_while_searching_is_told_apart_from_a_bug(
    engine, tmp_path, is_in_arrays
):
    engine.build(tmp_path, DOCUMENTS, total=len(DOCUMENTS))
    (arrays,) = tmp_path.glob("*.arrays")
    if is_in_arrays:
        half = arrays.stat().st_size // 2
        arrays.write_bytes(b"\x7f" * half + arrays.read_bytes()[half:])
    else:
        arrays.unlink()
        for file in tmp_path.glob("*.pst"):
            file.write_bytes(bytes(file.stat().st_size))
    searcher = engine.open(tmp_path, BY_KEY.get)
    with pytest.raises(IndexUnavailable, match="rebuild"):
        searcher.search(parse_query("turing"))
    searcher.close()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["author:", "title:", "year:", "-", '"', "turing", "engine", "far-reac", "1936", "..",
             "key:", "arxiv:", "source:", " ", "*", "?", "comp", "\x00", "\ud800", "é", "2410.1"]
        ),
        max_size=30,
    ).map("".join),
    limit=st.integers(-3, 2000),
    offset=st.integers(-3, 2000),
)  # fmt: skip
def test_nothing_that_can_be_typed_raises(searcher, text, limit, offset):
    page = searcher.search(parse_query(text, typing=True), limit=limit, offset=offset)
    assert len(page.hits) <= max(limit, 0)
    assert len(page.hits) <= page.total <= len(DOCUMENTS)
    for hit in page.hits:
        for field, spans in hit.matches.items():
            length = len(str(getattr(BY_KEY[hit.key], field)))
            assert all(0 <= start < end <= length for start, end in spans)
            assert list(spans) == sorted(spans)
