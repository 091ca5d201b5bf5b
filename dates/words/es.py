"""How does Spanish name days?"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from dates.words import Words

WORDS = Words(
    months=("enero|ene", "febrero|feb", "marzo", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto", "septiembre|setiembre|sept", "octubre", "noviembre|nov", "diciembre|dic"),
    loose_months={"mar": 3, "oct": 10, "may": 5},
    weekdays=("lunes", "martes", "miércoles|miercoles", "jueves", "viernes", "sábado|sábados", "domingo"),
    near={"hoy|hoy mismo|esta noche|esta tarde|esta mañana|en el día|fin del día|final del día": 0, "mañana": 1, "pasado mañana": 2, "a la mañana|por la mañana|de la mañana|en la mañana|la mañana|las mañanas": -1},
    numbers={"un|una|otra|otro": 1, "dos|par de": 2, "tres|unos|unas": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "diez": 10, "quince": 15, "veinte": 20, "treinta": 30},
    ordinals={"primer|primera|primero": 1, "segundo|segunda": 2, "tercer|tercera|tercero": 3, "cuarto|cuarta": 4, "última|último": 5},
    seasons={"primavera": 3, "verano": 6, "otoño": 9, "invierno": 12},
    halves={"primer semestre": 1, "segundo semestre": 2},
    units={"hora|horas": "hour", "día|días|días hábiles|días laborables|día hábil": "day", "semana|semanas": "week", "mes|meses": "month", "trimestre": "quarter", "semestre": "half", "año|años|ejercicio": "year"},
    spans={"quincena": (15, "day"), "medio año": (6, "month")},
    begin="principios|principio|comienzos|inicios|inicio",
    middle="mediados|mitad",
    end="fin|fines|final|finales|último día|cierre",
    this="este|esta|presente",
    next="entrante|siguiente",
    coming="próximo|próxima|próximos|próximas|que viene|que entra|venidero",
    past="pasado|pasada|anterior",
    ago="hace",
    ahead="en|dentro de|en unos|en los próximos|en las próximas|en un plazo de|en unas|en cosa de|de aquí a",
    of="de|del|de este|de el",
    the="el|la|los|las|al|unos|unas|aproximadamente|mismo|a más tardar|como|sin falta|de",
    day="día",
    to="al|a|hasta|hasta el|y el|y",
    also="y",
    until="hasta|hasta el|hasta la|hasta después de|al",
    after="después del|después de|tras|pasado el|pasada la|pasadas|luego de|pasando|posterior a",
    by="antes del|antes de|a más tardar|a más tardar el|para|para el|como máximo|como máximo el|máximo el|como tarde|no más tarde del|límite",
    before="antes del|antes de",
    since="desde|del|a partir del|a partir de|desde el|entre|entre el|de fecha|con fecha|de",
    on="el|los|en|para",
    back="vuelta|regres*|vuelv*|volv*|reincorpor*|retom*|reabr*|reanud*|retorn*|disponible|atendemos|abrimos|de nuevo",
    away="ausente|ausencia|vacaciones|cerrad*|cierra|cerramos|cerrará|fuera|viaje|licencia|baja|permiso|feria",
    never_before="no antes del|no antes de|recién|recién en|recién el|no hasta|nada hasta|nada antes de",
    by_behind="a más tardar|como máximo|como tarde|como muy tarde",
)  # fmt: skip
