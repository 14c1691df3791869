"""What services know of records, as messages."""

from __future__ import annotations

from jupyter_paperlookup.library.resolving.deciding import Difference, Waiting
from jupyter_paperlookup.library.resolving.looking_up import LookedUp
from jupyter_paperlookup.library.resolving.report import ResolveReport
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.records import Record, from_csl, to_csl


def report(done: ResolveReport) -> http.ResolveReport:
    """What completing records did."""
    return http.ResolveReport(
        asked=done.asked,
        requests=done.requests,
        completed=list(done.completed),
        linked=list(done.linked),
        suggested=done.suggested,
        retracted=list(done.retracted),
        unknown=list(done.unknown),
        failures=list(done.failures),
        is_offline=done.is_offline,
    )


def suggestion(waiting: Waiting, title: str) -> http.SuggestedAnswer:
    """What a service says that may be about a record."""
    return http.SuggestedAnswer(
        number=waiting.number,
        key=waiting.key,
        title=title,
        service=waiting.service,
        reasons=list(waiting.reasons),
        doubts=list(waiting.doubts),
        differences=[_difference(each) for each in waiting.differences],
        is_version=waiting.is_version,
    )


def looked_up(found: LookedUp, key: str) -> http.LookUpResponse:
    """What an identifier stands for."""
    record = found.match.candidate.record if found.match else Record()
    return http.LookUpResponse(
        label=found.label,
        key=key,
        item=to_csl(record, with_facts=False) if found.match else {},
        title=record.plain_title,
        creators=_names(record),
        date=str(record.issued or ""),
        service=found.service,
        failures=list(found.failures),
    )


def _difference(each: Difference) -> http.AnswerDifference:
    return http.AnswerDifference(
        variable=each.variable,
        here=_in_words(each.variable, each.here),
        there=_in_words(each.variable, each.there),
    )


def _in_words(variable: str, value: object) -> str:
    if value is None:
        return ""
    record = from_csl({variable: value})
    if variable == "author":
        return _names(record)
    return str(record.issued or "") if variable == "issued" else str(value)


def _names(record: Record) -> str:
    return "; ".join(creator.full_name for creator in record.author)
