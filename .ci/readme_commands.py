"""Prints one of the README's commands, so that what is tested is what is printed.

`python .ci/readme_commands.py start` or `... test`.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
NAMES = ("start", "test")


def readme_commands() -> dict[str, str]:
    """The README's blocks of shell commands, one line each, by name.

    Raises:
        ValueError: There are more or fewer of them, or one has more than a line.
    """
    text = README.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    if len(blocks) != len(NAMES) or any("\n" in block for block in blocks):
        raise ValueError(f"{README.name} should have {len(NAMES)} blocks of one command: {blocks}")
    return dict(zip(NAMES, blocks, strict=True))


if __name__ == "__main__":
    print(readme_commands()[sys.argv[1]])
