"""Names as services write them, given name first and in one text, to creators."""

from __future__ import annotations

import re
import unicodedata

from jupyter_paperlookup.records.names import Creator

_LONGEST = 300
_BLANKS = re.compile(r"\s+")
_SUFFIX = re.compile(r"(?:,\s*)?\b(Jr\.?|Sr\.?|II|III|IV)$")
_PARTICLES = frozenset(
    """
af al an ap auf aus bar ben bin da dal dall dalla das de degl degli dei del dell della delle der
des di do dos du e el i ibn in la las le les lo los mac nic nï of op 't ten ter the thor tot und
uit van vander vanden ver von vom y zu zum zur
""".split()
)
_TOGETHER = re.compile(
    r"\b(?:team|group|collaboration|consortium|project|initiative|foundation|institute|university|"
    r"labs?|laboratory|committee|community|network|organi[sz]ation|society|association|agency|"
    r"authors|contributors)\b|[&:/@\d]",
    re.IGNORECASE,
)


def creator_of(full_name: str) -> Creator:
    """`Jane van der Berg Jr.` to its parts; what is no person's name stays whole.

    Only the order of the words is known, so: the last word is the family name, with the small
    particles before it. Names in one word, of groups, and in scripts that write the family name
    first without a blank are kept as a `literal`.
    """
    name = _BLANKS.sub(" ", full_name[:_LONGEST]).strip(" ,;")
    if "," in name and not _SUFFIX.search(name):
        family, _, given = name.partition(",")
        return Creator(family=family.strip(), given=given.strip())
    suffix = _SUFFIX.search(name)
    bare = name[: suffix.start()].strip(" ,") if suffix else name
    words = bare.split(" ")
    if not words[1:] or _TOGETHER.search(name) or not _is_alphabetic(name):
        return Creator(literal=name)
    begin = len(words) - 1
    while begin > 1 and words[begin - 1] in _PARTICLES:
        begin -= 1
    return Creator(
        given=" ".join(words[:begin]),
        non_dropping_particle=" ".join(words[begin:-1]),
        family=words[-1],
        suffix=suffix[1] if suffix else "",
    )


def _is_alphabetic(name: str) -> bool:
    """Whether a name is in a script with capital letters: there the family name stands last."""
    letters = [sign for sign in name if sign.isalpha()]
    return bool(letters) and all(
        unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lm") for sign in letters
    )
