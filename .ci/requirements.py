"""Prints the requirements of an extra of pyproject.toml, one per line, without building anything.

`python .ci/requirements.py dev`
"""

import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def requirements(extra: str) -> list[str]:
    """The distributions of an extra, and of the extras that it names."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    found = []
    for requirement in project["optional-dependencies"][extra]:
        if requirement.startswith(f"{project['name']}["):
            other = requirement.partition("[")[2].rstrip("]")
            found += requirements(other)
        else:
            found.append(requirement)
    return found


if __name__ == "__main__":
    print("\n".join(requirements(sys.argv[1])))
