"""Values of records as a person types them on a command line: `VARIABLE=VALUE`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import click

from jupyter_paperlookup.formats.bibtex_dates import date_from_edtf
from jupyter_paperlookup.formats.bibtex_names import names_from_bibtex
from jupyter_paperlookup.records.csl_variables import DATE_VARIABLES, NAME_VARIABLES, VARIABLES
from jupyter_paperlookup.records.dates import date_to_csl
from jupyter_paperlookup.records.names import creators_to_csl

_SETTING = re.compile(r"([A-Za-z][A-Za-z_-]{0,59})=(.*)", re.DOTALL)
_IN_ANY_CASE = {variable.lower(): variable for variable in VARIABLES}


def is_setting(argument: str) -> bool:
    """Whether an argument is `VARIABLE=VALUE`, and no URL or entry that has a `=` in it."""
    return _SETTING.fullmatch(argument) is not None


def settings(arguments: Iterable[str]) -> dict[str, Any]:
    """CSL variables and values of arguments; a variable without a value is None.

    Names are written as in BibTeX: `Turing, Alan and Hopper, Grace`, an organisation in braces.
    Dates are ISO 8601: `2023`, `2023-10`, `2023-10-11`, `2020/2021`.

    Raises:
        click.UsageError: An argument is no `VARIABLE=VALUE`, or a variable is set twice.
    """
    values: dict[str, Any] = {}
    for argument in arguments:
        match = _SETTING.fullmatch(argument)
        if match is None:
            raise click.UsageError(f"{argument[:60]!r} is not VARIABLE=VALUE.", _context())
        variable = variable_named(match[1])
        if variable in values:
            raise click.UsageError(f"{variable} is set twice.", _context())
        values[variable] = _value(variable, match[2])
    return values


def variable_named(text: str) -> str:
    """A variable as CSL writes it, whatever the case of its letters: `doi` is `DOI`."""
    return _IN_ANY_CASE.get(text.lower(), text)


def _value(variable: str, text: str) -> Any:
    if not text.strip():
        return None
    if variable in NAME_VARIABLES:
        names = names_from_bibtex(text)
        if names.goes_on:
            raise click.UsageError(f"Whoever 'others' of {variable} are: name them.", _context())
        return creators_to_csl(names.creators)
    if variable in DATE_VARIABLES:
        date = date_from_edtf(text.strip())
        return date_to_csl(date) if date else text
    return text


def _context() -> click.Context | None:
    return click.get_current_context(silent=True)
