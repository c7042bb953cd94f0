"""What a date says, and what it means on the day of publication.

`resolve` turns a date as read into an ISO date as exact as the text. A date without its year is the nearest one in
the past, or in the future where the text says so ("next", "kommenden") or hints at it and the future is nearer.
A week has no ISO form of its kind here: it becomes the month that holds it whole, else the year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

FIRST_YEAR, LAST_YEAR = 1800, 2099
Unit = Literal["day", "week", "month", "year"]
Turn = Literal["past", "last", "next", "this", "near"]
"""Which date is meant: the latest one, that before or after today, that of this year (week), the nearest."""

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Day:
    """A date that is complete in itself: `value` is ISO, `end` the last of a period."""

    value: str
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month or a day of it (`day` > 0) without its year; a season is known by its first month and gives a year.

    `years` is the distance to the year of publication where the text gives it ("im April letzten Jahres").
    """

    month: int
    day: int = 0
    end_day: int = 0
    turn: Turn = "past"
    years: int | None = None
    season: bool = False


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days, weeks, months or years from publication."""

    unit: Unit
    number: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday is 1 as in ISO 8601."""

    day: int
    turn: Turn = "past"


@dataclass(frozen=True, slots=True)
class Same:
    """The day, month or year of the date before ("the same month")."""

    unit: Unit


When = Day | Yearless | Offset | Weekday | Same


@dataclass(frozen=True, slots=True)
class Today:
    """The day of publication as exact as it is known: `month` and `day` are 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def last(self) -> date:
        """The last day that it can be."""
        if self.day:
            return date(self.year, self.month, self.day)
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])


def today(published: str) -> Today | None:
    """Return the day that the ISO date (or time) `published` names, or None where it is none from 1800 to 2099."""
    match = _ISO.match(published)
    if match is None:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    return Today(year, month, day) if iso(year, month, day) is not None else None


def iso(year: int, month: int = 0, day: int = 0) -> str | None:
    """Return the ISO date as exact as given, or None where the calendar has none such from 1800 to 2099."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 0 <= month <= 12 or (day and not month):
        return None
    if not month:
        return f"{year:04}"
    if not day:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def resolve(when: When, now: Today | None, *, before: str, nearby: bool) -> Day | None:
    """Return the date that `when` means `now`, or None where that cannot be known.

    `before` is the last date read, `nearby` whether it stands in the same paragraph: there a story goes on in its
    year ("in April 2025, then in June") where the day of publication is unknown.
    """
    if isinstance(when, Day):
        return when
    if isinstance(when, Same):
        return _same(when.unit, before)
    if now is None:
        return _story(when, before) if isinstance(when, Yearless) and nearby else None
    if isinstance(when, Yearless):
        return _yearless(when, now)
    if isinstance(when, Weekday):
        return _weekday(when, now)
    return _day(_offset(when, now))


def _day(value: str | None) -> Day | None:
    return Day(value) if value is not None else None


def _same(unit: Unit, before: str) -> Day | None:
    length = {"year": 4, "month": 7, "day": 10, "week": 99}[unit]
    return Day(before[:length]) if len(before) >= length else None


def _story(when: Yearless, before: str) -> Day | None:
    known = len(before) >= 7 and when.years is None and when.turn in ("past", "near")
    return _yearless(when, Today(int(before[:4]))) if known and int(before[5:7]) <= when.month else None


def _offset(when: Offset, now: Today) -> str | None:
    if when.unit == "year":
        return iso(now.year + when.number)
    if when.unit == "month":
        months = now.year * 12 + now.month - 1 + when.number
        return iso(months // 12, months % 12 + 1) if now.month else None
    if not now.day or abs(when.number) > 10_000:
        return None
    if when.unit == "day":
        day = now.last + timedelta(days=when.number)
        return iso(day.year, day.month, day.day)
    monday = now.last - timedelta(days=now.last.weekday()) + timedelta(weeks=when.number)
    sunday = monday + timedelta(days=6)
    if monday.year != sunday.year:
        return None
    return iso(monday.year, monday.month if monday.month == sunday.month else 0)


def _weekday(when: Weekday, now: Today) -> Day | None:
    if not now.day:
        return None
    behind = (now.last.isoweekday() - when.day) % 7
    ahead = (when.day - now.last.isoweekday()) % 7
    days = {
        "past": -behind,
        "last": -(behind or 7),
        "next": ahead or 7,
        "this": when.day - now.last.isoweekday(),
        "near": ahead if ahead < behind else -behind,
    }[when.turn]
    day = now.last + timedelta(days=days)
    return _day(iso(day.year, day.month, day.day))


def _yearless(when: Yearless, now: Today) -> Day | None:
    year: int | None
    if when.years is not None:
        year = now.year + when.years
    elif when.turn == "this" or (not now.month and when.turn in ("past", "near")):
        year = now.year
    elif not now.month:
        return None
    else:
        year = _nearest_year(when, now)
    if year is None:
        return None
    if when.season:
        return _day(iso(year))
    value = iso(year, when.month, when.day)
    end = iso(year, when.month, when.end_day) if when.end_day else None
    return Day(value, end) if value is not None and (end is not None or not when.end_day) else None


def _nearest_year(when: Yearless, now: Today) -> int | None:
    """Return the year that `when.turn` points to; eight years hold a 29 February."""
    day = when.day or 1
    years = [y for y in range(now.year - 8, now.year + 9) if iso(y, when.month, when.day) is not None]
    past = [y for y in years if date(y, when.month, day) <= now.last]
    future = [y for y in years if date(y, when.month, day) > now.last]
    if when.turn == "last":
        if when.day:
            past = [y for y in past if date(y, when.month, day) < now.last]
        else:
            past = [y for y in past if (y, when.month) < (now.year, now.month)]
    if when.turn == "near" and past and future:
        ahead = date(future[0], when.month, day) - now.last
        behind = now.last - date(past[-1], when.month, day)
        return future[0] if ahead < behind else past[-1]
    chosen = future[:1] if when.turn == "next" else past[-1:]
    return chosen[0] if chosen else None
