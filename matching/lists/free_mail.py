"""Which domains give mail to everybody: the great providers, and those that connect exporters' markets?

Written by hand. Internet providers of Asia, Africa and Latin America are here because the public lists miss
them; the long tail of the others stands in lists/providers.py.
"""

from __future__ import annotations

_BRANDS = (
    "gmail googlemail outlook hotmail live msn yahoo ymail rocketmail aol icloud gmx yandex protonmail zoho"
)
_ENDINGS = """
com de fr it es pt nl be at ch co.uk ie dk se no fi pl cz sk hu ro gr com.tr ru ua by kz com.cn cn
com.hk com.tw co.jp jp co.kr com.sg com.my co.id com.vn co.th com.ph in co.in com.au co.nz co.za com.br
com.mx com.ar cl com.co com.pe ca us net org eu bg lt lv ee com.ua
"""
_DOMAINS = """
me.com mac.com proton.me pm.me hey.com fastmail.com fastmail.fm mail.com email.com usa.com inbox.com
tutanota.com tuta.io hushmail.com rediff.com rediffmail.com inbox.lv inbox.ru zohomail.com hanmail.net
daum.net naver.com nate.com kakao.com korea.com dreamwiz.com empal.com chol.com qq.com foxmail.com
163.com 126.com 188.com yeah.net 163.net vip.163.com vip.126.com vip.188.com vip.qq.com sina.com sina.cn
sina.com.cn vip.sina.com sohu.com tom.com 21cn.com 21cn.net 139.com 189.cn wo.cn wo.com.cn aliyun.com
alimail.com 263.net 263.net.cn eyou.com citiz.net china.com chinaren.com public.szptt.net.cn 56.com
netease.com hinet.net msa.hinet.net seed.net.tw pchome.com.tw netvigator.com biznetvigator.com hkbn.net
i-cable.com hongkong.com macau.ctm.net docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp nifty.com
biglobe.ne.jp ocn.ne.jp excite.co.jp so-net.ne.jp plala.or.jp dion.ne.jp infoseek.jp goo.jp web.de
freenet.de t-online.de arcor.de online.de email.de vodafone.de kabelmail.de unitybox.de posteo.de
mailbox.org 1und1.de chello.at aon.at inode.at bluewin.ch hispeed.ch sunrise.ch orange.fr wanadoo.fr
free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr club-internet.fr libero.it virgilio.it
tiscali.it alice.it tin.it tim.it fastwebnet.it iol.it inwind.it aruba.it pec.it poste.it telefonica.net
terra.es ono.com movistar.es telecable.es orange.es sapo.pt clix.pt netcabo.pt mail.pt telenet.be
skynet.be scarlet.be ziggo.nl kpnmail.nl planet.nl xs4all.nl hetnet.nl home.nl upcmail.nl btinternet.com
btopenworld.com btconnect.com sky.com virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk
tiscali.co.uk eircom.net telia.com telia.se comhem.se bredband.net online.no broadpark.no tele2.se
mail.dk post.tele.dk jubii.dk luukku.com kolumbus.fi elisanet.fi suomi24.fi wp.pl o2.pl onet.pl op.pl
poczta.onet.pl interia.pl interia.eu gazeta.pl tlen.pl vp.pl poczta.fm seznam.cz email.cz centrum.cz
volny.cz post.cz azet.sk centrum.sk zoznam.sk freemail.hu citromail.hu t-online.hu abv.bg mail.bg dir.bg
otenet.gr forthnet.gr hol.gr in.gr net.hr t-com.hr siol.net mail.ru bk.ru list.ru internet.ru rambler.ru
ya.ru lenta.ru pochta.ru ro.ru nm.ru narod.ru ukr.net i.ua meta.ua bigmir.net tut.by mail.kz inbox.lt
one.lt mail.ee hot.ee mynet.com superonline.com ttmail.com turk.net walla.com walla.co.il bezeqint.net
netvision.net.il 012.net.il emirates.net.ae eim.ae batelco.com.bh kems.net qualitynet.net omantel.net.om
link.net tedata.net.eg saudi.net.sa menara.ma topnet.tn gnet.tn planet.tn uol.com.br bol.com.br
terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br prodigy.net.mx
infinitum.com.mx telmex.net terra.com terra.com.mx terra.cl vtr.net entel.cl speedy.com.ar
fibertel.com.ar arnet.com.ar ciudad.com.ar cantv.net une.net.co etb.net.co telecom.com.co adinet.com.uy
cablenet.com.ni racsa.co.cr claro.net.do telkomsa.net mweb.co.za webmail.co.za vodamail.co.za
iafrica.com absamail.co.za vsnl.com vsnl.net sify.com indiatimes.com airtelmail.in bsnl.in dataone.in
in.com indosat.net.id telkom.net cbn.net.id plasa.com hcm.vnn.vn hn.vnn.vn vnn.vn fpt.vn viettel.vn
singnet.com.sg pacific.net.sg starhub.net.sg streamyx.com tm.net.my jaring.my pldtdsl.net ptcl.net.pk
cyber.net.pk sltnet.lk bdcom.com grameenphone.com bigpond.com bigpond.net.au optusnet.com.au
iinet.net.au tpg.com.au internode.on.net dodo.com.au westnet.com.au xtra.co.nz slingshot.co.nz
orcon.net.nz comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
earthlink.net juno.com netzero.net optonline.net roadrunner.com rr.com windstream.net frontier.com
embarqmail.com centurylink.net rogers.com shaw.ca telus.net sympatico.ca bell.net videotron.ca cogeco.ca
windowslive.com petalmail.com 88.com email.cn vip.21cn.com public.guangzhou.gd.cn
public.qd.sd.cn public.tpt.tj.cn public.bta.net.cn public.sta.net.cn public1.sta.net.cn
public2.sta.net.cn public3.sta.net.cn public4.sta.net.cn public6.sta.net.cn public8.sta.net.cn
online.sh.cn mail.nbptt.zj.cn mail.hz.zj.cn mail.wzptt.zj.cn mail.sxptt.zj.cn nbip.net pub.wx.jsinfo.net
pub.sz.jsinfo.net pub.nj.jsinfo.net public1.sz.js.cn public1.wx.js.cn public1.ptt.js.cn public.cta.cq.cn
mail.sy.ln.cn public.dl.ln.cn public.xm.fj.cn public.fz.fj.cn hzcnc.com so-net.net.tw giga.net.tw
apol.com.tw ttn.net ethome.net.tw kimo.com.tw url.com.tw hknet.com ctimail.com ctimail3.com hkstar.com
on-nets.com pacific.net.hk hutchcity.com kornet.net hitel.net unitel.co.kr nownuri.net netian.com
lycos.co.kr paran.com hanafos.com chollian.net freechal.com hanmir.com asahi-net.or.jp hi-ho.ne.jp
ybb.ne.jp eonet.ne.jp zaq.ne.jp dti.ne.jp home.ne.jp auone-net.jp tcp-ip.or.jp mbn.or.jp interq.or.jp
livedoor.com vodafone.ne.jp commufa.jp kcn.ne.jp odn.ne.jp odn.ad.jp highway.ne.jp bekkoame.ne.jp
rim.or.jp eth.net satyam.net.in vsnl.net.in vsnl.co.in airtelbroadband.in sancharnet.in spectranet.com
pacenet-india.com tatanova.com touchtelindia.net hathway.com brain.net.pk wol.net.pk multinet.com.pk
super.net.pk nexlinx.net.pk comsats.net.pk paknet.com.pk gem.net.pk worldcall.net.pk dsl.net.pk
bttb.net.bd agni.com dhaka.net bol-online.com spnetctg.com aitlbd.net bdonline.com citechco.net
bangla.net eureka.lk lanka.com.lk wlink.com.np ntc.net.np mos.com.np enet.com.np vianet.com.np
dhivehinet.net.mv hcm.fpt.vn saigonnet.vn netnam.vn loxinfo.co.th csloxinfo.com cscoms.com asianet.co.th
truemail.co.th inet.co.th a-net.net.th anet.net.th ksc.th.com indo.net.id centrin.net.id rad.net.id
dnet.net.id biz.net.id link.net.id pacific.net.id idola.net.id maxis.net.my time.net.my unifi.my
cyberway.com.sg magix.com.sg info.com.ph mozcom.com skyinet.net i-manila.com.ph globelines.com.ph
mydestiny.net tri-isys.com digitelone.com brunet.bn online.com.kh camnet.com.kh laotel.com batelco.jo
go.com.jo orange.jo nets.com.jo index.com.jo wanadoo.jo firstnet.com.jo cyberia.net.lb terra.net.lb
inco.com.lb idm.net.lb dm.net.lb sodetel.net.lb scs-net.org mail.sy aloola.sy tarassul.sy ncc.moc.kw
gulfnet.com.kw qatar.net.qa nesma.net.sa awalnet.net.sa zajil.net cyberia.net.sa sps.net.sa
atheer.net.sa shabakah.net.sa y.net.ye yemen.net.ye dpimail.net neda.net parsonline.com parsonline.net
chmail.ir mailfa.com uruklink.net soficom.com.eg internetegypt.com intouch.com idsc.net.eg gega.net
access.com.eg menanet.net egyptonline.com sudanmail.net sudanet.net iam.net.ma casanet.net.ma
wissal.net.ma hexabyte.tn djazair-connect.com wissal.dz algeriecom.com eepad.dz lttnet.net
africaonline.co.ke wananchi.com swiftkenya.com nbnet.co.ke iconnect.co.ke kenyaweb.com form-net.com
africaonline.co.tz raha.com cats-net.com twiga.com infocom.co.ug utlonline.co.ug africaonline.co.ug
spacenet.co.ug ethionet.et telecom.net.et ghana.com africaonline.com.gh 4u.com.gh ncs.com.gh hyperia.com
linkserve.com micro.com.ng skannet.com cyberspace.net.ng aviso.ci afnet.net africaonline.co.ci sentoo.sn
telecomplus.sn orange.sn arc.sn camnet.cm iccnet.cm zamnet.zm zamtel.zm coppernet.zm mweb.com.na iway.na
iafrica.com.na botsnet.bw info.bw mega.bw mweb.co.zw zol.co.zw africaonline.co.zw yoafrica.com
ecoweb.co.zw tvcabo.co.mz teledata.mz tdm.co.mz virconn.com ebonet.net netangola.com snet.co.ao
netcabo.co.ao moov.mg wanadoo.mg dts.mg intnet.mu orange.mu seychelles.net sdnp.org.mw malawi.net
globemw.net global.co.za lantic.net icon.co.za netactive.co.za worldonline.co.za intekom.co.za
polka.co.za xsinet.co.za cybersmart.co.za yebo.co.za tiscali.co.za imaginet.co.za terra.com.pe
infonegocio.net.pe speedy.com.pe rcp.net.pe terra.com.co cable.net.co emcali.net.co epm.net.co
telesat.com.co multi.net.co andinanet.net satnet.net interactive.net.ec ecuanet.net.ec porta.net
punto.net.ec cablevision.net.mx axtel.net avantel.net megared.net.mx att.net.mx prodigy.net terra.com.ve
telcel.net.ve movistar.net.ve intercable.net.ve netuno.net netgate.com.uy montevideo.com.uy
dedicado.net.uy entelnet.bo cotas.com.bo supernet.com.bo comteco.com.bo rieder.net.py telesurf.com.py
pla.net.py conexion.com.py highway.com.py ice.co.cr guate.net intelnet.net.gt itelgua.com c.net.gt
cablecolor.hn hondutel.hn multivisionhn.net sulanet.net salnet.net integra.com.sv telesal.net
telemovil.com navegante.com.sv amnetsal.com ibw.com.ni turbonett.com.ni alianza.com.ni cwpanama.net
sinfo.net psi.net.pa codetel.net.do verizon.net.do tricom.net cwjamaica.com kasnet.com infochan.com
tstt.net.tt wow.net carib-link.net caribsurf.com candw.lc candw.ag cwdom.dm btl.net coqui.net prtc.net
caribe.net superig.com.br pop.com.br ibest.com.br brturbo.com.br veloxmail.com.br click21.com.br
netsite.com.br sercomtel.com.br openlink.com.br onda.com.br via-rs.net sinectis.com.ar infovia.com.ar
datamarkets.com.ar uolsinectis.com.ar velocom.com.ar arnetbiz.com.ar fullzero.com.ar cablenet.com.ar
ssdnet.com.ar interar.com.ar satlink.com way.com.ar entelchile.net 123mail.cl tie.cl manquehue.net
surnet.cl ctcinternet.cl telsur.cl gtdmail.com 123.cl mi.cl mtu-net.ru comail.ru online.ru cityline.ru
aha.ru newmail.ru hotbox.ru land.ru pisem.net front.ru km.ru e1.ru ngs.ru mail333.com open.by mail.by
nursat.kz asdc.kz nur.kz topmail.kz uzpak.uz mail.uz inbox.uz umail.uz mail.tj elcat.kg mail.kg
azdata.net box.az mail.az bakinter.net posta.ge caucasus.net arminco.com freenet.am web.am mdl.net
mail.md ttnet.net.tr e-kolay.net isnet.net.tr kablonet.com.tr ixir.com yaani.com
"""
_ALL_BRANDS = (f"{brand}.{ending}" for brand in _BRANDS.split() for ending in _ENDINGS.split())
DOMAINS = frozenset((*_ALL_BRANDS, *_DOMAINS.split()))
