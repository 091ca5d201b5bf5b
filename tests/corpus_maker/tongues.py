"""What does each mail program write above a quotation, in each of its languages?

`{name}` `{mail}`: who is quoted; `{d}` `{wd}` `{Wd}` `{mon}` `{Mon}`: day, weekday and month, short and long;
`{t}` `{tt}` `{t12}`: 9:12, 09:12, 9:12 AM or the like.
"""

from __future__ import annotations

WEEKDAYS = {
    "en": {24: ("Tue", "Tuesday"), 27: ("Fri", "Friday")},
    "zh_cn": {24: ("周二", "星期二"), 27: ("周五", "星期五")},
    "zh_tw": {24: ("週二", "星期二"), 27: ("週五", "星期五")},
    "ja": {24: ("火", "火曜日"), 27: ("金", "金曜日")},
    "es": {24: ("mar", "martes"), 27: ("vie", "viernes")},
    "pt": {24: ("ter.", "terça-feira"), 27: ("sex.", "sexta-feira")},
    "fr": {24: ("mar.", "mardi"), 27: ("ven.", "vendredi")},
    "de": {24: ("Di.", "Dienstag"), 27: ("Fr.", "Freitag")},
    "ru": {24: ("вт", "вторник"), 27: ("пт", "пятница")},
    "ar": {24: ("الثلاثاء", "الثلاثاء"), 27: ("الجمعة", "الجمعة")},
    "tr": {24: ("Sal", "Salı"), 27: ("Cum", "Cuma")},
}
MONTHS = {
    "en": ("Feb", "February"),
    "zh_cn": ("2月", "2月"),
    "zh_tw": ("2月", "2月"),
    "ja": ("2月", "2月"),
    "es": ("feb", "febrero"),
    "pt": ("fev.", "fevereiro"),
    "fr": ("févr.", "février"),
    "de": ("Feb.", "Februar"),
    "ru": ("февр.", "февраля"),
    "ar": ("فبراير", "فبراير"),
    "tr": ("Şub", "Şubat"),
}
HALVES = {
    "en": ("{t} AM", "{t} PM"),
    "zh_cn": ("上午{t}", "下午{t}"),
    "zh_tw": ("上午{t}", "下午{t}"),
    "ar": ("{t} ص", "{t} م"),
}

