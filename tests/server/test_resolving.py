"""Records completed over HTTP, from services on this machine; what is not sure is decided there."""

import json

import pytest
from replaying import replaying

pytestmark = pytest.mark.usefixtures("indexed_home")

WORDS = (
    "we study how a machine that prints symbols on a tape can be made to compute every number that "
    "any other machine of the kind can compute and what it can never find out about itself"
)
MACHINE = {
    "title": "A Machine That Prints Symbols",
    "arxiv": "2301.00001",
    "abstract": WORDS,
    "author": [{"given": "Alan", "family": "Turing"}],
    "published": "2023-01-02T00:00:00Z",
    "DOI": "10.1000/machine",
    "year": 2023,
    "journal": "Annals of Machines",
}


@pytest.fixture
def services(monkeypatch):
    with replaying([MACHINE]) as replay:
        for name, url in replay.base_urls.items():
            monkeypatch.setenv(f"PAPERLOOKUP_URL_{name.upper().replace('-', '_')}", url)
        yield replay


async def _imported(api, **item):
    text = json.dumps([{"type": "article", "title": MACHINE["title"], **item}])
    response, _ = await api("import", body={"name": "m.json", "text": text, "format": "csl-json"})
    assert response.code == 200


async def test_nobody_is_asked_before_the_network_is_allowed(api, services) -> None:
    await _imported(api, id="machine")
    for path, sent in (
        ("resolve", {"keys": ["machine"]}),
        ("lookup", {"text": "10.1000/other"}),
    ):
        response, body = await api(path, body=sent)
        assert (response.code, body["reason"]) == (409, "NetworkForbidden")
    assert services.asked.total() == 0


async def test_records_are_completed_and_suggestions_decided(api, services, until) -> None:
    await _imported(api, id="machine", abstract=WORDS)
    await _imported(api, id="maybe")
    await api("network", body={"allowed": True}, method="PUT")
    response, job = await api("resolve", body={"keys": ["machine", "maybe"]})
    assert (response.code, job["phase"]) == (202, "asking")

    async def ended():
        _, now = await api("resolve")
        return now if now["phase"] != "asking" else None

    now = await until(ended)
    assert now["phase"] == "done"
    assert "Completed machine from Hugging Face." in now["report"]["completed"]
    assert now["report"]["linked"]
    assert now["report"]["suggested"] >= 1
    _, details = await api("records/machine")
    assert [each["name"] for each in details["creators"]] == ["Alan Turing"]

    _, waiting = await api("resolve/suggestions", params={"key": "maybe"})
    [first, *_] = waiting["suggestions"]
    assert first["title"] == MACHINE["title"]
    assert {"variable": "author", "here": "", "there": "Alan Turing"} in first["differences"]
    _, decided = await api(
        "resolve/suggestions", body={"number": first["number"], "isAccepted": False}
    )
    assert decided["sentence"] == "Rejected what Hugging Face says of maybe."
    assert first["number"] not in {each["number"] for each in decided["suggestions"]}
    response, _ = await api(
        "resolve/suggestions", body={"number": first["number"], "isAccepted": True}
    )
    assert response.code == 400
    _, changes = await api("undo", body={})
    assert changes["undone"] == decided["sentence"]
    _, waiting = await api("resolve/suggestions", params={"key": "maybe"})
    assert first["number"] in {each["number"] for each in waiting["suggestions"]}
    # What was said of one record is taken back by itself, and the run at once.
    [run] = changes["changes"]
    assert run.startswith("Completed ")
    _, alone = await api("undo", body={"key": "machine", "source": "Hugging Face"})
    assert alone["undone"] == "Completed machine from Hugging Face."
    _, rest = await api("undo", body={})
    assert rest["changes"] == []
    _, details = await api("records/machine")
    assert details["creators"] == []
    response, _ = await api("undo", body={"key": "machine"})
    assert response.code == 400


async def test_a_pasted_identifier_is_shown_and_then_taken_in(api, services) -> None:
    await api("network", body={"allowed": True}, method="PUT")
    _, shown = await api("lookup", body={"text": "https://doi.org/10.1000/machine"})
    assert (shown["key"], shown["title"]) == ("", MACHINE["title"])
    assert shown["creators"] == "Alan Turing"
    _, added = await api("lookup", body={"text": "10.1000/machine", "adds": True})
    _, details = await api(f"records/{added['key']}")
    assert details["title"] == MACHINE["title"]
    _, again = await api("lookup", body={"text": "10.1000/machine"})
    assert again["key"] == added["key"]


@pytest.mark.parametrize("body", [{}, {"keys": ["machine"], "isAll": True}, {"keys": ["nobody"]}])
async def test_what_cannot_be_meant_is_refused(api, services, body) -> None:
    response, _ = await api("resolve", body=body)
    assert response.code in (400, 404)


async def test_nothing_was_asked_for_yet(api) -> None:
    _, job = await api("resolve")
    assert (job["phase"], job["report"]) == ("none", None)
    _, job = await api("resolve", method="DELETE")
    assert job["phase"] == "none"


@pytest.mark.parametrize("number", [0, -147263964059879811842048, 2**63, 10**400])
async def test_a_suggestion_of_an_impossible_number_is_refused(api, number) -> None:
    body = {"number": number, "isAccepted": False}
    response, refused = await api("resolve/suggestions", body=body)
    assert response.code in {400, 422}
    assert refused["reason"] in {"InvalidRequest", "OutOfBounds"}
