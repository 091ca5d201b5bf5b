"""Which days are a week, a month, a quarter ahead? Plain arithmetic of the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dates.days import Days


def one(day: date) -> Days:
    return Days(day, day)


def soon(day: date) -> Days:
    """A day counted from the mail, less plain than one of a month."""
    return Days(day, day, is_weekday=True)


def monday(sent: date, ahead: int) -> date:
    return sent + timedelta(days=7 * ahead - sent.weekday())


def week(sent: date, ahead: int) -> Days:
    first = monday(sent, ahead)
    return Days(first, first + timedelta(days=6), is_period=True, is_weekday=True)


def month(year: int, number: int) -> Days:
    """The thirteenth month is January of the next year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]), is_period=True)


def quarter(year: int, number: int) -> Days:
    return Days(month(year, 3 * number - 2).first, month(year, 3 * number).last, is_period=True)


def half(year: int, number: int) -> Days:
    return Days(month(year, 6 * number - 5).first, month(year, 6 * number).last, is_period=True)


def season(sent: date, first: int, year: int | None = None) -> Days:
    """The next one that begins after the month of the mail."""
    year = year or sent.year + (first <= sent.month)
    return Days(date(year, first, 1), month(year, first + 2).last, is_period=True)


def period(sent: date, unit: str, ahead: int) -> Days:
    if unit == "week":
        return week(sent, ahead)
    if unit == "month":
        return month(sent.year, sent.month + ahead)
    if unit == "quarter":
        return quarter(sent.year, (sent.month - 1) // 3 + 1 + ahead)
    if unit == "half":
        return half(sent.year, (sent.month - 1) // 6 + 1 + ahead)
    if unit == "year":
        return Days(date(sent.year + ahead, 1, 1), date(sent.year + ahead, 12, 31), is_period=True)
    raise ValueError(unit)


def moved(sent: date, count: int, unit: str) -> date:
    """So many units on; the 31st of a short month is its last day."""
    if unit in ("hour", "day", "week"):
        return sent + timedelta(days=count * {"hour": 1 / 24, "day": 1, "week": 7}[unit])
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit] * count
    there = month(sent.year, sent.month + months)
    return there.first.replace(day=min(sent.day, there.last.day))


def part(whole: Days, which: str) -> date:
    """Beginning: its first day. Middle: the 15th of a month, the Wednesday of a week. End: its last day."""
    length = (whole.last - whole.first).days
    if which == "begin":
        return whole.first
    if length == 6:
        return whole.first + timedelta(days=2 if which == "middle" else 4)
    if which == "end":
        return whole.last
    return whole.first + timedelta(days=14 if length < 32 else length // 2 + 1)