GMAIL = {
    "en": "On {wd}, {mon} {d}, 2026 at {t12} {name} <{mail}> wrote:",
    "zh_cn": "{name} <{mail}> 于2026年2月{d}日{wd} {tt}写道：",
    "zh_tw": "{name} <{mail}> 於 2026年2月{d}日{wd} {t12}寫道：",
    "ja": "2026年2月{d}日({wd}) {t} {name} <{mail}>:",
    "es": "El {wd}, {d} {mon} 2026 a las {t}, {name} (<{mail}>) escribió:",
    "pt": "Em {wd}, {d} de {mon} de 2026 às {tt}, {name} <{mail}> escreveu:",
    "fr": "Le {wd} {d} {mon} 2026 à {tt}, {name} <{mail}> a écrit :",
    "de": "Am {wd}, {d}. {mon} 2026 um {tt} Uhr schrieb {name} <{mail}>:",
    "ru": "{wd}, {d} {mon} 2026 г. в {tt}, {name} <{mail}>:",
    "ar": "في {wd}، {d} {mon} 2026 في {t12} تمت كتابة ما يلي بواسطة {name} <{mail}>:",
    "tr": "{name} <{mail}>, {d} {mon} 2026 {wd}, {tt} tarihinde şunu yazdı:",
}
APPLE = {
    "en": "On {d} {mon} 2026, at {tt}, {name} <{mail}> wrote:",
    "zh_cn": "2026年2月{d}日 {tt}，{name} <{mail}> 写道：",
    "zh_tw": "{name} <{mail}> 於 2026年2月{d}日 {t12} 寫道：",
    "ja": "2026/02/{d} {t}、{name} <{mail}>のメール:",
    "es": "El {d} {mon} 2026, a las {t}, {name} <{mail}> escribió:",
    "pt": "Em {d} de {mon} de 2026, à(s) {tt}, {name} <{mail}> escreveu:",
    "fr": "Le {d} {mon} 2026 à {tt}, {name} <{mail}> a écrit :",
    "de": "Am {d}.02.2026 um {tt} schrieb {name} <{mail}>:",
    "ru": "{d} {mon} 2026 г., в {tt}, {name} <{mail}> написал(а):",
    "ar": "في {d} {mon} 2026، الساعة {t12}، كتب {name} <{mail}>:",
    "tr": "{name} <{mail}> şunları yazdı ({d} {mon} 2026 {tt}):",
}
THUNDERBIRD = {
    "en": "On 2/{d}/26 {tt}, {name} wrote:",
    "zh_cn": "在 2026/2/{d} {tt}, {name} 写道:",
    "zh_tw": "{name} 於 2026/2/{d} {t12} 寫道:",
    "ja": "On 2026/02/{d} {t}, {name} wrote:",
    "es": "El {d}/2/26 a las {t}, {name} escribió:",
    "pt": "Em {d}/02/2026 {tt}, {name} escreveu:",
    "fr": "Le {d}/02/2026 à {tt}, {name} a écrit :",
    "de": "Am {d}.02.26 um {tt} schrieb {name}:",
    "ru": "{d}.02.2026 {tt}, {name} пишет:",
    "ar": "في {d}\u200f/2\u200f/26 {t12}، كتب {name}:",
    "tr": "{d}.02.2026 {tt} tarihinde {name} yazdı:",
}
YAHOO = {
    "en": "On {Wd}, {Mon} {d}, 2026 at {tt}:00 AM GMT+8, {name} <{mail}> wrote:",
    "zh_tw": "{name} <{mail}> 在 2026年2月{d}日 {Wd} {t12} [GMT+8] 寫道：",
    "es": "El {Wd}, {d} de {Mon} de 2026, {tt}:00 CET, {name} <{mail}> escribió:",
    "pt": "Em {Wd}, {d} de {Mon} de 2026 {tt}:00 BRT, {name} <{mail}> escreveu:",
    "fr": "Le {Wd} {d} {Mon} 2026 à {tt}:00 UTC+1, {name} <{mail}> a écrit :",
    "de": "Am {Wd}, {d}. {Mon} 2026 um {tt}:00 MEZ hat {name} <{mail}> Folgendes geschrieben:",
    "tr": "{d} {Mon} 2026 {Wd} {tt}:00 GMT+3 tarihinde {name} <{mail}> şunu yazdı:",
}
OUTLOOK = {
    "en": ("From:", "Sent:", "To:", "Subject:"),
    "zh_cn": ("发件人:", "发送时间:", "收件人:", "主题:"),
    "zh_tw": ("寄件者:", "寄件日期:", "收件者:", "主旨:"),
    "ja": ("差出人:", "送信日時:", "宛先:", "件名:"),
    "es": ("De:", "Enviado el:", "Para:", "Asunto:"),
    "pt": ("De:", "Enviada em:", "Para:", "Assunto:"),
    "fr": ("De :", "Envoyé :", "À :", "Objet :"),
    "de": ("Von:", "Gesendet:", "An:", "Betreff:"),
    "ru": ("От:", "Отправлено:", "Кому:", "Тема:"),
    "ar": ("من:", "تاريخ الإرسال:", "إلى:", "الموضوع:"),
    "tr": ("Kimden:", "Gönderilme:", "Kime:", "Konu:"),
}
OUTLOOK_DATES = {
    "en": "{Wd}, {Mon} {d}, 2026 {t12}",
    "zh_cn": "2026年2月{d}日 {t}",
    "zh_tw": "2026年2月{d}日 {t12}",
    "ja": "2026年2月{d}日 {t}",
    "es": "{Wd}, {d} de {Mon} de 2026 {t}",
    "pt": "{Wd}, {d} de {Mon} de 2026 {tt}",
    "fr": "{Wd} {d} {Mon} 2026 {tt}",
    "de": "{Wd}, {d}. {Mon} 2026 {tt}",
    "ru": "{Wd}, {d} {Mon} 2026 г. {t}",
    "ar": "{Wd}، {d} {Mon}، 2026 {t12}",
    "tr": "{d} {Mon} 2026 {Wd} {tt}",
}
OUTLOOK_PLAIN = {
    "en": "-----Original Message-----",
    "zh_cn": "-----邮件原件-----",
    "zh_tw": "-----原始郵件-----",
    "ja": "-----元のメッセージ-----",
    "es": "-----Mensaje original-----",
    "pt": "-----Mensagem original-----",
    "fr": "-----Message d'origine-----",
    "de": "-----Ursprüngliche Nachricht-----",
    "ru": "-----Исходное сообщение-----",
    "ar": "-----الرسالة الأصلية-----",
    "tr": "-----Özgün İleti-----",
}
SAMSUNG = {
    "en": ("-------- Original message --------", "From:", "Date:", "To:", "Subject:"),
    "zh_cn": ("-------- 原始信息 --------", "发件人：", "日期：", "收件人：", "主题："),
    "es": ("-------- Mensaje original --------", "De:", "Fecha:", "Para:", "Asunto:"),
    "pt": ("-------- Mensagem original --------", "De:", "Data:", "Para:", "Assunto:"),
    "fr": ("-------- Message d'origine --------", "De :", "Date :", "À :", "Objet :"),
    "de": ("-------- Ursprüngliche Nachricht --------", "Von:", "Datum:", "An:", "Betreff:"),
    "ru": ("-------- Исходное сообщение --------", "От:", "Дата:", "Кому:", "Тема:"),
    "ar": ("-------- الرسالة الأصلية --------", "من:", "التاريخ:", "إلى:", "الموضوع:"),
    "tr": ("-------- Orijinal mesaj --------", "Kimden:", "Tarih:", "Alıcı:", "Konu:"),
}
NOTES = {
    "en": ("From:", "To:", "Date:", "Subject:"),
    "de": ("Von:", "An:", "Datum:", "Betreff:"),
    "fr": ("De :", "A :", "Date :", "Objet :"),
    "ja": ("差出人:", "宛先:", "日付:", "件名:"),
}
FORWARDED = {
    "en": ("-------- Forwarded Message --------", "Subject:", "Date:", "From:", "To:"),
    "zh_cn": ("-------- 转发的消息 --------", "主题：", "日期：", "发件人：", "收件人："),
    "zh_tw": ("-------- 轉寄郵件 --------", "主旨:", "日期:", "寄件者:", "收件者:"),
    "ja": ("-------- 転送メッセージ --------", "件名:", "日付:", "差出人:", "宛先:"),
    "es": ("-------- Mensaje reenviado --------", "Asunto:", "Fecha:", "De:", "Para:"),
    "pt": ("-------- Mensagem encaminhada --------", "Assunto:", "Data:", "De:", "Para:"),
    "fr": ("-------- Message transféré --------", "Sujet :", "Date :", "De :", "Pour :"),
    "de": ("-------- Weitergeleitete Nachricht --------", "Betreff:", "Datum:", "Von:", "An:"),
    "ru": ("-------- Перенаправленное сообщение --------", "Тема:", "Дата:", "От:", "Кому:"),
    "ar": ("-------- رسالة موجهة --------", "الموضوع:", "التاريخ:", "من:", "إلى:"),
    "tr": ("-------- İletilen İleti --------", "Konu:", "Tarih:", "Kimden:", "Kime:"),
}
APPLE_FORWARD = {
    "en": "Begin forwarded message:",
    "zh_cn": "下面是被转发的邮件：",
    "ja": "転送されたメッセージ:",
    "es": "Inicio del mensaje reenviado:",
    "pt": "Início da mensagem encaminhada:",
    "fr": "Début du message transféré :",
    "de": "Anfang der weitergeleiteten Nachricht:",
    "ru": "Начало переадресованного сообщения:",
    "tr": "İletilen ileti başlangıcı:",
    "zh_tw": "開始轉寄郵件：",
    "ar": "بداية الرسالة المعاد توجيهها:",
}
IPHONE = {
    "en": "Sent from my iPhone",
    "zh_cn": "发自我的 iPhone",
    "zh_tw": "從我的 iPhone 傳送",
    "ja": "iPhoneから送信",
    "es": "Enviado desde mi iPhone",
    "pt": "Enviado do meu iPhone",
    "fr": "Envoyé de mon iPhone",
    "de": "Von meinem iPhone gesendet",
    "ru": "Отправлено с iPhone",
    "ar": "مُرسل من الـ iPhone",
    "tr": "iPhone’umdan gönderildi",
}
OUTLOOK_MOBILE = {
    "en": "Get Outlook for iOS",
    "zh_cn": "获取 Outlook for iOS",
    "zh_tw": "取得 iOS 版 Outlook",
    "ja": "Outlook for iOS を入手",
    "es": "Obtener Outlook para iOS",
    "pt": "Obter o Outlook para iOS",
    "fr": "Obtenir Outlook pour iOS",
    "de": "Outlook für iOS beziehen",
    "ru": "Скачать Outlook для iOS",
    "ar": "الحصول على Outlook لـ iOS",
    "tr": "iOS için Outlook'u edinin",
}
GALAXY = {
    "en": "Sent from my Galaxy",
    "zh_cn": "从我的 Galaxy 发送",
    "es": "Enviado desde mi Galaxy",
    "pt": "Enviado do meu Galaxy",
    "fr": "Envoyé depuis mon smartphone Samsung Galaxy.",
    "de": "Von meinem Samsung Galaxy Smartphone gesendet.",
    "ru": "Отправлено с моего Galaxy",
    "ar": "تم الإرسال من هاتف Galaxy",
    "tr": "Galaxy cihazımdan gönderildi",
}
AGAIN = {  # language: what Outlook puts before the subject of an answer, of a forward
    "en": ("RE: ", "FW: "),
    "zh_cn": ("答复: ", "转发: "),
    "zh_tw": ("回覆: ", "轉寄: "),
    "ja": ("RE: ", "FW: "),
    "es": ("RE: ", "RV: "),
    "pt": ("RES: ", "ENC: "),
    "fr": ("RE: ", "TR: "),
    "de": ("AW: ", "WG: "),
    "ru": ("RE: ", "FW: "),
    "ar": ("رد: ", "إعادة توجيه: "),
    "tr": ("YNT: ", "İLT: "),
}
