"""How does Turkish name days? As notices of absence do."""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from dates.words import Words

WORDS = Words(
    months=("ocak*", "şubat*", "mart|mart'a", "nisan*", "mayıs*", "haziran*", "temmuz*", "ağustos*", "eylül*", "ekim*", "kasım*", "aralık*"),
    weekdays=("pazartesi*", "salı", "çarşamba*", "perşembe*", "cuma", "cumartesi*", "pazar"),
    near={"bugün": 0, "yarın": 1, "öbür gün": 2},
    units={"gün": "day", "hafta": "week", "ay|ayın": "month", "yıl": "year"},
    end="sonu*",
    this="bu",
    next="gelecek|önümüzdeki",
    day="ayın",
    to="ile|ve",
    after_behind="sonra",
    until_behind="kadar",
    back="dön*",
    away="izin*",
)  # fmt: skip
