"""Checks of facts' series: values stand in the order of their days."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..content.library import Library
from ..content.problems import Problem


def values_are_in_order(library: Library) -> Iterator[Problem]:
    """The values of a fact stand in the order of the days on which they begin."""
    for key, fact in library.data.facts.items():
        begins = [value.valid_from or date.min for value in fact.values]
        if any(later < earlier for earlier, later in pairwise(begins)):
            path, line = library.data.fact_places.get(key, ("docs/data", 1))
            yield Problem(
                path,
                line,
                "series-order",
                f"{key}: put the values in order, the oldest first",
                f"{key}：数值请按日期排好，旧的在前。",
                "warning",
            )


SERIES_CHECKS = (values_are_in_order,)
