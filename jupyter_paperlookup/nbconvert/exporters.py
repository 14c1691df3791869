"""Exporters with names of their own, for JupyterLab's menu and for `jupyter nbconvert --to`.

nbconvert's own `html`, `latex` and `pdf` stay as they are: of two exporters of one name nobody can
tell which one counts.
"""

from __future__ import annotations

from pathlib import Path

from nbconvert.exporters import HTMLExporter, LatexExporter, PDFExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

TEMPLATES = Path(__file__).parent / "templates"
# Two, because a template of nbconvert has one base, and those of HTML and LaTeX differ in syntax.
HTML_TEMPLATE = "paperlookup"
LATEX_TEMPLATE = "paperlookup-latex"


class _OwnTemplates(TemplateExporter):
    """Finds the templates in the package, wherever Jupyter's data are."""

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [*super()._default_extra_template_basedirs(), str(TEMPLATES)]


class HtmlWithCitations(_OwnTemplates, HTMLExporter):
    """HTML with the words of the style, linked to the references."""

    export_from_notebook = "HTML with citations"

    @default("template_name")
    def _template_name_default(self) -> str:
        return HTML_TEMPLATE


class LatexWithCitations(_OwnTemplates, LatexExporter):
    """LaTeX with natbib's commands and a `.bib` file."""

    export_from_notebook = "LaTeX with citations"

    @default("template_name")
    def _template_name_default(self) -> str:
        return LATEX_TEMPLATE


class PdfWithCitations(_OwnTemplates, PDFExporter):
    """PDF by LaTeX and BibTeX."""

    export_from_notebook = "PDF with citations"

    @default("template_name")
    def _template_name_default(self) -> str:
        return LATEX_TEMPLATE
