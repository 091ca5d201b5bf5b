"""How do kana read in Latin letters, as firms write them?

Hepburn without long vowels: Toyo, Kogyo, Konishi. A loanword keeps nothing of its length either.
"""

from __future__ import annotations

import re
from functools import cache

from matching.naming.tables import cells

_ROWS = """
    ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se ソ so タ ta チ chi
    ツ tsu テ te ト to ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho マ ma ミ mi ム mu
    メ me モ mo ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ヰ i ヱ e ヲ o ン n ガ ga ギ gi
    グ gu ゲ ge ゴ go ザ za ジ ji ズ zu ゼ ze ゾ zo ダ da ヂ ji ヅ zu デ de ド do バ ba ビ bi ブ bu
    ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po ヴ vu ァ a ィ i ゥ u ェ e ォ o ャ ya ュ yu ョ yo ヮ wa
    ヵ ka ヶ ke ヷ va ヸ vi ヹ ve ヺ vo
"""
_PAIRS = """
    キャ kya キュ kyu キョ kyo シャ sha シュ shu ショ sho チャ cha チュ chu チョ cho ニャ nya ニュ nyu
    ニョ nyo ヒャ hya ヒュ hyu ヒョ hyo ミャ mya ミュ myu ミョ myo リャ rya リュ ryu リョ ryo ギャ gya
    ギュ gyu ギョ gyo ジャ ja ジュ ju ジョ jo ヂャ ja ヂュ ju ヂョ jo ビャ bya ビュ byu ビョ byo
    ピャ pya ピュ pyu ピョ pyo シェ she ジェ je チェ che ツァ tsa ツィ tsi ツェ tse ツォ tso ティ ti
    ディ di デュ du テュ tu トゥ tu ドゥ du ファ fa フィ fi フェ fe フォ fo フュ fu ウィ wi ウェ we
    ウォ wo ヴァ va ヴィ vi ヴェ ve ヴォ vo ヴュ vyu クァ qua クィ qui クェ que クォ quo グァ gua
    イェ ye
"""


_LATIN = cells(_ROWS) | cells(_PAIRS)
_KATAKANA = {letter: letter + 96 for letter in range(0x3041, 0x3097)}
_DOUBLED = re.compile("ッ([bcdfghjkmprstvwyz])")
_LONG = re.compile(r"(?<=o)[ou]|(?<=u)u")
_LETTERS = cells(
    """
    エー a エイ a ビー b シー c シ c ディー d デー d イー e エフ f ジー g エイチ h エッチ h アイ i
    ジェー j ジェイ j ケー k ケイ k エル l エム m エヌ n オー o ピー p キュー q アール r エス s ティー t
    ティ t ユー u ブイ v ヴィ v ダブリュー w ダブル w エックス x ワイ y ゼット z アンド & ツー 2
    """
)
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_REST = re.compile("[^a-z]")


def latin(kana: str) -> str:
    """Hiragana or katakana in Latin letters."""
    spelled = _patterns()[0].sub(lambda found: _LATIN[found[0]], kana.translate(_KATAKANA))
    return _REST.sub(
        "", _LONG.sub("", _DOUBLED.sub(r"\1\1", spelled)).replace("cch", "tch").replace("tts", "ts")
    )


def letters(kana: str) -> str:
    """What a run spells that is nothing but names of Latin letters: ケーディーディーアイ is kddi."""
    _, only, name = _patterns()
    if not only.fullmatch(kana):
        return ""
    return "".join(_LETTERS[those] for those in name.findall(kana)).replace("&", "")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A syllable; nothing but names of letters; such a name. Compiled when the first kana come."""
    syllable = "|".join(sorted(map(re.escape, _LATIN), key=len, reverse=True))
    return re.compile(syllable), re.compile(f"(?:{_NAMES}){{2,}}"), re.compile(_NAMES)
