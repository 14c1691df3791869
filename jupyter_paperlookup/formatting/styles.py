"""The CSL styles at hand: those in this package and those in the user's ``styles/`` folder."""

from __future__ import annotations

import builtins
import re
import threading
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import UnknownStyle
from jupyter_paperlookup.formatting.style_file import StyleFile, read_style_file

SHIPPED_FOLDER = Path(__file__).parent / "csl"
MAX_USER_STYLES = 2_000
STYLE_NAME = re.compile(r"[^./\\:\x00-\x1f][^/\\:\x00-\x1f]{0,150}")

# Short names in use, and the older names of styles that were renamed since.
ALIASES = {
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "aip": "american-institute-of-physics",
    "ama": "american-medical-association",
    "aps": "american-physics-society",
    "apsa": "american-political-science-association",
    "asa": "american-sociological-association",
    "chicago": "chicago-author-date",
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-note-bibliography": "chicago-shortened-notes-bibliography",
    "chicago-notes": "chicago-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "harvard1": "harvard-cite-them-right",
    "lncs": "springer-lecture-notes-in-computer-science",
    "mla": "modern-language-association",
    "national-library-of-medicine": "nlm-citation-sequence",
    "nlm": "nlm-citation-sequence",
    "rsc": "royal-society-of-chemistry",
    "vancouver": "nlm-citation-sequence",
    "vancouver-superscript": "nlm-citation-sequence-superscript",
}


class StyleInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What a menu shows of a style.

    ``kind`` is author-date, numeric, note, label or author; ``parent`` names the style that a
    dependent one follows, else ''; ``origin`` is shipped or user.
    """

    name: str
    title: str
    short_title: str
    kind: str
    default_locale: str
    parent: str
    origin: str


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """A style ready for citeproc: ``xml`` is the independent style, the rest the one asked for."""

    info: StyleInfo
    xml: bytes
    has_bibliography: bool


class StyleProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the user's folder that is no usable style, and why."""

    file: str
    reason: str


_Stamp = tuple[int, int]


class Styles:
    """Finds styles by name. A user's style hides a shipped one of the same name.

    Args:
        user_folder: Holds the user's ``.csl`` files, need not exist; changes show at once.
    """

    def __init__(self, user_folder: Path | None = None) -> None:
        self._user_folder = user_folder
        self._read: dict[Path, tuple[_Stamp, StyleFile | UnknownStyle]] = {}
        self._lock = threading.Lock()

    def list(self) -> list[StyleInfo]:
        """Return every usable style, sorted by title."""
        infos = {}
        for name in [*_style_paths(SHIPPED_FOLDER), *self._user_paths()]:
            try:
                infos[name] = self.get(name).info
            except UnknownStyle:
                continue  # told by problems()
        return sorted(infos.values(), key=lambda info: (info.title.casefold(), info.name))

    def problems(self) -> builtins.list[StyleProblem]:
        """Return the files of the user's folder that cannot be used, each with its reason."""
        found = []
        for name, path in self._user_paths().items():
            try:
                self.get(name)
            except UnknownStyle as error:
                found.append(StyleProblem(file=path.name, reason=error.reason))
        return found

    def get(self, name: str) -> Style:
        """Return the style with this name (``.csl`` may follow), its parent resolved.

        Raises:
            UnknownStyle: No such style (near names are suggested), a broken file, or a dependent
                style whose parent is not here (the file to add is named).
        """
        paths = self._paths()
        path = _find(_checked(name), paths)
        if path is None:
            raise UnknownStyle(f"There is no style {name[:80]!r}: {_suggestion(name, paths)}.")
        origin = "shipped" if path.parent == SHIPPED_FOLDER else "user"
        return self.usable(self._file(path), origin=origin)

    def usable(self, file: StyleFile, *, origin: str = "user") -> Style:
        """A style file, also one that is not among these, with its parent, which must be.

        Raises:
            UnknownStyle: The parent is not here.
        """
        body = self._parent(file, self._paths()) if file.parent else file
        info = StyleInfo(
            name=file.name,
            title=file.title,
            short_title=file.short_title,
            kind=body.kind,
            default_locale=file.default_locale or body.default_locale,
            parent=body.name if file.parent else "",
            origin=origin,
        )
        return Style(info=info, xml=body.xml, has_bibliography=body.has_bibliography)

    def check(self, file: StyleFile) -> None:
        """Whether a style that is not here yet could be used if it were.

        Raises:
            UnknownStyle: It follows a style that is not here.
        """
        if file.parent:
            self._parent(file, self._paths())

    def path_of(self, name: str) -> Path | None:
        """The file of the style that has just this name; None where there is none."""
        return self._paths().get(_checked(name).lower())

    def _parent(self, file: StyleFile, paths: Mapping[str, Path]) -> StyleFile:
        # Only ever a name looked up here: citeproc itself would fetch the parent's URL.
        path = _find(file.parent, paths) if STYLE_NAME.fullmatch(file.parent) else None
        if path is None:
            raise UnknownStyle(
                f"The style {file.name} follows {file.parent[:80]!r}, which is not here: "
                f"add {file.parent[:80]}.csl to the styles folder."
            )
        parent = self._file(path)
        if parent.parent:
            raise UnknownStyle(
                f"The style {file.name} follows {parent.name}, which is itself a dependent style: "
                f"add the independent {parent.parent[:80]}.csl under that name."
            )
        return parent

    def _file(self, path: Path) -> StyleFile:
        try:
            status = path.stat()
        except OSError as error:
            raise UnknownStyle(f"The style file {path.name} has gone.") from error
        stamp = (status.st_mtime_ns, status.st_size)
        with self._lock:
            known = self._read.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, _read_or_reason(path))
            with self._lock:
                self._read[path] = known
        if isinstance(known[1], UnknownStyle):
            raise UnknownStyle(known[1].reason)
        return known[1]

    def _paths(self) -> dict[str, Path]:
        return _style_paths(SHIPPED_FOLDER) | self._user_paths()

    def _user_paths(self) -> dict[str, Path]:
        return _style_paths(self._user_folder) if self._user_folder else {}


def _style_paths(folder: Path) -> dict[str, Path]:
    """Return style name to file, for the regular files of one folder."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csl")
    except OSError:
        return {}
    usable = (path for path in paths if STYLE_NAME.fullmatch(path.stem) and path.is_file())
    return {path.stem.lower(): path for path in list(usable)[:MAX_USER_STYLES]}


def _find(name: str, paths: Mapping[str, Path]) -> Path | None:
    folded = name.lower()
    return paths.get(folded) or paths.get(ALIASES.get(folded, ""))


def _read_or_reason(path: Path) -> StyleFile | UnknownStyle:
    try:
        return read_style_file(path)
    except UnknownStyle as error:
        return error


def _checked(name: str) -> str:
    bare = name.strip().removesuffix(".csl")
    if not STYLE_NAME.fullmatch(bare) or ".." in bare:
        raise UnknownStyle(
            f"{name[:80]!r} is no style name: it is a .csl file's name without folders, like apa."
        )
    return bare


def _suggestion(name: str, paths: Mapping[str, Path]) -> str:
    folded = name.lower().removesuffix(".csl")
    known = [*paths, *ALIASES]
    near = get_close_matches(folded, known, n=3, cutoff=0.6)
    near += [other for other in known if folded in other and other not in near][: 3 - len(near)]
    if near:
        return f"did you mean {' or '.join(near)}"
    return "see the list of styles, or put its .csl file into the styles folder"
