"""Every route, asked well and asked badly."""

import html

import pytest
from jsonschema import Draft202012Validator

from jupyter_paperlookup.formatting.styles import SHIPPED_FOLDER
from jupyter_paperlookup.server.openapi import describe
from jupyter_paperlookup.server.routes import ROUTES

FIT = "chen2023fit"
HOSTILE = "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$"

pytestmark = pytest.mark.usefixtures("indexed_home")


@pytest.fixture(scope="module")
def is_message():
    """Whether some JSON is the message of this name, by the published description."""
    schemas = describe(ROUTES)["components"]["schemas"]

    def check(body, name):
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        Draft202012Validator(schema).validate(body)
        return True

    return check


async def test_search_finds_and_says_where_it_matched(api, is_message) -> None:
    response, body = await api("search", params={"q": "far-reach", "typing": "1", "limit": "3"})
    assert response.code == 200
    assert is_message(body, "SearchResponse")
    hit = body["hits"][0]
    assert hit["key"] == FIT
    assert hit["shortCreators"] == "Chen & Li"
    assert hit["year"] == 2023
    ((start, end), *_) = hit["titleMatches"]
    assert hit["title"][start:end] == "Far-reaching"
    assert "title" in hit["matchedIn"]
    assert body["index"]["phase"] == "ready"
    assert len(body["hits"]) <= 3


async def test_search_marks_the_name_that_matched(api) -> None:
    _, body = await api("search", params={"q": "author:lala"})
    hit = next(hit for hit in body["hits"] if hit["key"] == FIT)
    assert [hit["creators"][start:end] for start, end in hit["creatorsMatches"]] == ["Lala"]


async def test_pages_of_a_search_follow_each_other(api) -> None:
    _, both = await api("search", params={"q": "transformer", "limit": "4"})
    _, second = await api("search", params={"q": "transformer", "limit": "2", "offset": "2"})
    keys = [hit["key"] for hit in both["hits"]]
    assert [hit["key"] for hit in second["hits"]] == keys[2:]
    assert second["total"] == both["total"] > 4


async def test_empty_search_lists_the_newest_records(api) -> None:
    _, body = await api("search", params={"limit": "20"})
    years = [hit["year"] for hit in body["hits"]]
    assert body["total"] == 315
    assert len(years) == 20
    assert years == sorted(years, reverse=True)


async def test_what_cannot_be_read_is_said_while_typing_too(api) -> None:
    response, body = await api("search", params={"q": "year:abc", "typing": "1"})
    assert response.code == 400
    assert body["reason"] == "UnreadableQuery"
    _, beside_words = await api("search", params={"q": "far-reaching year:", "typing": "1"})
    assert beside_words["total"] > 0


@pytest.mark.parametrize("sign", ['"', "(", "[@", "???"])
async def test_the_first_sign_of_a_phrase_is_no_error(api, sign) -> None:
    response, body = await api("search", params={"q": sign, "typing": "1"})
    assert response.code == 200
    assert body["hits"] == []
    assert body["notice"].endswith(".")


async def test_blank_behind_a_word_ends_it_while_typing(api) -> None:
    _, unfinished = await api("search", params={"q": "transf", "typing": "1"})
    _, finished = await api("search", params={"q": "transf ", "typing": "1"})
    assert unfinished["understood"] != finished["understood"]


async def test_parameters_of_others_are_left_alone(api) -> None:
    # JupyterLab adds the time to addresses that must not come from a cache.
    response, _ = await api(
        "search", params={"q": "fit", "1700000000000": "", "no_track_activity": "1"}
    )
    assert response.code == 200


async def test_record_says_all_that_is_known(api, is_message) -> None:
    response, body = await api(f"records/{FIT}")
    assert response.code == 200
    assert is_message(body, "PaperDetails")
    assert body["title"] == "FIT: Far-reaching Interleaved Transformers"
    assert body["creators"][0] == {"name": "Ting Chen", "surname": "Chen"}
    assert body["item"]["id"] == FIT
    assert body["item"]["custom"]["paperlookup"]["sources"] == body["sources"]
    assert {"label": "arXiv", "url": "https://arxiv.org/abs/2305.12689"} in body["links"]


async def test_key_of_any_case_names_its_record(api) -> None:
    _, body = await api(f"records/{FIT.upper()}")
    assert body["key"] == FIT


async def test_formatted_gives_citation_and_references(api, is_message) -> None:
    keys = [FIT, "brown2022wide"]
    response, body = await api("formatted", params=[("key", key) for key in keys])
    assert response.code == 200
    assert is_message(body, "FormattedResponse")
    assert body["citation"] == "(Brown et al., 2022; Chen & Li, 2023)"
    assert len(body["references"]) == 2
    assert body["references"][0].startswith("Chen, T., & Li, L. (2023")


async def test_formatted_follows_style_locale_and_form(api) -> None:
    asked = {"key": FIT, "style": "ieee", "locale": "de-DE", "to": "html"}
    _, body = await api("formatted", params=asked)
    assert body["citation"].strip("[]&#;9135") == ""
    assert {name: body[name] for name in ("style", "locale", "to")} == {
        "style": "ieee",
        "locale": "de-DE",
        "to": "html",
    }


