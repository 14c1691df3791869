"""What is packaged agrees with itself, and depends on no machine."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from traitlets.utils.importstring import import_item

import jupyter_paperlookup
from jupyter_paperlookup.nbconvert import CitationsPreprocessor
from jupyter_paperlookup.nbconvert.exporters import (
    HTML_TEMPLATE,
    LATEX_TEMPLATE,
    HtmlWithCitations,
    LatexWithCitations,
    PdfWithCitations,
)

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TYPES_ONLY = ("@jupyterlab/rendermime-interfaces",)
# What JupyterLab has in its own bundle, without sharing it.
BUNDLED = ("@codemirror/autocomplete",)
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]


def test_build_empties_only_the_folder_of_built_assets() -> None:
    # The builder deletes everything in outputDir first.
    assert PACKAGE["jupyterlab"]["outputDir"] == "jupyter_paperlookup/labextension"


def test_version_has_one_source() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert PROJECT["tool"]["hatch"]["version"]["source"] == "nodejs"
    assert LOCK["version"] == PACKAGE["version"]
    assert jupyter_paperlookup.__version__ in {PACKAGE["version"], "0+unbuilt"}


def test_lock_is_of_this_package_json() -> None:
    root = LOCK["packages"][""]
    assert root["dependencies"] == PACKAGE["dependencies"]
    assert root["devDependencies"] == PACKAGE["devDependencies"]


def test_lock_names_no_download_address() -> None:
    with_address = [name for name, entry in LOCK["packages"].items() if "resolved" in entry]
    assert with_address == []


def test_npm_settings_keep_addresses_out_of_the_lock_and_name_no_machine() -> None:
    lines = (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if line)
    assert settings["omit-lockfile-registry-resolved"] == "true"
    assert all(value in {"true", "false"} for value in settings.values())


def test_shared_modules_ask_for_no_newer_jupyterlab_than_the_dependencies() -> None:
    # Without these ranges the bundle asks for the JupyterLab that it was built against.
    shared = PACKAGE["jupyterlab"]["sharedPackages"]
    expected = {
        name: {"requiredVersion": wanted}
        for name, wanted in PACKAGE["dependencies"].items()
        if name not in {*TYPES_ONLY, *BUNDLED}
    }
    assert shared == expected | dict.fromkeys(BUNDLED, False)


@pytest.mark.parametrize(
    "name, floor",
    [
        ("@jupyterlab/application", "^4.4.0"),
        ("@jupyterlab/notebook", "^4.4.0"),
        ("@jupyterlab/services", "^7.4.0"),
    ],
)
def test_front_end_accepts_the_oldest_supported_jupyterlab(name: str, floor: str) -> None:
    assert "jupyterlab>=4.4,<5" in PROJECT["project"]["dependencies"]
    assert PACKAGE["dependencies"][name] == floor


def test_labextension_is_announced_where_it_is_built_and_installed() -> None:
    (announced,) = jupyter_paperlookup._jupyter_labextension_paths()
    built = f"jupyter_paperlookup/{announced['src']}"
    assert built == PACKAGE["jupyterlab"]["outputDir"]
    assert announced["dest"] == PACKAGE["name"]
    assert WHEEL["shared-data"][built] == f"share/jupyter/labextensions/{PACKAGE['name']}"


def test_everything_the_wheel_adds_is_in_the_checkout() -> None:
    built = PACKAGE["jupyterlab"]["outputDir"]
    sources = {*WHEEL["force-include"], *WHEEL["shared-data"]} - {built}
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_server_configuration_enables_the_extension() -> None:
    source = ROOT / "labextension" / "jupyter-config" / "jupyter_paperlookup.json"
    enabled = json.loads(source.read_text(encoding="utf-8"))["ServerApp"]["jpserver_extensions"]
    assert enabled == {jupyter_paperlookup.__name__: True}


def test_templates_of_nbconvert_are_installed_where_it_looks() -> None:
    source = "jupyter_paperlookup/nbconvert/templates"
    assert WHEEL["shared-data"][source] == "share/jupyter/nbconvert/templates"
    shipped = {path.name for path in (ROOT / source).iterdir()}
    assert shipped == {HTML_TEMPLATE, LATEX_TEMPLATE}
    for name in shipped:
        conf = json.loads((ROOT / source / name / "conf.json").read_text(encoding="utf-8"))
        (preprocessor,) = conf["preprocessors"].values()
        assert import_item(preprocessor["type"]) is CitationsPreprocessor


def test_exporters_of_nbconvert_are_announced() -> None:
    announced = PROJECT["project"]["entry-points"]["nbconvert.exporters"]
    exporters = {import_item(place.replace(":", ".")) for place in announced.values()}
    assert exporters == {HtmlWithCitations, LatexWithCitations, PdfWithCitations}
    # The server's address of an export takes nothing else in a name.
    assert all(re.fullmatch(r"\w+", name) for name in announced)


def test_seed_manifest_names_every_page_and_nothing_else() -> None:
    manifest = json.loads((ROOT / "seeds" / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["pages"]) == sorted(page.name for page in (ROOT / "seeds").glob("*.txt"))
    assert (ROOT / "seeds" / manifest["metadata"]).is_file()
    years = {page: facts.get("capture-year") for page, facts in manifest["pages"].items()}
    assert {page: year for page, year in years.items() if year} == {
        "001_15c97973b37e6992.txt": 2025
    }


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    reasons = text.partition("## What is shipped")[0]
    given = set(re.findall(r"^\| `([^`]+)` \| \S", reasons, flags=re.MULTILINE))
    extras = PROJECT["project"]["optional-dependencies"]
    required = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *(requirement for extra in extras.values() for requirement in extra),
    ]
    python = {re.split(r"[\[<>=~! ]", requirement)[0] for requirement in required}
    npm = {*PACKAGE["dependencies"], *PACKAGE["devDependencies"]}
    wanted = (python | npm) - {PROJECT["project"]["name"]}
    assert wanted - given == set()
    assert given - wanted == set()
