"""Messages say what the library answered: nothing is added, nothing invented."""

import json

import msgspec
import pytest

from jupyter_paperlookup.library import ImportReport
from jupyter_paperlookup.messages import present
from jupyter_paperlookup.messages.display import HitsBundle
from jupyter_paperlookup.messages.http import ErrorMessage, ImportRequest, PaperCreator
from jupyter_paperlookup.records import Creator, Facts, PartialDate, Problem, Record

TURING = Record(
    key="turing1936computable",
    title="On Computable Numbers, with an Application to the Entscheidungsproblem",
    author=(Creator(family="Turing", given="Alan M."),),
    issued=PartialDate(year=1936, month=11),
    abstract="The computable numbers may be described briefly as the real numbers.",
    facts=Facts(sources=("mine.bib",), comments=3),
)


def test_details_name_creators_sources_and_facts() -> None:
    details = present.details(TURING)
    assert details.creators == [PaperCreator(name="Alan M. Turing", surname="Turing")]
    assert details.sources == ["mine.bib"]
    assert (details.comments, details.author_count, details.organization) == (3, None, "")
    assert list(details.item["custom"]["paperlookup"]["sources"]) == ["mine.bib"]
    assert details.links == []


def test_bundle_stands_on_its_own_and_survives_json() -> None:
    bundle = present.bundle_of_records([TURING])
    assert bundle.items[TURING.key]["title"] == TURING.title
    assert "custom" not in bundle.items[TURING.key]
    assert bundle.total == len(bundle.hits) == 1
    text = msgspec.json.encode(bundle)
    assert msgspec.json.decode(text, type=HitsBundle) == bundle
    assert json.loads(text)["hits"][0]["shortCreators"] == "Turing"


def test_import_response_keeps_every_problem() -> None:
    problem = Problem(source="a.bib", line=3, reason="No closing brace.", raw="@misc{")
    response = present.import_response(ImportReport(new=1, merged=2, problems=(problem,)))
    assert (response.new, response.merged, response.unchanged) == (1, 2, 0)
    (told,) = response.problems
    assert msgspec.structs.asdict(told) == msgspec.structs.asdict(problem)


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "x", "text": "", "other": 1}',
        '{"name": "x"}',
        '{"name": "x", "text": "", "capture_year": 2025}',
        '{"name": "x", "text": "", "captureYear": "2025"}',
    ],
)
def test_requests_are_read_strictly(text) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=ImportRequest)


def test_hostile_text_passes_through_json_unchanged() -> None:
    hostile = "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$ \u2028</script>"
    text = msgspec.json.encode(ErrorMessage(message=hostile, reason="X"))
    assert json.loads(text)["message"] == hostile
