"""Which lines are nobody's words: disclaimers, footers of lists, virus scanners, phones, gateways?"""

from __future__ import annotations

import re

from parsers.late import BLANKS, beginnings, begins, late, late_small

# One line each: what a program or a gateway adds by itself.
DEVICE = late_small(
    r"[\s*_>-]{0,4}(?:ᐧ$|sent (?:wirelessly )?(?:from|via|with|using|by) (?:my |the |outlook|yahoo|mail\b|"
    r"iphone|ipad|"
    r"huawei|samsung|xiaomi|"
    r"gmail|proton|windows|android|mobile|blackberry|aol|a |blue|nine|mailbird|spark|bluemail|email\.com|"
    r"web\.de|gmx)|"
    r"sent on the go|sent from mailbox|via mobile$|get (?:outlook|bluemail|typeapp) for|download bluemail|"
    r"发自我的|發自我的|發自我嘅|从我的|從我的|來自我的|来自我的|发送自|傳送自|寄自我|从 ?.{1,20}发送|"
    r"(?:获取|下载|取得|下載)\s?(?:适用于|適用於)?.{0,12}outlook|"
    r"取得\s?(?:適用於|outlook|ios|android)|来自 ?.{1,20}(?:邮箱|手机|客户端)$|由.{1,20}(?:邮箱|"
    r"手机).{0,6}发送|发自(?:我的)?.{0,20}(?:手机|iphone|邮箱|"
    r"mail)|"
    r"von (?:meine[mr]|unterwegs|iphone|outlook|mobil).{0,40}gesendet|gesendet (?:von|mit|über)|"
    r"diese nachricht wurde von meinem|mit der .{2,30} app gesendet|outlook für (?:ios|android|mac)|"
    r"holen sie sich outlook|"
    r"enviado (?:desde|con|a partir)|obt[eé]n(?:er|ga)? outlook|enviado (?:do|pelo|via)|obter o outlook|"
    r"envoyé (?:sans fil )?(?:de|depuis|à partir|avec|par mon)|obtenir outlook|télécharger outlook|"
    r"inviato (?:da|dal|con)|"
    r"ottieni outlook|"
    r"(?:verzonden|verstuurd) (?:van|met|via)|skickat från|sendt fra|lähetetty \w{2,20}(?:sta|stä|lla|llä)\b|"
    r"lähetetty (?:samsung|huawei|android)|wysłan[eoy] z|odesláno z|odoslané z|trimis de pe|poslano s|"
    r"elküldve az? |надіслано з|provenance\s?: (?:courrier|mail)|excuse (?:my )?brevity|"
    r"typed (?:with|on) (?:my )?(?:thumbs|phone)|"
    r"отправлено (?:с|из|со|через)|отправлен[оа]? (?:с|из)|послано с|скачать outlook|"
    r"iphoneから|outlook for (?:ios|android) を|"
    r"تم إرسالها من|الحصول على outlook|أ?ُ?رسلت? من|تم الإرسال من|مُ?رسلت? من|أُ?رسل من|احصل على outlook)",
)
_DEVICE_BEGINS = beginnings(
    """
    从 由 di do el en ex ge ho in ip lä mi ob od ot ou po pr se sk tr ty té ve vi vo wy на от по ск
    أر أُ اح ال تم رس مر مُ ُر ᐧ 下載 下载 來自 傳送 发自 发送 取得 寄自 從我 来自 發自 获取
    """
)
_DEVICE_MARKS = BLANKS + "*_>-"
"""First letters of the pattern, behind the marks it skips: most lines need not be asked."""
_DEVICE_LAST = ("から送信", "より送信", "gönderildi", "에서 보냄", "傳送", "发送", "edinin")
"""In these languages the verb stands last: `iPhone'umdan gönderildi`; `Numuneler gönderildi` are words."""
_THING = late_small(
    r"i?phone|ipad|android|samsung|galaxy|huawei|honor|xiaomi|redmi|oppo|vivo|windows|outlook|mail|blackberry|"
    r"nokia|sony|xperia|手机|手機|邮箱|郵箱|邮件|郵件|信箱|平板|电脑|スマートフォン|携帯|아이폰|메일|telefon|cihaz|"
    r"posta|uygulama"
)
_CARRIER = late_small(
    r"\b(?:dhl|ups|fedex|tnt|ems|dpd|gls|courier|kurier|correos|seur|freight|parcel|paket)\b"
)
"""`Sent by DHL` says how the goods left."""
_PROGRAM = late(
    r"[\s*_>-]{0,4}(?:(?:Sent|sent|SENT) (?:from|via|with|using|by) (?:my )?[A-Z][\w'’+-]{1,20}"
    r"(?: [^\s,;:?]{1,20}){0,5}"
    r"|(?:来自|发自|來自|發自|发送自)\s?[^\s，。,？?]{1,12}"
    r"|(?:[^\s,;:?]{1,14} ){0,4}Outlook(?: [^\s,;:?]{1,12}){0,3} (?:Android|iOS)\S{0,4}"
    r"(?: [^\s,;:?]{1,12})?)[.!]?\s*$"
)
"""Any program or telephone, with a name that we do not know."""
_PROGRAM_BEGINS = frozenset("Ss来发來發")
_AFTER_DEVICE = late(r"[.!]?\s*\S*(?:\s+\S+){0,9}\s*$")

