"""What CLDR knows: which languages there are, their own names, where a time zone is."""

import copy
import functools

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global


@functools.cache
def locale_of(code: str) -> Locale | None:
    """Return what CLDR knows of a language such as vi or zh-Hans; None if nothing."""
    try:
        locale = Locale.parse(_cldr(code))
    except (ValueError, UnknownLocaleError):
        return None
    # Babel's languages share what they inherit, and what one of them looks up there
    # it leaves for all: Persian then tells Chinese months.
    # https://github.com/python-babel/babel/issues/1234
    # workaround: babel/shared-names
    known = localedata.load(str(locale))
    known.update(copy.deepcopy(known))
    return locale


def is_known(code: str) -> bool:
    """Say whether there is a language with this code, such as vi or pt-BR."""
    return locale_of(code) is not None


def own_name(code: str) -> str:
    """Return a language's name in itself: Tiếng Việt, فارسی; its code if unknown."""
    locale = locale_of(code)
    return (locale and locale.display_name) or code


def country_of(time_zone: str) -> str:
    """Return the country of a time zone, such as CA; "" for UTC."""
    return str(get_global("zone_territories").get(time_zone, ""))


def _cldr(code: str) -> str:
    return code.replace("-", "_")
