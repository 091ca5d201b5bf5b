"""Is the whole mail only thanks, or "received"? Such a mail asks for no answer.

YAML looks for words in a mail; here nothing else may stand in it. Rather missed than wrong: "ok" and "yes" may be
the answer to a question of ours, "thanks in advance" asks for something, and a name at the end must be the sender's.
"""

# ruff: noqa: E501 - the words of a language are one line
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from model import Label, Reading, Source, TagSort
from rules.characters import Folded, fold, folded
from rules.coded.protocol import Proof
from rules.rule import CodedHead, Sample

_LONGEST = 160
"""Characters; who writes more says more."""

_CORE = (
    # en
    r"(?:many |best |big |special |with |sincere )*(?:thanks|thank you|thankyou|thank u|thx|tks)(?: again| a lot| so much| very much| a million| indeed| all| both| team)*(?: for (?:{w} )*{n}(?: and (?:{w} )*{n})?)?|much appreciated|(?:we|i) appreciate (?:it|your (?:help|support))",
    r"(?:(?:i|we) (?:have )?|(?:it |this |your mail |your email |mail |email |message )?(?:has been |is |was )?|all )(?:safely |well |duly |just )*received(?: (?:{w} )*{n})?(?: well| safely)?(?: with (?:many )?thanks)?|got (?:it|your (?:e-?mail|mail|message|note))|(?:well |duly |all )?noted(?: with (?:many )?thanks| on this)?|acknowledged",
    # zh
    r"(?:非常|十分|很|真的|太|再次|首先)?(?:感谢|谢谢|多谢)(?:你们|您们|您|你|贵司|大家|了|啦|啊|哦|哈|的|及时|快速|迅速|耐心|详细)*(?:{z}(?:和|与|及)?)*|谢了|谢啦|辛苦(?:您|你|大家)?(?:了|啦)|(?:[您你]的|你们的|贵司)?(?:{z}|都|我|我们|已|已经|均)*(?:收到|收悉|收妥)(?:了|啦|哈|哦)?(?:[您你]的|你们的)?(?:{z})?(?:了)?|已阅|知悉|获悉|已知悉",
    # es
    r"(?:muchas |muchisimas |mil |infinitas )?gracias(?: de nuevo| a (?:usted|ustedes|ti))?(?: por (?:{w} )*{n}(?: y (?:{w} )*{n})?)?|muy agradecid[oa]s?|(?:le|les|te) (?:agradezco|agradecemos)|(?:bien |todo |correo |mensaje |mail |documentos? )?recibid[oa]s?(?: con gracias)?|(?:lo |los |ya lo )?(?:recibi|recibimos|he recibido|hemos recibido)(?: (?:{w} )*{n})?|tom(?:o|amos) nota|anotado|enterad[oa]s?",
    # pt
    r"(?:muito |muitissimo )?obrigad[oa](?: mesmo| de novo| a (?:voce|voces|todos))?(?: (?:pelos|pelas|pelo|pela|por) (?:{w} )*{n}(?: e (?:{w} )*{n})?)?|agradec(?:o|emos)(?: muito)?|grat[oa]s?|(?:bem |tudo |e-?mail |mensagem |documentos? )?recebid[oa]s?|(?:ja )?(?:recebi|recebemos)(?: (?:{w} )*{n})?",
    # fr
    r"(?:un )?(?:grand |mille )?merci(?: beaucoup| bien| encore| infiniment| a (?:vous|toi)|)?(?: pour (?:{w} )*(?:l')?{n}(?: et (?:{w} )*{n})?)?|(?:je|nous) (?:vous|te) remerci(?:e|ons)(?: pour (?:{w} )*(?:l')?{n})?|(?:bien |tout |mail |message |e-?mail |documents? )*recue?s?(?: (?:{w} )*{n})?(?: avec mes remerciements)?|(?:j'ai|nous avons|on a) bien recu (?:{w} )*{n}|(?:c'est )?(?:bien )?note",
    # de
    r"(?:vielen |besten |herzlichen |tausend )?dank(?:e)?(?: schon| sehr| nochmals| ihnen| dir| euch| vielmals)*(?: fur (?:{w} )*{n}(?: und (?:{w} )*{n})?)?|dankeschon|(?:mail |e-?mail |unterlagen |alles |nachricht )?(?:gut |dankend |heute )*(?:erhalten|angekommen|eingegangen)|(?:ich )?habe (?:{w} )*{n} (?:dankend |gut )?erhalten|wir haben (?:{w} )*{n} (?:dankend |gut )?erhalten|(?:ist )?notiert|zur kenntnis genommen",
    # ru
    r"(?:большое |огромное |еще раз )?спасибо(?: большое| огромное| вам| тебе| еще раз)*(?: за (?:{w} )*{n}(?: и (?:{w} )*{n})?)?|(?:благодарю|благодарим)(?: вас| тебя)?(?: за (?:{w} )*{n})?|(?:все |ваше |письмо |почту |документы |сообщение |я |мы |уже )*(?:получили|получил|получила|получено|получены|получен)(?: (?:{w} )*{n})?",
    # ar
    r"شكرا(?: جزيلا| كثيرا| لك| لكم| لحضرتك| لحضرتكم| جدا)*(?: على (?:{w} )*{n})?|جزيل الشكر|(?:الف )?شكر(?: لك| لكم)|مشكور(?:ين|ه)?|تم الاستلام|تم استلام (?:{w} )*{n}|(?:لقد )?(?:استلمت|استلمنا|وصلني|وصلتني|وصلتنا|وصلنا)(?: (?:{w} )*{n})?|بارك الله فيكم?|جزاك الله خيرا",
)
"""Thanks or receipt. {w} stands for small words, {n} for what one thanks for, {z} for that in Chinese."""
_SMALL = (
    "your|the|this|that|these|all|both|my|quick|fast|kind|swift|speedy|detailed|clear",
    "su|sus|tu|tus|la|el|los|las|rapida|amable|buena|este|esta|toda|todo",
    "sua|suas|seu|seus|tua|teu|o|a|os|as|rapida|este|esta|toda",
    "votre|vos|ta|ton|la|le|les|cette|ce|ces|rapide|gentille|bien",
    "ihre|ihren|ihr|die|das|den|der|deine|dein|euer|eure|schnelle|rasche|nette|freundliche|schnellen|alle",
    "ваш|ваше|вашу|ваши|за|быстрый|оперативный|подробный|эту|это|все",
    "ال|كل|هذه|هذا",
)
_NOUNS = (
    "mail|mails|email|emails|e-mail|message|note|reply|answer|response|feedback|information|info|infos|update|updates|help|assistance|support|quotation|quote|offer|price list|catalogue|catalog|documents|document|files|file|photos|pictures|details|time|effort|efforts|it|them|this|everything|all|explanation|clarification",
    "respuesta|correo|mensaje|mail|email|informacion|cotizacion|oferta|ayuda|apoyo|catalogo|documentos|archivos|fotos|detalles|tiempo|aclaracion|todo",
    "resposta|e-mail|mensagem|retorno|informacao|informacoes|cotacao|proposta|ajuda|apoio|arquivos|esclarecimento|tudo",
    "reponse|retour|courriel|information|informations|devis|offre|aide|soutien|fichiers|precisions|tout",
    "antwort|ruckmeldung|nachricht|angebot|hilfe|unterstutzung|informationen|unterlagen|dateien|bilder|fotos|muhe|auskunft|alles|es",
    "ответ|письмо|сообщение|информацию|помощь|поддержку|предложение|каталог|документы|файлы|фото|оперативность|разъяснение|все",
    "الرد|ردك|ردكم|الرساله|رساله|رسالتك|رسالتكم|البريد|بريدك|بريدكم|الايميل|ايميلكم|المعلومات|المساعده|مساعدتكم|العرض|عرضكم|الملفات|المستندات|الصور|التوضيح",
)
_HAN = "邮件|来信|消息|信息|回复|答复|报价|报价单|目录|资料|文件|图片|照片|附件|帮助|支持|解答|说明|反馈|更新"
_GREETING = (
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings)(?: (?:all|team|there|friend|sir|madam|dear))?",
    r"您好|你好|亲|早上好|下午好|晚上好|早安|早",
    r"hola|estimad[oa]s?|buenas(?: tardes| noches)?|buenos dias|buen dia|ola|bom dia|boa tarde|boa noite|prezad[oa]s?|car[oa]",
    r"bonjour|bonsoir|salut|chere?|madame|monsieur|hallo|guten (?:tag|morgen|abend)|moin|servus|sehr geehrte[rs]?|liebe[r]?",
    r"здравствуйте|добрый день|доброе утро|добрый вечер|привет|уважаем(?:ый|ая|ые)|приветствую",
    r"مرحبا|اهلا(?: وسهلا)?|السلام عليكم(?: ورحمه الله(?: وبركاته)?)?|صباح الخير|مساء الخير|تحيه طيبه(?: وبعد)?|عزيزي|عزيزتي",
)
_CLOSING = (
    r"(?:with )?(?:best|kind|warm|kindest|warmest)(?: regards| wishes)?|regards|rgds|br|cheers|sincerely(?: yours)?|yours(?: sincerely| truly| faithfully)?|have a (?:nice|good|great|lovely|wonderful) (?:day|evening|weekend|week|one)|good (?:day|night|evening|weekend)",
    r"祝好|祝商祺|顺祝商祺|此致敬礼|此致|敬礼|祝您?(?:愉快|生活愉快|工作愉快|工作顺利|周末愉快|一切顺利|生意兴隆)|周末愉快",
    r"saludos(?: cordiales)?|un (?:cordial )?saludo|cordiales saludos|cordialmente|atentamente|abracos?|um abraco|att|atenciosamente|cumprimentos|buen (?:dia|fin de semana)|bom (?:dia|fim de semana)",
    r"cordialement|bien cordialement|bien a vous|salutations|bonne (?:journee|soiree|semaine)|bon week-?end|(?:mit )?(?:freundlichen|besten|herzlichen|lieben|vielen|beste|viele|liebe|freundliche) grusse?n?|mfg|lg|vg|schonen (?:tag|abend|feierabend)(?: noch)?|schones wochenende",
    r"с уважением|всего доброго|хорошего дня|всех благ|مع التحيه|مع خالص التحيه|تحياتي|مع تحياتي|مع الشكر|والسلام عليكم",
)
_TITLES = "mr mrs ms miss dr sir madam sr sra don dona senor senora mme mlle m monsieur madame herr frau г-н г-жа السيد استاذ استاذه الاستاذ".split()  # noqa: SIM905
_NO_NAMES = frozenset(
    fold(word)
    for words in (
        "ok okay yes yep yeah no not go ahead proceed approved approve confirmed confirm agreed agree accepted accept deal done order ordered ship send please pls kindly perfect urgent wait stop hold cancel right correct fine good great super sure soon asap today tomorrow now but and cheaper price samples sample invoice pi call pay paid why when how what",
        "si vale dale adelante procedan proceda proceder confirmado aprobado acepto aceptado perfecto listo listos espere urgente manden mande envien envie favor hoy mañana pero precio muestras sim pode podem aprovado aceito perfeito aguarde mandem hoje amanha mas",
        "oui non allez-y allez parfait confirme valide accepte envoyez attendez svp demain mais prix ja nein los gerne passt bestatigt freigegeben einverstanden genehmigt bitte dringend warten morgen heute aber preis muster",
        "да нет хорошо ладно давайте делайте согласен согласны подтверждаю подтверждаем отправляйте ждем жду срочно пожалуйста завтра сегодня но цена نعم لا تمام موافق موافقون اوك حاضر ارسل ارسلوا غدا اليوم لكن السعر",
    )
    for word in words.split()
)
"""What may stand behind thanks and is an answer, though it begins with a capital."""


