"""The library of this kernel: opened when it is first needed, shared by magics and widgets."""

from __future__ import annotations

import atexit
import functools

from jupyter_paperlookup.library import Library


@functools.cache
def kernel_library() -> Library:
    """The user's library, the same one at every call.

    Raises:
        LibraryUnavailable: It cannot be opened; the next call tries again.
    """
    library = Library.open()
    atexit.register(library.close)
    return library
