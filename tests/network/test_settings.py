"""What an administrator decides, and where it is written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.network.services import ARXIV_LISTINGS, FEEDS, HUGGING_FACE
from jupyter_paperlookup.network.settings import NetworkSettings, read_settings


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """The folders of Jupyter's configuration: the user's own, and the system's."""
    paths = [tmp_path / "user", tmp_path / "system"]
    for path in paths:
        path.mkdir()
    monkeypatch.setattr(
        "jupyter_paperlookup.network.settings.jupyter_config_path", lambda: list(map(str, paths))
    )
    return paths


def write(folder, settings):
    (folder / "paperlookup.json").write_text(json.dumps({"network": settings, "other": 1}))


def test_without_settings_the_user_decides(folders):
    assert read_settings({}) == NetworkSettings()
    assert not read_settings({}).is_fixed


def test_the_system_is_believed_before_the_user_and_variables_before_both(folders):
    user, system = folders
    write(user, {"allowed": True, "contact": "me@example.org", "base_urls": {"a": "https://a.org"}})
    write(system, {"allowed": False, "base_urls": {"b": "https://b.org"}})
    settings = read_settings({})
    assert (settings.allowed, settings.contact) == (False, "me@example.org")
    assert settings.base_urls == {"a": "https://a.org", "b": "https://b.org"}
    assert read_settings({"PAPERLOOKUP_NETWORK": "allow"}).allowed is True


def test_all_variables(folders):
    settings = read_settings(
        {
            "PAPERLOOKUP_NETWORK": "forbid",
            "PAPERLOOKUP_OFFLINE": "1",
            "PAPERLOOKUP_SERVICES": "hugging-face, feeds",
            "PAPERLOOKUP_HOSTS": "mirror.example",
            "PAPERLOOKUP_PROXY": "http://proxy.example:3128",
            "PAPERLOOKUP_CONTACT": "library@example.org",
            "PAPERLOOKUP_SHARED": "/srv/paperlookup",
            "PAPERLOOKUP_KEY_SOME_SERVICE": "secret",
            "PAPERLOOKUP_URL_ARXIV_LISTINGS": "http://mirror.example/arxiv/",
        }
    )
    assert (settings.allowed, settings.offline) == (False, True)
    assert settings.services == ("hugging-face", "feeds")
    assert settings.keys == {"some-service": "secret"}
    assert settings.own_hosts == {"mirror.example"}
    assert settings.shared_folder == Path("/srv/paperlookup")
    assert settings.base(ARXIV_LISTINGS) == "http://mirror.example/arxiv"
    assert settings.proxy_for("huggingface.co") == "http://proxy.example:3128"
    assert not settings.proxy_for("mirror.example")
    assert not settings.allows(HUGGING_FACE)


def test_no_services_are_none_at_all(folders):
    assert not read_settings({"PAPERLOOKUP_SERVICES": ""}).allows(FEEDS)


@pytest.mark.parametrize(
    "content",
    [
        "not JSON",
        '{"network": []}',
        '{"network": {"allowed": "perhaps"}}',
        '{"network": {"alowed": false}}',
        '{"network": ' + "[" * 100_000,
        '{"network": {"contact": "' + "a" * 100_000 + '"}}',
        "",
    ],
    ids=["no JSON", "a list", "a wrong type", "a misspelt name", "nested", "too long", "empty"],
)
def test_a_limit_that_cannot_be_read_is_not_lost(folders, content):
    (folders[1] / "paperlookup.json").write_text(content)
    with pytest.raises(InvalidRequest, match=r"paperlookup\.json cannot be read"):
        read_settings({})


def is_one_line_about(folder):
    with pytest.raises(InvalidRequest, match=r"paperlookup\.json cannot be read") as error:
        read_settings({})
    assert str(folder) in error.value.reason
    assert "administrator" in error.value.reason
    assert "\n" not in error.value.reason


def test_settings_that_are_no_text_are_one_line(folders):
    (folders[1] / "paperlookup.json").write_bytes(b'{"network": {"contact": "\xff"}}')
    is_one_line_about(folders[1])


def test_settings_that_are_no_file_are_one_line(folders):
    (folders[1] / "paperlookup.json").mkdir()
    is_one_line_about(folders[1])


@pytest.mark.parametrize("of, call", [(Path, "lstat"), (os, "open")], ids=["folder", "file"])
def test_settings_that_may_not_be_read_are_one_line(folders, monkeypatch, of, call):
    write(folders[1], {"allowed": False})

    def refuse(path, *_arguments, **_options):
        if "system" not in str(path):
            raise FileNotFoundError
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(of, call, refuse)
    is_one_line_about(folders[1])


def test_a_shared_folder_is_named_by_its_whole_path(folders):
    with pytest.raises(InvalidRequest, match="no absolute path"):
        read_settings({"PAPERLOOKUP_SHARED": "paces"})


def test_a_variable_that_cannot_be_read_is_not_lost(folders):
    with pytest.raises(InvalidRequest, match="PAPERLOOKUP_NETWORK"):
        read_settings({"PAPERLOOKUP_NETWORK": "perhaps"})


def test_keys_are_never_shown(folders):
    assert "secret" not in repr(NetworkSettings(keys={"openalex": "secret"}))


def test_the_proxy_of_the_system_is_used(folders, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "direct.example")
    assert NetworkSettings().proxy_for("huggingface.co") == "http://proxy.example:3128"
    assert not NetworkSettings().proxy_for("direct.example")