@pytest.mark.parametrize(
    "dialect, text",
    [
        ("html", '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'),
        ("pandoc", "[@chen2023fit]"),
        ("myst", "{cite:p}`chen2023fit`"),
        ("latex", "\\cite{chen2023fit}"),
        ("text", "(Chen & Li, 2023)"),
    ],
)
async def test_citation_is_inserted_in_the_dialect(api, is_message, dialect, text) -> None:
    asked = {"kind": "citation", "key": FIT, "dialect": dialect}
    response, body = await api("insertion", params=asked)
    assert response.code == 200
    assert is_message(body, "InsertionResponse")
    assert html.unescape(body["text"]) == text
    assert not body["isBlock"]
    assert body["items"][FIT]["title"] == "FIT: Far-reaching Interleaved Transformers"


async def test_reference_and_stub_are_inserted(api) -> None:
    _, reference = await api("insertion", params={"kind": "reference", "key": FIT})
    assert "Chen, T." in reference["text"]
    _, stub = await api("insertion", params={"kind": "bibtex", "key": FIT})
    assert stub["text"].startswith("```bibtex\n")
    assert "@misc{chen2023fit," in stub["text"]
    assert stub["isBlock"]


async def test_export_of_some_records_and_of_all(api, is_message) -> None:
    response, some = await api("export", params=[("key", FIT), ("key", "brown2022wide")])
    assert response.code == 200
    assert is_message(some, "ExportResponse")
    assert some["text"].count("@misc{") == 2
    assert some["filename"] == "library.bib"
    _, everything = await api("export", params={"to": "csl-json"})
    assert everything["text"].count('"custom"') == 315
    assert everything["filename"] == "library.json"


async def test_a_style_of_ones_own_can_be_chosen_from_now_on(api, indexed_home) -> None:
    text = (SHIPPED_FOLDER / "ieee.csl").read_text("utf-8")
    sent = {"name": "My IEEE.csl", "text": text}
    response, body = await api("styles", body=sent)
    assert (response.code, body["style"]["name"], body["style"]["isOwn"]) == (201, "my-ieee", True)
    assert body["style"] in (await api("styles"))[1]["styles"]
    for refused, reason in (
        ({"name": "apa.csl"}, "InvalidRequest"),
        ({"text": "<style/>"}, "UnknownStyle"),
    ):
        response, body = await api("styles", body=sent | refused)
        assert (response.code, body["reason"]) == (400, reason)
    assert [each.name for each in (indexed_home / "styles").iterdir()] == ["my-ieee.csl"]


async def test_styles_lists_styles_locales_and_what_cannot_be_used(
    api, is_message, indexed_home
) -> None:
    broken = indexed_home / "styles" / "broken.csl"
    broken.write_text("<style", encoding="utf-8")
    response, body = await api("styles")
    assert response.code == 200
    assert is_message(body, "StylesResponse")
    assert {"apa", "ieee", "nature"} <= {style["name"] for style in body["styles"]}
    assert {"name": "fr-FR", "title": "Français (France)"} in body["locales"]
    (problem,) = body["problems"]
    assert problem.startswith("broken.csl: ")


async def test_status_counts(api, is_message, indexed_home) -> None:
    response, body = await api("status")
    assert response.code == 200
    assert is_message(body, "StatusResponse")
    assert body["library"] == str(indexed_home)
    assert body["records"] == 315
    assert body["index"] == {"phase": "ready", "done": 315, "total": 315, "message": ""}
    pages = [source for source in body["sources"] if source["kind"] == "captured_page"]
    assert [page["records"] for page in pages] == [90, 36, 84, 76, 70]


async def test_description_is_that_of_the_route_table(api) -> None:
    response, body = await api("openapi.json")
    assert response.code == 200
    assert body == describe(ROUTES)


async def test_imported_records_can_be_looked_up(api, is_message) -> None:
    text = '[{"id": "turing1936", "title": "On Computable Numbers", "type": "article-journal"}]'
    sent = {"name": "mine.json", "text": text}
    response, body = await api("import", body=sent)
    assert response.code == 200
    assert is_message(body, "ImportResponse")
    counts = {"new": 1, "merged": 0, "unchanged": 0, "gone": 0}
    assert body == counts | {"problems": [], "renamed": []}
    _, record = await api("records/turing1936")
    assert record["title"] == "On Computable Numbers"
    _, again = await api("import", body=sent)
    assert again["unchanged"] == 1


async def test_damaged_page_gives_problems_with_their_lines(api) -> None:
    sent = {"name": "page.txt", "text": "no page at all", "format": "captured_page"}
    response, body = await api("import", body=sent)
    assert response.code == 200
    (problem,) = body["problems"]
    assert problem["source"] == "page.txt"
    assert problem["reason"]


async def test_reindex_begins_in_the_background(api, is_message) -> None:
    response, body = await api("reindex", body={})
    assert response.code == 202
    assert is_message(body, "StatusResponse")
    assert body["index"]["phase"] == "building"


async def test_hostile_title_stays_text(api) -> None:
    item = f'{{"id": "hostile", "title": "{HOSTILE.replace(chr(92), chr(92) * 2)}"}}'
    await api("import", body={"name": "hostile.json", "text": f"[{item}]"})
    response, body = await api("records/hostile")
    assert body["title"] == HOSTILE
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "javascript://example.org/%0Aalert(1)",
        "data:text/html,x",
        "https://a@b.org/",
    ],
)
async def test_no_link_leads_to_what_is_no_plain_web_address(api, url) -> None:
    text = f'[{{"id": "linked", "title": "Linked", "URL": "{url}"}}]'
    await api("import", body={"name": "linked.json", "text": text})
    _, body = await api("records/linked")
    assert body["links"] == []
