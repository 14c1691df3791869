"""Asks whether anything that CI installs or builds with has a known vulnerability.

`python .ci/audit.py`: pip-audit over `.ci/locks/*.txt` and `npm audit` over `package-lock.json`.
Every finding must be mended, or stand in `.ci/audit-exceptions.toml` with its reason. The exit code
is 0 when all is well, 1 when something was found or an exception is no longer needed, and 2 when
a service could not be asked: then nobody knows.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CI = Path(__file__).resolve().parent
ROOT = CI.parent
LOCKS = CI / "locks"
EXCEPTIONS = CI / "audit-exceptions.toml"
WELL, FOUND, UNKNOWN = 0, 1, 2


class Finding(NamedTuple):
    """A known vulnerability of something that is installed."""

    ids: frozenset[str]
    package: str
    where: str


class CannotAskError(Exception):
    """The service did not answer, or knows nothing of what it was asked."""


def exceptions() -> dict[str, str]:
    """What is known and left as it is: the id of an advisory and the reason."""
    listed = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])
    for each in listed:
        if set(each) != {"id", "package", "reason"} or len(each["reason"]) < len("not shipped"):
            raise ValueError(f"{EXCEPTIONS.name}: id, package and reason are needed: {each}")
    return {each["id"]: each["reason"] for each in listed}


def audited_by_pip(program: str, lock: Path) -> Iterator[Finding]:
    """What PyPI knows of the pinned distributions.

    Raises:
        CannotAskError: It could not be asked, or not about each of them.
    """
    command = [program, "--require-hashes", "--disable-pip", "--requirement", str(lock)]
    done = run([*command, "--format", "json", "--progress-spinner", "off"])
    answer = read(done)
    skipped = [each["name"] for each in answer["dependencies"] if "skip_reason" in each]
    if skipped:
        # pip-audit calls that "no known vulnerabilities".
        raise CannotAskError(f"{len(skipped)} distributions are unknown there: {skipped[0]} ...")
    for each in answer["dependencies"]:
        for known in each["vulns"]:
            ids = frozenset([known["id"], *known["aliases"]])
            yield Finding(ids, f"{each['name']} {each['version']}", lock.name)


def audited_by_npm(folder: Path) -> Iterator[Finding]:
    """What npm knows of the packages of a lock.

    Raises:
        CannotAskError: It could not be asked.
    """
    npm = shutil.which("npm") or "npm"
    answer = read(run([npm, "audit", "--json", "--package-lock-only"], folder))
    if "vulnerabilities" not in answer:
        raise CannotAskError(str(answer.get("message", answer))[:200])
    for name, known in answer["vulnerabilities"].items():
        for via in known["via"]:
            if isinstance(via, dict):
                ids = frozenset([via["url"].rpartition("/")[2]])
                yield Finding(ids, name, str(folder.relative_to(ROOT)))


def run(command: list[str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True, timeout=300
    )


def read(done: subprocess.CompletedProcess[str]) -> dict:
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise CannotAskError(f"{done.args[0]} said: {said[-1][:200]}") from None


def pip_audit(folder: str) -> str:
    """The program, installed as it is pinned."""
    venv.create(folder, with_pip=True)
    scripts = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
    pinned = ["install", "--quiet", "--require-hashes", "-r", str(LOCKS / "audit.txt")]
    done = run([str(scripts / "python"), "-m", "pip", *pinned])
    if done.returncode:
        raise CannotAskError(f"pip-audit cannot be installed: {done.stderr.strip()[-200:]}")
    return str(scripts / "pip-audit")


def asked() -> Iterator[tuple[str, list[Finding] | CannotAskError]]:
    """Each lock, and what is known of what it names."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            program: str | CannotAskError = pip_audit(folder)
        except CannotAskError as error:
            program = error
        for lock in sorted(LOCKS.glob("*.txt")):
            try:
                if isinstance(program, CannotAskError):
                    raise program
                yield lock.name, list(audited_by_pip(program, lock))
            except CannotAskError as error:
                yield lock.name, error
    for place in (ROOT, LOCKS / "myst"):
        name = str((place / "package-lock.json").relative_to(ROOT))
        try:
            yield name, list(audited_by_npm(place))
        except CannotAskError as error:
            yield name, error


def main() -> int:
    """Ask about everything, and tell; the answer is the exit code."""
    excused = exceptions()
    needed = set()
    outcome = WELL
    for name, answer in asked():
        if isinstance(answer, CannotAskError):
            print(f"NOT KNOWN  {name}: the service could not be asked. {answer}")
            outcome = outcome or UNKNOWN
            continue
        new = [each for each in answer if not each.ids & excused.keys()]
        needed |= {each for found in answer for each in found.ids} & excused.keys()
        for each in new:
            print(f"FOUND      {name}: {each.package}: {', '.join(sorted(each.ids))}")
        if new:
            outcome = FOUND
        else:
            print(f"clean      {name}" + (f", {len(answer)} excused" if answer else ""))
    for each in sorted(excused.keys() - needed) if outcome == WELL else ():
        print(f"FOUND      {EXCEPTIONS.name}: {each} is known of nothing any more: remove it")
        outcome = FOUND
    return outcome


if __name__ == "__main__":
    sys.exit(main())
