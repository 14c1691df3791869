"""What is installed is what was looked at: pinned, hashed, licensed; the wheel has nothing more."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / ".ci" / "locks"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NPM_LOCKS = [ROOT / "package-lock.json", LOCKS / "myst" / "package-lock.json"]
SHIPPED_PACKAGE = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<licence>[^|]+) \| .+ \|$", re.MULTILINE)

FRONT_END = "data/share/jupyter/labextensions/jupyter-paperlookup"
BUILT = re.compile(
    rf"^{FRONT_END}/(package\.json|install\.json|schemas/jupyter-paperlookup/"
    r"(package\.json\.orig|[a-z-]+\.json)|"
    r"static/(style\.js|third-party-licenses\.json|[\w-]+\.[0-9a-f]{16,20}\.js))$"
)


def pinned(lock):
    """The distributions of a lock: name, version, hashes; more than one by platform."""
    found = []
    for block in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip()):
        if not block.startswith("#"):
            name, version = re.match(r"([a-z0-9-]+)==(\S+)", block).groups()
            found.append((name, version, re.findall(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)", block)))
    return found


@pytest.mark.parametrize("name", ["audit", "collaboration", "sphinx", "tests"])
def test_everything_that_ci_installs_is_pinned_with_hashes(name) -> None:
    lock = LOCKS / f"{name}.txt"
    entries = pinned(lock)
    assert entries
    assert [entry for entry in entries if not entry[2]] == []
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-")] == []


def test_the_lock_is_of_these_requirements() -> None:
    versions = {}
    for name, version, _ in pinned(LOCKS / "tests.txt"):
        versions.setdefault(name, []).append(version)
    extras = PROJECT["project"]["optional-dependencies"]
    asked = [*PROJECT["project"]["dependencies"], *extras["test"], *extras["dev"]]
    asked += PROJECT["build-system"]["requires"]
    for text in asked:
        requirement = Requirement(text)
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name == PROJECT["project"]["name"]:
            continue
        assert name in versions, f"{text} is not in the lock: run .ci/lock"
        assert all(version in requirement.specifier for version in versions[name]), text


def test_ci_installs_by_the_locks_and_runs_no_script_of_a_package() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    tools = (ROOT / ".ci" / "export_tools").read_text(encoding="utf-8")
    for lock in ("tests", "collaboration"):
        assert re.search(rf"--require-hashes --no-deps[\s\\]+-r \.ci/locks/{lock}\.txt", run)
    assert '--require-hashes -r "$locks/sphinx.txt"' in tools
    assert "npm ci --ignore-scripts" in tools
    settings = (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()
    assert "ignore-scripts=true" in settings


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=["front end", "myst"])
def test_every_npm_package_has_its_hash_and_no_address(lock) -> None:
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    entries = {name: entry for name, entry in packages.items() if name}
    assert entries
    bad = [name for name, entry in entries.items() if not entry["integrity"].startswith("sha512-")]
    assert bad == []
    assert [name for name, entry in entries.items() if "resolved" in entry] == []


def test_the_audit_excuses_nothing_without_a_reason() -> None:
    script = "import audit; print(sorted(audit.exceptions()))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT / ".ci",
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


# --- the wheel -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel():
    """The wheel that was built before, named in PAPERLOOKUP_WHEEL."""
    path = os.environ.get("PAPERLOOKUP_WHEEL")
    if not path:
        pytest.skip("no wheel is named in PAPERLOOKUP_WHEEL")
    with zipfile.ZipFile(path) as opened:
        yield opened


def own_files(folder, inside):
    """The files of a folder of the checkout, as the wheel should have them."""
    return {
        f"{inside}/{file.relative_to(folder).as_posix()}"
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_wheel_has_what_is_listed_and_nothing_else(wheel) -> None:
    found = {
        re.sub(r"^jupyter_paperlookup-[^/]+\.(data|dist-info)/", r"\1/", name)
        for name in wheel.namelist()
    }
    package = ROOT / "jupyter_paperlookup"
    front_end = own_files(package / "labextension", "jupyter_paperlookup/labextension")
    expected = own_files(package, "jupyter_paperlookup") - front_end
    expected |= own_files(ROOT / "seeds", "jupyter_paperlookup/seeds")
    expected |= own_files(
        package / "nbconvert" / "templates", "data/data/share/jupyter/nbconvert/templates"
    )
    expected |= {"jupyter_paperlookup/_version.py"}
    expected |= {"data/data/etc/jupyter/jupyter_server_config.d/jupyter_paperlookup.json"}
    expected |= {
        f"dist-info/{name}"
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    built = {name for name in found if name.startswith(f"data/{FRONT_END}/")}
    assert found - built == expected
    assert [name for name in built if not BUILT.match(name.removeprefix("data/"))] == []
    assert {Path(name).name for name in built} >= {"package.json", "install.json", "style.js"}


def test_the_licence_of_each_package_in_the_front_end_is_listed(wheel) -> None:
    (name,) = (each for each in wheel.namelist() if each.endswith("third-party-licenses.json"))
    shipped = {
        package["name"]: package["licenseId"]
        for package in json.loads(wheel.read(name))["packages"]
    }
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = text.partition("## What is shipped, and its licence")[2].partition("\n## ")[0]
    listed = {
        found["name"]: found["licence"].strip()
        for found in SHIPPED_PACKAGE.finditer(section)
        if not found["name"].endswith("/")
    }
    assert listed == shipped


def test_the_wheel_names_no_folder_of_the_machine_that_built_it(wheel) -> None:
    home = str(Path.home()).encode()
    for name in wheel.namelist():
        content = wheel.read(name)
        assert str(ROOT).encode() not in content, name
        assert len(home) < 5 or home not in content, name  # "/" is everywhere
