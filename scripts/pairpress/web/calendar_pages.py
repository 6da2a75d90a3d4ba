"""What the templates of the calendar's pages are given: months, days, subscriptions."""

from dataclasses import dataclass
from typing import Any

from ..content.calendar import ics_name, month_of
from ..content.calendar_months import MonthView, Teller, month_view
from ..content.data import Data
from ..content.site import EditionSettings, Site


@dataclass(frozen=True)
class Subscription:
    """A calendar file in one edition of print."""

    names: tuple[str, ...]
    """Of its editions, in their own scripts."""
    address: str
    webcal: str
    """The same as phones ask for a calendar that renews itself."""


def calendar_context(
    site: Site, data: Data, edition: EditionSettings, topic: str
) -> dict[str, Any]:
    """Return what a page of the calendar needs; nothing for other pages."""
    if not topic.startswith("calendar/"):
        return {}
    month = month_of_page(data, topic)
    return {
        "teller": Teller(edition, data),
        "month": month,
        "calendars": data.calendars,
        "subscriptions": subscriptions(site),
    }


def month_of_page(data: Data, topic: str) -> MonthView | None:
    """Return the month that a page shows; None if it is not of a known year."""
    asked = month_of(topic)
    if not asked or asked[0] not in data.calendars:
        return None
    return month_view(data.calendars[asked[0]], asked[1])


def subscriptions(site: Site) -> list[Subscription]:
    """Return the calendar files in the order of the editions."""
    found = []
    for editions in site.edition_sets():
        url = f"{site.url}calendar/{ics_name(editions)}"
        webcal = "webcal://" + url.split("://", 1)[1]
        found.append(Subscription(tuple(e.name for e in editions), url, webcal))
    return found
