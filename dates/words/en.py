"""How does English name days?"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from dates.words import Words

WORDS = Words(
    months=("january", "february|feb", "", "april|apr", "", "june|jun", "july|jul", "august|aug", "september|sept", "october|oct", "november|nov", "december"),
    loose_months={"jan": 1, "march": 3, "mar": 3, "may": 5, "sep": 9, "dec": 12},
    weekdays=("monday", "tuesday|tues", "wednesday", "thursday|thurs", "friday", "saturday", "sunday"),
    loose_weekdays={"mon": 0, "tue": 1, "wed": 2, "thu": 3, "thur": 3, "fri": 4, "sat": 5, "sun": 6},
    near={
        "today|tonight|this afternoon|this evening|end of the day|end of day|end of business|close of business|eod|cob|eob|within the hour|in the next hour|in the next hours|later today": 0,
        "this morning": -1,
        "tomorrow|tmrw|tmr|tomorow": 1,
        "day after tomorrow|day after tmrw": 2,
    },
    numbers={"one|another": 1, "two|couple of|couple": 2, "three|few": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30},
    ordinals={"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5},
    seasons={"spring": 3, "summer": 6, "autumn|fall": 9, "winter": 12},
    halves={"first half of the year|h1": 1, "second half of the year|second half of this year|second half|h2": 2},
    quarters={"q1": 1, "q2": 2, "q3": 3, "q4": 4},
    spans={"fortnight": (14, "day"), "half a year": (6, "month"), "week or two": (2, "week")},
    units={"hour|hours|hrs": "hour", "day|days|working days|business days|working day|business day|calendar days|workdays": "day", "week|weeks|wk": "week", "month|months": "month", "quarter|quarters": "quarter", "year|years|calendar year|budget year|fiscal year": "year"},
    begin="beginning|start|early|first days",
    middle="middle|mid",
    end="end|late|last day",
    this="this|current",
    next="next|following",
    coming="coming|upcoming",
    past="last|previous|past",
    ago="ago|back then",
    ahead="in|within|in about|in around|in the next|within the next|for the next|for|in another",
    later="from now|later|from today|hence|time",
    of="of|in",
    the="the|about|around|approximately|our|your|my|their|roughly|say|even|noon|morning|then",
    day="day",
    to="to|through|thru|till|until",
    also="and",
    until="until|till|til|untill|through|thru|up to|up to and including|up until|as late as",
    after="after|past|following|from after",
    by="by|before|no later than|not later than|at the latest|latest|deadline|due|due by|prior to|ahead of|in time for",
    before="before|prior to",
    since="from|starting|starting from|as of|since|between|beginning from|as from|dated|effective",
    on="on|at|for|around",
    back="back|return*|resum*|again|reopen*|reachable|available|at work|open on|in the office",
    away="away|absent|absence|out of|out on|out|on leave|leave|vacation*|holiday|holidays|travel*|off|clos*|shut*|unavailable|limited access|trip|unreachable",
    never_before="not before|not until|not till|never before|no sooner than|not earlier than|earliest|at the earliest|nothing before|nothing until",
    by_behind="at the latest|latest",
)  # fmt: skip
