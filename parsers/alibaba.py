"""An inquiry relayed by Alibaba: the buyer is in the form, not in From.

No template is documented and they change often, so the labels are read, in English and Chinese, wherever they
stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from model import Direction, Kind, Mail, Nature, Ours, Party, Reading
from parsers import automatic, countries, fields

NAME = "alibaba"
_DOMAIN = "alibaba.com"
_MEANING: dict[str, str] = {
    label: meaning
    for meaning, labels in {
        "name": "name|buyer|buyer name|buyer's name|contact|contact name|contact person|from|sender|"
        "customer|customer name|"
        "买家|买家姓名|买家名称|姓名|联系人|客户|客户姓名|客户名称|发件人|買家|聯絡人|聯繫人",
        "company": "company|company name|buyer company|business name|organization|公司|公司名称|"
        "公司名|买家公司|企业名称|公司名稱",
        "country": "country|country/region|country / region|location|region|registered location|"
        "buyer location|buyer country|"
        "国家|国家/地区|国家地区|国家或地区|所在国家|所在地|地区|買家國家|國家|國家/地區",
        "email": "email|e-mail|email address|e-mail address|mail|buyer email|邮箱|电子邮箱|电子邮件|"
        "邮件地址|邮箱地址|邮件|電子郵件",
        "phone": "phone|tel|telephone|mobile|phone number|mobile phone|whatsapp|contact number|tel/whatsapp|"
        "电话|手机|联系电话|手机号|手机号码|电话号码|電話|手機",
        "product": "product|product name|products|item|subject|inquiry product|product of interest|regarding|"
        "产品|产品名称|商品|询盘产品|意向产品|采购产品|主题|產品|產品名稱",
        "quantity": "quantity|order quantity|purchase quantity|qty|quantity required|annual purchase volume|"
        "数量|采购数量|采购量|订购数量|需求数量|購買數量|數量",
        "message": "message|inquiry|inquiry details|inquiry content|message content|details|content|"
        "requirements|"
        "buyer's message|buying request|description|留言|询盘内容|询盘详情|内容|消息|消息内容|"
        "买家留言|详细信息|需求描述|采购需求|訊息|內容",
    }.items()
    for label in labels.split("|")
}
_SENT_BY = re.compile(
    r"(?:inquiry|message|request|quotation request) from (?:buyer )?(?P<en>[^,.:\n(\[]{2,60})|"
    r"(?P<en2>[^,.:\n\[\]]{2,60}?) (?:has )?sent you (?:an? )?(?:new )?(?:inquiry|message)|"
    r"(?:来自|收到)(?:买家)?(?P<zh>[^的,，。:：\n]{1,40}?)的(?:新)?(?:询盘|留言|消息)",
    re.IGNORECASE,
)
_END = re.compile(
    r"reply now|reply(?:ing)? to (?:the buyer|buyer|this (?:e-?)?mail|this message)|"
    r"view (?:detail|message|inquiry)|click here|log ?in to|"
    r"sign in to|go to (?:message|inquiry)|"
    r"this e-?mail (?:was|is) sent|you (?:are )?receiv|unsubscribe|copyright|©|alibaba\.com|"
    r"best regards,? *alibaba|"
    r"立即回复|查看详情|点击(?:这里|查看)|登录(?:后台)?|此(?:邮件|信)(?:由|为)?系统|请勿直接回复|退订|"
    r"版权所有|阿里巴巴",
    re.IGNORECASE,
)


def recognises(mail: Mail, ours: Ours) -> bool:
    """Mail from Alibaba itself, not mail that speaks of it, nor a look-alike domain."""
    domain = mail.sender.domain
    return (domain == _DOMAIN or domain.endswith("." + _DOMAIN)) and not ours.owns(mail.sender)


def read(mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading:
    said = fields.labelled(mail.text, _MEANING)
    message = _message(mail.text) or _without_footer(said.get("message", ""))
    buyer = _buyer(mail, said, ours)
    nature = _judged(nature, buyer, message, said)
    portal = nature.kind is Kind.PORTAL
    return Reading(
        parser=NAME,
        nature=nature,
        direction=direction,
        parties=(buyer,) if portal else (Party(mail.sender.email, mail.sender.name),),
        parents=mail.parents,
        subject=mail.subject,
        own_words=message if portal and message else mail.text.strip("\n"),
        fields=tuple({**said, **({"message": message} if message else {})}.items()),
        failed=automatic.failed_recipients(mail) if nature.kind is Kind.BOUNCE else (),
        attachments=tuple(attachment.name or attachment.type for attachment in mail.attachments),
    )


def _judged(nature: Nature, buyer: Party, message: str, said: Mapping[str, str]) -> Nature:
    """A bounce stays one. Without buyer and message it is one of the platform's own notices."""
    if nature.kind is Kind.BOUNCE:
        return nature
    if message or (buyer.name and len(said) > 1):
        found = [word for word, there in (("a buyer's name", buyer.name), ("a message", message)) if there]
        return Nature(
            Kind.PORTAL, bool(buyer.name and message), (f"sent by {_DOMAIN} with {' and '.join(found)}",)
        )
    return Nature(
        Kind.SERVICE, True, (f"sent by {_DOMAIN}, but no buyer's name with details and no message in it",)
    )


def _buyer(mail: Mail, said: Mapping[str, str], ours: Ours) -> Party:
    company = said.get("company", "")[:200]
    return Party(
        email=_email(mail, said, ours),
        name=(_name(said.get("name", "")) or _from_subject(mail))[:200],
        company=company,
        company_from="portal" if company else "",
        country=countries.code_of(said.get("country", "")),
        phone=said.get("phone", "")[:60],
    )


_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def _email(mail: Mail, said: Mapping[str, str], ours: Ours) -> str:
    """The form's, else a Reply-To of the buyer's own; relay addresses of the platform are nobody's."""
    found = _ADDRESS.search(said.get("email", ""))
    if found:
        return found[0].lower()
    outside = [a.email for a in mail.reply_to if not a.domain.endswith(_DOMAIN) and not ours.owns(a)]
    return outside[0] if outside else ""


def _name(said: str) -> str:
    """`John Smith <a@b>`, `John Smith (Kenya)`, `Mr. John Smith [Gold buyer]` as the name alone."""
    return re.split(r"[<(\[（【]", said, maxsplit=1)[0].strip(" ,;")


def _from_subject(mail: Mail) -> str:
    found = _SENT_BY.search(mail.subject[:300]) or _SENT_BY.search(mail.text[:600])
    return next((value.strip() for value in found.groups() if value), "") if found else ""


def _message(text: str) -> str:
    return _without_footer(fields.passage(text, _MEANING, "message"))


def _without_footer(message: str) -> str:
    lines = message.split("\n")
    end = next((n for n, line in enumerate(lines) if n and len(line) < 200 and _END.search(line)), len(lines))
    return "\n".join(lines[:end]).strip("\n ")
