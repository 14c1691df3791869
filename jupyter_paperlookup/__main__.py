"""`python -m jupyter_paperlookup` is `paperlookup`."""

from __future__ import annotations

from jupyter_paperlookup.cli import main

if __name__ == "__main__":
    main()
