"""Which words of a company's name are only its legal form, and which forms are the same?

In the plain form of `scripts.plain`, without dots: `S.A. de C.V.` is `sa de cv`, `ООО` is `ooo`. What is
the same form in two languages has one name, the shortest of those in use.
"""

from __future__ import annotations

from collections.abc import Iterable

_ENDS = """
co: co, company, compagnie, compania, companhia, kompaniia, kompania, cie, cia, ste
ltd: ltd, limited, co ltd, co limited, company limited, coltd, ltd co, limited company, corp ltd
ltd: corporation limited, corporation ltd, youxian gongsi, you xian gong si, gongsi
ltd: ltd liability company, ltd liability co, ltd part, limited partnership ltd, co pvt ltd
ltd: yuhan hoesa, yuhanhoesa, private company limited by shares, private limited by shares, llc ltd
inc: inc, incorporated, incorp, co inc, company inc, incorporation
corp: corp, corporation, corporate, corp co, corporacion, corporacao, corporazione, korporatsiia, korporasi
llc: llc, limited liability company, limited liability co, pllc, co llc, llc co, professional llc, llcs
llp: llp, limited liability partnership, lllp, llp co, pllp
lp: lp, limited partnership, limited partners
plc: plc, public limited company, public ltd co, plc ltd, public company limited, public company, pcl
plc: pub co
plc: public co ltd, pcl ltd, publ, public limited co
pte: pte, pte ltd, pte limited, private limited pte, pte co ltd
pvt: pvt, pvt ltd, private limited, private ltd, p ltd, pvt limited, private company, pvtltd, opc pvt ltd
pvt: opc private limited
pty: pty, pty ltd, proprietary limited, proprietary ltd, pty limited, propriety limited, edms bpk, bpk
jsc: jsc, joint stock company, joint stock, stock company, joint stock co, jsc co, js company, ad, aad, jsco
jsc: gufen youxian gongsi, gu fen you xian gong si, gufen gongsi, public joint stock company, pjsc, ojsc
jsc: cjsc
jsc: open joint stock company, closed joint stock company, oao, pao, zao, ao, pat, prat, prjsc, vat
jsc: otkrytoe aktsionernoe obshchestvo, zakrytoe aktsionernoe obshchestvo, aktsionernoe obshchestvo
jsc: aktsioneri
jsc: akcionarsko drustvo, akcine bendrove, aktsiaselts, aktsionerno druzhestvo, aksionerlik jamiyati, aj
jsc: qsc
jsc: qpsc, kpsc, ksc, kscc, kscp, sak, saog, saoc, bsc, bsc c, bscc, sal, saic, sjsc, shareholding company
jsc: public shareholding company, saudi joint stock company, ssc, aqsc, asc, qsj, atb, ato
ooo: ooo, too, tov, tzov, tdv, odo, ooo firma, ltd obshchestvo, mchj, mmc, osoo, zhshs
ooo: obshchestvo s ogranichennoi otvetstvennostiu, tovaristvo z obmezhenoiu vidpovidalnistiu
ip: individualnyi predprinimatel
gmbh: gmbh, ggmbh, mbh, gesmbh, ges mbh, gesellschaft mit beschrankter haftung, gesellschaft mbh, gmbh ag
gmbh: gesellschaft mit beschraenkter haftung, gesellschaft m b h, gesmbh co
gmbhcokg: gmbh and co kg, gmbh and co, gmbh co kg, gmbh u co kg, gmbh und co kg, mbh and co kg
gmbhcokg: gmbh and cokg
gmbhcokg: gmbh and co ohg, gmbh and co kgaa, ag and co kg, ag and co kgaa, se and co kgaa, se and co kg
gmbhcokg: ug and co kg
gmbhcokg: gesmbh and co kg, gmbh and compagnie kg, gmbh and cie kg, gmbh cokg
ug: ug, ug haftungsbeschrankt, haftungsbeschrankt, unternehmergesellschaft
ag: ag, aktiengesellschaft, sa ag, ag co, ag sa, societe anonyme ag
kg: kg, kommanditgesellschaft, co kg, and co kg, u co kg
kgaa: kgaa, kommanditgesellschaft auf aktien
ohg: ohg, offene handelsgesellschaft, gbr, keg, partg, partgmbb, partg mbb, inh, ek, ekfm
ev: ev, eingetragener verein, eg, genossenschaft, vvag, kdor, aor
sa: sa, societe anonyme, sociedad anonima, sociedade anonima, sau, s a u, sasu sa, sa ltd, sa co, scsa
sa: anonimi eteria, anonymi etaireia, anonymos etaireia, spolka akcyjna, sa w upadlosci, saa, saca, sacif
sa: saci, saicf, sacifia, sacifi, saiyc, sae, saec, sa esp, sa bic, cv sab, societate pe actiuni, ae
sa: abee, aebe, anonymi eteria, sa pi, sapi
sadecv: sa de cv, sociedad anonima de capital variable, sapi de cv, sab de cv, sa cv, sa de c v, de cv
sadecv: s de rl de cv, s de rl, srl de cv, sofom enr, sa de cv sofom enr, sofom er, sc de rl de cv
sadecv: spr de rl
sadecv: sociedad de responsabilidad limitada de capital variable, s en c, s en c por a
sas: sas, sasu, societe par actions simplifiee, sas bic, sas esp, sociedad por acciones simplificada
sas: spa sas, sarl sas
sarl: sarl, sarlau, eurl, societe a responsabilite limitee, sarl au, suarl, sprlu
sarl: societe responsabilite limitee
sarl: sagl, gmbh sarl, sarl gmbh
snc: snc, scs, sci, sca, selarl, selas, gaec, scop, scic, scea, societe civile, s en nc
srl: srl, srls, societa a responsabilita limitata, sociedad de responsabilidad limitada, surl, srlu, scarl
srl: scrl
srl: societate cu raspundere limitata, srl unipersonale, srl a socio unico, soc a rl, scpa, srlcr
srl: soc coop, societa cooperativa, sas di, snc di, sapa, unipersonale, srlu
spa: spa, societa per azioni, sociedad por acciones, spa a socio unico, sociedad anonima spa
spa: spa unipersonale
sl: sl, slu, sll, slne, sociedad limitada, sociedad limitada unipersonal, sociedad limitada laboral
sl: s coop, sociedad cooperativa, s l u, sociedad limitada profesional, s coop and
ltda: ltda, limitada, ltda me, ltda epp, eireli, eireli me, epp, cia ltda, lda, unipessoal lda
ltda: sociedade limitada
ltda: sociedad por cuotas, sociedade unipessoal, unipessoal, sgps, sgps sa, ltda sa, y cia ltda, e cia ltda
ltda: s c ltda, sc ltda, y compania limitada, compania limitada, slu ltda, cia sa, y cia sa, y cia, e cia
ltda: y compania
eirl: eirl, empresa individual de responsabilidad limitada, empresa unipersonal, srltda, s r ltda, sac, saa
bv: bv, besloten vennootschap, bvba, sprl, srl bv, bv srl, bvba sprl, comm v, commv, cvba, cvoa, ebvba
bv: bv ba, beslotenvennootschap, scrl cvba
nv: nv, naamloze vennootschap, nv sa, sa nv, vof, v o f, maatschap, stichting, cooperatie ua, ua
nv: cooperatief ua
as: as, asa, aksjeselskap, allmennaksjeselskap, nuf, akciova spolocnost, akciova spolecnost, aktsiaselts as
as: anonim sirketi, anonim sti, san ve tic as, sanayi ve ticaret as, sanayi ve ticaret anonim sirketi
as: ticaret as, tic as, anonim ortakligi, san tic as, paz san ve tic as, ithalat ihracat as
as: sanayi anonim sirketi, ticaret anonim sirketi, tic ve san as, ticaret ve sanayi as
ltdsti: ltd sti, limited sirketi, sti, sirketi, ltdsti, san ve tic ltd sti, tic ltd sti, san tic ltd sti
ltdsti: limited sti
ltdsti: sanayi ve ticaret limited sirketi, sanayi ve ticaret ltd sti, ticaret limited sirketi
ltdsti: ticaret ltd sti
ltdsti: paz san ve tic ltd sti, dis tic ltd sti, ith ihr san ve tic ltd sti, ve tic ltd sti, ltd s t i
ltdsti: ve ticaret ltd sti
ltdsti: kollektif sirketi, komandit sirketi, ve ticaret limited sirketi, dis ticaret limited sirketi
ltdsti: dis ticaret ltd sti
aps: aps, anpartsselskab, ivs, aktieselskab, a m b a, amba, fmba, smba, partnerselskab
ab: ab, aktiebolag, ab publ, aktiebolaget, handelsbolag, kommanditbolag, ek for, ekonomisk forening
oy: oy, oyj, oy ab, ab oy, osakeyhtio, julkinen osakeyhtio, osuuskunta, avoin yhtio, oyj abp, abp, oy ltd
hf: hf, ehf, ohf, slhf, sameignarfelag, hlutafelag, einkahlutafelag, sf hf
se: se, sce, societas europaea, eeig, ewiv
spzoo: sp z oo, sp zoo, spzoo, sp z o o, spolka z ograniczona odpowiedzialnoscia, spolka z oo, sp oo
spzoo: sp z oo sp k
spzoo: spolka z ograniczona odpowiedzialnoscia sp k
spzoo: spolka z ograniczona odpowiedzialnoscia spolka komandytowa
spk: sp k, spk, sp j, spj, sp p, spolka jawna, spolka komandytowa, spolka cywilna, sp komandytowa
sro: sro, spol s ro, spol sro, spol s r o, spolecnost s rucenim omezenym, spolocnost s rucenim obmedzenym
sro: ks sro
sro: druzstvo, k s sro, sp sro, statni podnik
kft: kft, korlatolt felelossegu tarsasag, beteti tarsasag, kkt, egyeni ceg, kht, nonprofit kft
zrt: zrt, nyrt, zartkoruen mukodo reszvenytarsasag, nyilvanosan mukodo reszvenytarsasag, reszvenytarsasag
doo: doo, drustvo s ogranicenom odgovornoscu, druzba z omejeno odgovornostjo, jdoo, dno, doo beograd, doel
doo: dooel
doo: drustvo so ogranicena odgovornost, drustvo s ogranicenom odgovornoscu doo
doo: druzba z omejeno odgovornostjo doo, shpk
doo: drushtvo so ogranichena odgovornost, drushtvo s ogranichenom odgovornoshchu
dd: dd, dionicko drustvo, delniska druzba, sh a, shoqeri aksionare, jkp, obrt
eood: eood, ood, ead, dzzd, kda, drujestvo s ogranichena otgovornost
eood: ednolichno druzhestvo s ogranichena otgovornost
eood: druzhestvo s ogranichena otgovornost, ednolichno aktsionerno druzhestvo, adsits
uab: uab, uzdaroji akcine bendrove, mazoji bendrija, individuali imone, viesoji istaiga
sia: sia, sabiedriba ar ierobezotu atbildibu, as sia, akciju sabiedriba, zs sia, pilnsabiedriba
ou: ou, osauhing, usaldusuhing, taisuhing, aktsiaselts ou
epe: epe, ike, monoprosopi epe, monoprosopi ike, mepe, m ike, etaireia periorismenis efthynis, επε, ικε
epe: αε, οε
epe: εε, αβεε, αεβε, μεπε, μον επε, ανωνυμη εταιρεια, ανωνυμη εταιρια, εταιρεια περιορισμενησ ευθυνησ
epe: αβετε, αεε, α ε, ε π ε, ι κ ε
wll: wll, w l l, spc, sole proprietorship, with limited liability, co wll, company wll, spc wll
fze: fze, fzco, fzc, fz llc, fzllc, fz, dmcc, jlt, dwc llc, dwc, fz co, free zone, freezone, offshore
fze: ltd fze, difc
fze: free zone company, free zone establishment, fze llc, llc fz, llc fze, dmcc branch
est: est, establishment, etablissement, ets, etablissements, etabl
sae: sae, egyptian joint stock company, sae egypt, s a e
sdnbhd: sdn bhd, sdnbhd, sendirian berhad, bhd, berhad, plt, m sdn bhd, malaysia sdn bhd
tbk: tbk, persero, persero tbk, perseroan terbatas, terbuka, tbk pt, perum, firma tbk
kk: kk, kabushiki kaisha, kabushikikaisha, kabushiki gaisha, kabushikigaisha, gk, godo kaisha, goudou kaisha
kk: yk, yugen kaisha, yugen gaisha, gomei kaisha, goshi kaisha, co ltd kk
jusik: jusikhoesa, chusik hoesa, hoesa, jusik hoesa, chusikhoesa, jusighoesa
tnhh: tnhh, co phan, tnhh mtv, tnhh mot thanh vien, tnhh hai thanh vien, joint stock company vn, jsc vn
tnhh: ctcp, cp
philinc: opc, one person corporation, gocc
sc: s coop ltd
trust: national association, ssb, fsb, sba, chartered, unlimited, unltd, ulc, uc, ultd
trust: dac, designated activity company, clg, company limited by guarantee, cic
trust: community interest company, clbg, rllc, series llc
trust: pc, professional corporation, ltee, limitee, senc, sencrl, regd, cc, close corporation
trust: npc, rf npc, soc ltd, sarlu, suarlu, epa, epe spa, eurl au
eureg: shpk sha, kolektivno drushtvo, sh a alb, shpk kosove, llc kosovo
georgian: შპს, სს, შეზღუდული პასუხისმგებლობის საზოგადოება, სააქციო საზოგადოება
armenian: սպը, փբը, բբը, սահմանափակ պատասխանատվությամբ ընկերություն, փակ բաժնետիրական ընկերություն
hebrew: בעמ, בע מ, חברה בעמ, ושות, ושותי, שותפות מוגבלת, חלצ, עמותה
arabic: شمم, ش م م, ذمم, ذ م م, مم, شمل, ش م ل, شمق, شمع, شمك, ش م ك, شمب, ش م ب, شمس, ش م س, مساهمة
arabic: المساهمة, محدودة
arabic: المحدودة, ذات مسؤولية محدودة, ذات المسؤولية المحدودة, مساهمة عامة, مساهمة مقفلة, المساهمة العامة
arabic: منطقة حرة, شمخ
arabic: ش ذ م م, شذمم, ش م ع م, ش ش و, سهامي خاص, سهامي عام, با مسئوليت محدود, مسئوليت محدود, التضامنية
arabic: القابضة شمك, شركة محدودة
thai: จํากัด, จํากัด มหาชน, มหาชน, จก
indian: प्राइवेट लिमिटेड, लिमिटेड, प्रा लि, लिमिटेड कंपनी, প্রাইভেট লিমিটেড, লিমিটেড, லிமிடெட்
indian: பிரைவேட் லிமிடெட்
khmer: ចំកាត់, ຈໍາກັດ, ມະຫາຊົນ, ကုမ္ပဏီ လီမိတက်, လီမိတက်, የግል, አክሲዮን ማህበር, ኃላፊነቱ የተወሰነ የግል ማህበር
mongolian: khkhk, kkhk, khk, xxk, khkk
"""
_STARTS = """
: the, messrs, ms, firma, fma, sharikat, al sharika
co: kompaniia, kompaniya, torgovaia kompaniia
jsc: joint stock company, open joint stock company, closed joint stock company, public joint stock company
llc: limited liability company
ooo: ooo, too, tov, odo, osoo, tzov, obshchestvo s ogranichennoi otvetstvennostiu
ooo: tovaristvo z obmezhenoiu vidpovidalnistiu, tovarishchestvo s ogranichennoi otvetstvennostiu, mchj
ooo: zhshs
jsc: oao, zao, pao, ao, prat, vat, aktsionernoe obshchestvo, publichnoe aktsionernoe obshchestvo, ojsc
jsc: otkrytoe aktsionernoe obshchestvo, zakrytoe aktsionernoe obshchestvo, pjsc, cjsc
jsc: privatne aktsionerne tovaristvo
jsc: publichne aktsionerne tovaristvo, nepublichnoe aktsionernoe obshchestvo, aktsionerno druzhestvo
ip: ip, chp, fop, individualnyi predprinimatel, fgbu, gbu, ano, nko, anoo, fgbou vo, fgaou vo
tbk: pt, perusahaan terbatas, perseroan terbatas, cv, pt persero, perum
tnhh: cong ty, cong ty tnhh, cong ty co phan, cong ty cp, cty, cty tnhh, cty cp, ct tnhh, cong ty tnhh mtv
tnhh: ctcp
tnhh: cong ty trach nhiem huu han, cong ty tnhh mot thanh vien, cong ty tnhh 1 thanh vien
tnhh: cong ty tnhh hai thanh vien
tnhh: tong cong ty, tap doan cong ty, doanh nghiep tu nhan, dntn, cong ty co phan tap doan
tnhh: cong ty cp tap doan, tct, ct cp
tnhh: cong ty trach nhiem huu han mot thanh vien, tong cong ty co phan, tong cong ty cp
kk: kk, kabushiki kaisha, kabushikikaisha, kabushiki gaisha, yugen kaisha, godo kaisha
jusik: chusik hoesa, jusikhoesa, jusik hoesa
uab: uab, uzdaroji akcine bendrove, vsi
sia: sia, sabiedriba ar ierobezotu atbildibu, akciju sabiedriba
ab: ab, aktiebolaget, oy, ou
eood: eood, ood
sa: sarl, eurl, ste, societe anonyme, ets, etablissements, sas, sasu, ste sarl
srl: srl
trust: ms
thai: บริษัท, บจก, บมจ, หจก, ห้างหุ้นส่วน, ห้างหุ้นส่วนจํากัด
arabic: شركة, شركه, الشركة, مؤسسة, شركت, شرکت, المؤسسة
georgian: შპს, სს
armenian: սպը, փբը, բբը
hebrew: חברת
khmer: ក្រុមហ៊ុន, ບໍລິສັດ
"""


