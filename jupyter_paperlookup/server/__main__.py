"""`python -m jupyter_paperlookup.server [FILE]`: the OpenAPI document, to a file or printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from jupyter_paperlookup.server.openapi import describe
from jupyter_paperlookup.server.routes import ROUTES

document = json.dumps(describe(ROUTES), indent=2, ensure_ascii=False) + "\n"
if len(sys.argv) > 1:
    Path(sys.argv[1]).write_text(document, encoding="utf-8", newline="\n")
else:
    sys.stdout.write(document)
