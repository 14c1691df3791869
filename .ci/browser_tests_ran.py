"""Fails when a browser test was skipped or none ran; says nothing otherwise.

`python .ci/browser_tests_ran.py REPORT`, pytest's report in JUnit's XML.
"""

import sys
import xml.etree.ElementTree as ET


def main(report: str) -> None:
    cases = [
        case
        for case in ET.parse(report).iter("testcase")  # noqa: S314 - pytest wrote it a moment ago
        if case.get("classname", "").startswith("tests.browser.")
    ]
    skipped = [case.get("name") for case in cases if case.find("skipped") is not None]
    if not cases or skipped:
        sys.exit(f"{len(cases)} browser tests, skipped: {skipped}")


if __name__ == "__main__":
    main(sys.argv[1])
