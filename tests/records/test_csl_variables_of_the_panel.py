"""The form in the panel knows the variables and types that a record can have."""

import re
from pathlib import Path

import pytest

from jupyter_paperlookup.records.csl_variables import (
    CSL_TYPES,
    DATE_VARIABLES,
    LONG_TEXT_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    VARIABLES,
)

FOLDER = Path(__file__).parents[2] / "labextension" / "src" / "curating"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the front end's sources are not here")


def words_of(file: str, constant: str) -> set[str]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    match = re.search(rf"const {constant} =\s+words\(\s*[`'](.*?)[`']\s*\);", text, re.DOTALL)
    assert match, constant
    return set(match[1].split())


def keys_of(file: str, function: str) -> set[str]:
    text = (FOLDER / file).read_text(encoding="utf-8").partition(f"function {function}(")[2]
    return set(re.findall(r"^    '?([\w-]+)'?: trans\.__\(", text, re.MULTILINE))


@pytest.mark.parametrize(
    "constant, variables",
    [
        ("NAMES", NAME_VARIABLES),
        ("DATES", DATE_VARIABLES),
        ("LONG", LONG_TEXT_VARIABLES),
        ("TEXTS", TEXT_VARIABLES - LONG_TEXT_VARIABLES),
    ],
)
def test_variables_are_the_same(constant, variables):
    assert words_of("csl-fields.ts", constant) == variables


def test_each_variable_has_words():
    assert keys_of("field-words.ts", "fieldLabel") == VARIABLES


def test_each_type_has_words():
    assert keys_of("csl-types.ts", "typeWords") == CSL_TYPES
