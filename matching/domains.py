"""Whose is a mail domain: one firm's, or everybody's?

Free mail and internet providers are shared by strangers; portals relay for their members. Neither says
which firm writes. Everything else is a work domain, compared by the part that was registered:
cn.firm.example is firm.example.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _names(table: str) -> frozenset[str]:
    return frozenset(table.split())


_FREE_BRANDS = _names(
    "gmail googlemail outlook hotmail live msn yahoo ymail rocketmail aol icloud gmx yandex protonmail zoho"
)
_FREE_ENDINGS = _names(
    "com de fr it es pt nl be at ch co.uk ie dk se no fi pl cz sk hu ro gr com.tr ru ua by kz com.cn cn "
    "com.hk com.tw co.jp jp co.kr com.sg com.my co.id com.vn co.th com.ph in co.in com.au co.nz co.za com.br "
    "com.mx com.ar cl com.co com.pe ca us net org eu bg lt lv ee com.ua"
)
FREE_MAIL = frozenset(f"{brand}.{ending}" for brand in _FREE_BRANDS for ending in _FREE_ENDINGS) | _names(
    """
    me.com mac.com proton.me pm.me hey.com fastmail.com fastmail.fm mail.com email.com usa.com inbox.com
    tutanota.com tuta.io hushmail.com rediff.com rediffmail.com inbox.lv inbox.ru zohomail.com hanmail.net
    daum.net naver.com nate.com kakao.com korea.com dreamwiz.com empal.com chol.com qq.com foxmail.com
    163.com 126.com 188.com yeah.net 163.net vip.163.com vip.126.com vip.188.com vip.qq.com sina.com
    sina.cn sina.com.cn vip.sina.com sohu.com tom.com 21cn.com 21cn.net 139.com 189.cn wo.cn wo.com.cn
    aliyun.com alimail.com 263.net 263.net.cn eyou.com citiz.net china.com chinaren.com
    public.szptt.net.cn 56.com netease.com hinet.net msa.hinet.net seed.net.tw pchome.com.tw
    netvigator.com biznetvigator.com hkbn.net i-cable.com hongkong.com macau.ctm.net docomo.ne.jp
    ezweb.ne.jp softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp excite.co.jp so-net.ne.jp
    plala.or.jp dion.ne.jp infoseek.jp goo.jp web.de freenet.de t-online.de arcor.de online.de email.de
    vodafone.de kabelmail.de unitybox.de posteo.de mailbox.org 1und1.de chello.at aon.at inode.at
    bluewin.ch hispeed.ch sunrise.ch orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr
    numericable.fr club-internet.fr libero.it virgilio.it tiscali.it alice.it tin.it tim.it fastwebnet.it
    iol.it inwind.it aruba.it pec.it poste.it telefonica.net terra.es ono.com movistar.es telecable.es
    orange.es sapo.pt clix.pt netcabo.pt mail.pt telenet.be skynet.be scarlet.be ziggo.nl kpnmail.nl
    planet.nl xs4all.nl hetnet.nl home.nl upcmail.nl btinternet.com btopenworld.com btconnect.com sky.com
    virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk tiscali.co.uk eircom.net telia.com telia.se
    comhem.se bredband.net online.no broadpark.no tele2.se mail.dk post.tele.dk jubii.dk luukku.com
    kolumbus.fi elisanet.fi suomi24.fi wp.pl o2.pl onet.pl op.pl poczta.onet.pl interia.pl interia.eu
    gazeta.pl tlen.pl vp.pl poczta.fm seznam.cz email.cz centrum.cz volny.cz post.cz azet.sk centrum.sk
    zoznam.sk freemail.hu citromail.hu t-online.hu abv.bg mail.bg dir.bg otenet.gr forthnet.gr hol.gr
    in.gr net.hr t-com.hr siol.net mail.ru bk.ru list.ru internet.ru rambler.ru ya.ru lenta.ru pochta.ru
    ro.ru nm.ru narod.ru ukr.net i.ua meta.ua bigmir.net tut.by mail.kz inbox.lt one.lt mail.ee hot.ee
    mynet.com superonline.com ttmail.com turk.net walla.com walla.co.il bezeqint.net netvision.net.il
    012.net.il emirates.net.ae eim.ae batelco.com.bh kems.net qualitynet.net omantel.net.om link.net
    tedata.net.eg saudi.net.sa menara.ma topnet.tn gnet.tn planet.tn uol.com.br bol.com.br terra.com.br
    ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br prodigy.net.mx infinitum.com.mx
    telmex.net terra.com terra.com.mx terra.cl vtr.net entel.cl speedy.com.ar fibertel.com.ar arnet.com.ar
    ciudad.com.ar cantv.net une.net.co etb.net.co telecom.com.co adinet.com.uy cablenet.com.ni racsa.co.cr
    claro.net.do telkomsa.net mweb.co.za webmail.co.za vodamail.co.za iafrica.com absamail.co.za vsnl.com
    vsnl.net sify.com indiatimes.com airtelmail.in bsnl.in dataone.in in.com indosat.net.id telkom.net
    cbn.net.id plasa.com hcm.vnn.vn hn.vnn.vn vnn.vn fpt.vn viettel.vn singnet.com.sg pacific.net.sg
    starhub.net.sg streamyx.com tm.net.my jaring.my pldtdsl.net ptcl.net.pk cyber.net.pk sltnet.lk
    bdcom.com grameenphone.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au
    internode.on.net dodo.com.au westnet.com.au xtra.co.nz slingshot.co.nz orcon.net.nz comcast.net
    verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com netzero.net
    optonline.net roadrunner.com rr.com windstream.net frontier.com embarqmail.com centurylink.net
    rogers.com shaw.ca telus.net sympatico.ca bell.net videotron.ca cogeco.ca
    """
)
RELAYS = _names(
    """
    alibaba.com alibaba-inc.com aliexpress.com 1688.com made-in-china.com globalsources.com dhgate.com
    tradekey.com ec21.com ecplaza.net indiamart.com tradeindia.com exportersindia.com hktdc.com
    kompass.com europages.com wlw.de tradewheel.com go4worldbusiness.com thomasnet.com ebay.com amazon.com
    wish.com diytrade.com gongchang.com bossgoo.com ecvv.com cantonfair.org.cn tradeford.com weiku.com
    hisupplier.com buyerzone.com linkedin.com facebook.com facebookmail.com mailchimp.com mailchimpapp.com
    sendgrid.net amazonses.com wixforms.com hubspot.com typeform.com jotform.com mailgun.org
    sendinblue.com brevo.com zendesk.com
    """
)
SHARED = FREE_MAIL | RELAYS

_TENANTS = _names(
    """
    blogspot.com github.io wixsite.com myshopify.com wordpress.com weebly.com squarespace.com
    herokuapp.com netlify.app vercel.app pages.dev web.app firebaseapp.com co.com uk.com us.com de.com
    cn.com eu.com
    """
)
"""Below these every tenant is a firm of its own."""
_SECOND_LEVELS = _names("com co net org edu gov ac mil gob gouv gov biz info ltd plc")
_REGIONAL = {
    "jp": _names("or ne go gr ad ed lg"),
    "kr": _names("or ne go re pe"),
    "th": _names("in or go mi"),
    "id": _names("or go web sch my"),
    "at": frozenset(("or",)),
    "uk": _names("me nhs sch"),
    "tw": _names("idv game"),
    "in": _names("firm gen ind nic res"),
    "tr": _names("gen web bel pol k12 av dr"),
    "br": _names("ind adv art eng eco emp agr srv tur"),
    "za": frozenset(("web", "law")),
    "il": frozenset(("muni", "k12")),
    "pl": _names("waw shop sklep"),
    "cn": _names(
        "bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj"
    ),
}
_NO_COUNTRY = _names("co io tv me ai cc ws eu su la fm to gg sh vc nu ly")
"""Two-letter endings that firms all over the world use."""
_COUNTRY_OF_ENDING = {"uk": "GB"}
_LONGEST = 253  # RFC 1035 section 2.3.4
_WORD = re.compile(r"[\w-]+")
_SCHEME = re.compile(r"^[a-z]{2,10}:/*", re.ASCII)


def work_domain(mailbox: str) -> str:
    """The registered domain of a firm's mailbox, or nothing for free mail, relays and nonsense."""
    return own_domain(mailbox.rpartition("@")[2])