def _spelled(patterns: Iterable[str]) -> re.Pattern[str]:
    """Whole words, but for Han characters, which stand in no words."""
    small = "|".join(_longest_first("|".join(_SMALL)))
    nouns = "|".join(_longest_first("|".join(_NOUNS)))
    words = {"{w}": f"(?:{small})", "{n}": f"(?:{nouns})", "{z}": f"(?:{'|'.join(_longest_first(_HAN))})"}
    joined = fold("|".join(patterns))
    for mark, said in words.items():
        joined = joined.replace(mark, said)
    return re.compile(rf"(?:{joined})(?:(?<=[\u3400-\u9fff])|(?!\w))")


def _longest_first(words: str) -> list[str]:
    return sorted(words.split("|"), key=len, reverse=True)


_IS_CORE, _IS_GREETING, _IS_CLOSING = (_spelled(each) for each in (_CORE, _GREETING, _CLOSING))
_BREAK = re.compile(r"[\s,.!;:،。！，、~…()*_\-🙏🙂😊😀🌹❤]*")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
_SPACES = re.compile(r"[^\S\n]*")
_MOST_NAMES = 3

_SOURCE = Source("rules/coded/courtesy.py", 0)


def _hits(*texts: str) -> tuple[Sample, ...]:
    return tuple(Sample(hit=text, source=_SOURCE) for text in texts)


