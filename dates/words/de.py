"""How does German name days?"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from dates.words import Words

WORDS = Words(
    months=("januar|jan|jänner|jaenner", "februar|feb|feber", "märz|maerz|mrz", "april|apr", "mai", "juni|jun", "juli|jul", "august|aug", "september|sept", "oktober|okt", "november|nov", "dezember|dez"),
    weekdays=("montag|montagabend|montagmorgen|montagmittag|montagvormittag|montagnachmittag", "dienstag|dienstagabend|dienstagmorgen|dienstagmittag|dienstagvormittag|dienstagnachmittag", "mittwoch|mittwochabend|mittwochmorgen|mittwochmittag|mittwochvormittag|mittwochnachmittag", "donnerstag|donnerstagabend|donnerstagmorgen|donnerstagmittag|donnerstagvormittag|donnerstagnachmittag", "freitag|freitagabend|freitagmorgen|freitagmittag|freitagvormittag|freitagnachmittag", "samstag|samstagabend|samstagmorgen|samstagmittag|samstagvormittag|samstagnachmittag|sonnabend", "sonntag|sonntagabend|sonntagmorgen|sonntagmittag|sonntagvormittag|sonntagnachmittag"),
    near={"heute|heute noch|noch heute|heut|heute abend|bis feierabend": 0, "morgen früh|morgen mittag|morgen|morgen abend": 1, "übermorgen": 2},
    numbers={"ein|eine|einem|einer|einen": 1, "zwei|paar": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "vierzehn": 14, "zwölf": 12},
    ordinals={"erste|ersten|erstes": 1, "zweite|zweiten|zweites": 2, "dritte|dritten|drittes": 3, "vierte|vierten|viertes": 4},
    month_weeks={"januarwoche": 1, "februarwoche": 2, "märzwoche": 3, "aprilwoche": 4, "maiwoche": 5, "juniwoche": 6, "juliwoche": 7, "augustwoche": 8, "septemberwoche": 9, "oktoberwoche": 10, "novemberwoche": 11, "dezemberwoche": 12},
    seasons={"frühjahr|frühling|frühjahrs": 3, "sommer": 6, "herbst": 9, "winter": 12},
    halves={"erstes halbjahr|ersten halbjahr|erste halbjahr": 1, "zweites halbjahr|zweiten halbjahr|zweite halbjahr|zweite jahreshälfte|zweiten jahreshälfte": 2},
    units={"stunde|stunden": "hour", "tag|tage|tagen|arbeitstage|arbeitstagen|werktage|werktagen": "day", "woche|wochen": "week", "monat|monate|monaten|monats": "month", "quartal|quartals": "quarter", "jahr|jahre|jahren|jahres": "year"},
    spans={"halben jahr|halbes jahr": (6, "month")},
    begin="anfang|beginn",
    middle="mitte",
    end="ende",
    period_ends={"monatsende|monatsendes": "month", "quartalsende": "quarter", "jahresende|jahresendes": "year"},
    this="diese|dieser|diesen|diesem|dieses|laufenden|laufende",
    next="nächste|nächsten|nächster|nächstem|nächstes|folgenden|folgende",
    coming="kommende|kommenden|kommender|kommendem|kommendes",
    past="letzte|letzten|letzter|letztem|letztes|vergangene*|vorige*",
    ago="vor",
    ahead="in|im|innerhalb|innerhalb von|innert|binnen|in etwa|in rund|in ca|in den nächsten|in den kommenden|um",
    of="des|der|von",
    the="der|die|das|dem|den|etwa|ca|circa|rund|gegen|spätestens|zirka|einschl|einschließlich|inkl|früh",
    to="bis|bis zum|bis einschließlich|bis einschl|und",
    also="und",
    until="bis|bis zum|bis zur|bis einschließlich|bis einschl|bis inkl|bis und mit|bis zu",
    after="nach|nach dem|nach den|nach der|ab nach",
    by="spätestens|vor|vor dem|spätestens bis|allerspätestens|rechtzeitig zum|bis spätestens|vor ablauf",
    before="vor|vor dem",
    since="ab|ab dem|vom|seit|seit dem|von|beginnend|zwischen",
    on="am|zum|an|für|gegen",
    back="zurück|wieder|retour|erreichbar|im büro|im haus",
    away="nicht im büro|nicht im haus|nicht erreichbar|urlaub*|abwesend*|nicht|geschlossen*|außer haus|krank*|betriebsferien|ferien|messe|dienstreise|unterwegs|weg|zu|niemand|pause|weihnachtspause|werksferien|elternzeit",
    never_before="nicht vor|nicht vor dem|erst ab|erst ab dem|erst am|erst|erst im|erst nach|frühestens|frühestens am|frühestens ab|frühestens im|nichts vor",
    by_behind="spätestens",
)  # fmt: skip
