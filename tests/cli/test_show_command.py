from __future__ import annotations

from jupyter_paperlookup.records import from_csl


def test_json_is_one_csl_item_with_our_facts_apart(run):
    item = run("show", "chen2023fit", "--json").json
    assert item["id"] == "chen2023fit"
    assert item["title"] == "FIT: Far-reaching Interleaved Transformers"
    assert item["DOI"] == "10.48550/arXiv.2305.12689"
    facts = item["custom"]["paperlookup"]
    assert "metadata.jsonl" in facts["sources"]
    assert facts["incomplete"] == []
    assert from_csl(item).title == item["title"]


def test_every_field_says_its_source(run):
    ran = run("show", "CHEN2023FIT")
    assert ran.code == 0
    lines = ran.out.splitlines()
    for field in ("title", "author", "issued", "DOI", "URL"):
        start = next(number for number, line in enumerate(lines) if line.startswith(field + " "))
        entry = " ".join([lines[start], *_continuation(lines[start + 1 :])])
        assert entry.endswith("]"), entry


def test_a_long_name_stands_apart_from_its_text(run):
    run("edit", "chen2023fit", "collection-title=Transformers")
    assert "collection-title Transformers" in run("show", "chen2023fit").out


def test_what_is_not_known_is_said(run):
    assert "not known" in run("show", "scaling").out


def test_an_unknown_key_is_code_1_and_suggests_a_near_one(run):
    ran = run("show", "chen2023fitt")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "chen2023fit" in ran.err


def _continuation(lines):
    for line in lines:
        if not line.startswith(" "):
            return
        yield line.strip()
