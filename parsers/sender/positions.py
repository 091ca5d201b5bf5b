"""What is her position, and how much does she decide?

The words of titles in eleven languages, by decision power. An assistant of the director is asked for first,
so that her chief's title does not make her one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.late import late, late_small

DECIDES, RECOMMENDS, USES = "decides", "recommends", "uses"
_LONGEST = 70

# The first that fits counts, in this order.
_TITLES = (
    (USES, r"""
        assist(?:ant|enz|entin)|asistente|assistente|assistante?|secretar(?:y|ia|io)|secrétaire|
        sekret[äa]r\w*|trainee|
        intern|praktikant\w*|стажер|ассистент|помощник|секретарь|助理|秘书|秘書|文员|跟单|アシスタント|
        秘書|مساعد|سكرتير\w*|
        asistan\w*|sekreter\w*|yardımcısı|auxiliar|receptionist|clerk
    """),
    (RECOMMENDS, r"""
        deputy|vice|stellvertret\w*|adjunto|adjunta|subdirector\w*|adjoint|заместитель|副总|副總|副经理|
        副經理|副理|副社長|副部長|
        نائب|assoc(?:iate)? director|head buyer
    """),
    (DECIDES, r"""
        owner|managing\ member|co-?owner|founder|co-?founder|ceo|c\.e\.o\.?|president|chairman|chairwoman|
        proprietor|managing\ director|
        managing\ partner|general\ manager|general\ director|director\ general|(?:senior\ |
        founding\ )?partner|principal|
        m\.?d\.?|g\.?m\.?|coo|cfo|cto|cpo|chief\ \w+(?:\ \w+)?\ officer|executive\ director|
        director\ of\ [\w ]+|
        (?:purchas\w+|procurement|sourcing|commercial|sales|import|operations|supply\ chain|export|
        finance|technical)\
        director|
        director|vp|v\.p\.|head\ of\ (?:purchas\w+|procurement|sourcing|supply\ chain)|
        geschäftsführ\w*|inhaber\w*|vorstand\w*|prokurist\w*|einkaufsdirektor\w*|gesellschafter\w*|
        eigentümer\w*|
        gerente\ general|director(?:a)?\ (?:general|comercial|ejecutiv[oa]|de\ compras|de\ operaciones)|
        dueñ[oa]|propietari[oa]|presidente|presidenta|socio(?:\ gerente)?|administrador(?:a)?\ únic[oa]|
        fundador(?:a)?|
        diretor(?:a)?(?:\ [\w]+)?|sóci[oa](?:[- ]\w+)?|proprietári[oa]|gerente\ geral|dono|
        directeur|directrice|pdg|p\.d\.g\.?|gérante?|président(?:e)?|associé(?:e)?|fondat\w+|
        dirigeant(?:e)?|
        генеральный\ директор|директор|владелец|собственник|учредитель|президент|гендиректор|
        коммерческий\ директор|индивидуальный\ предприниматель|
        总经理|總經理|董事长|董事長|总裁|總裁|老板|老闆|法人代表|执行董事|董事|厂长|廠長|采购总监|
        採購總監|总监|總監|首席\w+官|创始人|
        合伙人|负责人|社長|代表取締役(?:社長)?|代表取締役|取締役|専務|常務|会長|会长|本部長|工場長|事業部長|
        المدير\ العام|مدير\ عام|المدير\ التنفيذي|الرئيس\ التنفيذي|رئيس\ مجلس\ الإدارة|مالك|صاحب\ الشركة|
        المالك|
        genel\ müdür\w*|yönetim\ kurulu\ başkanı|şirket\ sahibi|firma\ sahibi|sahibi|kurucu\w*|
        şirket\ müdürü|ortağ?ı?|
        direktör\w*|
        amministratore(?:\ \w+)?|titolare|direttore\ generale|대표이사|대표|사장|właściciel|prezes|jednatel|
        vd|verkställande\ direktör|direttore
    """),
    (RECOMMENDS, r"""
        buyer|purchas(?:e|ing|er)(?:\ \w+)?|procurement(?:\ \w+)?|sourcing(?:\ \w+)?|merchandiser|
        merchandising|
        import\ manager|
        supply\ chain|category\ manager|product\ manager|project\ manager|department\ manager|manager|mgr|
        supervisor|
        team\ leader|
        materials?\ manager|commercial\ manager|head\ of\ [\w ]+|chief|consultant|coordinator|foreman|
        [\w]*einkäufer\w*|[\w]*einkauf\w*|[\w]*leiter(?:in)?|beschaff\w*|disponent\w*|
        sachbearbeit\w*\ einkauf|
        gerente|jef[ea]|comprador\w*|compras|encargad[oa]|responsable|coordinador\w*|gestor\w*|
        supervisor\w*|
        chefe|compradora?|responsável|coordenador\w*|suprimentos|
        acheteu\w+|chef|responsable|chargée?\ d['’]\w+|approvisionn\w+|
        менеджер|закуп\w+|снабжен\w+|начальник|руководитель|заведующ\w+|отдел[а]?\ закупок|
        采购|採購|经理|經理|主管|课长|課長|部長|部长|科长|科長|係長|次長|主任|购买|購買|買い付け|
        マネージャー?|バイヤー|リーダー|主査|
        مدير|مشتريات|رئيس|مسؤول|
        satın\ ?alma(?:\ \w+)?|müdür\w*|şefi?|sorumlu\w*|yönetici\w*|
        responsabile|acquisti|buyer|inköp\w*|kierownik|zakup\w*|nákup\w*|과장|부장|차장|팀장|이사|대리|구매
    """),
    (USES, r"""
        engineer(?:ing)?|technician|technical|developer|designer|operator|specialist|analyst|officer|
        administrat\w+|
        controller|quality|qc|qa|logistics|accountant|accounting|finance|executive|representative|salesman|
        saleswoman|sales|export|import|account\ \w+|advisor|expert|staff|architect|researcher|inspector|
        agent|
        ingenieur\w*|techniker\w*|sachbearbeit\w*|buchhalt\w*|vertrieb\w*|konstrukt\w*|
        ingenier[oa]|técnic[oa]|contador\w*|vendedor\w*|analista|ejecutiv[oa]|comercial|logística|
        engenheir[oa]|consultor\w*|
        ingénieur\w*|technicien\w*|comptable|commerciale?|logistique|
        инженер|техник|технолог|бухгалтер|специалист|логист|конструктор|консультант|
        工程师|工程師|技术员|技術|业务员|業務員|业务|業務|外贸|销售|銷售|会计|會計|专员|專員|品质|质检|
        物流|单证|客服|顾问|
        技術者|エンジニア|担当|営業|経理|社員|主事|品質|
        مهندس|محاسب|فني|مندوب|مبيعات|أخصائي|
        mühendis\w*|uzman\w*|teknisyen\w*|muhasebe\w*|satış\w*|lojistik|temsilci\w*|
        ingegnere|tecnico|impiegat[oa]|사원|주임|연구원
    """),
)  # fmt: skip


def _words(table: str) -> str:
    """A table in rows; `\\ ` is a blank within an alternative."""
    return "".join(line.strip() for line in table.replace("\\ ", "\0").split("\n")).replace("\0", " ")


_HAN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"


def _pattern(table: str) -> re.Pattern[str]:
    words = [word for word in _words(table).split("|") if word]
    asian = [word for word in words if re.search(_HAN, word)]
    others = [word for word in words if word not in asian]
    return late(rf"(?<!\w)(?:{'|'.join(others)})(?!\w)|(?:{'|'.join(asian)})", re.IGNORECASE)


_PATTERNS = tuple((power, _pattern(table)) for power, table in _TITLES)
_NO_TITLE = late_small(
    r"@|www\.|https?:|\d{3}|[?!？！。]|\b(?:ltd|gmbh|llc|inc|we|you|please|thanks?|regards|your|our|this|"
    r"is|are|"
    r"for|with|can|will|need|street|road|bitte|danke|por favor|merci|s['’]il)\b|"
    r"\b(?:university|school|institute|faculty|sciences|universität|hochschule)\b|\b(?:section|"
    r"department|dept\.?|division|team|group|unit|cent(?:er|re)|abteilung)$|(?:部|课|"
    r"課|科|室|厂)$|请|您|我|的价|谢谢|お願い|ください",
)


_SAYS = late_small(
    r"[=;{}<>\[\]$]|\b(?:was|were|be|been|has|have|had|would|should|could|may|must|do|does|did|not|call|"
    r"calls|called|send|"
    r"sends|sent|said|says|asked|asks|told|wants?|wanted|needs|needed|came|comes|gets?|got|makes?|made|"
    r"left|leaves|joined|went|goes|"
    r"i|he|she|they|it|us|me|him|them|if|when|that|which|who|my|his|her|their|now|today|tomorrow|yesterday|"
    r"low|high|down|up)\b",
)
_FIELDS = late_small(
    r"sales|export|import|finance|financial|logistics|quality|technical|accounting|accounts?|engineering|"
    r"comercial|"
    r"logística|logistique|lojistik|vertrieb|satış|marketing|international|overseas|foreign|trade|trading|"
    r"global|regional|key|area|purchase|purchasing|procurement|"
    r"operations|shipping|customer|after|service|and|of|de|y|e|et|und|&|[-/,.+]",
)
"""Fields of work: `Export` alone is a title as people write it; `export ABC=1` and `import os` are not."""


@lru_cache(4096)
def power_of(title: str) -> str:
    """decides, recommends or uses; nothing where the words are no title."""
    if not 1 < len(title) <= _LONGEST or len(title.split()) > 9 or _NO_TITLE.search(title):
        return ""
    power, pattern = next(((power, each) for power, each in _PATTERNS if each.search(title)), ("", None))
    if pattern is None or _SAYS.search(title):
        return ""
    return power if power != USES or _is_whole(title, pattern) else ""


def _is_whole(title: str, pattern: re.Pattern[str]) -> bool:
    """Does a word of it name who does the work, or is all of it the name of a field?"""
    if any(_FIELDS.fullmatch(found[0]) is None for found in pattern.finditer(title)):
        return True
    words = re.findall(r"[^\W_]+|[^\w\s]", title)
    return not title[0].islower() and all(_FIELDS.fullmatch(word) for word in words)


def is_title(text: str) -> bool:
    return bool(power_of(text))


_ASIAN_TITLE = late(
    rf"(?:{_HAN}|/){{0,10}}?(?:助理|秘书|文员|跟单员?|总经理|總經理|董事长|董事長|总裁|總裁|总监|總監|"
    rf"厂长|经理|經理|主管|业务员|業務員|"
    r"工程师|工程師|专员|專員|负责人|课长|課長|部長|部长|係長|主任|代表取締役社長|代表取締役|社長|専務|"
    r"常務|取締役|会計|担当|副理|"
    r"采购员?|採購|销售|外贸员|대표이사|대표|과장|부장|차장|팀장|대리|이사)"
)


def is_asian_title(word: str) -> bool:
    """One word that is nothing but a title: `采购经理`, `部長`."""
    return len(word) <= 14 and _ASIAN_TITLE.fullmatch(word) is not None