def _misses(*texts: str) -> tuple[Sample, ...]:
    return tuple(Sample(miss=text, source=_SOURCE) for text in texts)


RULE = CodedHead(
    id="courtesy",
    tag="courtesy",
    title=Label("Only thanks", "仅致谢或收到"),
    suggest=Label(
        "No answer is needed: go on with the next step of your own.",
        "对方只是致谢或告知收到,无需回复,按原计划推进下一步。",
    ),
    gives=TagSort.FACT,
    source=Source("rules/coded/courtesy.py", 1),
    tests=(
        *_hits(
            "Thanks, got it. Bo",
            "Well received with thanks.",
            "收到,谢谢",
            "Gracias, recibido.",
            "Obrigado, recebido!",
        ),
        *_hits("Merci, bien reçu.", "Danke, erhalten.", "Спасибо, получили.", "شكرا، تم الاستلام"),
        *_misses(
            "Thanks, please send the PI",
            "Thanks, ok, go ahead",
            "Yes.",
            "Thanks. Proceed",
            "Thanks in advance!",
        ),
        *_misses(
            "收到,请安排生产",
            "好的,谢谢",
            "Gracias, adelante",
            "Merci, on valide",
            "Danke, passt",
            "Спасибо, согласны",
            "شكرا، موافق",
        ),
    ),
)


