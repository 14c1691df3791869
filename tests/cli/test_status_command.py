from __future__ import annotations


def test_json_has_the_shape_of_the_contract(run, library_folder):
    status = run("status", "--json").json
    assert status["library"] == str(library_folder)
    assert status["records"] == 316
    pages = [source for source in status["sources"] if source["kind"] == "captured_page"]
    assert sorted(page["records"] for page in pages) == [36, 70, 76, 84, 90]
    assert {"name", "kind", "records"} <= set(status["sources"][0])
    assert status["index"]["documents"] == 316
    assert status["index"]["generation"] >= 1


def test_people_read_the_same(run, library_folder):
    ran = run("status")
    assert ran.code == 0
    assert str(library_folder) in ran.out
    assert "316" in ran.out
    assert "001_15c97973b37e6992.txt" in ran.out
    assert "year not known" in ran.out


def test_another_library_can_be_named(run, tmp_path):
    other = tmp_path / "other"
    assert run("--library", other, "status", "--json").json["library"] == str(other)


def test_reindex_makes_a_new_generation(run):
    before = run("status", "--json").json["index"]["generation"]
    ran = run("reindex", "--json")
    assert ran.code == 0
    assert ran.json["index"]["documents"] == 316
    assert ran.json["index"]["generation"] > before
    assert run("reindex").out.startswith("316 records indexed")
