"""Which country does a form name? The commonest in export trade, English and Chinese, as ISO 3166 alpha-2."""

from __future__ import annotations

import re

_NAMES = """
US united states|united states of america|usa|u.s.a.|u.s.|america|美国|美國
CA canada|加拿大
MX mexico|méxico|墨西哥
BR brazil|brasil|巴西
AR argentina|阿根廷
CL chile|智利
CO colombia|哥伦比亚|哥倫比亞
PE peru|perú|秘鲁|秘魯
EC ecuador|厄瓜多尔
VE venezuela|委内瑞拉
GT guatemala|危地马拉
DO dominican republic|多米尼加|多米尼加共和国
GB united kingdom|uk|u.k.|great britain|england|britain|scotland|英国|英國
IE ireland|爱尔兰
DE germany|deutschland|德国|德國
FR france|法国|法國
ES spain|españa|西班牙
PT portugal|葡萄牙
IT italy|italia|意大利|義大利
NL netherlands|the netherlands|holland|荷兰|荷蘭
BE belgium|比利时|比利時
CH switzerland|瑞士
AT austria|österreich|奥地利
SE sweden|瑞典
NO norway|挪威
DK denmark|丹麦
FI finland|芬兰
PL poland|polska|波兰|波蘭
CZ czech republic|czechia|捷克
HU hungary|匈牙利
RO romania|罗马尼亚
GR greece|希腊
BG bulgaria|保加利亚
RS serbia|塞尔维亚
UA ukraine|乌克兰
RU russia|russian federation|россия|俄罗斯|俄羅斯
BY belarus|白俄罗斯
KZ kazakhstan|哈萨克斯坦
UZ uzbekistan|乌兹别克斯坦
TR turkey|türkiye|turkiye|土耳其
IL israel|以色列
SA saudi arabia|kingdom of saudi arabia|ksa|沙特阿拉伯|沙特
AE united arab emirates|uae|u.a.e.|dubai|阿联酋|阿拉伯联合酋长国|阿聯酋
QA qatar|卡塔尔
KW kuwait|科威特
OM oman|阿曼
BH bahrain|巴林
IQ iraq|伊拉克
IR iran|伊朗
JO jordan|约旦
LB lebanon|黎巴嫩
EG egypt|埃及
MA morocco|maroc|摩洛哥
DZ algeria|algérie|阿尔及利亚
TN tunisia|突尼斯
NG nigeria|尼日利亚
GH ghana|加纳
KE kenya|肯尼亚
ET ethiopia|埃塞俄比亚
TZ tanzania|坦桑尼亚
ZA south africa|南非
IN india|印度
PK pakistan|巴基斯坦
BD bangladesh|孟加拉|孟加拉国
LK sri lanka|斯里兰卡
NP nepal|尼泊尔
CN china|mainland china|p.r. china|prc|中国|中国大陆|中國
HK hong kong|hong kong sar|hong kong s.a.r.|中国香港|香港
MO macau|macao|澳门|澳門
TW taiwan|taiwan, china|台湾|台灣|中国台湾
JP japan|日本
KR south korea|korea|republic of korea|korea, south|韩国|韓國
VN vietnam|viet nam|越南
TH thailand|泰国|泰國
MY malaysia|马来西亚|馬來西亞
SG singapore|新加坡
ID indonesia|印度尼西亚|印尼
PH philippines|the philippines|菲律宾|菲律賓
MM myanmar|burma|缅甸
KH cambodia|柬埔寨
AU australia|澳大利亚|澳洲
NZ new zealand|新西兰
"""
_CODES = {name: line[:2] for line in _NAMES.strip().split("\n") for name in line[3:].split("|")}
_ISO = frozenset(_CODES.values())


def code_of(text: str) -> str:
    """`Kenya`, `肯尼亚`, `[KE] Kenya`, `Nairobi, Kenya` give `KE`; no country gives nothing."""
    plain = " ".join(text[:200].casefold().split()).strip(" .[]()")
    if plain in _CODES:
        return _CODES[plain]
    if text.strip() in _ISO:
        return text.strip()
    pieces = [piece.strip(" .") for piece in re.split(r"[\[\](),/|;，、（）-]+", plain)]
    return next((_CODES[piece] for piece in reversed(pieces) if piece in _CODES), "")
