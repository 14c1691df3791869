"""Which `jupyter_paperlookup` is under test: the installed one, or the one of the checkout."""

import subprocess
import sys
from pathlib import Path

import jupyter_paperlookup

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "jupyter_paperlookup" / "labextension"
EXTENSION = "jupyter-paperlookup"


def imports_the_checkout() -> bool:
    """Whether the package comes from the checkout, not from an installed wheel."""
    return Path(jupyter_paperlookup.__file__).resolve().is_relative_to(ROOT / "jupyter_paperlookup")


def link_front_end(folder: Path) -> Path:
    """A folder for JUPYTER_PATH in which Jupyter finds the front end built in the checkout."""
    extensions = folder / "share" / "labextensions"
    extensions.mkdir(parents=True, exist_ok=True)
    link = extensions / EXTENSION
    if not link.exists():
        link.symlink_to(BUILT, target_is_directory=True)
    return folder / "share"


def front_end_folder(python: str = sys.executable) -> Path | None:
    """Where a server of this interpreter finds the built front end; None where it does not."""
    if python == sys.executable and imports_the_checkout():
        found = [BUILT]
    else:
        script = (
            "import jupyter_core.paths as p; print(*p.jupyter_path('labextensions'), sep='\\n')"
        )
        done = subprocess.run([python, "-c", script], check=True, capture_output=True, text=True)
        found = [Path(folder, EXTENSION) for folder in done.stdout.splitlines()]
    return next((folder for folder in found if (folder / "package.json").is_file()), None)
