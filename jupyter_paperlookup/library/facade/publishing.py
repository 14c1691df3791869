"""Documents as they are printed and shown."""

from __future__ import annotations

from pathlib import Path

from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.publishing.published import PublishedAs, PublishedDocument


class Publishing(Parts):
    """What sets the citations of whole documents."""

    def publish(
        self, document: EditableDocument, path: Path | str, to: PublishedAs
    ) -> PublishedDocument | None:
        """A notebook with its citations and references for LaTeX or HTML.

        Data come from the notebook itself, from the library, and from the bibliography files of
        its project; nothing is asked of the network. What is not known stays and is told.

        Args:
            document: The notebook, or a document in Markdown.
            path: Its file, which need not exist.
            to: `latex`, for natbib and BibTeX, or `html`.

        Returns:
            What becomes of it; None where nothing is cited.

        Raises:
            FormattingFailed: pandoc, which HTML needs, is missing or refused.
            InvalidRequest: More than 2,000 works are cited, or more than 10,000 times.
        """
        return self._publisher.publish(document, Path(path), to)
