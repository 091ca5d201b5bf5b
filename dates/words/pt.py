"""How does Portuguese name days?"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from dates.words import Words

WORDS = Words(
    months=("janeiro", "fevereiro|fev", "março", "abril|abr", "maio", "junho|jun", "julho|jul", "agosto", "setembro", "outubro", "novembro|nov", "dezembro|dez"),
    loose_months={"jan": 1, "mar": 3, "mai": 5},
    weekdays=("segunda feira|segundas feiras", "terça feira", "quarta feira", "quinta feira", "sexta feira|sexta", "sábado", "domingo"),
    loose_weekdays={"segunda": 0, "terça": 1, "quarta": 2, "quinta": 3},
    near={"hoje|ainda hoje|hoje mesmo|esta noite|hoje à noite|fim do dia|final do dia|fim do expediente": 0, "amanhã": 1, "depois de amanhã": 2},
    numbers={"um|uma|mais um|mais uma": 1, "dois|duas|par de": 2, "três|alguns": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "dez": 10, "quinze": 15, "vinte": 20, "trinta": 30},
    ordinals={"primeiro|primeira": 1, "segundo": 2, "terceiro|terceira": 3, "quarto": 4, "última|último": 5},
    seasons={"primavera": 3, "verão": 6, "outono": 9, "inverno": 12},
    halves={"primeiro semestre": 1, "segundo semestre": 2},
    units={"hora|horas": "hour", "dia|dias|dias úteis|dia útil": "day", "semana|semanas": "week", "mês|meses": "month", "trimestre": "quarter", "semestre": "half", "ano|anos|exercício": "year"},
    spans={"quinzena": (15, "day"), "meio ano": (6, "month")},
    begin="início|começo|inícios|princípio|princípios",
    middle="meados|meio|metade",
    end="fim|final|finais|fins|último dia",
    this="este|esta|neste|nesta|deste|desta|corrente",
    next="seguinte",
    coming="próximo|próxima|próximos|próximas|que vem|vindouro|do que vem",
    past="passado|passada|retrasada",
    ago="há|atrás",
    ahead="em|dentro de|daqui a|daqui|no prazo de|nos próximos|nas próximas|em até|até daqui a",
    of="de|do|da|d",
    the="o|a|os|as|cerca de|mais ou menos|no máximo|mesmo|lá",
    day="dia|dias",
    to="a|ao|até|até o|e|até ao|a o",
    also="e",
    until="até|até o|até a|até ao|até à|té",
    after="depois do|depois da|depois de|após|após o|após a|passado o|passada a|logo após",
    by="antes do|antes da|antes de|no máximo até|no máximo|até no máximo|para|para o|pra|prazo|o mais tardar|até o mais tardar",
    before="antes do|antes da|antes de",
    since="desde|a partir de|a partir do|de|do|entre|desde o|datado de",
    on="no|na|em|nos|nas|para|pra",
    back="volt*|retorn*|regress*|reabr*|retom*|reinici*|de volta|disponível|de novo|novamente|outra vez",
    away="férias|ausente|ausência|fechad*|fora|recesso|licença|viagem|viajando|viajo|fecha|ninguém|paralisa*",
    never_before="não antes de|só em|só no|só na|só a partir de|somente em|só depois de|apenas em|nada antes de|nada até",
    by_behind="no máximo|o mais tardar|no mais tardar|sem falta",
)  # fmt: skip
