"""The server as it is unless told otherwise: its library is in a process of its own."""

import asyncio

import psutil
import pytest
from traitlets.config import Config

FIT = "chen2023fit"
PROGRAM = "jupyter_paperlookup.server.library_program"

pytestmark = pytest.mark.usefixtures("indexed_home")


@pytest.fixture
def jp_server_config(jp_server_config):
    return Config({"ServerApp": jp_server_config["ServerApp"]})


def programs():
    return [each for each in psutil.Process().children() if PROGRAM in each.cmdline()]


async def test_the_library_is_asked_in_a_process_of_its_own(api) -> None:
    assert programs() == []
    response, body = await api(f"records/{FIT}")
    assert (response.code, body["key"]) == (200, FIT)
    assert len(programs()) == 1


async def test_others_are_answered_while_the_library_does_not(api, jp_fetch) -> None:
    await api("status")
    [program] = programs()
    program.suspend()
    try:
        slow = asyncio.ensure_future(api(f"records/{FIT}"))
        assert (await jp_fetch("api", "status")).code == 200
        response, body = await api("openapi.json")
        assert (response.code, body["openapi"]) == (200, "3.1.0")
        assert not slow.done()
    finally:
        program.resume()
    assert (await slow)[1]["key"] == FIT


async def test_a_library_that_ended_is_told_and_there_again_with_the_next_request(api) -> None:
    await api("status")
    [program] = programs()
    program.suspend()
    lost = asyncio.ensure_future(api(f"records/{FIT}"))
    await asyncio.sleep(0.2)
    program.kill()
    response, body = await lost
    assert (response.code, body["reason"]) == (503, "LibraryUnavailable")
    assert "Try again" in body["message"]
    assert (await api(f"records/{FIT}"))[1]["key"] == FIT


async def test_what_is_nested_too_deeply_costs_the_request_alone(api, jp_fetch) -> None:
    await api("status")
    [program] = programs()
    for depth in (100, 200, 300, 500, 900):
        response = await jp_fetch(
            *("paperlookup", "api", "records"),
            method="POST",
            body='{"item": %s}' % ('{"a":' * depth + "1" + "}" * depth),
            headers={"Content-Type": "application/json"},
            raise_error=False,
        )
        assert response.code in {400, 422}, (depth, response.body)
    assert (await api(f"records/{FIT}"))[1]["key"] == FIT
    assert [each.pid for each in programs()] == [program.pid]
