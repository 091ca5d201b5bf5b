"""Is a returned mail known for one whoever returns it, and is everybody named who was not reached?"""

# ruff: noqa: E501 - a notice is read as one text
from __future__ import annotations

from datetime import UTC, datetime

import pytest

import parsers
from model import Address, Complaint, Direction, Kind, Mail, Ours, RawMail
from parsers.kinds import automatic

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OURS = Ours(frozenset({"firma.example"}))
US = Address("li@firma.example")

Expected = list[tuple[str, bool]]
# system, From, Subject, text, whom it names and whether trying again is of no use
WRITTEN: list[tuple[str, str, str, str, Expected]] = [
    (
        "qmail", "MAILER-DAEMON@mx.kunde.example", "failure notice",
        ("Hi. This is the qmail-send program at mx.kunde.example.\nI'm afraid I wasn't able to deliver your message to the "
        "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<anna@kunde.example>:\n"
        "This address no longer accepts mail.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <li@firma.example>\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "qmail, remote", "MAILER-DAEMON@mx.kunde.example", "failure notice",
        ("Hi. This is the qmail-send program at mx.kunde.example.\nI'm afraid I wasn't able to deliver your message.\n\n"
        "<a@kunde.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\n\n"
        "<b@kunde.example>:\n192.0.2.1 failed after I sent the message.\nRemote host said: 452 4.2.2 Mailbox full\n"),
        [("a@kunde.example", True), ("b@kunde.example", False)],
    ),
    (
        "Exim", "Mailer-Daemon@kunde.example", "Mail delivery failed: returning message to sender",
        ("This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to "
        "one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  anna@kunde.example\n"
        "    SMTP error from remote mail server after RCPT TO:<anna@kunde.example>:\n    host mx [192.0.2.1]: 550 No such user\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <x@firma.example>\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "Exim, delayed", "Mailer-Daemon@kunde.example", "Warning: message 1abc delayed 24 hours",
        ("This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered "
        "to one or more of its\nrecipients after more than 24 hours on the queue.\n\n  anna@kunde.example\n    Delay reason: "
        "Connection timed out\n\nNo action is required on your part."),
        [("anna@kunde.example", False)],
    ),
    (
        "sendmail", "Mail Delivery Subsystem <MAILER-DAEMON@kunde.example>", "Returned mail: see transcript for details",
        ("The original message was received at Mon, 2 Mar 2026 12:00:00 GMT\n\n   ----- The following addresses had permanent fatal "
        "errors -----\n<anna@kunde.example>\n    (reason: 550 5.1.1 <anna@kunde.example>... User unknown)\n\n   ----- Transcript of "
        "session follows -----\n550 5.1.1 <anna@kunde.example>... User unknown"),
        [("anna@kunde.example", True)],
    ),
    (
        "old sendmail", "Mailer-Daemon (Mail Delivery Subsystem) <MAILER-DAEMON@kunde.example>", "Returned mail: User unknown",
        ("   ----- Transcript of session follows -----\n550 anna@kunde.example... User unknown\n\n   ----- Unsent message follows -----\n"
        "Received: by kunde.example\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "sendmail, warning", "Mail Delivery Subsystem <MAILER-DAEMON@kunde.example>", "Warning: could not send message for past 4 hours",
        ("    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED "
        "TO RESEND YOUR MESSAGE  **\n\n   ----- The following addresses had transient non-fatal errors -----\n<anna@kunde.example>\n"),
        [("anna@kunde.example", False)],
    ),
    (
        "Postfix without report", "MAILER-DAEMON@mx.kunde.example (Mail Delivery System)", "Undelivered Mail Returned to Sender",
        ("This is the mail system at host mx.kunde.example.\n\nI'm sorry to have to inform you that your message could not\nbe "
        "delivered to one or more recipients.\n\n<anna@kunde.example>: host mx said: 552 5.2.2 Mailbox over quota (in reply to RCPT TO "
        "command)"),
        [("anna@kunde.example", False)],
    ),
    (
        "Exchange 5.5", "System Administrator <postmaster@kunde.example>", "Undeliverable: Offer",
        ("Your message\n\n  To:      anna@kunde.example\n  Subject: Offer\n  Sent:    Mon, 2 Mar 2026\n\ndid not reach the following "
        "recipient(s):\n\nanna@kunde.example on Mon, 2 Mar 2026\n    The recipient name is not recognized\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "Exchange 2010", "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@kunde.example>", "Undeliverable: Offer",
        ("Delivery has failed to these recipients or groups:\n\nanna@kunde.example (anna@kunde.example)\nThe e-mail address you entered "
        "couldn't be found.\n\nDiagnostic information for administrators:\n\nGenerating server: kunde.example\n\nanna@kunde.example\n"
        "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##"),
        [("anna@kunde.example", True)],
    ),
    (
        "Office 365", "Microsoft Outlook <postmaster@kunde.onmicrosoft.com>", "Undeliverable: Offer",
        ("Your message to anna@kunde.example couldn't be delivered.\n\nanna wasn't found at kunde.example.\n\nli  Office 365  anna\nAction "
        "Required  Recipient\n\nUnknown To address\n\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'"),
        [("anna@kunde.example", True)],
    ),
    (
        "Office 365, blocked", "postmaster@kunde.example", "Undeliverable: Offer",
        ("Your message to anna@kunde.example couldn't be delivered.\nkunde.example suspects your message is spam and rejected it.\n"
        "Remote Server returned '550 5.7.1 Service unavailable; client [192.0.2.9] blocked using Spamhaus'"),
        [("anna@kunde.example", False)],
    ),
    (
        "Gmail", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)",
        ("** Address not found **\n\nYour message wasn't delivered to anna@kunde.example because the address couldn't be found, or is unable "
        "to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 The email account that you tried to reach does not exist."),
        [("anna@kunde.example", True)],
    ),
    (
        "Gmail, old", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)",
        ("Delivery to the following recipient failed permanently:\n\n     anna@kunde.example\n\nTechnical details of permanent failure: \n"
        "The error that the other server returned was: 550 550 5.1.1 Unknown user (state 14)."),
        [("anna@kunde.example", True)],
    ),
    (
        "Gmail, delayed", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Delay)",
        ("** Message not delivered **\n\nThere was a temporary problem while delivering your message to anna@kunde.example. Gmail will retry "
        "for 46 more hours."),
        [("anna@kunde.example", False)],
    ),
    (
        "Google Groups", "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)",
        ("Hello li@firma.example,\n\nWe're writing to let you know that the group you tried to contact (einkauf) may not exist, or you may not "
        "have permission to post messages to the group."),
        [],
    ),
    (
        "Yahoo", "MAILER-DAEMON@yahoo.com", "Failure Notice",
        ("Sorry, we were unable to deliver your message to the following address.\n\n<anna@yahoo.example>:\n554: delivery error: dd This user "
        "doesn't have a yahoo.example account (anna@yahoo.example) [0]\n\n--- Below this line is a copy of the message."),
        [("anna@yahoo.example", True)],
    ),
    (
        "AOL", "Mail Delivery Subsystem <MAILER-DAEMON@aol.com>", "Mail Delivery Problem",
        "Your mail to the following recipients could not be delivered because they are not accepting mail from li@firma.example:\n\tannak\n",
        [("annak@aol.com", True)],
    ),
    (
        "Domino", "postmaster@kunde.example", "DELIVERY FAILURE: User anna (anna@kunde.example) not listed in Domino Directory",
        ("Your message\n\n  Subject: Offer\n\nwas not delivered to:\n\n  anna@kunde.example\n\nbecause:\n\n  User anna (anna@kunde.example) not "
        "listed in Domino Directory\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "Notes", "<postmaster@kunde.example>", "Undeliverable message",
        "------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\nanna@kunde.example\n\n------- Returned Message --------\n",
        [("anna@kunde.example", True)],
    ),
    (
        "GroupWise", "Mailer-Daemon <Mailer-Daemon@kunde.example>", "Message status - undeliverable",
        ("The message that you sent was undeliverable to the following:\n\tanna@kunde.example (user not found)\n\nPossibly truncated original "
        "message follows:\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "X.400", "X400 MTA <postmaster@kunde.example>", "Delivery Report (failure) for anna@kunde.example",
        ("This report relates to your message: Offer\n\nYour message was not delivered to  anna@kunde.example\n  for the following reason:\n"
        "Recipient's Mailbox unavailable\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "Sun Messaging Server", "Internet Mail Delivery <postmaster@kunde.example>", "Delivery Notification: Delivery has failed",
        ("This report relates to a message you sent with the following header fields:\n\n  Message-id: <1@firma.example>\n\nYour message cannot be "
        "delivered to the following recipients:\n\n  Recipient address: anna@kunde.example\n  Reason: unknown or illegal user\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "Courier", "\"Courier mail server at kunde.example\" <@kunde.example>", "NOTICE: mail delivery status.",
        ("UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<anna@kunde.example>:\n    mx [192.0.2.1]:\n"
        " <<< 550 User unknown\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "IMail", "Postmaster <postmaster@kunde.example>", "Undeliverable Mail",
        "Unknown user: anna@kunde.example\n\nOriginal message follows.\n\nReceived: from firma.example\n",
        [("anna@kunde.example", True)],
    ),
    (
        "MailMarshal", "PostMaster@kunde.example", "Undeliverable Mail: \"Offer\"",
        ("Your message:\n   From:    li@firma.example\n   Subject: Offer\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\n"
        "The following recipients were affected: \n    anna@kunde.example\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "MIMEDefang", "MIMEDefang <postmaster@kunde.example>", "MIMEDefang Notification: message rejected",
        "Your message to anna@kunde.example was rejected because it holds an attachment of type .exe.",
        [("anna@kunde.example", True)],
    ),
    (
        "m-FILTER", "mailer-daemon@kunde.example", "failure notice",
        "anna@kunde.example\n\n-------server message\n550 5.1.1 unknown user <anna@kunde.example>\n\n-------original message\nReceived: from x\n",
        [("anna@kunde.example", True)],
    ),
    (
        "Amazon SES", "MAILER-DAEMON@email-bounces.amazonses.com", "Delivery Status Notification (Failure)",
        "An error occurred while trying to deliver the mail to the following recipients:\nanna@kunde.example\n",
        [("anna@kunde.example", False)],
    ),
    (
        "SendGrid", "MAILER-DAEMON@sendgrid.net", "Undelivered Mail Returned to Sender",
        ("Hello, this is the mail server on ismtpd-1.\n\nI am sending you this message to inform you on the delivery status of a\nmessage you "
        "previously sent.  Immediately below you will find a list of the affected recipients.\n\n<anna@kunde.example>\n550 5.1.1 mailbox not found"),
        [("anna@kunde.example", True)],
    ),
    (
        "PowerMTA", "postmaster@mta.kunde.example", "Delivery report",
        ("Hello, this is the mail server on mta.kunde.example.\n\nThe following recipients were not reached:\n\n  <anna@kunde.example>: 451 4.7.1 "
        "Greylisted, try again later\n"),
        [("anna@kunde.example", False)],
    ),
    (
        "Mailgun", "Mail Delivery System <MAILER-DAEMON@mailgun.org>", "Undelivered Mail Returned to Sender",
        ("This is the mail system at mailgun.\n\nYour message could not be delivered to anna@kunde.example: 605 Not delivering to previously bounced "
        "address"),
        [("anna@kunde.example", False)],
    ),
    (
        "OpenSMTPD", "Mailer Daemon <MAILER-DAEMON@kunde.example>", "Delivery status notification: error",
        ("    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a "
        "message for\n    the following list of recipients:\n\nanna@kunde.example: 550 5.1.1 No such user\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "James", "postmaster@kunde.example", "[BOUNCE]",
        ("Hi. This is the James mail server at kunde.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
        "anna@kunde.example\n\nError message below:\n550 5.1.1 unknown\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "DragonFly", "<MAILER-DAEMON>", "Mail delivery failed",
        ("This is the DragonFly Mail Agent at kunde.example.\n\nThere was an error delivering your mail to <anna@kunde.example>.\n\nmx said:\n550 user "
        "unknown\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "a sender without domain", "MAILER-DAEMON", "Undelivered mail", "Your mail to <anna@kunde.example> could not be delivered: user unknown",
        [("anna@kunde.example", True)],
    ),
    (
        "no sender at all", "<>", "Mail failure", "Your message was not delivered to anna@kunde.example: no such user.", [("anna@kunde.example", True)],
    ),
    (
        "Zoho", "mailer-daemon@mail.zoho.com", "Undelivered Mail Returned to Sender",
        ("This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its "
        "recipients. This is a permanent error. \n\nanna@kunde.example, ERROR CODE :550 - 5.1.1 User unknown"),
        [("anna@kunde.example", True)],
    ),
    (
        "GMX", "\"GMX Mailer Daemon\" <mailer-daemon@gmx.de>", "Mail delivery failed: returning message to sender",
        ("This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to\none or more of its "
        "recipients.\n\nThe following address failed:\n\n    anna@kunde.example:\n        SMTP error from remote server for TEXT command, host: mx\n"
        "        5.1.1 Unknown recipient\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "web.de", "WEB.DE Mailer Daemon <mailer-daemon@web.de>", "Mail konnte nicht zugestellt werden",
        "Ihre E-Mail konnte nicht zugestellt werden.\n\nFolgende Empfängeradresse existiert nicht:\n\nanna@web.example\n",
        [("anna@web.example", True)],
    ),
    (
        "T-Online", "postmaster@t-online.example", "Unzustellbare Nachricht",
        "Die Nachricht an <anna@t-online.example> konnte nicht zugestellt werden: Postfach voll.", [("anna@t-online.example", False)],
    ),
    (
        "Exchange, German", "Microsoft Outlook <postmaster@kunde.example>", "Unzustellbar: Angebot",
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nanna@kunde.example\nDie E-Mail-Adresse wurde nicht gefunden.\n",
        [("anna@kunde.example", True)],
    ),
    (
        "Exchange, French", "Microsoft Outlook <postmaster@client.example>", "Non remis : Devis",
        "Échec de la remise à ces destinataires ou groupes :\n\nanna@client.example\nL'adresse de messagerie est introuvable.\n",
        [("anna@client.example", True)],
    ),
    (
        "Exchange, Spanish", "Microsoft Outlook <postmaster@cliente.example>", "No se puede entregar: Oferta",
        "No se pudo entregar el mensaje a anna@cliente.example. El buzón está lleno.", [("anna@cliente.example", False)],
    ),
    (
        "Portuguese", "Sistema de Correio <postmaster@cliente.example>", "Não foi possível entregar: Oferta",
        "A sua mensagem não pôde ser entregue a anna@cliente.example: usuário inexistente.", [("anna@cliente.example", True)],
    ),
    (
        "QQ", "PostMaster@qq.com", "系统退信/System bounce",
        "抱歉，您的邮件被退回来了……\n退信原因：收件人邮件地址（anna@qq.example）不存在，邮件无法送达。\nHost mx said 550 Mailbox not found",
        [("anna@qq.example", True)],
    ),
    (
        "NetEase", "Postmaster@163.com", "系统退信",
        "您的邮件发送失败\n\n收件人：anna@kunde.example\n退信原因：对方邮箱已满，552 Requested mail action aborted: exceeded storage allocation\n",
        [("anna@kunde.example", False)],
    ),
    (
        "Aliyun", "postmaster@service.aliyun.com", "退信通知",
        "您发送给 anna@kunde.example 的邮件被退回。退信原因：收件人不存在 (550 User not found)", [("anna@kunde.example", True)],
    ),
    (
        "Sina", "MAILER-DAEMON@sina.com", "系统退信: 报价",
        "很抱歉，您的邮件无法投递到以下地址：\n\nanna@kunde.example\n\n错误信息：550 invalid recipient\n", [("anna@kunde.example", True)],
    ),
    (
        "263", "mailer-daemon@263.net", "投递失败通知",
        "这是263邮件系统发出的退信通知。\n\n<anna@kunde.example>\n    失败原因：域名不存在\n", [("anna@kunde.example", True)],
    ),
    (
        "Coremail", "postmaster@mail.kunde.example", "邮件投递状态通知：延迟",
        "您的邮件尚未送达以下收件人，系统将继续尝试投递：\n\nanna@kunde.example\n", [("anna@kunde.example", False)],
    ),
    (
        "Hinet, traditional", "郵件系統 <postmaster@hinet.example>", "郵件無法遞送",
        "您的郵件無法遞送至下列收件者：\n\nanna@hinet.example\n\n原因：信箱已滿\n", [("anna@hinet.example", False)],
    ),
    (
        "Yandex", "mailer-daemon@yandex.ru", "Недоставленное сообщение",
        ("Это письмо отправлено почтовым сервером yandex.ru.\n\nК сожалению, ваше письмо не может быть доставлено:\n\n<anna@kunde.example>: host mx said: 550 "
        "5.1.1 no such user\n"),
        [("anna@kunde.example", True)],
    ),
    (
        "mail.ru", "mailer-daemon@corp.mail.ru", "Mail failure.",
        ("Это письмо создано автоматически сервером Mail.Ru. \n\nК сожалению, ваше письмо не может быть доставлено одному или нескольким получателям:\n\n"
        "**********************\n\nanna@mail.example: invalid mailbox. User not found\n"),
        [("anna@mail.example", True)],
    ),
    (
        "docomo", "mail-daemon@docomo.example", "Mail System Error - Returned Mail",
        "次のあて先へのメッセージはエラーのため送信できませんでした。\n\n  送信先メールアドレスが見つかりません。\n\n<anna@docomo.example>\n",
        [("anna@docomo.example", True)],
    ),
    (
        "au", "Postmaster@ezweb.example", "Mail System Error - Returned Mail",
        "Each of the following recipients was rejected by a remote mail server.\n\n<anna@ezweb.example>: 550 <anna@ezweb.example>: User unknown\n",
        [("anna@ezweb.example", True)],
    ),
    (
        "SoftBank", "MAILER-DAEMON@softbank.example", "エラーメール",
        "宛先不明のため、メールを配信できませんでした。\n\nanna@softbank.example\n", [("anna@softbank.example", True)],
    ),
    (
        "biglobe", "postmaster@biglobe.example", "Returned mail: Mailbox full",
        ("   ----- The following addresses had delivery problems -----\n<anna@biglobe.example>\n\n   ----- Non-delivered information -----\nThe number of "
        "messages in recipient's mailbox exceeded the local limit.\n"),
        [("anna@biglobe.example", False)],
    ),
    (
        "Turkish", "postmaster@musteri.example", "Teslim edilemedi: Teklif",
        "İletiniz şu alıcıya teslim edilemedi:\n\nanna@musteri.example\nAlıcı bulunamadı\n", [("anna@musteri.example", True)],
    ),
    (
        "Arabic", "postmaster@zabun.example", "تعذر التسليم: عرض",
        "تعذر تسليم رسالتك إلى المستلمين التاليين:\n\nanna@zabun.example\nالعنوان غير موجود\n", [("anna@zabun.example", True)],
    ),
    (
        "InterScan", "\"InterScan Notification\" <notice@kunde.example>", "Mail could not be delivered",
        "Sent <<< RCPT TO:<anna@kunde.example>\nReceived >>> 550 5.1.1 unknown user\n\nUnable to deliver message to <anna@kunde.example>\n",
        [("anna@kunde.example", True)],
    ),
    (
        "Facebook", "Facebook <mailer-daemon@mx.facebook.com>", "Sorry, your message could not be delivered",
        "This message could not be delivered to anna@facebook.example: the account is disabled.", [("anna@facebook.example", True)],
    ),
    (
        "Verizon", "post_master@vtext.example", "Undeliverable Message",
        "Error: No valid recipients for this MM\n\nMessage could not be delivered to mobile.\n  To: 5551234567@vtext.example\n",
        [("5551234567@vtext.example", False)],
    ),
    (
        "Office 365, mailbox full", "postmaster@kunde.example", "Undeliverable: Offer",
        ("Your message to anna@kunde.example couldn't be delivered.\nThe recipient's mailbox is full and can't accept messages now.\n550 5.2.2 STOREDRV; "
        "mailbox full"),
        [("anna@kunde.example", False)],
    ),
]  # fmt: skip


def written(sender: str, subject: str, text: str, *headers: str) -> Mail:
    head = "\n".join((f"From: {sender}", "To: li@firma.example", f"Subject: {subject}", *headers))
    content = f"{head}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}"
    return parsers.open_mail(RawMail(content.encode(), NOON))


@pytest.mark.parametrize(
    ("sender", "subject", "text", "failed"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN]
)
def test_every_system_is_known_by_how_it_writes_and_names_whom_it_did_not_reach(
    sender: str, subject: str, text: str, failed: Expected
) -> None:
    mail = written(sender, subject, text)

    nature = automatic.nature_of(mail, OURS, Direction.IN)
    found = automatic.failed_recipients(mail)

    assert (nature.kind, nature.sure) == (Kind.BOUNCE, True), nature
    assert [(one.email, one.hard) for one in found] == failed


def test_sixty_systems_are_written_down() -> None:
    assert len(WRITTEN) >= 60


def report(
    rows: str, sort: str = "delivery-status", part: str = "message/delivery-status", subject: str = "Report"
) -> Mail:
    content = (
        f"From: MAILER-DAEMON@kunde.example\nTo: li@firma.example\nSubject: {subject}\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/report; report-type={sort}; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee below.\n"
        f"--b\nContent-Type: {part}\n\n{rows}\n--b--\n"
    )
    return parsers.open_mail(RawMail(content.encode(), NOON))


@pytest.mark.parametrize(
    ("status", "why", "hard"),
    [
        ("5.1.1", "550 user unknown", True),
        ("5.2.2", "552 mailbox full", False),
        ("5.4.7", "delivery time expired", False),
        ("5.4.4", "unable to route: host not found", True),
        ("5.2.1", "mailbox disabled", True),
        ("4.2.2", "452 mailbox full", False),
        ("5.0.0", "550 user unknown", True),
        ("5.0.0", "552 mailbox is full", False),
        ("5.7.1", "554 blocked using a block list", False),
        ("5.7.1", "550 relaying denied", True),
        ("", "550 no such user here", True),
        ("", "451 try again later", False),
        ("", "user unknown", True),
        ("5.7.1", "550 message refused by policy", True),
        ("5.7.1", "451 greylisted, try again later", False),
        ("", "550 Unknown address error 550-'anna@docomo.ne.jp... User Unknown'", True),
        ("", "554 Mailbox not found: the recipient is blocked", True),
        ("5.0.0", "550 Mailbox unavailable or access denied [from qq.com] spam", True),
        ("", "554 收件人邮箱不存在", True),
        ("", "they are not accepting mail from li@firma.example", True),
    ],
)
def test_trying_again_is_of_use_by_status_then_code_then_words(status: str, why: str, hard: bool) -> None:
    mail = report(f"Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: {status}\n"
                  f"Diagnostic-Code: smtp; {why}\n")  # fmt: skip

    (found,) = automatic.failed_recipients(mail)

    assert (found.email, found.hard, found.status) == ("a@x.example", hard, status)


def test_a_delayed_recipient_is_soft_whatever_the_status_says() -> None:
    mail = report("Final-Recipient: rfc822; a@x.example\nAction: delayed\nStatus: 5.1.1\n")

    assert [one.hard for one in automatic.failed_recipients(mail)] == [False]


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "Delivered (to mailbox)"])
def test_a_report_of_success_is_no_bounce(action: str) -> None:
    mail = report(
        f"Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@x.example\nAction: {action}\nStatus: 2.0.0\n"
    )

    nature = automatic.nature_of(mail, OURS, Direction.IN)

    assert (nature.kind, nature.sure) == (Kind.AUTO_REPLY, True)
    assert "it is a report that a mail was delivered" in nature.because
    assert automatic.failed_recipients(mail) == ()


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Reporting-MTA: dns; mx\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; b@x.example\n"
            "Action: failed\nStatus: 5.1.1\n"
        ),
        (
            "Final-Recipient: rfc822; a@x.example\n\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822;<b@x.example>\n\nAction: failed (bad)\n"
            "Status: 5.1.1 (bad destination)\n"
        ),
        "original-recipient: rfc822;A@x.example\nACTION: Failed\nstatus: 5.1.1\n\n\n\nFinal-recipient: RFC822; b@x.example\naction: FAILED\nSTATUS: 5.1.1",
    ],
)
def test_malformed_reports_name_everybody_all_the_same(rows: str) -> None:
    found = automatic.failed_recipients(report(rows))

    assert [(one.email, one.hard, one.status) for one in found] == [
        ("a@x.example", True, "5.1.1"),
        ("b@x.example", True, "5.1.1"),
    ]


def test_a_report_that_a_gateway_flattened_into_the_text_is_read() -> None:
    mail = written(
        "postmaster@kunde.example",
        "Report",
        "See below.\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n",
    )

    assert automatic.nature_of(mail, OURS, Direction.IN).kind is Kind.BOUNCE
    assert [(one.email, one.hard) for one in automatic.failed_recipients(mail)] == [("a@x.example", True)]


def test_the_header_of_exim_names_everybody() -> None:
    mail = written("x@kunde.example", "Offer", "Failed.", "X-Failed-Recipients: a@x.example, b@x.example")

    assert automatic.nature_of(mail, OURS, Direction.IN).kind is Kind.BOUNCE
    assert [one.email for one in automatic.failed_recipients(mail)] == ["a@x.example", "b@x.example"]


def test_the_header_of_exim_may_stand_there_more_than_once() -> None:
    headers = ("X-Failed-Recipients: a@x.example", "X-Failed-Recipients: b@x.example")
    mail = written("x@kunde.example", "Offer", "Failed.", *headers)

    assert [one.email for one in automatic.failed_recipients(mail)] == ["a@x.example", "b@x.example"]


def test_a_rejection_by_the_recipients_filter_is_a_bounce() -> None:
    content = (
        b"From: Mail Delivery Subsystem <postmaster@kunde.example>\nTo: li@firma.example\nSubject: Rejected: Offer\nMIME-Version: 1.0\n"
        b"Auto-Submitted: auto-replied (rejected)\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\n"
        b"Your message to <anna@kunde.example> was automatically rejected:\nI do not want it.\n--b\n"
        b"Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; anna@kunde.example\n"
        b"Disposition: automatic-action/MDN-sent-automatically; deleted\n\n--b--\n"
    )
    mail = parsers.open_mail(RawMail(content, NOON))

    assert automatic.nature_of(mail, OURS, Direction.IN).kind is Kind.BOUNCE
    assert [one.email for one in automatic.failed_recipients(mail)] == ["anna@kunde.example"]


def test_an_automatic_answer_of_who_has_left_is_no_bounce() -> None:
    text = "Anna no longer works for Kunde Ltd and this address is no longer valid. Please contact tom@kunde.example."
    mail = written("anna@kunde.example", "Re: Offer", text, "Auto-Submitted: auto-replied", "Return-Path: <>")

    assert automatic.nature_of(mail, OURS, Direction.IN).kind is Kind.AUTO_REPLY


def test_a_couriers_notice_is_no_bounce() -> None:
    text = "We were unable to deliver your parcel today. Delivery failed: nobody was at home."
    mail = written("noreply@courier.example", "Your parcel", text, "Auto-Submitted: auto-generated")

    assert automatic.nature_of(mail, OURS, Direction.IN).kind is Kind.AUTO_REPLY


def test_a_feedback_report_is_a_bounce_and_tells_who_complains() -> None:
    mail = report(
        "Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\nOriginal-Rcpt-To: <anna@kunde.example>\n",
        "feedback-report",
        "message/feedback-report",
    )

    nature = automatic.nature_of(mail, OURS, Direction.IN)

    assert nature.kind is Kind.BOUNCE
    assert "feedback report" in nature.because[0]
    assert automatic.complaint_of(mail) == Complaint("abuse", "anna@kunde.example")
    assert automatic.failed_recipients(mail) == ()


def test_a_feedback_report_may_hide_who_complains() -> None:
    mail = report("Feedback-Type: opt-out\nVersion: 1\n", "feedback-report", "message/feedback-report")

    assert automatic.complaint_of(mail) == Complaint("opt-out", "")


def test_an_ordinary_mail_is_no_complaint() -> None:
    mail = written("anna@kunde.example", "Complaint about message from Tom", "We are angry.")

    assert automatic.complaint_of(mail) is None


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        (
            "anna@kunde.example",
            "Undeliverable goods",
            "The parcel could not be delivered, please call the courier.",
        ),
        ("anna@kunde.example", "Undelivered parcel", "Your message reached us, the parcel did not."),
        (
            "anna@kunde.example",
            "Fwd: Undelivered Mail Returned to Sender",
            "See below: our mails to Tom bounce.\n\n550 5.1.1 user unknown",
        ),
        (
            "anna@kunde.example",
            "Re: failure notice",
            "Please use my other address, the old one does not exist any more.",
        ),
        ("anna@kunde.example", "Delivery status", "Hi Li, what is the delivery status of order 77?"),
        (
            "anna@kunde.example",
            "Delivery failed",
            "Our forwarder says the delivery failed. Please send it again.",
        ),
        (
            "postmaster@kunde.example",
            "Our new mail server",
            "Dear partners, we have moved. Please tell us if you see trouble.",
        ),
        ("anna@kunde.example", "Rejected samples", "Two of the samples were rejected by our lab."),
        ("anna@kunde.example", "Returned goods", "We returned 5 pcs, they are damaged."),
        ("anna@kunde.example", "退货", "货物无法送达，请联系货代。"),
        (
            "anna@kunde.example",
            "Retour",
            "Die Ware konnte nicht zugestellt werden, bitte prüfen Sie die Adresse.",
        ),
        ("anna@kunde.example", "Error report", "I attach the error report of the machine, model 550 -x."),
    ],
)
def test_people_who_write_of_returned_things_are_people(sender: str, subject: str, text: str) -> None:
    nature = automatic.nature_of(written(sender, subject, text), OURS, Direction.IN)

    assert nature.kind is Kind.HUMAN, nature


PEOPLE_OF_THE_TRADE: list[tuple[str, str]] = [
    ("Delivery failure", "The parcel could not be delivered, 500 pcs are missing.\nTom"),
    ("Delivery failure", "Hi Li, the goods could not be delivered, 520 cartons are at the port.\nBest regards\nTom"),
    ("Delivery failed", "Dear Li, delivery failed again: your message said 550 pcs but 500 came. Tom"),
    ("Undelivered goods", "500 pcs were not delivered. The following recipient address is wrong: Ring 5."),
    ("Undeliverable goods", "Returned to sender: 550 sets, the address does not exist."),
    ("Failure notice", "Dear Li,\nthe pump failed permanently, error 5.1.1 on the display. 550 pumps are affected.\nTom"),
    ("Returned mail", "The samples you sent by mail were returned to sender. 450 g, type 550 a."),
    ("Non delivery of order 551", "The order was not delivered. 551 pcs are missing."),
    ("Delivery problem", "We could not be reached by the driver; delivery failed. 450 kg are in his store."),
    ("Rejected: batch 550", "The shipment was rejected by customs, 552 boxes. Tom"),
    ("Message not delivered", "Your message was not delivered to Ann, she asks again for the price. Tom"),
    ("Mail delivery problem", "Hello, our mail server rejects big files, your mail was rejected. Please send 550 dpi only. Tom"),
    ("Nicht zugestellt", "Hallo, die Ware konnte nicht zugestellt werden, 500 Stück fehlen.\nGruß\nTom"),
    ("Rücksendung unzustellbar", "Die Sendung ist unzustellbar und kam zurück, 550 Stück.\nTom"),
    ("Zustellung fehlgeschlagen", "Die Zustellung ist fehlgeschlagen, der Empfänger ist unbekannt. Bitte 550 Stk. neu senden."),
    ("Rücksendung", "Wir senden 550 kaputte Teile zurück."),
    ("Entrega fallida", "Hola Li, no se pudo entregar la mercancía, faltan 500 piezas.\nSaludos"),
    ("Error de entrega", "No fue entregado el pedido 550 a tiempo. Tomás"),
    ("Correo devuelto", "El correo devolvió las muestras, no se entregó. 550 g."),
    ("Falha na entrega", "A mercadoria não foi entregue, faltam 500 peças. Tomás"),
    ("Échec de livraison", "Bonjour, échec de la livraison, 500 pièces n'ont pas été livrées. Tom"),
    ("Non remis", "Le colis n'a pas été remis. 550 pièces. Cordialement"),
    ("退货", "货物被退回，少了500个，请联系。"),
    ("退信", "您好，寄给王经理的信被退回了，收件人地址错误，请重新寄 550 个。"),
    ("无法送达", "货物无法送达，500件在仓库。"),
    ("投递失败", "快递投递失败，请重新发货 552 件。"),
    ("不達", "荷物が届きません。500個足りません。"),
    ("エラー報告", "機械のエラー 550 a が出ます。"),
    ("Возврат: не доставлено", "Груз не доставлен, не хватает 500 штук. Том"),
    ("Ошибка доставки", "Здравствуйте! Доставка невозможна, адрес неизвестен. 550 шт."),
    ("Teslim edilemedi", "Mal teslim edilemedi, 500 adet eksik. Tom"),
    ("تعذر التسليم", "تعذر تسليم البضاعة، 500 قطعة ناقصة."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text"), PEOPLE_OF_THE_TRADE)
def test_undelivered_goods_are_no_returned_mail(subject: str, text: str) -> None:
    nature = automatic.nature_of(written("Tom Baker <tom@kunde.example>", subject, text), OURS, Direction.IN)

    assert nature.kind is Kind.HUMAN, nature


def test_thirty_people_of_the_trade_are_written_down() -> None:
    assert len(PEOPLE_OF_THE_TRADE) >= 30


def test_a_report_names_addresses_of_any_script() -> None:
    read = report("Final-Recipient: utf-8; 张三@例子.example\nAction: failed\nStatus: 5.1.1\n")

    assert [one.email for one in automatic.failed_recipients(read)] == ["张三@例子.example"]


@pytest.mark.parametrize(
    "text",
    ["", "@", "<" * 5000, "a@" * 3000, ":\n" * 3000, "x" * 30_000, "\x00", "550 " * 4000, "=" * 9000 + "@"],
)
def test_no_text_is_too_strange(text: str) -> None:
    mail = Mail(
        "k",
        Address("mailer-daemon@x.example"),
        NOON,
        NOON,
        subject="failure notice",
        to=(US,),
        text=text,
        report=text,
    )

    assert automatic.nature_of(mail, OURS, Direction.IN).kind is Kind.BOUNCE
    assert all(one.email for one in automatic.failed_recipients(mail))


NAMED: list[tuple[str, str, str, str, set[str]]] = [
    ("sendmail, expanded", "MAILER-DAEMON@mx.kunde.example", "Returned mail: see transcript for details",
     ("   ----- The following addresses had permanent fatal errors -----\n<anna@kunde.example>\n    (expanded from: <einkauf@kunde.example>)\n"
     "bob@kunde.example\n    (expanded from: bob@firma2.example)\n\n   ----- Transcript of session follows -----\n550 <anna@kunde.example>... User unknown\n"),
     {"anna@kunde.example", "einkauf@kunde.example", "bob@kunde.example", "bob@firma2.example"}),
    ("sendmail, a program", "MAILER-DAEMON@mx.kunde.example", "Returned mail: Service unavailable",
     ('   ----- The following addresses had permanent fatal errors -----\n"|/usr/local/bin/procmail -f-"\n    (expanded from: <anna@kunde.example>)\n\n'
     "   ----- Transcript of session follows -----\n554 unknown mailer error 1\n"), {"anna@kunde.example"}),
    ("sendmail, delivery problems", "MAILER-DAEMON@mx.kunde.example", "Returned mail: Host unknown",
     ("   ----- The following addresses have delivery notifications -----\n<anna@kunde.example>  (unrecoverable error)\n<bob@kunde.example>  (unrecoverable error)\n\n"
     "   ----- Transcript of session follows -----\n"), {"anna@kunde.example", "bob@kunde.example"}),
    ("sendmail, smtp talk only", "MAILER-DAEMON@mx.kunde.example", "Returned mail: User unknown",
     ("The original message was received at Mon, 2 Mar 2026 12:00:00 GMT\nfrom mx.firma.example [192.0.2.3]\n\n   ----- Transcript of session follows -----\n"
     "... while talking to mx2.kunde.example.:\n>>> RCPT To:<anna@kunde.example>\n<<< 550 5.1.1 unknown user\n"), {"anna@kunde.example"}),
    ("Exim, addressed to", "Mailer-Daemon@mx.kunde.example", "Mail delivery failed",
     ("This message was created automatically by mail delivery software.\n\nA message that you sent, addressed to 'anna@kunde.example'\ncould not be delivered.\n\n"
     "---- START OF RETURNED MESSAGE ----\nReceived: from x\n"), {"anna@kunde.example"}),
    ("Exim, alias", "Mailer-Daemon@mx.kunde.example", "Mail delivery failed: returning message to sender",
     ("This message was created automatically by mail delivery software (Exim).\n\nA message that you sent could not be delivered to one or more of its\nrecipients. "
     "The following address(es) failed:\n\n  anna@kunde.example\n    (generated from einkauf@kunde.example)\n    unknown local-part \"anna\" in domain \"kunde.example\"\n"
     "  bob@kunde.example:\n    retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n"),
     {"anna@kunde.example", "bob@kunde.example"}),
    ("Smail", "<MAILER-DAEMON@mx.kunde.example>", "mail failed, returning to sender",
     ("|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n"
     "|------------------------- Failed addresses follow: ---------------------|\n anna@kunde.example ... unknown user\n bob@kunde.example ... unknown user\n"
     "|------------------------- Message text follows: ------------------------|\nReceived: by x\n"), {"anna@kunde.example", "bob@kunde.example"}),
    ("MDaemon", "MDaemon at kunde.example <MDaemon@kunde.example>", "Permanent Delivery Failure",
     ("The attached message had PERMANENT fatal delivery errors!\n\nThe following addresses did NOT receive a copy of your message:\n\n> anna@kunde.example\n> bob@kunde.example\n\n"
     "--- Session Transcript ---\n> RCPT To:<anna@kunde.example>\n<< 550 no such user\n"), {"anna@kunde.example", "bob@kunde.example"}),
    ("USA.NET", "Mail Administrator <postmaster@usa.example>", "Undeliverable mail",
     "Your message was not delivered.\n\nIntended recipient: anna@usa.example\n\n--------RETURNED MAIL FOLLOWS--------\nReceived: from x\n", {"anna@usa.example"}),
    ("HotPOP", "postmaster@hotpop.example", "Mail Delivery Failure",
     "Undeliverable Address: anna@hotpop.example\nReason: over quota\n\nOriginal message attached\n", {"anna@hotpop.example"}),
    ("Prodigy", "MAILER-DAEMON@prodigy.example", "Returned mail",
     "User's mailbox is full: <anna@prodigy.example>\nUnable to deliver mail.\n", {"anna@prodigy.example"}),
    ("SMTPSVC", "System <postmaster@kunde.example>", "Delivery failure",
     "The email below could not be delivered to the following user:\n\n<anna@kunde.example>\n\nOld message:\n<bob@firma.example>\n", {"anna@kunde.example"}),
    ("SBC", "MAILER-DAEMON@sbc.example", "failure notice",
     "Unable to deliver message to the following address(es).\n\n<anna@sbc.example>:\n192.0.2.7 failed\n<bob@pac.example>:\nThis user doesn't have an account\n\n--- Original message follows.\n",
     {"anna@sbc.example", "bob@pac.example"}),
    ("an abort", "Postmaster <postmaster@kunde.example>", "Delivery Status Notification",
     "Delivery to the following recipients was aborted after 16.1 second(s):\n\n  * anna@kunde.example\n  * bob@kunde.example\n", {"anna@kunde.example", "bob@kunde.example"}),
    ("EarthLink", "Mail Delivery <postmaster@earthlink.example>", "Undeliverable mail",
     "Sorry, unable to deliver your message to anna@earthlink.example for the following reason:\n\n552 Quota violation.\n\nA copy of the original message below this line:\n", {"anna@earthlink.example"}),
    ("ADEME", "Postmaster <postmaster@client.example>", "Message Delivery Failure",
     "A message could not be delivered to:\n\n    anna@client.example\n\nSubject: Offer\n", {"anna@client.example"}),
    ("andrew", "postmaster@andrew.example", "Undeliverable mail", "Invalid final delivery userid: anna@andrew.example\n\nOriginal message follows.\n", {"anna@andrew.example"}),
    ("E500", "E500_SMTP_Mail_Service@kunde.example", "Undeliverable Message",
     "---- Failed Recipients ----\n  <anna@kunde.example>\n  <bob@kunde.example>\n---- Returned Mail ----\n", {"anna@kunde.example", "bob@kunde.example"}),
    ("LSMTP", "\"L-Soft list server at KUNDE (LSMTP for Windows NT)\" <postmaster@kunde.example>", "Undelivered mail",
     "--> Error description:\n\nError-for:  anna@kunde.example\nError-Code: 5.1.1\nError-Text: User not found\n\nError-End:   One error reported.\n", {"anna@kunde.example"}),
    ("Spanish qmail", "MAILER-DAEMON@correo.cliente.example", "failure notice",
     "Su mensaje no pudo ser entregado.\nYour message could not be delivered.\n\n<anna@cliente.example>:\nUsuario desconocido\n\n--- Mensaje original\n", {"anna@cliente.example"}),
    ("Dado", "postmaster@dado.example", "Delivery problems",
     "Your message has encountered delivery problems\nto the following recipient(s):\n\naddressed to anna@dado.example\nUser unknown\n\nYour message reads (in part):\n", {"anna@dado.example"}),
    ("Exchange 5", "System Administrator <postmaster@kunde.example>", "Undeliverable: Offer",
     ("Your message\n\n  To:      list@firma.example\n  Subject: Offer\n\ndid not reach the following recipient(s):\n\nAnna Kunde on Mon, 2 Mar 2026 12:00:00 +0100\n"
     "    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=us;a= ;p=kunde;l=MX0603021200\n    MSEXCH:IMS:Kunde:HQ:MX 0 (000C05A6) Unknown Recipient\n"
     "bob@kunde.example on Mon, 2 Mar 2026 12:00:00 +0100\n    Unknown Recipient\n"), {"bob@kunde.example"}),
    ("EYOU", "postmaster@eyou.example", "failure notice",
     "Hi. This is the deliver program at eyou.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\nanna@eyou.example\nSorry, user not found.\n\n--- attached\n", {"anna@eyou.example"}),
    ("an e-mail server", "postmaster@ieo.example", "Mail delivery failed",
     "Hi. This is the email server at ieo.example.\nYour message could not be delivered to anna@ieo.example, because the mailbox does not exist.\n", {"anna@ieo.example"}),
    ("no such user here", "postmaster@pla.example", "Undeliverable", "anna@pla.example - no such user here.\n\nThere is no user by that name at this server.\n", {"anna@pla.example"}),
    ("fastdns", "Mail Delivery System <mailer-daemon@fast.example>", "Mail delivery failed",
     "The following recipient(s) could not be reached:\n\nanna@kunde.example\nbob@kunde.example\n", {"anna@kunde.example", "bob@kunde.example"}),
    ("Failed Recipient:", "System Administrator <sysadmin@lttf.example>", "Delivery Failure",
     "Could not deliver message to the following recipient(s):\n\nFailed Recipient: anna@kunde.example\nReason: Remote host said: 550 no such user\nFailed Recipient: bob@kunde.example\n\n   -- The header and top 20 lines of the message follows --\n",
     {"anna@kunde.example", "bob@kunde.example"}),
    ("ph directory", "MAILER-DAEMON@mx.kunde.example", "Returned mail - nameserver error report",
     " --------Message not delivered to the following:\n\n anna    No matches to nameserver query\n bob     Ambiguous name\n\n --------Error Detail (phquery V4.1):\n\n If mike.fox@kunde.example fails, try again.\n --------Unsent Message below:\nTo: x@y.example\n",
     {"anna@kunde.example", "bob@kunde.example"}),
    ("ph directory, full address", "MAILER-DAEMON@mx.kunde.example", "Returned mail - nameserver error report",
     " --------Message not delivered to the following:\n\n anna@kunde.example    No matches\n\n --------Error Detail (phquery V4.1):\n\n", {"anna@kunde.example"}),
    ("Netscape", "Mail Administrator <postmaster@kunde.example>", "Mail System Error - Returned Mail",
     ("This Message was undeliverable due to the following reason:\n\nThe following destination addresses were unknown (please check\nthe addresses and re-mail the message):\n\nSMTP <anna@kunde.example>\n\n"
     "Please reply to Postmaster@kunde.example\nif you feel this message to be in error.\n"), {"anna@kunde.example"}),
    ("Netscape, many", "Mail Administrator <postmaster@kunde.example>", "Mail System Error - Returned Mail",
     ("This Message was undeliverable due to the following reason:\n\nYour message was not delivered because the destination computer was\nnot found.\n\nHost kunde.example not found\n\n"
     "The following recipients did not receive your message:\n\n     <anna@kunde.example>\n     <bob@kunde.example>\n\nPlease reply to Postmaster@mx.example\nif you feel this message to be in error.\n"),
     {"anna@kunde.example", "bob@kunde.example"}),
    ("SMTP32", "Postmaster <postmaster@imail.example>", "Undeliverable Mail", "undeliverable to anna@imail.example\n\nOriginal message follows.\nFrom: x@firma.example\n", {"anna@imail.example"}),
    ("IMail, unknown", "Postmaster <postmaster@imail.example>", "Undeliverable Mail", "User mailbox exceeds allowed size: anna@imail.example\nInvalid final delivery user: bob@imail.example\n\nOriginal message follows.\n",
     {"anna@imail.example", "bob@imail.example"}),
    ("IMail, delivery failed", "Postmaster <postmaster@imail.example>", "Undeliverable Mail", "Delivery failed 20 attempts: anna@imail.example\n\nOriginal message follows.\n", {"anna@imail.example"}),
    ("Postfix, old", "MAILER-DAEMON@mx.kunde.example (Mail Delivery System)", "Undelivered Mail Returned to Sender",
     ("This is the Postfix program at host mx.kunde.example.\n\nI'm sorry to have to inform you that the message returned\nbelow could not be delivered to one or more destinations.\n\n\t\t\tThe Postfix program\n\n"
     "<anna@kunde.example> (expanded from <einkauf@kunde.example>): unknown user: \"anna\"\n\n<bob@kunde.example>: host mx said: 550 User unknown\n"), {"anna@kunde.example", "bob@kunde.example"}),
    ("Caiwireless", "MAILER-DAEMON@cai.example", "Undeliverable mail",
     "Your message was undeliverable.\n\nThe following recipients are unknown:\n\n  <anna@cai.example>\n\n  the following is the original\n", {"anna@cai.example"}),
    ("GroupWise, display name", "Mailer-Daemon@kunde.example", "Message status - undeliverable",
     "The message that you sent was undeliverable to the following:\n\tanna@kunde.example (The name was not found at the remote site.)\n\tbob (user not found)\n", {"anna@kunde.example"}),
    ("AOL, several", "Mail Delivery Subsystem <MAILER-DAEMON@aol.example>", "Mail Delivery Problem",
     "Your mail to the following recipients could not be delivered because they are not accepting mail from li@firma.example:\n\tannak\n\tbobk\n", {"annak@aol.example", "bobk@aol.example"}),
    ("CompuServe", "CompuServe Postmaster <auto.reply@compuserve.example>", "Undeliverable message",
     "Receiver not found: anna@compuserve.example\n\nYour message could not be delivered as addressed.\n\n--- Returned message ---\n", {"anna@compuserve.example"}),
    ("CompuServe, invalid", "Electronic Postmaster <POSTMASTER@compuserve.example>", "Undeliverable message",
     "?  EMDNSF - User Address not found - anna@compuserve.example\n\nYour message could not be delivered as addressed.\n--- Returned message ---\n", {"anna@compuserve.example"}),
    ("PMDF", "PMDF e-Mail Interconnect <postmaster@kunde.example>", "Undeliverable mail: user unknown",
     "The message could not be delivered to:\n\nAddressed to:  anna@kunde.example\nReason: 550 unknown\n\nYour address list had errors.\n", {"anna@kunde.example"}),
    ("Mercury", "Electronic Postmaster <postmaster@kunde.example>", "Postmaster notify: delivery failure.",
     "The message with subject Offer has generated the following problems:\n\n   anna@kunde.example: Address does not exist.\n   bob@kunde.example: Address does not exist.\n", {"anna@kunde.example", "bob@kunde.example"}),
    ("cannot be delivered", "Mail Router <postmaster@kunde.example>", "Mail could not be delivered",
     "--- The message cannot be delivered to the following address. ---\n\nanna@kunde.example               Mailbox unknown or not accepting mail.\n                 550 anna@kunde.example... User unknown\n\n", {"anna@kunde.example"}),
    ("considered", "postmaster@kunde.example", "Undeliverable: Offer",
     "Your message to anna@kunde.example was considered unsolicited bulk e-mail (UBE).\n\nOur internal reference code for your message is 123/abc.\nDelivery of the email was stopped!\n", {"anna@kunde.example"}),
    ("amavis", "\"Content-filter at mx.kunde.example\" <postmaster@mx.kunde.example>", "BANNED contents from you",
     "BANNED CONTENTS ALERT\n\nOur content checker found\n    banned name: x.exe\nin email presumably from you <li@firma.example>\nto the following recipient:\n-> anna@kunde.example\n\nDelivery of the email was stopped!\n", {"anna@kunde.example"}),
    ("Lotus cc:Mail", "postmaster@kunde.example", "cc:Mail Link to SMTP Undeliverable Message",
     "Message is undeliverable.\nReason: User \"anna@kunde.example\" is not known.\n\nOriginal text follows:\n", {"anna@kunde.example"}),
    ("Notes, several", "postmaster@kunde.example", "DELIVERY FAILURE: User not listed",
     "Your message\n\n  Subject: Offer\n\nwas not delivered to:\n\n  anna@kunde.example, bob@kunde.example\n\nbecause:\n\n  User not listed in Domino Directory\n", {"anna@kunde.example", "bob@kunde.example"}),
    ("several in a line", "MAILER-DAEMON@kunde.example", "Undelivered mail",
     "Your message could not be delivered to the following recipients: <anna@kunde.example>, <bob@kunde.example> and <eva@kunde.example>.\n", {"anna@kunde.example", "bob@kunde.example", "eva@kunde.example"}),
    ("qmail, VERP", "MAILER-DAEMON@mx.kunde.example", "failure notice",
     ("Hi. This is the qmail-send program at mx.kunde.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<kunde.example-anna@kunde.example>:\nSorry, no mailbox here by that name. vpopmail (#5.1.1)\n\n"
     "<bob@kunde.example>:\nUser's mailbox is full.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <x@firma.example>\n"), {"kunde.example-anna@kunde.example", "bob@kunde.example"}),
    ("qmail, sorry", "MAILER-DAEMON@mx.kunde.example", "failure notice",
     "We're sorry. There's a problem with the e-mail address(es) you're trying to send to.\n\n<anna@kunde.example>:\nno such user\n\n--- Below this line is a copy of the mail message.\n", {"anna@kunde.example"}),
    ("qmail, check", "MAILER-DAEMON@mx.kunde.example", "failure notice", "Check your send e-mail address.\n\nanna@kunde.example:\nunknown\n\n---- original\n", {"anna@kunde.example"}),
    ("qmail, agent", "MAILER-DAEMON@messagelabs.example", "failure notice",
     "This is the mail delivery agent at messagelabs.example.\nI was not able to deliver your message to the following addresses.\n\n<anna@kunde.example>:\n192.0.2.5 does not like recipient.\n\n--- Below this line is a copy of the message.\n", {"anna@kunde.example"}),
    ("an old address", "Automated response <postmaster@labor.example>", "FAILED MAIL to \"anna\" regarding \"Offer\"",
     "The standard form of email address at LABOR is lastname@labor.example\nalthough individuals may choose an alternate email address. The address to\nwhich your message was addressed, anna@kunde.example, did not exactly match an\nLABOR email address.\n\n  Anna B. Kunde       +1 925       kunde4@kunde.example\n\nOriginal message as received is as follows:\n",
     {"anna@kunde.example"}),
    ("ICQ", "MAILER-DAEMON@icq.example", "Returned mail: Quota exceeded", "The user(s) account is temporarily over quota.\n\n<anna@icq.example>\n", {"anna@icq.example"}),
    ("Courier, many", "\"Courier mail server at kunde.example\" <postmaster@kunde.example>", "NOTICE: mail delivery status.",
     "This is a delivery status notification from kunde.example,\nrunning the Courier mail server.\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<anna@kunde.example>:\n    mx.kunde.example [192.0.2.1]:\n>>> RCPT TO:<anna@kunde.example>\n<<< 550 User unknown.\n\n<bob@kunde.example>:\n    No such domain.\n\nIf your message was also sent to additional recipients, their delivery\nstatus is not included in this report.\n",
     {"anna@kunde.example", "bob@kunde.example"}),
    ("plus and quotes", "MAILER-DAEMON@mx.kunde.example", "Undelivered Mail Returned to Sender",
     "This is the mail system at host mx.\n\n<anna+tag=x@kunde.example>: unknown user\n\n<\"john.doe\"@kunde.example>: unknown user\n", {"anna+tag=x@kunde.example"}),
    ("a host of figures", "MAILER-DAEMON@mx.kunde.example", "Returned mail", "The following recipients could not be reached:\n\n<bounces.12345678@kunde.example>: unknown user\n", {"bounces.12345678@kunde.example"}),
    ("a domain of one word", "MAILER-DAEMON@mx.kunde.example", "Returned mail", "The following recipients could not be reached:\n\n<anna@localhost>: unknown user\n", {"anna@localhost"}),
    ("a list's reader", "MAILER-DAEMON@mx.kunde.example", "Returned mail", "Your message could not be delivered to:\n\n<support@kunde.example>: unknown user\n<anna@kunde.example>: unknown user\n",
     {"support@kunde.example", "anna@kunde.example"}),
    ("Japanese, figures", "MAILER-DAEMON@docomo.example", "Mail System Error - Returned Mail",
     "次のあて先へのメッセージはエラーのため送信できませんでした。\n\n<09012345678@docomo.example>\n<anna..k@docomo.example>\n", {"09012345678@docomo.example", "anna..k@docomo.example"}),
    ("not yet delivered", "Mailer-Daemon@mx.kunde.example", "Mail not delivered yet",
     "The address to which the message has not yet been delivered is:\n\n  anna@kunde.example\n\nNo action is required on your part.\n", {"anna@kunde.example"}),
    ("MessageSwitch", "Mail Delivery Service <postmaster@kunde.example>", "Delivery delayed",
     "Your message to:\n\n  anna@kunde.example\n\nhas not been delivered. This is just a warning, you do not need to take any action.\n", {"anna@kunde.example"}),
    ("Symantec", "Symantec_AntiVirus_for_SMTP_Gateways@kunde.example", "Delivery delay notification",
     "Your message with Subject: Offer\nhas not been delivered to the following recipients:\n\n  anna@kunde.example\n\nDelivery attempts will continue to be made.\n", {"anna@kunde.example"}),
    ("Exchange, advisory", "System Administrator <postmaster@kunde.example>", "Delivery delayed: Offer",
     'This is an advisory-only email. Your message to "anna@kunde.example" has been postponed.\n', {"anna@kunde.example"}),
    ("MailEnable", "Postmaster@kunde.example", "Message Delivery Failure",
     "Message could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:anna@kunde.example]\n\tReason: Remote SMTP Server Returned: 550\n\tRecipient: [SMTP:bob@kunde.example]\n\nMessage headers follow:\n",
     {"anna@kunde.example", "bob@kunde.example"}),
    ("X.400 names", "System Administrator <postmaster@kunde.example>", "Undeliverable: Offer",
     "Your message\n\n  To:      xxx\n  Subject: Offer\n\ndid not reach the following recipient(s):\n\nc=US;a= ;p=KUNDE;o=HQ;dda:SMTP=anna@kunde.example; on Mon, 2 Mar 2026 12:00:00\n    The recipient name is not recognized\n",
     {"anna@kunde.example"}),
    ("in brackets", "postmaster@kunde.example", "Delivery failure", "Delivery has failed. The mailbox of Anna Kunde [anna@kunde.example] is over quota.\n\nOriginal message details:\nFrom: li@firma.example\n", {"anna@kunde.example"}),
    ("an unknown system", "postmaster@kunde.example", "Undelivered", "This is a delivery failure notification message.\n\n -- anna@kunde.example\n\nThe problem appears to be:\n -- Recipient email server rejected the message\n", {"anna@kunde.example"}),
    ("a rejection", "Postmaster <postmaster@kunde.example>", "Rejected: Offer", "Your message to <anna@kunde.example> was automatically rejected:\nQuota exceeded\n", {"anna@kunde.example"}),
    ("undisclosed", "Mailer-Daemon@mx.kunde.example", "Mail delivery failed: returning message to sender",
     "This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  an undisclosed address\n    (generated from anna@kunde.example)\n\n------ This is a copy of the message ------\n", {"anna@kunde.example"}),
    ("long and odd names", "MAILER-DAEMON@mx.kunde.example", "failure notice",
     "Hi. This is the qmail-send program at mx.\n\n<" + "anna.maria." * 7 + "k@kunde.example>:\nno such user\n\n<bob%kunde2.example!x@kunde.example>:\nno\n\n<$eva^{1}@kunde.example>:\nno\n\n<postmaster@kunde.example>:\nfull\n",
     {"anna.maria." * 7 + "k@kunde.example", "bob%kunde2.example!x@kunde.example", "$eva^{1}@kunde.example", "postmaster@kunde.example"}),
    ("Chinese before the address", "postmaster@kunde.example", "系统退信", "您的邮件无法投递，收件人anna@kunde.example不存在。\n", {"anna@kunde.example"}),
    ("IIS, prose", "postmaster@kunde.example", "Delivery Status Notification (Failure)",
     "This is an automatically generated Delivery Status Notification.\n\nUnable to deliver message to the following recipients, due to being unable to connect successfully to the destination mail server.\n\n       anna@kunde.example\n       bob@kunde.example\n\n",
     {"anna@kunde.example", "bob@kunde.example"}),
    ("very many", "MAILER-DAEMON@mx.kunde.example", "Undelivered mail", "These recipients could not be reached:\n\n" + "".join(f"<u{n}@k.example>\n   unknown\n" for n in range(150)),
     {f"u{n}@k.example" for n in range(150)}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sender", "subject", "text", "failed"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED]
)
def test_everybody_is_named_however_the_system_puts_it(
    sender: str, subject: str, text: str, failed: set[str]
) -> None:
    mail = written(sender, subject, text)

    nature = automatic.nature_of(mail, OURS, Direction.IN)
    found = {one.email for one in automatic.failed_recipients(mail)}

    assert (nature.kind, found >= failed) == (Kind.BOUNCE, True), (nature, found)
    assert len(found) <= len(failed) + 2  # a host and its domain, where only a name is given


@pytest.mark.parametrize("text", ["The following recipients could not be reached:\n\n{0}\n", "User unknown: {0}\n\nOriginal message follows.\n",
                                  "This is the mail system at host mx.\n\n<{0}>: user unknown\n\n<anna@kunde.example>: mailbox full\n",
                                  "The original message was received.\n\n   ----- The following addresses had permanent fatal errors -----\n<{0}>\n"])  # fmt: skip
def test_who_wrote_to_herself_is_named_too(text: str) -> None:
    mail = written("MAILER-DAEMON@mx.kunde.example", "Undelivered mail", text.format("li@firma.example"))

    assert "li@firma.example" in {one.email for one in automatic.failed_recipients(mail)}
