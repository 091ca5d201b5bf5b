"""With which words do people close a mail, in a dozen languages?"""

from __future__ import annotations

import re

from parsers.late import late, late_small

# Nothing but a closing says these, so they close even at the end of a line of words.
_SURE = r"""
    (?:with\ |many\ |wish\ you\ )?(?:(?:my\ |the\ |very\ )?(?:best|kind|warm|kindest|warmest|sincere|
    cordial|friendly|
    good)\ ?(?:and\ kind\ |\ &\ )?)+(?:regards?|rgds?|wishes|greetings)|
    (?:with\ )?(?:b\.?\ ?rgds|b/rgds|brgds|b\.\ ?regards|bst\ rgds)|
    (?:yours|very|most)\ (?:very\ )?(?:sincerely|faithfully|truly|respectfully)(?:\ yours)?|
    mit\ (?:freundlichen?|besten|herzlichen|lieben|vielen|schönen|kollegialen|sonnigen)\ (?:gr(?:ü|
    ue)(?:ß|ss)e?n?|
    empfehlungen)|
    (?:viele|beste|freundliche|liebe|schöne|herzliche|sonnige|ganz\ liebe)\ gr(?:ü|ue)(?:ß|ss)e|
    hochachtungsvoll|
    (?:(?:un|con\ un|reciba[ns]?\ un)\ )?(?:cordial(?:es)?|afectuoso)\ saludos?|saludos?\ cordial(?:es)?|
    (?:mis\ |muchos\ )?(?:mejores|atentos|sinceros)\ saludos|
    (?:(?:dans\ l['’]|en\ |restant\ |avec\ |vous\ )[^.?!]{2,90},\ )?
    (?:je\ vous\ prie\ d['’]\ ?|nous\ vous\ prions\ d['’]\ ?|veuillez\ |
    recevez\ )(?:(?:agréer|recevoir|accepter|croire)[^.]{0,110}
    (?:salutations|sentiments|considération)[^.]{0,30}|
    agréer(?:,?\ (?:cher|chère|madame|monsieur|mesdames|messieurs)[^.]{0,40})?)|
    (?:(?:cher|chère|madame|monsieur|mesdames|messieurs)[^.:]{0,40},\ )?
    (?:l['’]\ ?(?:expression|assurance)\ de\ )?
    (?:mes|nos)\ [^.,]{0,30}(?:salutations|sentiments|considération)[^.?!:]{0,40}|
    (?:sin\ otro\ particular|sin\ más\ por\ el\ momento|sem\ mais)[^.]{0,90}(?:salud[oa]\w*|atentamente|
    atenciosamente|
    momento)|
    (?:bilgilerinize\ sunar,?\ )?iyi\ çalışmalar\ dile(?:rim|riz)|
    (?:bilgilerinize\ sunar,?\ )?saygılarım(?:ız)?ı\ sunar(?:ım|ız)|
    (?:bien\ |très\ )?cordialement|bien\ à\ vous|(?:meilleures|sincères|cordiales)\ salutations|
    salutations\ (?:distinguées|cordiales|respectueuses)|
    (?:com\ os\ )?(?:melhores|meus|cordiais)\ cumprimentos|
    (?:i\ (?:più|migliori)\ )?(?:cordiali|distinti|migliori)\ saluti|
    с\ (?:наилучшими\ пожеланиями|уважением|искренним\ уважением|приветом)|
    (?:顺|順|敬|即|并|並)(?:祝|頌|颂)\ ?(?:商祺|商安|時祺|时祺|近安|大安|台安|时绥|時綏)|顺祝商祺|
    順祝商祺|順頌商祺|顺颂商祺|敬祝商祺|順頌時祺|顺颂时祺|此致敬礼|此致\ ?敬禮|
    (?:以上、?)?(?:何卒)?(?:ご確認の(?:ほど|程)、?)?(?:宜しく|よろしく)(?:お願い|御願い)(?:(?:いた|
    致)?します|申し上げます)|
    مع\ (?:أطيب|خالص|فائق|أجمل|أرق|كامل|وافر)\ (?:التحيات|التحية|الاحترام|التقدير|الشكر|تحياتي)(?:\ و\w+)?|
    (?:و)?تفضلوا\ بقبول\ فائق\ (?:الاحترام|التقدير)(?:\ و\w+)?|
    saygılarım(?:ız)?(?:la|ı\ sunar(?:ım|ız))|en\ iyi\ dileklerim(?:iz)?le|
    (?:med\ )?(?:vänlig(?:a)?|venlig|vennlig|bästa)\ (?:hälsning(?:ar)?|hilsen)|
    met\ vriendelijke\ groet(?:en)?|
    z\ poważaniem|s\ pozdravem|üdvözlettel
"""
_PERHAPS = r"""
    (?:with\ )?(?:regards|rgds|respect)|br|b\.r\.?|best|cheers|sincerely|faithfully|respectfully|
    cordially|warmly|
    yours|all\ the\ best|take\ care|
    (?:many\ |with\ )?(?:thanks|tks|thx|thks|thnx|tnx|tq|ty)(?:\ (?:a\ lot|again|in\ advance|so\ much|
    very\ much|
    indeed|everyone|all|and\ (?:best|kind|warm)?\ ?(?:regards|rgds|br)|(?:&|\+|/)\ ?(?:best\ |kind\ |
    warm\ |b\.?)?(?:regards|rgds|br)))?|
    (?:with\ )?thanks?\ ?[&+n]\ ?(?:best\ |kind\ |b\.?)?(?:regards|rgds|br)|
    thank\ (?:you|u)(?:\ (?:in\ advance|very\ much|so\ much|again|and\ (?:best|kind|warm)?\ ?regards|
    (?:&|\+)\ ?(?:best\ |kind\ )?regards))?|have\ a\ (?:very\ )?(?:nice|good|great|lovely|
    wonderful)\ (?:day|week|weekend|evening|one)|
    mfg|m\.f\.g\.|lg|vg|bg|gruß|grüße|gruss|grüsse|(?:vielen\ |herzlichen\ )?dank(?:\ im\ voraus|e)?|
    (?:un\ )?saludos?|slds|sds|atte\.?|atentamente|cordialmente|(?:muchas\ |
    mil\ )?gracias(?:\ (?:y\ saludos|de\ antemano|
    por\ su\ (?:atención|ayuda)))?|quedo\ (?:atent[oa]|a\ la\ espera)|un\ abrazo|un\ saludo|abrazos|
    sincèrement(?:\ vôtre)?|salutations|cdt|cdlt|bien\ amicalement|amicalement|merci(?:\ (?:d['’]avance|
    beaucoup|
    et\ (?:bonne\ journée|cordialement)))?|bonne\ (?:journée|réception)|
    atenciosamente|att\.?|at\.te|cumprimentos|abraços?|abs\.?|(?:muito\ )?obrigad[oa](?:\ desde\ já)?|
    grat[oa]|
    saluti|un\ saluto|grazie(?:\ e\ saluti)?|
    всего\ (?:доброго|хорошего|наилучшего)|(?:заранее\ |большое\ )?(?:спасибо|благодар(?:ю|им|ен|
    ны))(?:\ заранее)?|
    до\ свидания|хорошего\ дня|
    祝商祺|商祺|此致|敬礼|敬禮|祝好|祝您?(?:工作|生活|身体)?(?:愉快|顺利|順利|健康|安好)|祝您?工作(?:愉快|
    顺利)|谢谢|謝謝|多谢|感谢|
    顺祝?|顺颂|敬上|謹啟|敬啟|祝生意兴隆|生意兴隆|祝\ ?安|祝福|盼复|盼回复|即颂|
    以上|敬具|草々|どうぞ(?:宜しく|よろしく)|ありがとうございます|
    تحياتي|تحياتنا|مع\ التحية|مع\ تحياتي|والسلام(?:\ عليكم)?|شكرا\ ?(?:جزيلا|لكم|لك)?|شكراً\ ?(?:جزيلاً|
    لكم|لك)?|
    iyi\ (?:çalışmalar|günler|haftalar)|selamlar|saygılar|kolay\ gelsin|(?:çok\ )?teşekkür(?:ler|
    \ eder(?:im|iz))|
    sevgiler|hälsningar|mvh|hilsen|groeten|pozdrawiam|pozdrav|köszönettel|감사합니다|드림
"""


