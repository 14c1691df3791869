"""Index folders on disk: built aside, sealed with checksums, swapped in, and trusted only if whole.

An index file is a pickle, so opening one that somebody else wrote runs their code. A generation
is therefore opened only when its manifest is the very one whose digest the store remembers, and
every file is as the manifest says, in folders of the user's own where nobody else may write. What
a generation has in common with the one before are the same files under further names: they are
never written again, and vouched for by the old manifest.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from filelock import FileLock

from jupyter_paperlookup.library.private_folder import is_private, make_private

MANIFEST = "manifest.json"
DOUBTFUL = "doubtful"
_KEPT = 2
_UNFINISHED = "unfinished-"


class Sealed(msgspec.Struct, frozen=True):
    """What the store remembers of the current generation."""

    generation: int
    manifest_sha256: str
    documents: int
    engine: str
    schema_version: int
    change: int = 0  # of the store; what came later is not in it


Seals = Mapping[str, tuple[int, str]]
"""Size in bytes and SHA-256 of files, by name."""


class _Manifest(msgspec.Struct, frozen=True):
    """The seals of all files of a generation."""

    files: dict[str, tuple[int, str]]


class Whole(msgspec.Struct, frozen=True):
    """A generation that is as it was sealed."""

    folder: Path
    files: dict[str, tuple[int, str]]

    def digests(self, is_wanted: Callable[[str], bool]) -> dict[str, str]:
        """SHA-256 of some of the files, by name."""
        return {name: digest for name, (_, digest) in self.files.items() if is_wanted(name)}


class Generations:
    """The `index` folder of a library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """One builder at a time, over all processes; readers need no lock."""
        make_private(self._folder)
        with FileLock(self._folder / "lock"):
            yield

    def build(
        self, generation: int, fill: Callable[[Path], int], inherited: Seals | None = None
    ) -> tuple[int, str]:
        """Fill a new generation and put it in place.

        Args:
            generation: Its number, not used before.
            fill: Writes the index into the empty folder that it is given. What it raises leaves
                everything as it was.
            inherited: Seals of files that it links from a generation that was found whole.

        Returns:
            What `fill` returned, and the digest of the manifest.
        """
        aside = self._folder / f"{self._name(generation)}.tmp"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700, parents=True)
        try:
            filled = fill(aside)
            digest = _seal(aside, inherited or {})
            final = self._folder / self._name(generation)
            shutil.rmtree(final, ignore_errors=True)
            aside.rename(final)
            _sync_folder(self._folder)
            return filled, digest
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def unfinished(self, name: str) -> Path:
        """The folder of a build that can be broken off; those of other builds are removed."""
        folder = self._folder / f"{_UNFINISHED}{name}"
        self.remove_unfinished(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def remove_unfinished(self, but: Path | None = None) -> None:
        """Remove what builds left that were broken off, or that are finished."""
        for folder in self._folder.glob(f"{_UNFINISHED}*"):
            if folder != but:
                shutil.rmtree(folder, ignore_errors=True)

    def verified(
        self,
        sealed: Sealed,
        known: Seals | None = None,
        is_late: Callable[[str], bool] = lambda _name: False,
    ) -> Whole | None:
        """A generation if every byte is as it was sealed, else None.

        Args:
            sealed: What the store remembers of it.
            known: Seals of files that were verified before and that nobody will read again.
            is_late: Whether whoever opens it compares a file of this name with its seal, before
                it uses anything in it; here only its size is.
        """
        folder = self._folder / self._name(sealed.generation)
        try:
            if not is_private(self._folder):
                return None
            manifest = (folder / MANIFEST).read_bytes()
            if hashlib.sha256(manifest).hexdigest() != sealed.manifest_sha256:
                return None
            files = msgspec.json.decode(manifest, type=_Manifest).files
            there = {path.name for path in folder.iterdir()} - {MANIFEST}
            if not is_private(folder, [*there, MANIFEST]):
                return None
            new = {name: seal for name, seal in files.items() if (known or {}).get(name) != seal}
            if there != set(files) or not all(
                (folder / name).stat().st_size == seal[0]
                if is_late(name)
                else _fingerprint(folder / name) == seal
                for name, seal in new.items()
            ):
                return None
        except (OSError, msgspec.DecodeError):
            return None
        return Whole(folder, files)

    def set_aside(self, sealed: Sealed) -> None:
        """Put a generation that is not as it was sealed where nobody opens it; the last one stays.

        To be called by the one builder.
        """
        folder = self._folder / self._name(sealed.generation)
        if folder.exists():
            aside = self._folder / DOUBTFUL
            shutil.rmtree(aside, ignore_errors=True)
            with suppress(OSError):  # in use on Windows: then it is removed later
                folder.rename(aside)

    def remove_before(self, generation: int) -> None:
        """Remove all but the newest generations; one in use elsewhere is left for the next time."""
        kept = {self._name(number) for number in range(generation - _KEPT + 1, generation + 1)}
        for folder in self._folder.glob("gen-*"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _name(generation: int) -> str:
        return f"gen-{generation:06d}"


def _seal(folder: Path, inherited: Seals) -> str:
    paths = sorted(folder.iterdir())
    files = {path.name: inherited.get(path.name) or _fingerprint(path) for path in paths}
    manifest = msgspec.json.encode(_Manifest(files=files))
    (folder / MANIFEST).write_bytes(manifest)
    for path in folder.iterdir():
        if path.name not in inherited:
            _sync_file(path)
    _sync_folder(folder)
    return hashlib.sha256(manifest).hexdigest()


def _fingerprint(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, digest


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make renames inside a folder last; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
