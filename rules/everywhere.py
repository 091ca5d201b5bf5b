"""Which words stand in nearly every mail, so that no rule may look for one of them alone?

Beside other words they are welcome: in a longer phrase, and in a line of `near`. In `unless` most of them are
a fair thing to say of one sentence (`will`, `если`, `吗`); a few stand in nearly every sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from rules.characters import fold
from rules.patterns import Pattern, PatternFinder
from rules.phrases import NUMBER, Phrase

_IN_EVERY_SENTENCE = """
    a an the of and to in is 的 了 是 在 我 我们 el la los las de y que der die das und le les des et и
    в на في من
    o os da do e
"""
_SMALL_WORDS = """
    a an and are as at be been but by can for from had has have he her his i if in is it its me my no
    not of
    on or our she so that the their them there they this to up was we were will with you your
    的 了 是 在 我 你 您 他 她 它 们 我们 你们 他们 咱们 和 与 及 或 也 都 就 不 没 有 没有 会 要 能
    可以 这 那 个
    一 到 为 以 从 对 把 被 给 让 请 吗 呢 吧 啊 很 好 人 上 下 中 年 月 日 号 谢谢 你好 您好
    al como con de del el ella en es esta está este esto la las le les lo los mas me mi muy nos o para
    pero por
    que se si sin son su sus te un una y ya
    ao aos as com da das do dos e é em eu foi já mais na nas não nem no nos os ou pela pelo seu sua
    também tem um
    uma você
    à au aux avec c'est ces cette dans des du elle et eu il ils je leur ma mes mon n'est ne nous par pas
    plus pour qu'il qui sa ses sont sur ton tu une vos votre vous
    aber als am auch auf aus bei bin bis das dass dem den der des die doch ein eine einen einer er es
    für hat
    haben ich ihr ihre im ist kann mein mit nach nicht noch oder sein sich sie sind über um und uns
    unser von
    vor war was wenn wie wir zu zum zur
    а без был быть в вам вас ваш во вы да для до его ее если есть же за и из или их к как ко мне мы на
    нам нас
    наш не но о об он она они от по при с со так то у что это я
    في من على إلى عن مع و أو أن إن لا ما هذا هذه هو هي هم نحن أنا أنت كان قد كل ثم التي الذي ذلك لكم لنا
"""
_EVERYWHERE = frozenset(map(fold, _IN_EVERY_SENTENCE.split()))
_COMMON = _EVERYWHERE | frozenset(map(fold, _SMALL_WORDS.split()))

_SAYS_NOTHING = (
    "dear sir, thank you for the mail. we are looking forward to hearing from you. kind regards, your team",
    "您好,谢谢您的邮件。我们会尽快回复您。祝好",
)
"""Mails, folded, that ask for nothing: what is found in them is found everywhere."""
_ADVICE = "Write the words that stand beside it, or put it into a line of `near`."


def refuse_alone(text: str) -> None:
    """Raises ValueError with a sentence for the admin, if the phrase is found in nearly every mail."""
    phrase = _parsed(text, "mail")
    _refuse(text, "mail", _common_pattern(phrase) or _common_word(phrase, _COMMON))


def refuse_in_unless(text: str) -> None:
    """The same, for what is found in nearly every sentence: the rule would never give its tag."""
    phrase = _parsed(text, "sentence")
    common = _common_word(phrase, _EVERYWHERE)
    if any(letter.isalpha() for letter in common):  # `%` and `2026` do say something of one sentence
        _refuse(text, "sentence", common)


def _parsed(text: str, where: str) -> Phrase:
    phrase = Phrase.parse(text)
    if phrase.stands_alone:
        return phrase
    raise ValueError(
        f"`{text}` stands in nearly every {where}. Write a word beside it, as in `{NUMBER} days`, "
        f"or put it into a list of `near`."
    )


def _refuse(text: str, where: str, common: str) -> None:
    if common:
        of_it = "" if common == text.strip().casefold() else f": `{common}` of it does"
        raise ValueError(f"`{text}` stands in nearly every {where}{of_it}. {_ADVICE}")


def _common_pattern(phrase: Phrase) -> str:
    """What it finds where nothing is said."""
    patterns = [each for each in phrase.pieces if isinstance(each, Pattern)]
    finder = PatternFinder(patterns)
    found = (
        mail[slice(*span)]
        for each in patterns
        for mail in _SAYS_NOTHING
        for span in finder.spans(each.text, mail, [(0, len(mail))])
    )
    return next(found, "")


def _common_word(phrase: Phrase, words: Collection[str]) -> str:
    """The choice that is found everywhere, of a phrase that is no more than one word or choices of one."""
    inside = _only_choice(phrase)
    return next((each.strip() for each in inside.split("|") if _is_common(each.strip(" *"), words)), "")


def _only_choice(phrase: Phrase) -> str:
    """`a|b` or `(a b|c)` without more beside it; else a gap, which is no word."""
    if len(phrase.names) > 1 or isinstance(phrase.pieces[0], Pattern):
        return "..."
    found = re.fullmatch(r"\(([^()]+)\)|([^\s()]+)", phrase.names[0])
    return (found[1] or found[2]) if found else "..."


def _is_common(word: str, words: Collection[str]) -> bool:
    return word in words or re.fullmatch(r"\d+|[^\w.]+", word) is not None
