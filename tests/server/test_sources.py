"""Sources listed, watched, read again and removed through the routes; imports as jobs."""

from __future__ import annotations

import base64
import os

import pytest

BIB = "@book{knuth1984, author = {Knuth, Donald E.}, title = {The TeXbook}, year = {1984}}\n"
BROKEN = "@article{broken, title = {No end\n"

pytestmark = pytest.mark.usefixtures("indexed_home")


@pytest.fixture
def finished(api, until):
    """A job in its last state."""

    async def wait(job):
        async def ask():
            _, now = await api(f"imports/{job['id']}")
            return now if now["phase"] in {"done", "failed", "cancelled"} else None

        return await until(ask)

    return wait


def base64_of(text):
    return base64.b64encode(text.encode()).decode()


async def test_bytes_of_a_file_are_imported_and_reported(api, finished) -> None:
    data = base64_of(BIB + BROKEN)
    response, job = await api("imports", body={"name": "refs.bib", "data": data})
    assert (response.code, job["name"]) == (202, "refs.bib")
    report = (await finished(job))["report"]
    assert report["new"] >= 1
    assert [each["line"] for each in report["problems"]] == [2]
    _, again = await api("problems", params={"source": "refs.bib"})
    assert again["problems"] == report["problems"]
    _, jobs = await api("imports")
    assert [each["id"] for each in jobs["jobs"]] == [job["id"]]


async def test_a_file_of_the_file_browser_is_imported_and_watched(
    api, jp_root_dir, finished, until
) -> None:
    file = jp_root_dir / "papers" / "refs.bib"
    file.parent.mkdir()
    file.write_text(BIB, encoding="utf-8")
    _, job = await api("imports", body={"path": "papers/refs.bib", "watch": True})
    assert (await finished(job))["report"]["new"] == 1
    _, body = await api("sources")
    (source,) = [each for each in body["sources"] if each["name"] == "refs.bib"]
    assert source["path"] == os.fspath(file.resolve())
    assert source["browserPath"] == "papers/refs.bib"
    assert (source["isWatched"], source["canRefresh"], source["records"]) == (True, True, 1)

    file.write_text(BIB + BIB.replace("knuth1984", "second").replace("TeX", "METAFONT"), "utf-8")

    async def ask():
        _, found = await api("search", params={"q": "metafontbook"})
        return [hit["key"] for hit in found["hits"]] or None

    assert await until(ask) == ["second"]


async def test_a_source_is_read_again_on_request(api, jp_root_dir, finished) -> None:
    file = jp_root_dir / "refs.bib"
    file.write_text(BIB, encoding="utf-8")
    _, job = await api("imports", body={"path": "refs.bib"})
    await finished(job)
    _, body = await api("sources", body={"name": "refs.bib", "watched": True}, method="PUT")
    assert [each["isWatched"] for each in body["sources"] if each["name"] == "refs.bib"] == [True]
    await api("sources", body={"name": "refs.bib", "watched": False}, method="PUT")
    file.write_text(BIB.replace("1984", "1986").replace("knuth1986", "knuth1984"), "utf-8")
    _, job = await api("imports", body={"source": "refs.bib"})
    assert (await finished(job))["report"]["merged"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"path": "a.bib", "source": "b"},
        {"data": "QQ=="},
        {"path": "../outside.bib"},
        {"path": ".hidden.bib"},
        {"name": "x.bib", "data": "no base64!"},
    ],
)
async def test_what_names_no_file_is_refused(api, body) -> None:
    response, answer = await api("imports", body=body)
    assert (response.code, answer["reason"]) == (400, "InvalidRequest")


async def test_a_file_that_is_not_there_fails_in_one_sentence(api, finished) -> None:
    _, job = await api("imports", body={"path": "nowhere.bib"})
    state = await finished(job)
    assert (state["phase"], state["report"]) == ("failed", None)
    assert state["message"].startswith("nowhere.bib cannot be read")


async def test_a_removed_source_leaves_or_takes_its_records(api, finished) -> None:
    for name in ("one.bib", "two.bib"):
        text = BIB.replace("knuth1984", name.removesuffix(".bib")).replace("TeX", name[:3])
        _, job = await api("imports", body={"name": name, "data": base64_of(text)})
        await finished(job)
    remove = {"method": "DELETE"}
    _, kept = await api("sources", params={"name": "one.bib"}, **remove)
    assert (kept["kept"], kept["removed"]) == (1, 0)
    _, gone = await api("sources", params={"name": "two.bib", "withRecords": "true"}, **remove)
    assert (gone["kept"], gone["removed"]) == (0, 1)
    assert {each["name"] for each in gone["sources"]}.isdisjoint({"one.bib", "two.bib"})
    assert (await api("records/one"))[0].code == 200
    assert (await api("records/two"))[0].code == 404


async def test_an_unknown_source_is_said_to_be_unknown(api) -> None:
    for path in ("problems?source=nothing", "sources?name=nothing"):
        method = "DELETE" if path.startswith("sources") else "GET"
        address, _, query = path.partition("?")
        name, _, value = query.partition("=")
        options = {"method": method} if method == "DELETE" else {}
        response, body = await api(address, params={name: value}, **options)
        assert response.code == 400
        assert "'nothing'" in body["message"]
