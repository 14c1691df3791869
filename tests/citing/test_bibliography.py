"""Where bibliographies stand, also in texts that were made to be slow to look through."""

import pytest

from jupyter_paperlookup.citing.bibliography import BEGIN, END, bibliographies_in

LONG = 500_000


@pytest.mark.parametrize(
    "beginning",
    [
        f"{BEGIN}\n",
        "```{bibliography}\n",
        ":::{bibliography}\n:style: plain\n",
        "\\begin{thebibliography}{9}\n",
        "\\nocite{turing1950}\n",
        "---\nnocite: |\n  @turing1950\n",
        "\\bibliographystyle{plain}\n",
    ],
)
def test_beginnings_without_an_end_are_no_bibliographies(beginning):
    text = "no bibliography\n\n" + beginning * (LONG // len(beginning))
    assert bibliographies_in(text) == ()


def test_many_bibliographies_are_all_found():
    found = bibliographies_in("\\bibliography{references}\n" * 20_000)
    assert len(found) == 20_000
    assert [each.start for each in found] == sorted(each.start for each in found)


@pytest.mark.parametrize(
    "stray, whole",
    [
        (f"{BEGIN}\n\nA note.\n\n", f"{BEGIN}\n\nTuring < 1950 <i>a</i>\n\n{END}"),
        ("```{bibliography}\n", "```{bibliography}\n:all:\n```"),
        (
            "\\begin{thebibliography}{9}\n\n",
            "\\begin{thebibliography}{9}\n\\bibitem{a} \\emph{Mind}\n\\end{thebibliography}",
        ),
    ],
)
def test_a_stray_beginning_takes_nothing_that_stands_between(stray, whole):
    text = f"{stray}{whole}\n"
    (found,) = bibliographies_in(text)
    assert text[found.start : found.end] == whole


def test_what_stands_in_a_bibliography_is_none_of_its_own():
    text = f"{BEGIN}\n\n::: {{#refs}}\n:::\n\n{END}\n\n\\printbibliography\n"
    assert [each.dialect for each in bibliographies_in(text)] == ["html", "latex"]
