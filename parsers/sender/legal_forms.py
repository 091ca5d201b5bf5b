"""Legal forms of companies all over the world: how each is written, and which country it speaks for.

One form a line: its name, its country (or -), and its spellings as words without dots. A spelling of single
letters stands for `S.A.`, `S. A.` and `SA` alike. Sources: ISO 20275 (ELF), and signatures of the trade.
"""

from __future__ import annotations

BEHIND = """
GmbH & Co. KG|DE|gmbh & co kg;gmbh & co;gmbh u co kg;gmbh und co kg;gmbh & co ohg;gmbh co kg
AG & Co. KG|DE|ag & co kg;ag & co kgaa;se & co kg;se & co kgaa
GmbH|-|gmbh;ggmbh;ges m b h;gesmbh;mbh;g m b h
AG|-|a g;aktiengesellschaft
KG|-|k g;kgaa
OHG|-|ohg
e.K.|DE|e k;e kfm;e kfr
UG|DE|ug (haftungsbeschränkt);ug haftungsbeschränkt;ug
GbR|DE|gbr
e.V.|DE|e v
eG|DE|eg
e.U.|AT|e u
S.A. de C.V.|-|s a de c v;sociedad anónima de capital variable
S.A.P.I. de C.V.|MX|s a p i de c v;s a b de c v
S. de R.L. de C.V.|MX|s de r l de c v
S. de R.L.|-|s de r l
S.A.C.|-|s a c
E.I.R.L.|-|e i r l
S.A.S.|-|s a s;s a s u
S.A.|-|s a;s/a;sociedad anónima;sociedade anônima;société anonyme;s a u
SARL|-|s a r l;s à r l;sàrl;sarlau;sarl au
EURL|-|e u r l
SUARL|-|suarl
SNC|-|s n c
S.L.|-|s l;s l u;s l l;s l p
S.C.|-|s c;s coop;scoop;s com
S.R.L.|-|s r l;s r l s;s r l c v
S.r.l.|IT|srls
S.p.A.|-|s p a
S.a.s.|IT|s a s di
Ltda|-|ltda;limitada
Lda|-|lda;unipessoal lda
EIRELI|BR|eireli;eireli me
ME|BR|epp
B.V.|-|b v;besloten vennootschap
N.V.|-|n v
V.O.F.|-|v o f
BVBA|BE|bvba;sprl
AB|-|a b;aktiebolag
A/S|-|a/s;aps;i/s
AS|-|a s;asa
Oy|FI|oy;oyj;oy ab
ehf.|IS|ehf
Sp. z o.o.|PL|sp z o o;spółka z o o;spółka z ograniczoną odpowiedzialnością
Sp. k.|PL|sp k;sp j;s k a
s.r.o.|-|s r o;spol s r o
d.o.o.|-|d o o;j d o o
d.d.|-|d d
Kft.|HU|kft
Zrt.|HU|zrt;nyrt
EOOD|BG|eood;ood;еоод;оод
UAB|LT|uab
SIA|LV|sia
OÜ|EE|oü
Ltd. Şti.|TR|ltd şti;ltd sti;limited şirketi
A.Ş.|TR|a ş;anonim şirketi;aş
Pvt Ltd|IN|(pvt.) ltd;(p.) ltd;(pvt.) limited
Pvt Ltd|IN|pvt ltd;private limited;(p) ltd;p ltd;pvt limited;private ltd;(pvt) ltd;(pvt) limited
Pte Ltd|SG|pte ltd;pte limited
Pty Ltd|AU|pty ltd;pty limited;proprietary limited
(Pty) Ltd|ZA|(pty) ltd
Sdn Bhd|MY|sdn bhd
Bhd|-|bhd;berhad
CC|ZA|cc
C.A.|-|c a
Tbk|ID|tbk
Co., Ltd.|-|co ltd;company limited;co limited;company ltd;coltd;co ltd;corp ltd
PLC|-|plc;p l c
Ltd|-|ltd;limited;limitd
LLP|-|llp;l l p
LLC|-|llc;l l c;limited liability company
FZ-LLC|AE|fz-llc;fz llc
FZE|AE|f z e
FZCO|AE|fzco;fzc;f z c o
DMCC|AE|dmcc
W.L.L.|-|w l l
Est.|-|est;establishment
S.A.E.|EG|s a e
S.A.L.|LB|s a l
Inc|-|inc;incorporated
Corp|-|corp;corporation
Co.|-|co
JSC|-|jsc;j s c;ojsc;cjsc;pjsc;joint stock company
K.K.|JP|k k;kabushiki kaisha
AE|GR|α ε;αε;ε π ε;επε
ООО|-|ооо;общество с ограниченной ответственностью
ЗАО|-|зао
ОАО|-|оао
ПАО|RU|пао
АО|-|ао
ТОО|KZ|тоо
ذ.م.م|-|ذ م م;ذ.م.م;ش م م;ش.م.م;ذات مسؤولية محدودة;ش ذ م م
"""
AHEAD = """
ООО|-|ооо
ЗАО|-|зао
ОАО|-|оао
ПАО|RU|пао
АО|-|ао
ИП|-|ип
ТОО|KZ|тоо
ТОВ|UA|тов
ЧУП|BY|чуп;одо
PT|ID|pt
CV|-|cv
UAB|LT|uab
SIA|LV|sia
OÜ|EE|oü
Công ty|VN|công ty tnhh;công ty cổ phần;công ty cp;công ty
شركة|-|شركة
مؤسسة|-|مؤسسة
EURL|-|eurl
SARL|-|sarl
Société|-|société;sté;ste;ets;établissements
"""
# Written without a blank before or behind the name, longest first.
EAST_ASIAN = """
股份有限公司|-
有限责任公司|CN
有限責任公司|-
集团有限公司|CN
有限公司|-
集团公司|CN
株式会社|JP
合同会社|JP
有限会社|JP
合資会社|JP
㈱|JP
(株)|JP
(有)|JP
주식회사|KR
(주)|KR
㈜|KR
유한회사|KR
总公司|CN
分公司|-
集团|CN
集團|-
公司|-
总厂|CN
工厂|CN
工廠|-
制品厂|CN
厂|CN
商行|-
经营部|CN
贸易行|-
研究所|-
事务所|CN
事務所|-
"""
_FEW = """
S.p.A.|IT CL DZ
KG|DE AT CH
OHG|DE AT
S.A. de C.V.|MX SV HN
E.I.R.L.|PE CL DO
EURL|FR DZ
Lda|PT AO MZ CV
B.V.|NL BE CW
V.O.F.|NL BE
s.r.o.|CZ SK
AB|SE FI
A/S|DK NO
Est.|SA AE KW
S.L.|ES AD GQ
ООО|RU BY UZ
ОАО|RU BY KG
ЗАО|RU BY AM
ИП|RU BY KZ
S.A.C.|PE AR
Bhd|MY BN
GmbH|DE AT CH
AG|DE CH AT LI
AS|NO TR EE
d.o.o.|SI HR RS BA ME
CV|ID NL BE
"""
SHARED = {
    name: tuple(countries.split()) for name, countries in (row.split("|") for row in _FEW.strip().split("\n"))
}
"""Forms that a few countries have: they speak for the one among these that another sign names."""
