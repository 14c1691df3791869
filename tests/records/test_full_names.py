"""Names in one text become parts only where that is certain."""

import pytest

from jupyter_paperlookup.records.full_names import creator_of


@pytest.mark.parametrize(
    "name, parts",
    [
        ("Alan Turing", ("Alan", "", "Turing", "", "")),
        ("Alan  M. Turing ", ("Alan M.", "", "Turing", "", "")),
        ("Ludwig van Beethoven", ("Ludwig", "van", "Beethoven", "", "")),
        ("Jan van der Waals", ("Jan", "van der", "Waals", "", "")),
        ("Charles de la Vallée Poussin", ("Charles de la Vallée", "", "Poussin", "", "")),
        ("Martin Luther King Jr.", ("Martin Luther", "", "King", "Jr.", "")),
        ("John von Neumann, Jr", ("John", "von", "Neumann", "Jr", "")),
        ("Turing, Alan", ("Alan", "", "Turing", "", "")),
        ("Al Khwarizmi", ("Al", "", "Khwarizmi", "", "")),
        ("Андрей Колмогоров", ("Андрей", "", "Колмогоров", "", "")),
        ("李 飞飞", ("", "", "", "", "李 飞飞")),
        ("OpenAI", ("", "", "", "", "OpenAI")),
        ("Gemini Team", ("", "", "", "", "Gemini Team")),
        ("The ATLAS Collaboration", ("", "", "", "", "The ATLAS Collaboration")),
        ("", ("", "", "", "", "")),
    ],
)
def test_names(name, parts):
    creator = creator_of(name)
    given, particle, family, suffix, literal = parts
    assert (creator.given, creator.non_dropping_particle, creator.family) == (
        given,
        particle,
        family,
    )
    assert (creator.suffix, creator.literal) == (suffix, literal)