def _one_line(table: str) -> str:
    return "".join(line.strip() for line in table.replace("\\ ", "\0").split("\n")).replace("\0", " ")


_WORDS = f"{_one_line(_SURE)}|{_one_line(_PERHAPS)}"
_CLOSING = late_small(
    rf"[\s*_~>-]{{0,4}}(?:{_WORDS})(?![a-zß-žа-я])(?P<after>\s*[,，،、.。!！:：;~]{{0,3}}\s*)(?P<rest>.{{0,240}})$"
)
_SECOND = late_small(
    rf"(?:[/|&+-]|and|und|y|et|e)?\s*(?:{_WORDS})\s*[,，،.。!！]{{0,3}}\s*(?P<rest>.{{0,240}})$"
)
_INSIDE = late_small(rf"(?<=[.!?。！？;；])\s{{1,4}}(?=(?:{_one_line(_SURE)})(?![^\W_]))")
_PLACE = late(r"(?i:aus|from|desde|de|из|depuis)\s(?:\w{2,10}\s){0,2}[A-ZÀ-ÖØ-ÞĀ-ŽА-Я一-鿿][\w-]*[,!.]?\s*")
"""`Grüße aus Hamburg`; `Quedo a la espera de sus comentarios.` is a sentence."""
_LONGEST = 170
LAST = 200
"""Characters at the end of a line in which a closing is looked for."""


