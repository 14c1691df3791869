"""Names in one text become parts only where that is certain."""

import pytest

from jupyter_paperlookup.records.full_names import creator_of


@pytest.mark.parametrize(
    "name, given, particle, family, suffix, literal",
    [
        ("Alan Turing", "Alan", "", "Turing", "", ""),
        ("Alan  M. Turing ", "Alan M.", "", "Turing", "", ""),
        ("Ludwig van Beethoven", "Ludwig", "van", "Beethoven", "", ""),
        ("Jan van der Waals", "Jan", "van der", "Waals", "", ""),
        ("Charles de la Vallée Poussin", "Charles de la Vallée", "", "Poussin", "", ""),
        ("Martin Luther King Jr.", "Martin Luther", "", "King", "Jr.", ""),
        ("John von Neumann, Jr", "John", "von", "Neumann", "Jr", ""),
        ("Turing, Alan", "Alan", "", "Turing", "", ""),
        ("Al Khwarizmi", "Al", "", "Khwarizmi", "", ""),
        ("Андрей Колмогоров", "Андрей", "", "Колмогоров", "", ""),
        ("李 飞飞", "", "", "", "", "李 飞飞"),
        ("OpenAI", "", "", "", "", "OpenAI"),
        ("Gemini Team", "", "", "", "", "Gemini Team"),
        ("The ATLAS Collaboration", "", "", "", "", "The ATLAS Collaboration"),
        ("", "", "", "", "", ""),
    ],
)
def test_names(name, given, particle, family, suffix, literal):
    creator = creator_of(name)
    parts = (creator.given, creator.non_dropping_particle, creator.family, creator.suffix)
    assert parts == (given, particle, family, suffix)
    assert creator.literal == literal