# The beginning of a paragraph of law, ecology or advertising; what follows is judged by LEGAL_WORDS.
DISCLAIMER = late_small(
    r"[\s*_#=~>|-]{0,8}(?:"
    r"(?:legal |email |e-mail )?disclaimer\b\s*(?:[:：.\-]|$)|(?:legal|privacy|important|"
    r"confidentiality) notice\b\s*(?:[:：.\-–]|$)|"
    r"confidentiality\b(?: note| statement| warning)?\s*(?:[:：.\-–]|$)|confidential\s*$|"
    r"(?:strictly )?(?:private (?:and|&) )?confidential(?:ity)?[ :][^.]{0,60}(?:e-?mail|message|"
    r"communication|recipient)|"
    r"(?:this|the|all) (?:e-?mails?|messages?|communications?|transmissions?|electronic|information|"
    r"contents?)[^.]{0,160}"
    r"(?:confidential|intended|privileged|may contain|attachments|proprietary|solely)|"
    r"if you (?:are not|have received) (?:the intended|this)|the information (?:contained |"
    r"transmitted )?in this|"
    r"any (?:unauthori[sz]ed|dissemination|views or opinions)|"
    r"(?:please )?(?:consider|think (?:of|about)|save) (?:the |our )?(?:environment|trees?|paper|"
    r"planet)[^?]{0,60}|"
    r"(?:please )?think (?:before|twice)[^.]{0,20} print|(?:please )?consider the environment|"
    r"(?:please )?(?:do not|don't) print this|before printing|save (?:a tree|paper)|go green|🌳|🌱|"
    r"diese (?:e-?mail|nachricht)[^.]{0,80}(?:vertraulich|enth[aä]lt|bestimmt|rechtlich)|der inhalt dieser|"
    r"diese (?:e-?mail|nachricht) (?:und|enth|ist)|vertraulichkeits\w*|haftungsausschluss|hinweis:? diese|"
    r"(?:bitte )?(?:denken sie|prüfen sie|der umwelt|schonen sie)[^.]{0,40}(?:umwelt|drucken|ausdruck)|"
    r"der umwelt zuliebe|"
    r"informationen? (?:nach|gem[aä]ß|zum) (?:art|datenschutz|der dsgvo)|unsere datenschutz|"
    r"(?:este|el presente|esta|la información) (?:mensaje|correo|e-?mail|"
    r"comunicaci[oó]n)?[^.]{0,120}(?:confidencial|"
    r"destinatari|privilegiad)|aviso (?:legal|de (?:confidencialidad|privacidad))|"
    r"(?:antes de imprimir|no imprima|piense en el medio)|"
    r"(?:esta mensagem|este e-?mail|esta comunicação|as informações)[^.]{0,120}(?:confidencia|destinat|"
    r"privilegiad|sigil)|"
    r"aviso de confidencialidade|antes de imprimir|"
    r"(?:ce|cet|le présent) (?:message|courriel|e?-?mail|courrier)[^.]{0,120}(?:confidentiel|destin|"
    r"établi)|"
    r"avis de confidentialité|pensez à l['’ ]|n['’]imprimez|avant d['’]imprimer|"
    r"(?:questo messaggio|questa e-?mail|le informazioni)[^.]{0,120}(?:riservat|confidenzial|destinat)|"
    r"(?:本|此|该|這封|这封)(?:电子|電子)?(?:邮件|郵件|信件|信息|e-?mail)[^。]{0,60}(?:机密|機密|保密|"
    r"专有|仅供|僅供|收件人|特定|附件|"
    r"法律|隱私|隐私)|免责声明|免責聲明|保密声明|保密聲明|保密提示|【?(?:机密|保密|免责)(?:声明|提示)|"
    r"请考虑环境|為環境|打印(?:此|本)邮件前|"
    r"(?:この|本)(?:電子)?メール[^。]{0,60}(?:機密|秘密|宛|受信者|限|含)|【?(?:ご注意|免責事項|機密保持)|"
    r"印刷する前に|"
    r"(?:настоящее|данное|это) (?:электронное )?(?:сообщение|письмо)[^.]{0,120}(?:конфиденц|предназнач|"
    r"содерж)|"
    r"уведомление о конфиденциальности|информация,? содержащаяся|(?:пожалуйста, )?(?:подумайте|берегите|"
    r"не печатайте)[^.]{0,40}"
    r"(?:природ|печат|окружающ)|"
    r"(?:هذه الرسالة|هذا البريد|إن هذه الرسالة|تحتوي هذه|المعلومات الواردة)[^.]{0,100}(?:سري|خاص|موجه|"
    r"المرسل إليه)|إخلاء مسؤولية|"
    r"bu (?:e-?posta|elektronik posta|mesaj|ileti)[^.]{0,120}(?:gizli|özel|yalnızca|sadece|içer)|"
    r"yasal uyarı|gizlilik (?:notu|"
    r"bildirimi)|lütfen çevre|"
    r"dit (?:e-?mail)?bericht[^.]{0,80}vertrouwelijk|"
    r"(?:virus-free|avast|this e-?mail (?:has been|was|is) (?:checked|scanned|protected)|scanned by|"
    r"checked by avg|"
    r"no virus found|diese e-?mail wurde (?:von|auf)|este (?:mensaje|correo|e-?mail) (?:ha sido|foi|"
    r"está) (?:analizado|"
    r"verificado|comprobado|escaneado)|(?:cet|l['’])[ ]?(?:e-?mail|absence) [^.]{0,40}(?:vérifi|virus)|"
    r"garanti sans virus|libre de virus|"
    r"livre de vírus|virenfrei|без вирусов|проверено на вирусы|这封邮件已由|此邮件已.{0,10}(?:扫描|杀毒)|"
    r"bu e-?posta .{0,30}virüs)|"
    r"(?:to )?unsubscribe\b|if you (?:no longer|don't|do not) (?:wish|want) to receive|"
    r"you (?:are )?receiv(?:ed?|ing) this"
    r"|you can unsubscribe|manage (?:your )?(?:preferences|subscriptions)|退订|退訂|取消订阅|如不想再收到|"
    r"(?:um sich )?(?:vom newsletter )?abzumelden|newsletter abbestellen|abmelden:|darse de baja|"
    r"para cancelar (?:la|su|a sua) "
    r"|se désabonner|pour vous désinscrire|отписаться|إلغاء الاشتراك|abonelikten çık|配信停止|"
    r"registered (?:office|in england|in)|company (?:registration|number|no)\.?\b[^@]{0,60}\d|"
    r"(?:sitz der gesellschaft|amtsgericht|registergericht|handelsregister|geschäftsführ(?:er|ung|"
    r"erin)\s?:|vorstand\s?:|"
    r"aufsichtsrat)"
    r")",
)
_DISCLAIMER_BEGINS = beginnings(
    """
    🌱 🌳 ab al am an as au av be bi bu ce ch co da de di do e- el em es ga ge gi go ha hi if im in
    l' la le li lü l’ ma n' ne no n’ pa pe pi pl po pr qu re sa sc se si st th to um un ve vi vo ya
    yo бе да ин на не от по пр ув эт إخ إل إن ال تح هذ 【ご 【保 【免 【机 【機 この ご注 保密 免責
    免责 印刷 取消 如不 打印 本e 本メ 本信 本电 本邮 本郵 本電 机密 機密 此e 此信 此电 此邮 此郵
    此電 為環 该e 该信 该电 该邮 该郵 该電 请考 这封 退訂 退订 這封 配信
    """
)
_DISCLAIMER_MARKS = BLANKS + "*_#=~>|-"
LEGAL_WORDS = late_small(
    r"confidential|recipient|intended|privileged|virus|liab|delete|unauthori[sz]ed|disclos|registered|"
    r"dissemination|print|"
    r"environment|unsubscribe|disclaim|copyright|vertraulich|empfänger|unbefugt|umwelt|handelsregister|"
    r"datenschutz|"
    r"irrtümlich|confidencial|destinatari|divulgaci|imprim|eliminar|confidentiel|destinataire|diffusion|"
    r"riservat|"
    r"конфиденц|адресат|удал|разглаш|печат|сообщени|gizli|alıcı|yetkisiz|silin|çevre|سري|المرسل|حذف|保密|"
    r"机密|機密|收件人|删除|"
    r"刪除|披露|泄露|打印|受信者|削除|印刷|秘密|https?://|www\.",
)
"""What the further paragraphs of a disclaimer speak of."""
_LEAF = late(
    r"registered|company|sitz der|amtsgericht|registergericht|handelsregister|geschäfts|vorstand|"
    r"aufsichtsrat",
    re.IGNORECASE,
)

