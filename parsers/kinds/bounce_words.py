"""How do mail systems say that a mail was not delivered, and whether trying again is of use? Words only.

Text is in small letters. The systems: Postfix, sendmail, Exim, qmail, Courier, OpenSMTPD, Exchange and Office
365, Gmail, Yahoo, AOL, Domino, GroupWise, X.400, PowerMTA, Amazon SES, SendGrid, Mailgun, Coremail (NetEase),
QQ, Aliyun, Sina, 263, Yandex, mail.ru, GMX and web.de, docomo, au, SoftBank, and the filters before them.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from parsers.grammar import Grammar, small
from parsers.late import late

DAEMON = late(
    r"mail(?:er)?[-_. ]?d(?:a|ae)?emon|post[-_. ]?master|mail[-_. ]?deli?ver|mail[-_ ]administrator|\bmdaemon\b|"
    r"microsoftexchange[0-9a-f]{8}|microsoft (?:exchange|outlook)$|^system attendant|delivery subsystem|"
    r"mail (?:system|router|gateway)\b|(?:^|\W)mail server at |^system administrator\b|mail subsystem|smtp gateway|content[-_ ]?filter|antivirus_for_smtp|mail[-_ ]?(?:sweeper|marshal|guard)|smtp_mail_service|lsmtp|"
    r"interscan|mail administrator|bounce[-_ ]?(?:handler|daemon|notice)|^no-?reply-?bounces?$|"
    r"^bounces?[-_.]?(?:noreply|admin)?$|^mta-?daemon|^errors-to$|^xrmail|"
    r"邮件系统|系统管理员|郵件系統|邮件投递|邮件退信|系統管理員|退信|郵件遞送|メール配信|メールシステム|"
    r"почтов\w{1,4} (?:систем|служб|робот)|mailzustell|sistema de correo|sistema de e-?mail|"
    r"système de (?:messagerie|distribution)|bounce\.mail|^mailsystem|^maildelivery"
)
DAEMON_HOST = late(
    r"^(?:email-bounces\.amazonses\.com|mailer-daemon\.|bounces?\.(?:google|mail)|bounce\.secureserver)"
)
HEADERS = (
    "x-failed-recipients",
    "x-ms-exchange-message-is-ndr",
    "x-ms-exchange-organization-dsn-version",
    "x-ndr",
    "x-bounce-type",
    "x-bounce",
    "x-bounced-recipient",
    "x-mailer-daemon",
    "x-qmail-scanner-bounce",
    "x-postfix-bounce",
    "x-ahmailid",
    "x-mlserver",
    "x-mx-bounce",
    "x-delivery-failure",
    "x-mdaf-bounce",
    "x-coremail-dsn",
)
AUTO_SUBJECT_NEAR = late(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:automat\w{0,6} (?:reply|response|antwort)|auto[- ]?(?:reply|response)|"
    r"out of (?:the )?office|vacation|away from|自动回复|自動回覆|自動返信|自動応答|abwesen|respuesta auto|"
    r"réponse auto|resposta auto|автоответ|автоматический ответ|otomatik|رد تلقائي|read:|gelesen:|已读)"
)

# -- the subject -------------------------------------------------------------------------------------

_ANSWERED = late(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:re|fwd?|aw|wg|sv|vs|tr|rv|enc|res|i|rif|ynt|ilt|回复|回覆|答复|转发|轉寄|転送|"
    r"antw|отв|пересл|رد|odp)\s*(?:\[\d{1,3}\])?\s*[:：]"
)
_SUBJECT = Grammar.of(
    "deliver failure fail return undeliv bounce non- nondeliv reject rebut mail message error not delay unknown "
    "退信 投递 投遞 送达 送達 傳遞 遞送 传递 失败 失敗 退回 エラー 配信 届 不達 zustell entreg entrega remis distribu "
    "consegn recapit доставл доставк возвращ teslim iletil تسليم توصيل تعذر bestell olever poštov dostar leveres "
    "nicht notice ndr dsn undeliver undelivered problem sorry trouble",
    r"undeliver|un(?:able|successful) to deliver|can(?:not|'t) (?:be )?deliver|could(?: not|n't) (?:be )?deliver|"
    r"couldn't deliver|(?:was|were|is) not delivered|not (?:been |be )?deliver|"
    r"deliver(?:y|ies) (?:\w{1,15} ){0,2}(?:status|fail|error|has failed|incomplete|delay|problem|notif|report|"
    r"unsuccessful|attempt|issue|warning|suspended|exception|rejected)|"
    r"fail(?:ed|ure)? (?:mail |message |e-?mail )?(?:delivery|notice|to deliver|to send|notification)|"
    r"(?:message|mail|e-?mail) (?:\w{1,12} )?(?:delivery|delay|not delivered|failure|undeliver|bounce|rejected|"
    r"blocked|failed|returned|system error|error|status report|not accepted|not sent|can not be sent)|"
    r"return(?:ed|ing) (?:\w{1,10} )?(?:mail|message|e-?mail|to (?:the )?sender)|"
    r"non[- ]?delivery|nondeliver|^\W{0,3}ndn:|^\W{0,3}ndr:|^bounced? |bounce(?:d)? (?:mail|message|notif)|^\W{0,3}rejected: |"
    r"^\W{0,3}failed (?:mail|message|e-?mail)|^failure notice|notice: mail|^\W{0,3}failed:|permanent delivery|"
    r"warning: (?:message|could not send|delayed|your mail)|message frozen|"
    r"^mail failure|mail system error|error sending|error (?:in|while) (?:deliver|send)|error report|"
    r"(?:had an error|trouble|problem|error) (?:deliver|send)ing (?:your|the)|"
    r"user (?:unknown|not found)|unknown (?:user|recipient|address)|"
    r"address (?:not found|unknown|no longer)|no such (?:user|address)|mailbox (?:full|unavailable|is full|not found)|"
    r"your (?:message|mail|e-?mail)[^.]{0,80}(?:couldn't|could not|cannot|was not|not be|rejected|returned|blocked)|"
    r"rejected (?:mail|message|e-?mail|posting)|(?:mail|message|e-?mail) (?:was )?(?:rejected|refused|bounced)|"
    r"sorry, your message|the following address|invalid (?:address|recipient|e-?mail)|"
    r"退信|退回|无法(?:投递|送达|发送|传递)|無法(?:傳遞|遞送|投遞|送達|寄送|傳送)|未(?:能)?(?:送达|送達|投递|投遞|"
    r"傳遞)|(?:投递|发送|送达|发信|投遞|傳送|寄送|传递|傳遞)(?:状态|狀態)?(?:失败|失敗|延迟|延遲|报告|通知|错误|异常)|"
    r"邮件(?:被)?退|系统退|"
    r"配信(?:不能|でき|エラー|失敗|不可|遅延)|エラーメール|不達|届きません|届けられ|送信(?:エラー|できません|失敗)|"
    r"メール(?:が|を)?(?:戻|返送|配送)|返送され|配送(?:できません|不能|エラー)|"
    r"unzustellbar|nicht zu(?:gestellt|stellbar|stellen)|zustell(?:ung|fehler|bericht)\w{0,15}|"
    r"zustellungsfehler|unzustell|"
    r"no se (?:puede|pudo|ha podido) entreg|no (?:fue |ha sido )?entreg|entrega (?:fallida|fracasada)|"
    r"(?:error|fallo|falla|problema) (?:en|de|al) (?:la )?entreg|(?:correo|mensaje) (?:devuelto|rechazado|no)|"
    r"não (?:foi )?(?:entreg|pôde ser entreg)|falha (?:na|de) entrega|(?:mensagem|e-?mail) devolvid|"
    r"não (?:é possível|foi possível) entregar|nao entregue|"
    r"non[ _](?:remis|distribu|délivr|delivr|transmis)|échec (?:de |d')?(?:la )?(?:remise|distribution|livraison|"
    r"envoi|l'envoi)|(?:remise|livraison|distribution) (?:\w{1,12} )?(?:impossible|échou|différée|retardée)|"
    r"n'a pas (?:pu être|été) (?:remis|distribu|délivr|envoy)|retour à l'expéditeur|"
    r"mancata consegna|non recapit|impossibile (?:recapit|consegn)|consegna (?:fallita|non riuscita)|"
    r"не (?:был\w? )?(?:доставл|удалось (?:доставить|отправить))|недоставл|недоставк|"
    r"(?:ошибка|сбой|отказ|уведомление|отчет|отчёт)[^.]{0,30}доставк|"
    r"невозможно доставить|возвращен|"
    r"teslim (?:edile|edilme)|teslimat (?:başarısız|hata|durum)|iletil(?:e)?med|gönderil(?:e)?med|iletim hatası|"
    r"تعذر (?:ال)?تسليم|تعذر توصيل|فشل (?:في )?(?:ال)?(?:تسليم|توصيل|إرسال)|لم يتم (?:تسليم|توصيل)|"
    r"olevererbart|kan niet worden|niet bezorgd|onbestelbaar|ni[_ ]remis|nie dostarcz|niedostarcz|"
    r"levering mislukt|kunne ikke leveres|inte levereras|ei voitu toimittaa|nedoruč|kézbesíthetetlen",
)
_NOT_BOUNCED = late(
    r"\b(?:goods?|parcel|shipment|package|cargo|container|order|paquete|pedido|colis|sendung|paket|груз)\b|货|包裹|貨物"
)
"""Parcels are undeliverable too."""


PARCEL = late(
    r"\b(?:parcel|package|shipment|courier|consignment|paquete|colis|paket|sendung|encomenda|посылк\w*|kargo)\b|快递|包裹|貨物|荷物|お届け物|شحنة"
)
"""What couriers cannot deliver, and say so in the same words."""


def is_subject(subject: str) -> bool:
    """The subject of a returned mail; not that of an answer to one, or of one handed on."""
    said = small(subject[:300])
    if _ANSWERED.match(said) or not _SUBJECT.finds(said):
        return False
    return not _NOT_BOUNCED.search(said[:40].partition(":")[0])


# -- the text ----------------------------------------------------------------------------------------

TEXT = Grammar.of(
    "deliver returned bounce reject refused block discard quarantin longer quota accept undeliver valid known permanent error recipient mail message failed unable unknown attempt "
    "退 投递 送达 投遞 傳遞 遞送 发送失败 失败 エラー 配信 届 送信 zustell zugestellt entreg remis remettre distribu "
    "consegn доставл доставить teslim iletil تسليم توصيل تعذر",
    # what everybody says
    r"(?:message|mail|e-?mail|letter|it)\b[^.!?]{0,160}"
    r"(?:could not|couldn't|cannot|can't|can not|was not|wasn't|were not|has not|hasn't|not) "
    r"(?:yet )?(?:be |been )?(?:successfully )?(?:deliver|accepted by|received by|sent to|transmitted)",
    r"(?:unable|not able|failed|cannot|could not|couldn't|failure|trouble|impossible|attempts?|attempting|trying) "
    r"(?:to )?(?:be )?(?:deliver|send|transmit|relay)(?:ing|ed)?\b",
    r"deliver(?:y|ies)? (?:of|to|for) [^\n]{0,200}\b(?:fail|was unsuccessful|has been (?:delayed|suspended)|"
    r"is delayed|not possible|could not)",
    r"delivery (?:has |to the following [^\n]{0,60})?(?:failed|is delayed|was delayed|error|status notification|"
    r"problems?|attempts? (?:have )?fail|incomplete|temporarily suspended)",
    r"undeliverable|returned (?:mail|to (?:the )?sender|message|undelivered|because)|being returned|"
    r"message (?:was |has been |is )?(?:automatically )?(?:returned|rejected|bounced|refused|blocked)",
    r"(?:following|these|this|one or more) (?:recipient|address|e-?mail address|user)[^.]{0,60}"
    r"(?:fail|could not|cannot|was not|did not|not reach|problem|unknown|reject|error|invalid)",
    r"did not (?:reach|receive)|(?:not|never) reach(?:ed)? (?:the|some or all)",
    r"(?:permanent|fatal|permanently|temporary|transient)[- ](?:fatal )?(?:error|failure|fail|deliver)",
    r"recipient'?s? (?:address(?:es)? )?(?:was |is |were )?(?:not found|rejected|unknown|does not exist|mailbox)",
    r"(?:user|recipient|mailbox|address|account)\W{0,3}[^\n]{0,60}(?:unknown|does(?: not|n't) exist|not found|"
    r"is full|over quota|unavailable|no such|disabled|exceed|not listed|has been (?:disabled|suspended))",
    r"(?:unknown|no such|invalid|bad|incorrect|non-?existent) (?:user|recipient|address|mailbox|host|domain)",
    r"not (?:a |an )?(?:valid|known|existing|active) (?:\w{1,10} )?(?:user|address|recipient|mailbox|account|e-?mail)|"
    r"address(?:es)? (?:not found|failed|rejected)|mailbox (?:full|unavailable|not found|quota)",
    r"(?:message|mail|e-?mail)\b[^.!?\n]{0,120}(?:was|were|has been|have been|is|are) (?:being )?(?:\w{1,14} ){0,2}(?:rejected|returned|"
    r"bounced|refused|blocked|discarded|undelivered|quarantined)",
    r"(?:address|mailbox|account|e-?mail|user)\b[^.!?\n]{0,80}no longer (?:\w{1,12} )?(?:valid|active|in use|exist|available|accept|in service|work|"
    r"a valid|supported|receiv)|(?:message|mail) to [^\n]{3,120} (?:failed|bounced|was rejected)|over (?:its |their )?quota|"
    r"not (?:currently )?accept(?:ing)? (?:any )?(?:mail|messages|e-?mail)",
    # by system
    r"hi\. this is the |this is the (?:qmail|mail system|postfix|mailer-daemon|dragonfly|mail delivery)|"
    r"i'm afraid i wasn't able to deliver|i wasn't able to deliver|"
    r"this is the mail system at host|created automatically by (?:mail|the) |"
    r"transcript of session follows|the original message was received at|the following addresses had",
    r"remote (?:host|mail server|server|mta) (?:said|returned|answered|rejected)|generating server|"
    r"delivery has failed to these recipients|diagnostic information for administrators",
    r"this report relates to a message you sent|reasons? for (?:the )?(?:failure|return)|failure reasons",
    r"body of message generated response|unknown user: |undeliverable to the following|could not be sent",
    r"this is a permanent error|giving up on|i've given up|couldn't be found or is|wasn't found at|isn't on the list",
    r"group you tried to contact|mail (?:delivery )?(?:system|subsystem)|your message wasn't delivered",
    r"(?:delivery of the (?:e-?mail|message)|e-?mail) was stopped|(?:message|mail) (?:was|is) (?:\w{1,12} )?considered|"
    r"server message|here is your returned mail|message could not be delivered to mobile|error-for:",
    # by language
    r"退信|退回|无法(?:投递|送达|发送|传递|到达)|無法(?:傳遞|遞送|投遞|送達|寄送|傳送)|"
    r"未(?:能)?(?:成功)?(?:送达|送達|投递|投遞|傳遞|发送)|(?:投递|发送|送达|投遞|傳送|寄送|传递)(?:失败|失敗|不成功)|"
    r"不能(?:投递|送达|发送)|(?:收件人|用户|邮箱|帳號|收件者|信箱)[^\n]{0,40}(?:不存在|已满|已滿|错误|錯誤|无效|停用|"
    r"被禁用|冻结|拒收|拒绝)|被(?:对方|收件)[^\n]{0,20}(?:拒|退)",
    r"配信(?:でき|不能|エラー|に失敗|されません)|届(?:きません|けられ|かなかった|けること)|送信(?:できません|でき"
    r"なかった|に失敗)|宛先[^\n]{0,30}(?:不明|見つかりません|存在しません|エラー)|送達(?:でき|不能)|"
    r"アドレス(?:が|は)[^\n]{0,20}(?:存在|見つか|無効|間違)|お届けできません",
    r"unzustellbar|nicht (?:\w{1,15} )?zu(?:gestellt|stellbar|stellen)|zustellung[^.]{0,60}(?:fehlgeschlagen|"
    r"nicht möglich|gescheitert|verzögert|endgültig)|empfänger[^.\n]{0,40}(?:unbekannt|nicht)",
    r"no (?:se )?(?:ha )?(?:pudo|puede|podido) (?:ser )?(?:entreg|envi)|no (?:fue |ha sido |pudo ser )?entreg|"
    r"imposible entregar|no se entregó|entrega[^.]{0,40}(?:fall|error)",
    r"não (?:foi |pôde ser |pode ser )?(?:possível )?(?:entreg|enviad)|falha (?:na|de) entrega|problema ao entregar|"
    r"nao foi entregue|não foi encontrado",
    r"n'a pas (?:pu être |été |pu )(?:remis|distribu|délivr|envoy|achemin)|impossible de (?:remettre|distribuer|"
    r"délivrer|livrer|joindre)|échec de (?:la )?(?:remise|distribution|livraison)|non[- ](?:remis|distribu)",
    r"non (?:è stato |può essere |è stato possibile )?(?:recapit|consegn)|impossibile (?:recapit|consegn)",
    r"не (?:был\w? |может быть |удалось |могло быть )?(?:доставл|доставить|отправ)|недоставл|невозможно доставить|"
    r"доставка[^.]{0,60}(?:невозможн|не удал|ошибк|задерж)",
    r"teslim edil(?:e)?m|iletil(?:e)?med|gönderil(?:e)?med|ulaştırılamad",
    r"تعذر (?:ال)?(?:تسليم|توصيل|إرسال)|لم (?:يتم |نتمكن من )(?:تسليم|توصيل)|فشل (?:في )?(?:ال)?(?:تسليم|توصيل)",
)
SMTP_ANSWER = late(
    r"(?<![\d.])(?:4[25][0-2]|5[0-5]\d)[ -]{1,2}(?:#|\(#)?[45]\.\d{1,2}\.\d{1,3}(?![\d.])|"
    r"(?:status|dsn|code|error)\W{1,4}[45]\.\d{1,2}\.\d{1,3}(?![\d.])|#[45]\.\d\.\d|"
    r"(?:smtp|esmtp)[ -](?:error|response|code)|(?:said|returned|answered|responded|replied)\W{1,3}[45]\d\d\b|<<< ?[45]\d\d\b|"
    r"<[^\s<>@]{1,80}@[^\s<>]{1,80}>[:：]?\W{0,6}(?:host\b|[45]\d\d[ -])|"
    r"\bhost [\w.-]{3,80} ?\[[\da-f.:]{3,45}\]"
)
"""A code alone is a count of goods: a status, the words of a program or the address stands by it."""
DELAYED = Grammar.of(
    "delay warning yet retry retri continue keep try still deferred suspended 延迟 延遲 重试 重試 尚未 遅延 再送 "
    "verzögert retras atras retard différ задерж отложен gecik تأخ yet.",
    r"not (?:yet )?(?:been )?delivered yet|not yet (?:been )?delivered|has not yet been|(?:delivery|message|mail) "
    r"(?:is |was |has been |status notification \()?delay|\bdelayed\b|will (?:keep|continue|be retried|retry)|"
    r"keep trying|still being retried|do not need to resend|no action is required|warning message only|"
    r"warning: could not send|temporarily deferred|will be tried|继续尝试|繼續嘗試|延迟|延遲|重试|重試|尚未|"
    r"遅延|再送|verzögert|retrasad|atrasad|retardée?|différée?|задерж|отложен|gecikti|تأخ",
)

# -- is trying again of use? -------------------------------------------------------------------------

STATUS = late(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]|\s*\.\d)")
_CODE = late(r"(?<![\d.:/#-])([45])[0-5]\d(?=[\s:;,#)-]|$)")
_FOR_NOW = late(
    r"(?:mail ?box|quota|inbox|account|disk|storage|user)[^.]{0,40}(?:is )?(?:full|exceeded|over|limit|out of)|"
    r"over ?quota|quota exceed|exceed(?:s|ed)?[^.]{0,40}(?:quota|storage|size allowed|disk|mailbox size)|"
    r"(?:mailbox|not enough|insufficient)[^.]{0,20}(?:storage|space|full)|full mailbox|"
    r"try again|temporar|greylist|graylist|timed? ?out|too many|rate limit|throttl|deferred|"
    r"connection (?:refused|reset|lost)|no route to host|"
    r"(?:host|ip|server|address|sender|message|mail)[^.\n]{0,60}(?:block|black ?list|blocklist|listed (?:in|at|on))|"
    r"blocked (?:using|by|due)|block ?list|spam|reputation|\brbl\b|dnsbl|unsolicited|"
    r"邮箱(?:空间)?(?:已)?满|容量|空间不足|信箱已滿|超過配額|超出配额|稍后|暂时|频率|垃圾邮件|"
    r"容量超過|メールボックスがいっぱい|一時的|postfach (?:ist )?voll|voll\b|überschritten|"
    r"buz[oó]n (?:est[aá] )?lleno|caixa (?:postal |de correio )?(?:est[aá] )?cheia|boîte[^.]{0,30}pleine|"
    r"переполнен|ящик полон|kutusu dolu|ممتلئ"
)
_FOREVER = late(
    r"unknown|not found|no such|no user|no mailbox|does(?: not|n't) exist|not exist|invalid|non-?existent|"
    r"no longer (?:available|valid|active|exist|in use)|unavailable|inactive|disabled|deactivated|suspended|discontinued|"
    r"not (?:a )?(?:valid|known|listed|recogni[sz]ed|have an? (?:\w+ )?account)|undeliverable|permanent|"
    r"fatal|relay(?:ing)? (?:denied|not permitted)|address rejected|rejected|refused|unrouteable|unroutable|"
    r"couldn't find|could not be found|can't be found|couldn't be found|wasn't found|isn't |gave up|unable to|"
    r"不存在|找不到|无此|無此|不正确|错误|错|停用|注销|禁用|冻结|拒|存在しません|見つかりません|不明|"
    r"unbekannt|existiert nicht|nicht gefunden|ungültig|no existe|no (?:se )?encontr|não existe|inexistente|desconocid|"
    r"desconhecid|n'existe pas|inconnu|introuvable|не существует|не найден|неизвест|bulunam|bilinmeyen|mevcut değil|"
    r"غير موجود|غير معروف"
)
_NOBODY_THERE = late(
    r"(?:is |are )?not accepting mail from|unknown address error|(?:user|recipient|address|mailbox|account)[^.\n]{0,30} (?:unknown|not found|"
    r"does(?: not|n't) exist|suspended\b|non-?existent|not exist)|no such (?:user|recipient|mailbox)|"
    r"mailbox unavailable or access denied|(?:邮箱|用户|帐号|账号|收件人|地址)\S{0,8}(?:不存在|未启用|已注销|无效|错误)|"
    r"(?:宛先|メールアドレス|ユーザ)[^\n]{0,30}(?:不明|見つかりません|存在しません)|not (?:found|exist)[^.\n]{0,20} \(?docomo"
)
"""AOL (`not accepting mail from`), docomo (`550 Unknown address error`), QQ and exmail (554 to a recipient it does not know)."""
_PASSES = late(
    r"greylist|graylist|try again|temporar|over ?quota|quota exceed|mail ?box (?:is )?full|full mailbox|稍后|暂时|已满|已滿"
)
_SOFT_DETAILS = ("2.2", "2.3", "3.1", "3.2", "4.1", "4.2", "4.3", "4.5", "4.6", "4.7", "5.3")
"""Of a status 5.x.x (RFC 3463) that may pass: mailbox full, system full, no answer, congestion, expired."""
_GENERAL = ("0.0", "1.0", "3.0", "5.0", "7.0", "7.1")


def is_hard(status: str, why: str) -> bool:
    """By enhanced status, else by the server's code, else by words; words may soften what says little.

    A refusal by policy (5.7.x) is hard as its class says, unless the words speak of greylisting, of a block that
    may be lifted or of trying again. A sender refused by name or a recipient who is unknown stays so.
    """
    said = small(why[:2000])
    if status.partition(".")[0] in ("", "5") and _NOBODY_THERE.search(said) and not _PASSES.search(said):
        return True
    sort, _, detail = status.partition(".")
    if sort in ("2", "4"):
        return False
    if sort == "5" and detail not in _GENERAL:
        return detail not in _SOFT_DETAILS
    if _FOR_NOW.search(said):
        return False
    code = _CODE.search(said)
    if sort == "5" or code:
        return sort == "5" or (code is not None and code[1] == "5")
    return _FOREVER.search(said) is not None


def tells(text: str) -> bool:
    """Do these words say why?"""
    said = small(text)
    return any(pattern.search(said) for pattern in (STATUS, _CODE, _FOR_NOW, _FOREVER))


def answer_in(text: str) -> str:
    """From the server's own answer on, where there is one."""
    found = re.search(
        r"(?:said|returned|response|reason|原因|错误)\W{1,6}(?=\S)|(?<![\d.])[45]\d\d[ -]", text
    )
    return text[found.start() :] if found else text
