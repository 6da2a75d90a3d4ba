"""What CLDR knows: which languages there are, their own names, where a time zone is."""

from babel import Locale, UnknownLocaleError
from babel.core import get_global


def is_known(code: str) -> bool:
    """Say whether there is a language with this code, such as vi or pt-BR."""
    try:
        Locale.parse(_cldr(code))
    except (ValueError, UnknownLocaleError):
        return False
    return True


def own_name(code: str) -> str:
    """Return a known language's name in itself: Tiếng Việt, فارسی."""
    return Locale.parse(_cldr(code)).display_name or code


def country_of(time_zone: str) -> str:
    """Return the country of a time zone, such as CA; "" for UTC."""
    return str(get_global("zone_territories").get(time_zone, ""))


def _cldr(code: str) -> str:
    return code.replace("-", "_")