LIST_RULE = late(r"\s*(?:_{15,}|-{15,}|={15,}|~{15,})\s*$|-- ?$|--~--|-~-")
LIST_WORDS = late_small(
    r"mailing list|mailing-list|listinfo|list-?admin|@googlegroups|google groups|yahoo!? groups|"
    r"unsubscribe|"
    r"you received this (?:message|e-?mail) because|subscribed to|to post to this|view this (?:message|"
    r"discussion)|"
    r"lists?\.[\w.-]+|@lists?\.|mailman|reply to this e-?mail directly|liste de diffusion|"
    r"lista de (?:correo|discus)|"
    r"mailingliste|список рассылки|邮件列表|メーリングリスト",
)
_MAIL = (
    r"(?:e-?mail|mail|message|sender|nachricht|absender|correo|mensaje|remitente|mensagem|courriel|"
    r"письмо|сообщени|"
    r"e-?posta|ileti|邮件|郵件|メール|رسال|البريد)"
)
_OUTSIDE = (
    r"(?:external|outside|unknown sender|extern|ausserhalb|außerhalb|externo|fuera|fora d|extérieur|"
    r"externe|внешн|извне|"
    r"dışından|dışarıdan|harici|kurum dışı|خارج|外部|社外|公司外)"
)
BANNER = late_small(
    r"[\s*\[【(!⚠️<|#=_-]{0,8}(?:"
    r"(?:caution|warning|attention|alert|notice|important|achtung|vorsicht|precauci[oó]n|cuidado|hinweis|atenci[oó]n|precauci[oó]n|"
    r"aten[cç][aã]o|avertissement|"
    r"внимание|dikkat|تنبيه|تحذير|注意|警告|提醒|安全提醒|警示)[\s!:：*\]】)-]{0,6}"
    rf"(?:.{{0,120}}{_MAIL}.{{0,120}}{_OUTSIDE}|.{{0,60}}{_OUTSIDE}.{{0,60}}{_MAIL})|"
    r"\[?external(?: e-?mail| sender| message)?\]?[\s:*!】\])-]*$|\[?extern(?:e e-?mail|al)?\]\s*$|"
    r"【?外部(?:邮件|郵件)】?|"
    r"(?:this|the) (?:e-?mail|message|sender)[^.]{0,60}(?:originated|came|was sent|is|"
    r"comes) (?:from )?(?:outside|external|an "
    r"external)|external e-?mail\b|this message (?:was sent from|is from) (?:outside|an external)|"
    r"you don['’]t often get (?:e-?mail|this|messages)|"
    r"some people who received this message don['’]t often|"
    r"learn why this is important|do not click (?:on )?(?:any )?links? (?:or|and)|"
    r"diese (?:e-?mail|nachricht) (?:stammt|kommt|wurde)[^.]{0,40}(?:extern|außerhalb)|"
    r"sie erhalten nicht (?:oft|häufig) e-?mails? von|"
    r"este (?:correo|mensaje|e-?mail)[^.]{0,60}(?:origin|proviene|procede|externo|fuera|fora)|"
    r"no suele recibir|"
    r"(?:ce|cet) (?:message|courriel|e-?mail)[^.]{0,60}(?:externe|extérieur|provient)|"
    r"vous n['’]obtenez pas souvent|"
    r"(?:это|данное) (?:письмо|сообщение)[^.]{0,60}(?:внешн|извне)|вы нечасто получаете|"
    r"bu e-?posta[^.]{0,60}(?:dışından|harici|dışarıdan)|هذه الرسالة[^.]{0,40}(?:خارج|خارجي)|"
    r"(?:此|本|该|這封)(?:邮件|郵件|信件)(?:来自|來自|是|由)[^。]{0,20}外部|"
    r"このメールは[^。]{0,20}(?:外部|社外)|您很少收到|您不常收到"
    r")",
)