def own_domain(host: str) -> str:
    """The registered domain of a host that belongs to one firm, else nothing."""
    return _own_domain(host) if len(host) <= _LONGEST else ""


@lru_cache(maxsize=2048)
def _own_domain(host: str) -> str:
    host = _host(host)
    found = _registrable(host)
    return "" if _is_shared(host, found) else found


def website_domain(website: str) -> str:
    """The registered domain of a web address as people write it: with or without scheme, path and www."""
    bare = _SCHEME.sub("", website.strip().lower()[: 2 * _LONGEST])
    return own_domain(re.split(r"[/?#:\s]", bare, maxsplit=1)[0].rpartition("@")[2])


def registrable(host: str) -> str:
    """The part somebody registered: `mail.firm.co.uk` is `firm.co.uk`. Nothing where there is none."""
    return _registrable(_host(host))


def _registrable(host: str) -> str:
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or not all(map(_WORD.fullmatch, labels)):
        return ""
    size = _suffix_size(labels)
    return ".".join(labels[-size - 1 :]) if len(labels) > size else ""


def _is_shared(host: str, registered: str) -> bool:
    """Is the host a provider's, or below one? `public.szptt.net.cn` is everybody's, its owner a firm."""
    while len(host) > len(registered) and host not in SHARED:
        host = host.partition(".")[2]
    return host in SHARED


def label(domain: str) -> str:
    """The name in a registered domain: `firm` of `firm.co.uk`."""
    return domain.partition(".")[0]


def country(domain: str) -> str:
    """The country whose ending a domain carries, ISO 3166 alpha-2, or nothing."""
    ending = domain.rpartition(".")[2]
    if len(ending) != 2 or (ending in _NO_COUNTRY and domain.count(".") < 2):
        return ""
    return _COUNTRY_OF_ENDING.get(ending, ending.upper())


def _host(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    host = text.strip().strip(".").lower()
    return ".".join(map(_readable, host.split("."))) if "xn--" in host else host


def _readable(part: str) -> str:
    """An internationalised label in its own letters (RFC 3492), so that both spellings are one domain."""
    if not part.startswith("xn--") or len(part) > 63:
        return part
    try:
        return part[4:].encode("ascii").decode("punycode").lower()
    except (UnicodeError, ValueError, OverflowError):
        return part


def _suffix_size(labels: list[str]) -> int:
    last_two = ".".join(labels[-2:])
    if last_two in _TENANTS or last_two in SHARED:  # net.hr is a provider, no second level
        return 2 if last_two in _TENANTS else 1
    second, ending = labels[-2], labels[-1]
    two_level = len(ending) == 2 and (second in _SECOND_LEVELS or second in _REGIONAL.get(ending, ()))
    return 2 if two_level else 1
