"""How do people and machines say that somebody is away, has left, and whom to ask instead? Ten languages.

Text is in small letters. The same words serve the verdict on the mail and the reading of the notice.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from parsers.grammar import Grammar

ABSENT = Grammar.of(
    "office leave vacation holiday away absen travel business trip access unavailable return back closed ooo pto "
    "sabbatical "
    "休假 休暇 办公室 辦公室 出差 外出 放假 请假 請假 年假 产假 產假 不在 不能及时 無法 无法 夏季休業 休業 休み 出張 "
    "büro haus erreichbar abwesend abwesenheit urlaub dienstreise geschlossen elternzeit "
    "oficina vacaciones ausente ausencia viaje cerrad escritório férias ausência viagem fechad licença licencia "
    "absent absence congé congés déplacement vacances bureau fermé "
    "отпуск командировк отсутств офис недоступ ofis izin izn seyahat tatil kapalı dışında المكتب إجازة اجازة سفر عطلة",
    r"(?:i am|i'm|i will be|i'll be|we are|we will be|currently|is|be|she's|he's|am) (?:\w{1,15} ){0,3}"
    r"(?:out of (?:the |my |our )?(?:office|country|town)|away(?! from (?:that|this|it))|on (?:\w{1,12} ){0,2}"
    r"(?:leave|vacation|holidays?|sabbatical|pto|business trip)|"
    r"travell?ing|ooo\b|absent|out on|unavailable|not (?:in the office|available|at work|reachable))",
    r"out of (?:the )?office|(?:annual|maternity|parental|paternity|sick|medical|marriage) leave|"
    r"(?:limited|no|intermittent|sporadic|restricted|little) (?:\w{1,10} )?access to (?:my |our |the )?e-?mails?|"
    r"(?:office|factory|company|we) (?:is|are|will be|shall be) (?:\w{1,12} )?clos|during my absence|in my absence|"
    r"(?:until|when|after|upon|once) (?:i |my |we )?(?:am back|return|get back|come back)|"
    r"(?:am|be|is) (?:taking|having) (?:\w{1,12} ){0,3}(?:leave|vacation|holiday|days? off|time off)|"
    r"back (?:in|to|at) (?:the |my |our )?(?:office|work|desk)|on a business trip",
    r"不在(?:办公室|辦公室|公司|国内|國內)|(?:正在|在|于|現正|现正|我|目前|因|日)(?:\S{0,12})(?:休假|放假|出差|外出|请假|請假|"
    r"年假|产假|產假|度假|休年假)|(?:休假|出差|外出|放假|请假|請假)(?:中|期间|期間|至|到|,|，|。|不)|"
    r"(?:不能|无法|無法)(?:\S{0,4})(?:及时|及時|立即|即时|即時|马上)(?:\S{0,6})(?:回复|回覆|处理|查看|答复|回信)|"
    r"(?:公司|工厂|我司|我们|敝司|本公司)\S{0,24}(?:放假|休假|停工)|放假(?:通知|安排|时间)|(?:休假|出差|外出)自动|"
    r"不在にして|(?:休暇|出張|外出|不在)(?:中|を取|をいただ|を頂|いただ|のため|と|で|に)|(?:夏季|冬季|年末年始|臨時)休(?:業|暇)|"
    r"休業(?:いた|と|させ|期間|日)|お休み(?:を|さ|し|い|中|と)|休みを(?:いた|取)|席を外|育児休|産休",
    r"(?:ich bin|bin ich|wir sind|sind wir|ich|bin|ist) (?:\S{1,15} ){0,8}(?:nicht (?:im büro|im haus|im hause|"
    r"erreichbar|am arbeitsplatz|verfügbar)|abwesend|im urlaub|außer haus|ausser haus|auf dienstreise|"
    r"auf geschäftsreise|in elternzeit|in mutterschutz)|(?:ist|bleibt|haben) (?:\S{1,15} ){0,6}geschlossen|"
    r"betriebs(?:ferien|urlaub)|während meiner abwesenheit|nicht im (?:büro|hause?)|im urlaub|außer haus|"
    r"wieder (?:\S{1,12} )?(?:erreichbar|im büro|im hause?|für sie da|persönlich)|(?:ab|erst|am) (?:\S{1,12} ){0,4}wieder da\b",
    r"(?:estoy|estaré|me encuentro|estamos|estaremos|encontrar[eé]|se encuentra|está) (?:\S{1,15} ){0,3}(?:fuera|"
    r"de vacaciones|ausente|de viaje|de licencia|de permiso|de baja|cerrad)|fuera de (?:la |mi )?oficina|"
    r"durante mi ausencia|(?:oficina|empresa|fábrica)[^.]{0,30}(?:permanecer|cerrad)",
    r"(?:estou|estarei|encontro-me|me encontro|estamos|estaremos|está) (?:\S{1,15} ){0,3}(?:fora|de férias|em férias|"
    r"ausente|em viagem|de licença|em licença|fechad)|fora do (?:meu )?escrit|durante (?:a )?minha ausência|"
    r"(?:ausente|fora) do escrit",
    r"(?:je suis|je serai|nous sommes|nous serons|sera|actuellement|est) (?:\S{1,15} ){0,3}(?:absente?s?|en congés?|"
    r"en déplacement|en vacances|hors du bureau|fermée?s?|en arrêt|indisponible)|absente? du bureau|"
    r"durant mon absence|pendant mon absence|en mon absence|mes congés|à mon retour|de retour le",
    r"(?:я|мы|буду|нахожусь|находимся) (?:\S{1,15} ){0,4}(?:в (?:\S{1,14} )?отпуске?|в (?:\S{1,14} )?командировк|отсутств|"
    r"вне офиса|недоступ|не в офисе|на больничном)|меня (?:не будет|нет) (?:\S{1,12} ){0,5}(?:в офисе|на работе|на месте)|"
    r"отсутствую|в отпуске|в командировке|(?:офис|компания)[^.]{0,30}не работает|на время моего отсутствия|"
    r"в (?:период )?моего отсутствия|выйду (?:на работу|из отпуска)|нет на (?:рабочем )?месте|не будет в офисе",
    r"ofis(?:imiz|im)? dışında|ofiste (?:değilim|olmayaca)|izindeyim|izinde(?:yim|yiz| ol)|yıllık izin|izinli(?:yim)?|"
    r"seyahatte(?:yim)?|(?:iş )?seyahat(?:i|in)?de|tatilde(?:yim|yiz)?|(?:ofis|şirket|fabrika)\S{0,8} [^.]{0,40}kapalı|"
    r"yokluğum(?:da|da)|şehir dışında|doğum izni",
    r"خارج المكتب|في (?:إ|ا)جازة|إجازة سنوية|في (?:رحلة|مهمة) عمل|مسافر|غير متواجد|غير موجود (?:في|حاليا)|خلال غيابي|"
    r"في فترة غيابي|المكتب (?:سيكون )?مغلق|سنكون في عطلة|لن أكون (?:متواجد|متاح)",
)

HAS_LEFT = Grammar.of(
    "longer left retired departed resigned departure leaving 离职 離職 离开 離開 辞职 辭職 不再 調職 调离 调岗 退職 "
    "退社 異動 退休 tätig verlassen ausgeschieden mehr ruhestand trabaja laboramos labora dejado jubil trabalha deixou "
    "desligou faz parte travaille quitté partie retraite работает уволил покинул ayrıl çalışm emekli يعمل تعمل غادر ترك",
    r"no longer (?:\w{1,12} )?(?:works?|working|employed|with|at|part of|an employee|in (?:this|the) (?:position|role|"
    r"company)|available at (?:this|the) company|associated|on the team)\b|(?:has|have) (?:now |recently )?(?:left|departed|"
    r"retired|resigned)(?: from)?(?: the| our| this)? ?(?:company|organi[sz]ation|firm|business|\w{2,30}|$)(?! (?:the )?"
    r"(?:office|message|note|voice|review|comment|port|factory|warehouse))|"
    r"(?:am|is) no longer (?:with|at|working)|left (?:the|our) (?:company|organi[sz]ation|firm)|"
    r"my last (?:working )?day (?:at|with|was|is|in)",
    r"(?:已(?:经|經)?|现已|現已|因)(?:从\S{1,12})?(?:离职|離職|离开(?:了)?(?:本|公司|我司)|離開(?:了)?(?:本|公司)|辞职|辭職|退休|"
    r"调离|調離|调岗)|不再(?:在|于|担任|擔任|负责|負責|任职|就职)\S{0,20}|离职(?:员工|通知|,|，|。)|離職",
    r"退職(?:し|いた|致|とな|のため|のご)|退社(?:し|いた|致)|異動(?:し|いた|とな|のため|になり)|離任",
    r"(?:nicht mehr|nicht länger) (?:\S{1,15} ){0,5}(?:tätig|beschäftigt|im unternehmen|bei uns|in unserem|mitarbeiter)|"
    r"(?:unternehmen|firma|haus)[^.]{0,20} verlassen|ausgeschieden|in den ruhestand|im ruhestand",
    r"ya no (?:trabaj|labor|forma parte|pertenec|está en (?:la|nuestra) empresa|se encuentra (?:laborando|trabajando))|"
    r"(?:ha )?dejado (?:de (?:trabajar|laborar)|la empresa)|se ha jubilado|dejó (?:la empresa|de (?:trabajar|laborar))",
    r"(?:já )?não (?:trabalh|faz(?:em)? (?:mais )?parte|está mais (?:na|nesta)|integra)|deixou (?:a|de (?:fazer|trabalhar))|"
    r"(?:se )?desligou(?:-se)?|não (?:pertence|trabalha) mais",
    r"ne (?:travaill\w{1,3}|fait|fais|font) plus (?:partie |chez|pour|dans|au sein)|n'est plus (?:\S{1,12} )?(?:chez|dans|"
    r"au sein|employ|en poste)|a quitté (?:la société|l'entreprise|notre|ses fonctions|le groupe|son poste)|"
    r"ai quitté|ne travaille plus|parti(?:e)? (?:à|en) (?:la )?retraite",
    r"(?:больше|уже|более) не (?:работа|является сотрудник)|не работает (?:больше )?в (?:нашей )?компании|уволил(?:ся|ась)|"
    r"покинул[аи]? компанию|завершил[аи]? работу в",
    r"(?:artık )?(?:çalışmamakta|çalışmıyor)|(?:şirket|firma|kurum|görev)\S{0,12} (?:\S{1,12} )?ayrıl|emekli ol|"
    r"işten ayrıl",
    r"(?:لم يعد|لم تعد|لم أعد) (?:يعمل|تعمل|أعمل|موظف)|غادر(?:ت)? (?:الشركة|العمل)|ترك(?:ت)? (?:الشركة|العمل)|"
    r"لا (?:يعمل|تعمل) (?:بعد الآن|لدينا)",
)

CONTACT = Grammar.of(
    "contact contat direct send copy turn liaise connect falar escrev 後任 代わり 代理 宛 一報 由 请 請 可 烦 煩 找 cover handl care assist support replac look reach write mail call refer forward address speak get in touch 联系 聯繫 聯絡 联络 连络 连系 邮件 連絡 "
    "問い合わせ wenden kontakt schreib vertret erreich nachricht comun contact escrib dirij dirig diríj consult "
    "adress joindre écri обра связ пиш напи iletişim başvur ulaş yaz gönder تواصل الاتصال اتصل مراسلة راسل",
    r"(?:please|kindly|you (?:may|can)|do not hesitate to|don't hesitate to|feel free to|for (?:\S{1,15} ){0,4}(?:matters?|issues?|"
    r"cases?|requests?|questions?|help|assistance|inquiries|queries),?) (?:\S{1,15} ){0,3}(?:contact|reach|write|e-?mail|call|"
    r"refer|forward|address|speak|get in touch|(?:direct|send|copy) (?:\S{1,15} ){0,6}to\b|turn to|liaise|connect)",
    r"\bcontact(?:ing)?\b|get in touch|reach out|will (?:be )?(?:cover|handl|tak(?:e|ing) (?:care|over)|assist|support|replac|look)",
    r"(?:请|請|可|烦请|煩請|敬请)\S{0,12}(?:联系|聯繫|聯絡|联络|連絡|连络|找|致电|致電|发送|转发|發送|咨询|洽)|联系人|聯絡人|由\S{1,12}(?:接手|负责|負責|接任|跟进)",
    r"連絡|お問い?合わせ|ご一報|宛(?:て)?に|後任|代わり|代理",
    r"wenden sie sich|kontaktieren|(?:meine?|unsere?)\w{0,2} (?:vertret|kolleg)|vertret(?:ung|er|en)|schreiben sie|"
    r"richten sie|erreichen sie|nachfolger",
    r"(?:contact|comun|escrib|dirij|diríj|consult)\w{0,12}|pued\w{1,3} (?:contact|escrib|dirig|llam)|favor (?:de )?",
    r"(?:contat|contact|entr\w{1,4} em contato|dirij|escrev|falar)\w{0,10}",
    r"(?:contacter|adresser|joindre|écrire|prendre contact|vous rapprocher|rapprochez)|vous pouvez",
    r"(?:обращайтесь|обратит|обращаться|свяжитесь|связаться|свяжит|пишите|писать|напишите|замещает)",
    r"iletişim|irtibat|başvur|ulaşabilir|yazabilir|gönderebilir|iletebilir|ile görüş",
    r"(?:التواصل|الاتصال|تواصل|اتصل|مراسلة|راسل|التوجه)",
)

FEAST = re.compile(
    r"chinese new year|lunar new year|spring festival|national day|golden week|mid-autumn(?: festival)?|"
    r"dragon boat(?: festival)?|qingming|labou?r day|christmas|new year|easter|thanksgiving|ramadan|eid(?: al[- ]\w{3,5})?|"
    r"diwali|holi\b|obon|songkran|carnival|春节|春節|新年|元旦|国庆|國慶|中秋|端午|清明|五一|劳动节|勞動節|双节|"
    r"お盆|年末年始|正月|ゴールデンウィーク|gw|weihnacht\w*|ostern|neujahr|silvester|navidad|semana santa|año nuevo|"
    r"natal|carnaval|páscoa|ano novo|noël|pâques|nouvel an|рождеств\w*|нов\w{2} год\w*|майски\w* праздник\w*|"
    r"bayram\w*|kurban|yılbaşı|ramazan|عيد (?:الفطر|الأضحى)|العيد|رمضان|رأس السنة"
)
"""A notice may name a feast and no day."""