def rest_of(line: str) -> str | None:
    """What stands behind the closing phrase a line begins with, often a name; None where it is no closing.

    `Best regards, Anna Schmidt` closes; `Thanks for the sample, it arrived` and `Best price` do not.
    """
    found = _CLOSING.match(line) if len(line) < (_LONGEST if "|" not in line else 3 * _LONGEST) else None
    if found is None:
        return None
    rest = line[found.start("rest") : found.end("rest")].strip()
    second = _SECOND.match(rest) if rest else None
    if second is not None:
        last = rest[second.start("rest") : second.end("rest")].strip()
        return last if _is_name_like(last, "|") else None
    rest = _PLACE.sub("", rest, count=1) if rest else rest
    return rest if _is_name_like(rest, found["after"], line) else None


_BARE_NAME = late(r"[A-ZÀ-ÞА-Я][^\W\d_]+(?:[ -][A-ZÀ-ÞА-Я][^\W\d_]+)?$")
_NO_BARE_NAME = late(r"[\s*_~>-]{0,4}(?:best|yours|br|att|at|bg|以上|i)\b", re.IGNORECASE)


def _is_name_like(rest: str, mark: str, line: str = "") -> bool:
    """Is it a name, or nothing, and no sentence? `Gruß Kai` needs no comma, `Best Price` is none."""
    rest = rest.strip()
    if not rest:
        return True
    if _BARE_NAME.match(rest) and not mark.strip():
        return not _NO_BARE_NAME.match(line)
    parted = any(char in mark for char in ",，،、.。!！:：|/-~") or rest[0] in "|/-–—("
    return (
        parted and len(rest.split()) <= (30 if "|" in rest else 4) and not re.search(r"[.?!。？！]\s*$", rest)
    )


_SIGNS = tuple(
    """
    regard rgd wish greeting yours truly grü grue hochacht salud cordial bien saluta cumprim salut
    уважен пожелан
    приветом 祺 敬礼 敬禮 願い مع تفضلوا sayg dilek hilsen hälsning groet poważ pozdrav üdvöz
    """.split()  # noqa: SIM905 - a table of words
)


def may_stand_in(text: str) -> bool:
    """Can an unmistakable closing stand in a text? text: in small letters."""
    return any(map(text.__contains__, _SIGNS))


def inside(line: str) -> int:
    """Where an unmistakable closing begins behind the words of a line; 0 where there is none."""
    if not may_stand_in(line[-LAST:].lower()):
        return 0
    found = [*_INSIDE.finditer(line[-LAST:])]
    if not found:
        return 0
    start = len(line) - len(line[-LAST:]) + found[-1].end()
    return start if rest_of(line[start:]) is not None else 0
