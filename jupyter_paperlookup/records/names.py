"""Names of creators, in CSL-JSON's parts."""

from __future__ import annotations

from typing import Any

import msgspec


class Creator(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """One name as CSL-JSON writes it: family and given with their particles, or one `literal`.

    Source: https://docs.citationstyles.org/en/stable/specification.html#name
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def surname(self) -> str:
        """The part people know a creator by: particle and family name, else the literal."""
        return " ".join(filter(None, (self.non_dropping_particle, self.family))) or self.literal

    @property
    def full_name(self) -> str:
        """Given name first, as one would say it."""
        parts = (
            self.given,
            self.dropping_particle,
            self.non_dropping_particle,
            self.family,
            self.suffix,
        )
        return " ".join(filter(None, parts)) or self.literal

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return not self.full_name


def creators_from_csl(value: object) -> tuple[Creator, ...]:
    """CSL-JSON's list of names to creators; anything that is not a name is left out."""
    if not isinstance(value, list):
        return ()
    creators = (_creator(name) for name in value if isinstance(name, dict))
    return tuple(creator for creator in creators if not creator.is_empty)


def creators_to_csl(creators: tuple[Creator, ...]) -> list[dict[str, str]]:
    """Creators to CSL-JSON's list of names, empty parts left out."""
    return [msgspec.to_builtins(creator) for creator in creators]


def short_creators(creators: tuple[Creator, ...]) -> str:
    """The names in one line: `Chen`, `Chen & Li`, `Chen et al.`; empty when nobody is known."""
    match [creator.surname for creator in creators]:
        case []:
            return ""
        case [one]:
            return one
        case [first, second]:
            return f"{first} & {second}"
        case [first, *_]:
            return f"{first} et al."
    raise AssertionError("every list of names is one of the cases above")


def _creator(name: dict[str, Any]) -> Creator:
    parts = {field: name.get(field.replace("_", "-")) for field in _PARTS}
    texts = {field: part.strip() for field, part in parts.items() if isinstance(part, str)}
    return Creator(**texts)


_PARTS = Creator.__struct_fields__
