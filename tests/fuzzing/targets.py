"""All targets: one table."""

from __future__ import annotations

from .answer_targets import ANSWER_TARGETS
from .format_targets import FORMAT_TARGETS
from .notebook_targets import NOTEBOOK_TARGETS
from .query_target import QUERY_TARGETS
from .target import Target
from .value_targets import VALUE_TARGETS

TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        *FORMAT_TARGETS, *VALUE_TARGETS, *ANSWER_TARGETS, *NOTEBOOK_TARGETS, *QUERY_TARGETS,
    )
}  # fmt: skip
