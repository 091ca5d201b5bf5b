"""How does French name days?"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from dates.words import Words

WORDS = Words(
    months=("janvier|janv", "février|févr|fevrier", "", "avril|avr", "mai", "juin", "juillet|juil", "août|aout", "septembre|sept", "octobre|oct", "novembre|nov", "décembre|déc|decembre"),
    loose_months={"mars": 3},
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    near={"aujourd'hui|aujourd hui|ce soir|ce jour|cet après midi|dans la journée|fin de journée|dès ce soir": 0, "ce matin": -1, "demain|demain matin|demain midi|demain soir": 1, "après demain": 2},
    numbers={"un|une": 1, "deux|couple de": 2, "trois|quelques": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10, "quinze": 15, "vingt": 20, "trente": 30},
    ordinals={"premier|première|1er|1ère": 1, "deuxième|second|seconde|2e|2eme": 2, "troisième|3e": 3, "quatrième|4e": 4, "dernière|dernier": 5},
    seasons={"printemps": 3, "été": 6, "automne": 9, "hiver": 12},
    halves={"premier semestre": 1, "second semestre|deuxième semestre": 2},
    quarters={"t1": 1, "t2": 2, "t3": 3, "t4": 4},
    units={"heure|heures": "hour", "jour|jours|jours ouvrés|jours ouvrables": "day", "semaine|semaines": "week", "mois": "month", "trimestre": "quarter", "semestre": "half", "an|ans|année|années|exercice": "year"},
    spans={"quinzaine": (15, "day"), "huitaine": (7, "day"), "quinzaine de jours": (15, "day"), "dizaine de jours": (10, "day")},
    begin="début|debut|courant|premiers jours",
    middle="mi|milieu",
    end="fin",
    this="ce|cette|cet",
    next="prochain|prochaine|prochains|prochaines|suivant|suivante|qui vient",
    coming="en huit",
    past="dernier|dernière|passé|passée",
    ago="il y a|y a",
    ahead="en|dans|sous|d'ici|d ici|dans les|d'ici à|dans environ|au bout de|ici",
    of="de|du|d|des",
    the="le|la|les|l|au|environ|à|plus tard|vers",
    day="jour",
    to="au|à|jusqu'au|jusqu au|et",
    also="et",
    until="jusqu'au|jusqu au|jusqu'à|jusqu a|jusqu'en|jusqu en|jusque",
    after="après|après le|après les|passé le|au delà du|dès la fin de",
    by="avant|avant le|avant la|pour|pour le|d'ici au|d'ici le|d ici au|d ici la|d ici|au plus tard|au plus tard le|dernier délai|avant la fin de",
    before="avant|avant le",
    since="depuis|depuis le|dès|dès le|à partir du|à partir de|à compter du|du|entre le|entre|daté du|à dater du",
    on="le|en|au|à|pour",
    back="retour|reprend*|repren*|rouvr*|réouv*|reprise|rentr*|revien*|joignable|de nouveau|à nouveau|disponible",
    away="absent|absente|absence|congé|congés|vacances|fermé|fermée|fermés|fermées|fermeture|fermons|déplacement|voyage|indisponible|hors du bureau|arrêt",
    never_before="pas avant|pas avant le|rien avant|rien avant le|qu'à partir du|qu à partir du|seulement en|plus avant",
    by_behind="au plus tard|dernier délai|maximum|sans faute",
)  # fmt: skip
