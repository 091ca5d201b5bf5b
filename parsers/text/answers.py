"""Does the sender say that she answers within the old mail, and which lines there carry her mark?

`Please see my comments below.` stands on top, then the old mail without `>`, and in it `[Anna] 500 pcs`.
"""

from __future__ import annotations

import re

from parsers.late import folded, late, late_small
from parsers.wordlists import listed

_ANNOUNCED = late_small(
    r"(?:\b(?:answers?|comments?|repl(?:y|ies)|remarks?|feedback|responses?|notes?|inputs?|see|pls|please|"
    r"marked|"
    r"highlighted|inline|in-line)\b.{0,50}\b(?:below|inline|in-line|in (?:red|blue|green|bold|colou?r|"
    r"capitals)|"
    r"between the lines|in your (?:mail|e-?mail|text))\b|\b(?:inline|in-line) (?:answers?|comments?|repl)|"
    r"(?:见|見|参见|請見|请看|请见|看)(?:下|以下|下面|下方|下文|红|紅|蓝)|(?:红色|紅色|蓝色|藍色|紅字|红字)|"
    r"(?:下|以下|文中|インライン).{0,12}(?:回答|コメント|返信|ご確認)|赤字|青字|"
    r"\b(?:antwort(?:en)?|kommentare?|anmerkungen|siehe)\b.{0,40}\b(?:unten|rot|blau|im text|inline|"
    r"darunter)\b|"
    r"\b(?:respuestas?|comentarios?|ver|vea|mis)\b.{0,40}\b(?:abajo|debajo|en rojo|en azul|entre líneas)\b|"
    r"\b(?:respostas?|comentários?|ver|veja|segue)\b.{0,40}\b(?:abaixo|em vermelho|em azul|no texto)\b|"
    r"\b(?:réponses?|commentaires?|voir|voyez)\b.{0,40}(?:ci-dessous|en rouge|en bleu|dans le texte)|"
    r"(?:ответ|комментар|смотри|см\.).{0,40}(?:ниже|красн|син|по тексту|в тексте)|"
    r"(?:cevap|yanıt|yorum).{0,40}(?:aşağıda|kırmızı|mavi)|aşağıda.{0,40}(?:cevap|yanıt|kırmızı)|"
    r"(?:ردود|إجابات|الرد|تعليق|أجوبة|انظر).{0,40}(?:أدناه|بالأحمر|باللون))",
)
_STEMS = listed(
    "below|inline|in-line|in red|in blue|in green|in bold|in col|in cap|between the|in your|下|红|紅|蓝|藍|"
    "文中|インライン|赤字|青字|unten| rot|(rot|-rot|/rot|blau|im text|darunter|abajo|debajo|en rojo|en azul|"
    "entre lín|abaixo|em vermelho|em azul|no texto|ci-dessous|en rouge|en bleu|dans le|ниже|красн|син|тексте|"
    "тексту|aşağida|kirmizi|mavi|أدناه|بالأحمر|باللون",
    "|",
)
"""One is in every such sentence, as `folded` spells it."""
_LONGEST = 1500
_MARKED = late(
    r"\s{0,8}(?:[\[【][^\]】\n@]{1,24}[\]】]\s?[:：]?\s*\S|(?:=|-){1,4}>+\s*\S|→\s*\S|⇒\s*\S|#{2,4}\s*\S|"
    r"(?:ans(?:wer)?|reply|antwort|respuesta|resposta|réponse|ответ|cevap|yanıt|回复|回覆|答复|答|回答|"
    r"الرد|الجواب)"
    r"\s?[:：]\s*\S)",
    re.IGNORECASE,
)
_PLACE = late(r"\s{0,8}\[(?:cid|image|https?|mailto|图片|图像|image\d+)\b", re.IGNORECASE)


def announced(own: str) -> bool:
    """Do the new words point to answers below?"""
    text = folded(own[:_LONGEST])
    return any(map(text.__contains__, _STEMS)) and _ANNOUNCED.search(text) is not None


def is_marked(line: str) -> bool:
    """Does a line of the old mail begin with the mark of an answer? `[cid:image001.png]` is a picture."""
    return _MARKED.match(line[:120]) is not None and _PLACE.match(line[:40]) is None
