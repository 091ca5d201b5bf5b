"""Can these words be the name of a buyer?

Phrases and labels find words where a name should stand; templates change, and then `has`, `KE` or `New
message` stand there. Nick names (`mike_ny88`, `wang`) and firms are names here.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re

from parsers.late import late
from parsers.sender import countries

_LONGEST, _MOST_WORDS = 80, 8


def may_be_name(words: str) -> bool:
    """No code or name of a country, no words of a sentence about an inquiry, no address."""
    if not words or len(words) > _LONGEST or not any(map(str.isalpha, words)):
        return False
    if "://" in words or "@" in words or _NO_NAME_IN_HAN.search(words) or _SITE.search(words):
        return False
    parts = [part.strip(_AROUND) for part in words.split()]
    return len(parts) <= _MOST_WORDS and not _is_country(words) and not _is_sentence(parts)


def _is_country(words: str) -> bool:
    """`KE`, `Kenya`, `Nairobi, Kenya`; `Jordan Lee` and `John Miller, USA` are people."""
    place, comma, _ = words.partition(",")
    return not (comma and " " in place.strip()) and bool(countries.code_of(words))


def _is_sentence(parts: list[str]) -> bool:
    """Of words in small letters one is enough: `You`, `New` and `Has` are surnames too, `has` is none."""
    stops = [part for part in parts if part.casefold() in _NO_NAME]
    return len(stops) == len(parts) or len(stops) > 1 or any(map(str.islower, stops))


_AROUND = " \t.,:;!?\"'“”‘’«»„()[]{}*-–—"
_SITE = late(r"\w\.(?:com|net|org|cn|info|biz|shop|store|eu|io)\b", re.IGNORECASE)
_NO_NAME = frozenset(
    """
    has have had is are was were been will would could can't want wants wanted like need needs ask asks asked
    sent sends send sending left leaves wrote writes says said received receives got gets waiting waits
    talk chat
    contact contacted interested inquired you your yours our ours we us they them this that these those here
    new latest urgent unread just now please dear hello greetings the and from about regarding via
    inquiry inquiries enquiry enquiries inquire message messages request requests requested quotation
    quotations quote quotes rfq rfqs question questions
    order orders reply response respond answer notification notice
    alert reminder buyer buyers customer customers client clients visitor visitors user users member members
    guest supplier seller somebody someone anonymous unknown website site webshop shop store form portal
    enviado enviada envió enviou consulta consultas mensaje mensajes solicitud mensagem mensagens solicitação
    nuevo nueva novo nova usted você comprador cliente quiere quer
    envoyé envoyée vous votre nouveau nouvelle demande souhaite acheteur
    hat haben ihnen ihre eine einen neue neuen neuer nachricht anfrage gesendet geschickt möchte käufer kunde
    вам вас вы отправил отправила прислал прислала написал написала запрос сообщение новый новое новая хочет
    покупатель клиент заказ
    size sizin bir yeni mesaj mesajı talep talebi gönderdi istiyor müşteri alıcı
    لديك لك إليك أرسل أرسلت رسالة استفسار جديد جديدة طلب يريد المشتري العميل
    """.split()
)
_NO_NAME_IN_HAN = late(
    r"询盘|詢盤|询价|詢價|留言|消息|訊息|站内信|发来|發來|发送|發送|您|你好|给你|客户|客戶|买家|買家|采购商|採購商|"
    r"一封|一条|一條|一个|一個|一則|^新$|用户|会员|访客|有限公司的|网站|平台|问い合わせ|問い合わせ|問合せ|お客様|メッセージ"
)