def _forms(table: str) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in table.split("\n"):
        name, colon, forms = line.partition(":")
        for form in forms.split(", ") if colon else ():
            found.setdefault(tuple(form.split()), name)
    return found


ENDS, STARTS = _forms(_ENDS), _forms(_STARTS)


def _sizes(forms: Iterable[tuple[str, ...]], at: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for form in forms:
        found[form[at]] = max(len(form), found.get(form[at], 0))
    return found


LAST, FIRST = _sizes(ENDS, -1), _sizes(STARTS, 0)
"""The words that a form ends in, or begins with, and how many words it may have."""

_AFFIXES = """
jsc: 股份有限公司 股份公司 (股)公司 (股)有限公司 股份 集团股份有限公司 (集团)股份有限公司 集团股份公司
jsc: 集团(股)公司 (股份)有限公司 股份有限责任公司 (股)
ltd: 有限责任公司 责任有限公司 有限公司 公司 (有限)公司 集团有限公司 集团有限责任公司 集团公司
ltd: (集团)有限公司 (集团)有限责任公司 有限责任集团公司 集团 (集团)
ltd: 企业集团有限公司 유한공사 집단유한공사 集团总公司 总公司 リミテッド 리미티드 有限
lp: (有限合伙) 有限合伙 (普通合伙) (特殊普通合伙) 合伙企业(有限合伙) 合伙企业 有限责任合伙
corp: コーポレーション コーポレイション 코퍼레이션 코포레이션 カンパニー 컴퍼니 インコーポレイテッド
corp: インコーポレーテッド
"""
_EITHER = """
kk: 株式会社 (株) 有限会社 (有) 合同会社 (同) 合资会社 (资) 合名会社 (名) 相互会社 (相) 特例有限会社
kk: 特定目的会社 (合)
jusik: 주식회사 (주) 유한회사 유한책임회사 (유) (합) (사) (재) (학) (의) 합자회사 합명회사 (자)
jusik: 농업회사법인 영농조합법인 어업회사법인 농업회사법인주식회사
legal: 一般社团法人 公益社团法人 社团法人 财团法人 一般财团法人 公益财团法人 独立行政法人 国立大学法人
legal: 公立大学法人 学校法人 医疗法人 医疗法人社团 医疗法人财团 社会医疗法人
legal: 宗教法人 社会福祉法人 特定非营利活动法人 npo法人 国立研究开发法人 地方独立行政法人 农事组合法人
legal: 监查法人 税理士法人 弁护士法人
legal: (一社) (公社) (一财) (公财) (社) (财) (独) (学) (医) (福) 사단법인 재단법인 의료법인 학교법인
legal: 사회복지법인 의료재단
"""


def _affixes(table: str) -> dict[str, str]:
    lines = (line.partition(":") for line in table.split("\n") if ":" in line)
    found = {form: name for name, _, forms in lines for form in forms.split()}
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


BEHIND, AHEAD = _affixes(_AFFIXES + _EITHER), _affixes(_EITHER)
"""Affixes, longest first: they stand before or behind a name without a space."""


def _by_letter(affixes: dict[str, str], at: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form in affixes:
        found[form[at]] = (*found.get(form[at], ()), form)
    return found


BEHIND_BY_LAST, AHEAD_BY_FIRST = _by_letter(BEHIND, -1), _by_letter(AHEAD, 0)


def named(form: str) -> str:
    """The name of a form that came off: of one at the beginning, marked by `^`, as of one at the end."""
    if form.startswith("^"):
        return STARTS.get(tuple(form[1:].split()), "")
    return ENDS.get(tuple(form.split())) or BEHIND.get(form, "")


MISSPELT = ("ltd", "inc", "limited", "company", "corporation", "incorporated")
"""Forms long or frequent enough that a slip in them is seen to be one: `Icn.`, `Compny`."""
DEPARTMENT = (
    "sales|export|import|purchas(?:e|ing)|procurement|sourcing|logistics|accounts?|accounting|finance|shipping"
    "|marketing|head|main|branch|factory|plant|warehouse|hr|it"
)
"""What stands beside the firm's name in a signature or an address: `Lundin - Sales Department`."""
FORMERLY = (
    r"formerly(?: known as)?|previously(?: known as)?|f/k/a|f\.k\.a\.?|fka|d/b/a|d\.b\.a\.?|dba"
    r"|doing business as|t/a|trading as|a/k/a|a\.k\.a\.?|aka|also known as|ehemals|vormals|anciennement"
    r"|antes|anteriormente|in liquidation|under liquidation|w likwidacji"
)
"""What introduces a name that the firm has no more, or beside its own."""
FORMERLY_EAST = "曾用名|原名|旧名|旧称|前称|旧社名|旧商号|原|旧|구"
