"""Today, as the site counts it: the day in its time zone, or SOURCE_DATE_EPOCH."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today(time_zone: str) -> date:
    """Return the current day in the given zone (as in "America/Toronto").

    SOURCE_DATE_EPOCH (seconds) stands for now where it is set, so that a build can
    be repeated: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(ZoneInfo(time_zone)).date()
