"""Fails when a test that needs a browser, a tool or a wheel was skipped; else says nothing.

`python .ci/needed_tests_ran.py REPORT`, pytest's report in JUnit's XML.
"""

import sys
import xml.etree.ElementTree as ET

FOLDERS = ("tests.browser.", "tests.exported.", "tests.test_supply_chain.")


def main(report: str) -> None:
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 - pytest wrote it a moment ago
    for folder in FOLDERS:
        own = [case for case in cases if f"{case.get('classname')}.".startswith(folder)]
        skipped = [case.get("name") for case in own if case.find("skipped") is not None]
        if not own or skipped:
            sys.exit(f"{len(own)} tests in {folder[:-1]}, skipped: {skipped}")


if __name__ == "__main__":
    main(sys.argv[1])
