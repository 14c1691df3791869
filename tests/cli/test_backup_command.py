from __future__ import annotations

from pathlib import Path


def test_a_backup_is_made_listed_restored_and_taken_back(run, tmp_path):
    assert run("backup", "--list").out == "There is no backup yet.\n"
    assert "There is no backup yet" in run("restore").err
    made = run("backup", "--json").json
    assert made["records"] == 316
    assert Path(made["path"]).is_file()
    run("edit", "chen2023fit", "title=Quokkas")

    tried = run("restore", "--dry-run")
    assert tried.code == 0
    assert tried.out.startswith(f"Would restore {made['name']}: 316 records before, 316 after;")
    assert "Quokkas" in run("show", "chen2023fit").out

    done = run("restore", made["name"], "--json").json
    assert done["records"] == {"now": 316, "then": 316}
    assert (done["added"], done["removed"], done["changed"]) == (0, 0, 1)
    assert "Quokkas" not in run("show", "chen2023fit").out
    taken_back = run("restore", done["before"])
    assert "To take it back: paperlookup restore " in taken_back.out
    assert "Quokkas" in run("show", "chen2023fit").out

    listed = run("backup", "--list")
    assert [line.split()[0] for line in listed.out.splitlines()][-2:] == [
        done["before"],
        made["name"],
    ]
    elsewhere = tmp_path / "papers.sqlite"
    assert str(elsewhere) in run("backup", "--output", elsewhere).out
    assert run("restore", elsewhere, "--dry-run").code == 0


def test_what_cannot_be_restored_is_one_line(run):
    ran = run("restore", "yesterday")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("paperlookup: There is no backup yesterday.")
    assert run("backup", "--list", "--output", "x.sqlite").code == 2


def test_damage_is_one_line_and_the_command_goes_on(run, library_folder):
    run("edit", "chen2023fit", "title=Quokkas")  # which makes a backup
    path = library_folder / "library.sqlite"
    content = path.read_bytes()
    at = content.index(b"Quokkas")
    path.write_bytes(content[:at] + b"q" + content[at + 1 :])
    ran = run("show", "chen2023fit")
    assert ran.code == 0
    assert "Quokkas" in ran.out
    assert ran.err.startswith("paperlookup: The library was damaged (")
    assert len(ran.err.splitlines()) == 1
    assert run("show", "chen2023fit").err == ""
    assert "The library was damaged (" in run("status").err
