"""How do people and machines say that somebody is away, has left, and whom to ask instead? Ten languages.

Text is in small letters. The same words serve the verdict on the mail and the reading of the notice.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

from parsers.grammar import Grammar
from parsers.late import late

ABSENT = Grammar.of(
    "office leave vacation holiday away absen travel business trip access unavailable return back closed ooo pto "
    "sabbatical "
    "town country sick duty reachable checking monitoring 休年假 年休 休产假 休產假 在休 年假中 育児 休暇 休業 お休み 席を 有給 休假 休暇 办公室 辦公室 出差 外出 放假 请假 請假 年假 产假 產假 不在 不能及时 無法 无法 夏季休業 休業 休み 出張 "
    "büro haus erreichbar abwesend abwesenheit urlaub dienstreise geschlossen elternzeit "
    "oficina vacaciones ausente ausencia viaje cerrad escritório férias ausência viagem fechad licença licencia "
    "absent absence congé congés déplacement vacances bureau fermé "
    "arbeitsplatz rückkehr mutterschutz krank dienst permiso baja vacacion bureaux fermet maladie maternité indisponible réouv retour отпуск командировк отсутств офис недоступ работе месте декрет больнич нет вернусь выйду приступ буду ofis izin izn seyahat tatil kapalı dışında المكتب إجازة اجازة سفر عطلة",
    r"(?:i am|i'm|i will be|i'll be|we are|we will be|currently|is|be|she's|he's|am) (?:\w{1,15} ){0,3}"
    r"(?:out of (?:the |my |our )?(?:office|country|town)|away(?! from (?:that|this|it))|on (?:\w{1,12} ){0,2}"
    r"(?:leave|vacation|holidays?|sabbatical|pto|business trip)|"
    r"travell?ing|ooo\b|absent|out on|unavailable|not (?:in the office|available|at work|reachable))",
    r"out of (?:the )?office|(?:annual|maternity|parental|paternity|sick|medical|marriage) leave|"
    r"(?:limited|no|intermittent|sporadic|restricted|little) (?:\w{1,10} )?access to (?:my |our |the )?e-?mails?|"
    r"(?:office|factory|company|we) (?:is|are|will be|shall be) (?:\w{1,12} )?clos|during my absence|in my absence|"
    r"(?:until|when|after|upon|once) (?:i |my |we )?(?:am back|return|get back|come back)|"
    r"(?:am|be|is) (?:taking|having) (?:\w{1,12} ){0,3}(?:leave|vacation|holiday|days? off|time off)|"
    r"back (?:in|to|at) (?:the |my |our )?(?:office|work|desk)|on a business trip|"
    r"(?:i am|i'm|she is|he is|am currently) (?:\w{1,12} ){0,2}(?:off (?:sick|work|duty|until|from|on)|on sick|on pto|not working)|"
    r"(?:will not|won't|not|cannot|can't|unable to) (?:be )?(?:\w{1,12} ){0,2}(?:check|monitor|read|access)\w{0,3} (?:my |our )?(?:e-?mails?|messages|inbox)|"
    r"(?:will not|won't) (?:be )?(?:back|return|available|in the office|reachable|at work)",
    r"不在(?:办公室|辦公室|公司|国内|國內)|(?:正在|在|于|現正|现正|我|目前|因|日)(?:\S{0,12})(?:休假|放假|出差|外出|请假|請假|"
    r"年假|产假|產假|度假|休年假)|(?:休假|出差|外出|放假|请假|請假)(?:中|期间|期間|至|到|,|，|。|不)|"
    r"(?:不能|无法|無法)(?:\S{0,4})(?:及时|及時|立即|即时|即時|马上)(?:\S{0,6})(?:回复|回覆|处理|查看|答复|回信)|"
    r"(?:公司|工厂|我司|我们|敝司|本公司)\S{0,24}(?:放假|休假|停工)|放假(?:通知|安排|时间)|(?:休假|出差|外出)自动|"
    r"不在にして|(?:休暇|出張|外出|不在)(?:中|を取|をいただ|を頂|いただ|のため|と|で|に)|(?:夏季|冬季|年末年始|臨時)休(?:業|暇)|"
    r"年休|在休|(?:春节|春節|国庆|國慶|清明|端午|中秋|元旦|五一)(?:节|節)?(?:期间|期間)?放假|放假\d{1,2}天|休(?:年|产|產|病|婚|陪产)假|有給|育児休|"
    r"休業(?:いた|と|させ|期間|日)|お休み(?:を|さ|し|い|中|と)|休みを(?:いた|取)|席を外|育児休|産休",
    r"(?:ich bin|bin ich|wir sind|sind wir|ich|bin|ist) (?:\S{1,15} ){0,8}(?:nicht (?:im büro|im haus|im hause|"
    r"erreichbar|am arbeitsplatz|verfügbar)|abwesend|im urlaub|außer haus|ausser haus|auf dienstreise|"
    r"auf geschäftsreise|in elternzeit|in mutterschutz)|(?:ist|bleibt|haben) (?:\S{1,15} ){0,6}geschlossen|"
    r"(?:habe|haben|mache|machen) (?:\S{1,15} ){0,4}(?:urlaub|betriebsferien)|(?:erkrankt|krankgeschrieben|krankheitsbedingt|in mutterschutz|in elternzeit)|"
    r"wieder (?:\S{1,12} ){0,3}(?:arbeitsplatz|dienst)\b|"
    r"betriebs(?:ferien|urlaub)|während meiner abwesenheit|nicht im (?:büro|hause?)|im urlaub|außer haus|"
    r"wieder (?:\S{1,12} )?(?:erreichbar|im büro|im hause?|für sie da|persönlich)|(?:ab|erst|am) (?:\S{1,12} ){0,4}wieder da\b",
    r"(?:estoy|estaré|me encuentro|estamos|estaremos|encontrar[eé]|se encuentra|está) (?:\S{1,15} ){0,3}(?:fuera|"
    r"de vacaciones|ausente|de viaje|de licencia|de permiso|de baja|cerrad)|fuera de (?:la |mi )?oficina|"
    r"no (?:estaré|estoy|estaremos|me encuentro) (?:\S{1,15} ){0,2}(?:en (?:la|mi) oficina|disponible|localizable)|"
    r"(?:durante|en) mi ausencia|de baja (?:por|médica)|de vacaciones|(?:oficina|empresa|fábrica)[^.]{0,30}(?:permanecer|cerrad)",
    r"(?:estou|estarei|encontro-me|me encontro|estamos|estaremos|está) (?:\S{1,15} ){0,3}(?:fora|de férias|em férias|"
    r"ausente|em viagem|de licença|em licença|fechad)|fora do (?:meu )?escrit|durante (?:a )?minha ausência|"
    r"(?:ausente|fora) do escrit|não (?:estarei|estou) (?:\S{1,15} ){0,2}(?:no escritório|disponível|contactável)|"
    r"(?:na|durante a?) ?minha ausência|encontro-me de férias|licença[- ](?:de )?(?:maternidade|paternidade|médica)|de férias",
    r"(?:je suis|je serai|nous sommes|nous serons|sera|actuellement|est) (?:\S{1,15} ){0,3}(?:absente?s?|en congés?|"
    r"en déplacement|en vacances|hors du bureau|fermée?s?|en arrêt|indisponible)|absente? du bureau|"
    r"(?:bureaux?|société|usine|entreprise|magasin|nous)[^.\n]{0,30} fermée?s?|(?:arrêt|congé) (?:maladie|maternité|parental|paternité)|"
    r"durant mon absence|pendant mon absence|en mon absence|mes congés|à mon retour|de retour le",
    r"(?:я|мы|буду|нахожусь|находимся) (?:\S{1,15} ){0,4}(?:в (?:\S{1,14} )?отпуске?|в (?:\S{1,14} )?командировк|отсутств|"
    r"вне офиса|недоступ|не в офисе|на больничном)|меня (?:не будет|нет) (?:\S{1,12} ){0,5}(?:в офисе|на работе|на месте)|"
    r"отсутствую|в отпуске|в командировке|(?:офис|компания)[^.]{0,30}не работает|на время моего отсутствия|"
    r"(?:в|ухожу в|ушла в) декрет|больничном|приступлю к работе|буду на (?:рабочем месте|работе)|"
    r"(?:меня|нас) (?:\S{1,12} ){0,3}(?:нет|не будет)|в командировке|в отпуске|"
    r"в (?:период )?моего отсутствия|выйду (?:на работу|из отпуска)|нет на (?:рабочем |своём |своем )?месте|не будет в офисе",
    r"ofis(?:imiz|im)? dışında|ofiste (?:değilim|olmayaca)|izindeyim|izinde(?:yim|yiz| ol)|yıllık izin|izinli(?:yim)?|"
    r"seyahatte(?:yim)?|(?:iş )?seyahat(?:i|in)?de|tatilde(?:yim|yiz)?|(?:ofis|şirket|fabrika)\S{0,8} [^.]{0,40}kapalı|"
    r"yokluğum(?:da|da)|şehir dışında|doğum izni",
    r"خارج المكتب|في (?:إ|ا)جازة|إجازة سنوية|في (?:رحلة|مهمة) عمل|مسافر|غير متواجد|غير موجود (?:في|حاليا)|خلال غيابي|"
    r"في فترة غيابي|المكتب (?:سيكون )?مغلق|سنكون في عطلة|لن أكون (?:متواجد|متاح)",
)

HAS_LEFT = Grammar.of(
    "longer left retired resigned departed last_day last_working 离职 離職 离开 離開 辞职 辭職 不再 調職 调离 調離 调岗 退職 退社 異動 退休 離任 "
    "_tätig beschäftigt angestellt unternehmen unsere mitarbeiter arbeite verlassen ausgeschieden ruhestand "
    "trabaj labor colabor no_form pertene empresa presto presta dejado dejó dejé jubil não deix deslig "
    "travaill partie chez employ poste quitté parti больше уже более работает явля уволил покинул завершил "
    "ayrıl çalışm emekli لم لا غادر ترك",
    r"no longer (?:works?|working|employed) (?:for|at|with|here|in (?:this|our|the) (?:company|department|office|firm))|"
    r"no longer (?:\w{1,12} )?(?:employed|an employee|part of (?:the |our |this )?(?:team|company|firm|organi|staff)|with (?:us|our|the (?:company|firm|"
    r"organi))|in (?:this|the|my) (?:position|role|company)|available at (?:this|the) company|on the team|a member of (?:staff|the|our))|"
    r"(?:am|is) (?:now |sadly |unfortunately )?no longer (?:working|with|at) (?!(?:this|that|the|such) (?:price|rate|level|cost|stock|quality|order|spec))|"
    r"(?:has|have) (?:now |recently |since |already )?(?:left (?:from )?(?:the |our |this )?(?:company|organi[sz]ation|firm|business|us\b)|left[.,;]|"
    r"left (?!(?:the|our|this|that|it|a|an|some|no|any|you|me|my|your|their|to|in|on|for|at|port)\b)[\w&-]{2,30} (?:ltd|inc|gmbh|co|llc|group|as of|on|at the end)\b|"
    r"departed from (?:the|our)|retired|resigned\b)|"
    r"left (?:the|our) (?:company|organi[sz]ation|firm)|my last (?:working )?day (?:at|with|was|is|in)",
    r"(?:已(?:经|經)?|现已|現已|因)(?:从\S{1,12})?(?:离职|離職|离开(?:了)?(?:本|公司|我司)|離開(?:了)?(?:本|公司)|辞职|辭職|退休|"
    r"调离|調離|调岗)|不再(?:在|于|担任|擔任|负责|負責|任职|就职)\S{0,20}|离职(?:员工|通知|,|，|。)|(?:办理|辦理|月底|日|于|於)(?:\S{0,4})离职|離職",
    r"退職(?:し|いた|致|とな|のため|のご)|(?<!本日)(?<!本日は)退社(?:し|いた|致)|異動(?:し|いた|とな|のため|になり)|離任",
    r"nicht (?:mehr|länger) (?:\S{1,25} ){0,9}(?:tätig|beschäftigt|angestellt|im unternehmen|unseres? (?:unternehmens|teams|hauses)|mitarbeiter)|"
    r"arbeitet? (?:\S{1,20} ){0,4}nicht (?:mehr|länger) (?:\S{1,20} ){0,3}(?:für|bei|hier|im|in)|"
    r"(?:unternehmen|firma|haus|gmbh|ag)(?:,| \S{1,20}){0,5} verlassen|ausgeschieden|(?:in den|im) ruhestand",
    r"ya no (?:trabaj\w{1,4}|labor\w{1,5}|colabor\w{1,5}) (?:en|con|para|aquí|más)|ya no (?:form\w{1,4} parte|pertene|está en (?:la|nuestra) empresa|"
    r"se encuentra (?:laborando|trabajando)|presto|presta)|"
    r"(?:ha |he )?dejado (?:de (?:trabajar|laborar|pertenecer|prestar)|la empresa)|se ha jubilado|me he jubilado|dej[óé] (?:la empresa|de (?:trabajar|laborar|pertenecer|prestar))",
    r"(?:já |mais )?não (?:trabalh\w{1,5} (?:mais |aqui|na|no|para|em)|f(?:az|azem|aço) (?:mais )?parte|est(?:á|ou) mais (?:na|nesta|no quadro)|integr|pertenç?c?\w{1,4} mais)|"
    r"deixou (?:a (?:empresa|companhia)|de (?:fazer parte|trabalhar))|deixei (?:a (?:empresa|companhia)|de (?:fazer parte|trabalhar))|desligou-se|se desligou|me desliguei|desliguei-me",
    r"ne (?:travaill\w{1,3}|fait|fais|font) plus (?:partie |chez|pour|dans|au sein)|n'est plus (?:\S{1,12} )?(?:chez|dans (?:la|notre)|"
    r"au sein|employ|en poste)|(?:a|ai) quitté (?:la société|l'entreprise|notre|ses fonctions|mes fonctions|le groupe|son poste|mon poste)|"
    r"ne travaille plus|parti(?:e)? (?:à|en) (?:la )?retraite",
    r"(?:больше|уже|более) не (?:работа(?:ет|ю|ем) (?:в|у|здесь|с)|явля(?:ется|юсь) сотрудник)|не работает (?:больше )?в (?:нашей )?компании|уволил(?:ся|ась)|"
    r"не явля(?:ется|юсь) (?:больше )?сотрудник|покинул[аи]? компанию|завершил[аи]? (?:свою )?работу в",
    r"artık (?:\S{1,20} ){0,5}çalışm(?:amakta|ıyor)|(?:şirket|firma|kurum|görev)\S{0,12} (?:\S{1,12} )?ayrıl|emekli ol|işten ayrıl",
    r"(?:لم يعد|لم تعد|لم أعد) (?:\S{1,10} )?(?:يعمل|تعمل|أعمل|موظف)|غادر(?:ت)? (?:الشركة|العمل)|ترك(?:ت)? (?:الشركة|العمل)|"
    r"لا (?:يعمل|تعمل) (?:بعد الآن|لدينا)",
)
"""Whoever writes these, by hand too, means a person who works there no more."""

LEFT_NOTICE = late(
    r"no longer (?:\w{1,12} ){0,2}(?:works?|working|employed|with|at|part|responsible|in charge|handl\w{1,4}|your contact|associated|a member)\b|"
    r"(?:do|does)(?: not|n't) work (?:\S{1,12} ){0,5}any ?(?:more|longer)|\b(?:moved on|resigned|retired|departed)\b|"
    r"\bleft (?!(?:(?:the|my|our) )?(?:office|desk|message|country|town|building|hand|side|here|home|early|behind|over|a|you|me|to|in|on|for|from|with|is|are|it)\b)\w|"
    r"last (?:working )?day (?:at|with|was|is|as|here|of (?:work|employment))|(?:into|in) retirement|passed away|made redundant|laid off|"
    r"(?:moved|transferred|changed) to (?:a |an )?(?:new|another|different) (?:role|position|department|company|team|job)|"
    r"my (?:employment|contract|tenure|time) (?:\S{1,15} ){0,5}(?:ended|ends|an end|expired|terminated|over)"
    r"|nicht (?:mehr|länger) (?:\S{1,25} ){0,10}(?:zuständig|verantwortlich|arbeit\w{0,2}|teil|bei|für|in|im)\b|"
    r"arbeite\w? (?:\S{1,20} ){0,5}nicht (?:mehr|länger)|verlassen(?! sie)|verlasse (?:ich|das|die)|in rente|pensioniert|letzter arbeitstag|gewechselt|"
    r"(?:ansprechpartner|zuständigkeit)\w{0,3} (?:\S{1,12} ){0,3}(?:geändert|gewechselt)"
    r"|ya no (?:\S{1,15} ){0,3}(?:trabaj|labor|form|pertene|colabor|presto|soy|está)|"
    r"(?:he|ha|hemos) dejado (?!un|su|el mensaje|mi tel)|dej[éó] (?:mi|su|el|la) (?:cargo|puesto|empresa|compañía)|jubilad|desvincul|renunci|"
    r"últim[oa] día (?:de trabajo|en|laboral)|retirad[oa] de la empresa|dado de baja"
    r"|(?:já|mais) não|não (?:\S{1,15} ){0,2}mais (?:\S{1,10} ){0,2}(?:empresa|equipa|equipe|quadro|companhia|respons)|"
    r"deslig(?:uei|ou|ad[oa])|deixei (?:a|o|de)|sa(?:í|iu) da (?:empresa|companhia)|aposent|reformei|último dia"
    r"|n(?:e |')(?:travaill|fai[st]|suis|sommes|est|exerc|occup|appartien|ser)\w{0,4} plus|(?:ai|a) quitté (?!le bureau)|quitte (?:la|l'|mes)|retraite|"
    r"dernier jour|cessé (?:mes|ses|son|toute)|changé de poste"
    r"|(?:больше|уже|более) не (?:\S{1,15} ){0,2}(?:работа|явля|сотрудн|занима|отвеча)|не (?:работа|явля)\w{1,4} (?:\S{1,14} ){0,4}(?:больше|сотрудник|в компании)|"
    r"увол(?:ил|ьн|ен)|на пенси|переш(?:[её]л|ла)|последний рабочий день|покинул|завершил[аи]? (?:\S{1,10} )?(?:работу|трудов)"
    r"|(?<!ofisten )(?<!ofisimizden )ayrıl(?:dı|mış|mak|an)|çalışm(?:ıyor|amakta)|emekli|görev\S{0,6} (?:sona|bırak)|son (?:iş|çalışma) günü"
    r"|لم (?:أعد|يعد|تعد|نعد) (?:\S{1,12} ){0,3}(?:[أيتن]عمل|موظف|على رأس|ضمن|جزء|مسؤول)|(?:غادر|ترك)\S{0,2} (?!المكتب|رسالة)|استقا?ل|تقاعد|"
    r"انتهت? (?:خدم|فترة عمل|علاق|عقد)|(?<!\w)لا [أيت]عمل (?:بعد|لدى|في)"
    r"|离职|離職|离任|離任|辞职|辭職|退休|调离|調離|调岗|調職|调任|(?:工作|岗位|崗位)(?:调动|調動|变动|變動)|不再(?:在|于|担|擔|负|負|任|就|工作|为|為)|"
    r"(?:已|已经|已經)不在\S{0,20}(?:工作|任职|任職|上班|公司)|[离離][开開]了?(?:公司|本公司|我司|团队|團隊)|"
    r"退職|異動|転勤|転籍|定年|在籍し(?:ておりません|ていません)|担当(?:者)?(?:が|を|は)[^。]{0,14}(?:変わ|変更|交代|替わ|代わ)"
)
"""Less plain words, which count in a notice that a machine sends: people say them of pumps and prices too."""

CONTACT = Grammar.of(
    "contact contat direct send copy turn liaise connect falar escrev 後任 代わり 代理 宛 一報 由 请 請 可 烦 煩 找 cover handl care assist support replac look reach write mail call refer forward address speak get in touch 联系 聯繫 聯絡 联络 连络 连系 邮件 連絡 "
    "try use replace successor take taking over now new handl 接替 接手 交接 负责 負責 担当 引き継 代理 有事 急事 業務 业务 来信 來信 "
    "nachfolge ansprechpartner übern kümmer künftig zuständig reempla sucesor carg atender encarg remit env respond trat fale cuida substitu sucessor "
    "relais remplac interlocut urgence замещ направ нов вопрос менеджер теперь передан yerine yerime muhatap vekil بديل ينوب خلف يرجى "
    "問い合わせ wenden kontakt schreib vertret vertritt erreich nachricht comun contact escrib dirij dirig diríj consult "
    "adress joindre écri обра связ пиш напи iletişim başvur ulaş yaz gönder تواصل الاتصال اتصل مراسلة راسل",
    r"(?:please|kindly|you (?:may|can)|do not hesitate to|don't hesitate to|feel free to|for (?:\S{1,15} ){0,4}(?:matters?|issues?|"
    r"cases?|requests?|questions?|help|assistance|inquiries|queries),?) (?:\S{1,15} ){0,3}(?:contact|reach|write|e-?mail|call|"
    r"refer|forward|address|speak|get in touch|(?:direct|send|copy) (?:\S{1,15} ){0,6}to\b|turn to|liaise|connect)",
    r"\bcontact(?:ing)?\b|\b(?:successor|replacement|deput\w{1,5}|stand-?in|backup)\b|(?:is|are|has|have) (?:now )?(?:covering|handl\w{1,4}|tak\w{1,3} over|"
    r"replac\w{1,4}|looking after)|looks after|(?:please|kindly) (?:use|try|turn|copy|direct|send)|get in touch|reach out|will (?:be )?(?:cover|handl|tak(?:e|ing) (?:care|over)|assist|support|replac|look)",
    r"(?:请|請|可|烦请|煩請|敬请)\S{0,12}(?:联系|聯繫|聯絡|联络|連絡|连络|找|致电|致電|发送|转发|發送|咨询|洽)|联系人|聯絡人|由\S{1,12}(?:接替|接手|负责|負責|接任|跟进)",
    r"交接给|交接給|(?:请|請)(?:发|發|把|来信|來信|微信|拨|撥|洽)|(?:新的?|后续|後續)?(?:负责人|負責人|代理人|对接人|窗口)|新担当|引き継|が担当|"
    r"連絡|お問い?合わせ|ご一報|宛(?:て)?に|後任|代わり|代理",
    r"wenden sie sich|kontaktieren|(?:meine?|unsere?)\w{0,2} (?:vertret|kolleg)|vertr(?:et(?:ung|er|en)|itt)|schreiben sie|"
    r"kümmert sich|übernimmt|übernommen|zuständig|ansprechpartner|nachfolge|künftig an|wenden an|richten sie|erreichen sie|nachfolger",
    r"(?:contact|comun|escrib|dirij|diríj|consult)\w{0,12}|(?:le|les|lo|los) atender|(?:mi|su) (?:reemplazo|sucesor|sustitut\w)|se har[áa]n? cargo|remit[ae]\w{0,3}|env[ií]\w{1,5}|pued\w{1,3} (?:contact|escrib|dirig|llam)|favor (?:de )?",
    r"(?:contat|contact|entr\w{1,4} em contato|dirij|escrev|fal[ae]\w?|envi[ae]|trat[ae]|substitu|sucessor|cuidand|responde |responsável)\w{0,10}",
    r"(?:contacter|adresser|joindre|écrire|prendre contact|vous rapprocher|rapprochez)|vous pouvez|prend le relais|remplac|interlocut|urgence|nouveau contact",
    r"(?:обращайтесь|обратит|обращаться|свяжитесь|связаться|свяжит|пишите|писать|напишите|замещает|направля|по (?:всем|срочным|любым) вопросам|новый контакт|теперь будет|передан)",
    r"iletişim|irtibat|başvur|ulaşabilir|yazabilir|gönderebilir|iletebilir|ile görüş|yerime|yerine|muhatap|vekil|adresine",
    r"(?:التواصل|الاتصال|تواصل|اتصل|مراسلة|راسل|التوجه|ينوب|البديل|خلف[يه]|بدل[اي]|يرجى)",
)

FEAST = late(
    r"chinese new year|lunar new year|spring festival|national day|golden week|mid-autumn(?: festival)?|"
    r"dragon boat(?: festival)?|qingming|labou?r day|christmas|new year|easter|thanksgiving|ramadan|eid(?: al[- ]\w{3,5})?|"
    r"diwali|holi\b|obon|songkran|carnival|春节|春節|新年|元旦|国庆|國慶|中秋|端午|清明|五一|劳动节|勞動節|双节|"
    r"お盆|年末年始|正月|ゴールデンウィーク|gw|weihnacht\w*|ostern|neujahr|silvester|navidad|semana santa|año nuevo|"
    r"natal|carnaval|páscoa|ano novo|noël|pâques|nouvel an|рождеств\w*|нов\w{2} год\w*|майски\w* праздник\w*|"
    r"bayram\w*|kurban|yılbaşı|ramazan|عيد (?:الفطر|الأضحى)|العيد|رمضان|رأس السنة"
)
"""A notice may name a feast and no day."""

AWAY_PLAINLY = late(
    r"\b(?:out|away|off|ooo|back|return\w{0,3}|absent|closed|reachable|in (?:the )?office)\b|fuera|ausen|regres|vuelv|fora\b|volt|retorn|"
    r"retour|revien|absen|urlaub|ferien|zurück|wieder|abwesend|\bweg\b|верн|буд[уе]|отсут|отпуск|dön|ofis|izin|عود|عائد|إجازة|回|返|休|假|戻|社|復帰|再開"
)
"""Too little for a mail of a person; enough beside a day in one that a machine sends."""
_REQUEST = late(r"please|kindly|bitte|请|請|por favor|s'il vous|пожалуйста|lütfen|يرجى|من فضلك")
_SHORT = 120


def names_a_day_back(text: str) -> bool:
    """Is all of a text one short `back on 16 March` without a wish?"""
    words = text.strip()
    return (
        len(words) < _SHORT
        and not _REQUEST.search(words)
        and _DAY.search(words) is not None
        and AWAY_PLAINLY.search(words) is not None
    )


_DAY = late(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|tomorrow|next week|(?:mon|diens|donners|frei)tag|mittwoch|lunes|martes|miércoles|jueves|viernes|"
    r"-feira|lundi|mardi|mercredi|jeudi|vendredi|понедельник|вторник|сред[уы]|четверг|пятниц|pazartesi|salı|çarşamba|perşembe|cuma|"
    r"周[一二三四五]|下周|曜|明日|明天|الاثنين|الثلاثاء|الأربعاء|الخميس|الأحد"
)