_LINK = late(r"\s?<https?://[^<>\s]{1,200}>\s*$")


def is_device(line: str) -> bool:
    """A line a phone adds. It is short: `Sent from my factory the goods arrived broken ...` is words."""
    if len(line) > 120:
        return False
    line = _LINK.sub("", line) if ">" in line else line
    if len(line) <= 50 and line.rstrip(" .。").endswith(_DEVICE_LAST) and _THING.search(line):
        return True
    found = DEVICE.match(line) if begins(line, _DEVICE_BEGINS, _DEVICE_MARKS) else None
    if found is None or _AFTER_DEVICE.match(line, found.end()) is None:
        return False
    return _CARRIER.search(line) is None


def may_be_device(line: str) -> bool:
    """`Sent from TypeApp`: a program nobody has heard of. It says so only in a paragraph of its own."""
    if len(line) > 100 or not ("Outlook" in line or line.lstrip(_DEVICE_MARKS)[:1] in _PROGRAM_BEGINS):
        return False
    return _PROGRAM.match(_LINK.sub("", line)) is not None and not _CARRIER.search(line)


def is_disclaimer(line: str) -> bool:
    is_known = begins(line, _DISCLAIMER_BEGINS, _DISCLAIMER_MARKS)
    found = DISCLAIMER.match(line[:400]) if is_known else None
    if found is None:
        return False
    # `Registered office: ...` and `Amtsgericht Hamburg HRB 123` are lines; questions are words.
    return _LEAF.search(found[0]) is None or not line.rstrip().endswith(("?", "？"))


def is_banner(line: str) -> bool:
    return BANNER.match(line[:400]) is not None