def look(reading: Reading, sent: date) -> Iterator[Proof]:  # noqa: ARG001 - the day says nothing here
    """All of the new words, or nothing."""
    words = reading.own_words
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    if not 0 < end - start <= _LONGEST or reading.attachments or reading.papers:
        return
    said = _Said(folded(words), words, _named(reading))
    if said.is_courtesy():
        yield Proof(start, end, "nothing but thanks or receipt")


def _named(reading: Reading) -> frozenset[str] | None:
    """How the sender is called; None where the mail does not say who he is."""
    if not reading.parties:
        return None
    sender = reading.parties[0]
    called = _WORD.findall(fold(f"{sender.name} {sender.email.partition('@')[0]}"))
    return frozenset(part for word in called for part in re.split(r"['-]", word) if part)


class _Said:
    """A short text, read piece by piece from its beginning: each way on is tried once."""

    __slots__ = ("_at", "_names", "_plain", "_thanked", "_written")

    def __init__(self, plain: Folded, written: str, names: frozenset[str] | None) -> None:
        self._plain, self._written, self._names = plain, written, names
        self._at, self._thanked = 0, False

    def is_courtesy(self) -> bool:
        self._pass(_BREAK)
        if self._pass(_IS_GREETING):
            self._pass_names(_MOST_NAMES)
            self._pass(_BREAK)
        while self._at < len(self._plain.text):
            if not (self._pass_thanks() or self._pass_end()):
                return False
            self._pass(_BREAK)
        return self._thanked

    def _pass_thanks(self) -> bool:
        if not self._pass(_IS_CORE):
            return False
        self._thanked = True
        self._pass_names(2)  # "Thanks Bo, got it": a capital with no stop before it is a name
        return True

    def _pass_end(self) -> bool:
        """A greeting at the end, and the sender's name; behind the greeting whatever looks like one."""
        if self._pass(_IS_CLOSING):
            self._pass(_BREAK)
            self._pass_names(_MOST_NAMES)
            return True
        return self._thanked and self._pass_sender()

    def _pass_sender(self) -> bool:
        word = _WORD.match(self._plain.text, self._at)
        if word is None or not (self._is_sender(word) if self._names is not None else self._is_name(word)):
            return False
        self._at = word.end()
        return self._names is not None or self._at == len(self._plain.text.rstrip(" .\n"))

    def _is_sender(self, word: re.Match[str]) -> bool:
        return word[0] in (self._names or ())

    def _is_name(self, word: re.Match[str]) -> bool:
        """Written with one capital: `BO` shouts, `bo` may be any word."""
        start, end = self._plain.span(*word.span())
        is_called = self._written[start:end].istitle() and word[0] not in _NO_NAMES
        return is_called or word[0] in _TITLES

    def _pass_names(self, most: int) -> None:
        for _ in range(most):
            blank = _SPACES.match(self._plain.text, self._at)
            word = _WORD.match(self._plain.text, blank.end() if blank else self._at)
            if word is None or not self._is_name(word):
                return
            self._at = word.end()
            if word[0] in _TITLES and self._plain.text.startswith(".", self._at):
                self._at += 1

    def _pass(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self._plain.text, self._at)
        if found is None or found.end() == self._at:
            return False
        self._at = found.end()
        return True
