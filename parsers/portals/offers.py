"""Does somebody sell to us through a form that is there for buyers?

Most of what comes through a form of our own site offers places on Google, links, web design, credit or bets.
Words of a buyer alone (`casino chips`, `web design`, `we found you on Google`) are no offer: what is sold
stands beside whose it shall be or that it is sold.
"""

from __future__ import annotations

import re

from parsers.late import late

_MOST_TEXT = 4000
_LONGEST = 80
_HINTS = late(
    r"seo|google|backlink|link|post|rank|traffic|design|website|casino|bet|crypto|loan|fund|follower|leads?\b|"
    r"video|list|app|market|viagra|谷歌|百度|优化|優化|外链|建站|网站|推广|référencement|posicion|"
    r"suchmaschin|продвижен|раскрут|казино|ссыл|検索|ホームページ|محركات|arama motor",
    re.IGNORECASE,
)
_SOLD = r"""
\brank(?:s|ed|ing|ings)?\b[^\n.!?]{0,40}?\b(?:on|in|at|of|by) [^\n.!?]{0,30}?(?:google|bing|search)
\brank you\b[^\n.!?]{0,40}?google|\b(?:google|bing|search engine)(?:'s)? rankings?\b
\b(?:top|first|1st|page one|page 1|#1|number one)\b[^\n.!?]{0,40}?\bon (?:google|bing|search)
\b(?:first|top|1st) page (?:of|on|in) (?:google|the search)|\bgoogle'?s? (?:first|1st|top) page
\b(?:your|boost|improve|affordable|offer|monthly|white.hat|local|free)\b[^\n.!?]{0,40}?\bSEO\b
\bSEO (?:services?|packages?|agency|company|experts?|specialists?|consultants?|audit|proposal|offer)
\bsearch engine optimi[sz]ation\b|\b(?:on|off).page SEO\b
\b(?:more|increase|boost|drive|organic|targeted)\b[^\n.!?]{0,40}?\btraffic\b[^\n.!?]{0,9} (?:your|to|for)\b
\bback ?links?\b|\blink[ -]?building\b|\blink (?:insertion|exchange|placement)s?\b|\bdofollow\b
\b(?:guest|sponsored|paid) (?:post|posts|posting|article|articles|blog)\b|\bdomain (?:authority|rating)\b
\bweb(?:site)?[ -]?(?:design(?:ing)?|development|redesign)(?: and development)? (?:services?|packages?)
\b(?:re-?design|rebuild|revamp|moderni[sz]e|errors (?:on|in|with))(?: of)? your (?:[a-z]{1,9} )?(?:web ?)?site
\b(?:re-?design|build|develop|create) a (?:new )?(?:web ?)?site for you
\b(?:mobile )?app development (?:services?|company|agency)\b|\b(?:explainer|animated|promo) videos?\b
\b(?:social media|digital|email|internet|online) marketing (?:services?|packages?|agency|experts?|proposal)
\blead generation\b|\b(?:buy|get|gain|real)\b[^\n.!?]{0,20}\b(?:followers|subscribers)\b
\b(?:email|e-mail|b2b|mailing) (?:lists?|databases?)\b[^\n]{0,40}\b(?:of|for sale|available|provide|buy)\b
\b(?:business|working capital|merchant|unsecured)(?: business)? (?:loans?|funding|cash advance)\b
\b(?:bitcoin|crypto(?:currency)?) (?:invest|trading|profit|passive)|\bforex (?:trading|signals)\b
\b(?:online|best|crypto|live|mobile) casinos?\b|\bcasino (?:online|bonus|site|affiliate)
\bsports? betting\b|\bfree spins\b|\b(?:viagra|cialis|levitra|kamagra|payday loans?|adult dating)\b
\b(?:millions|thousands) of (?:web ?sites|contact forms)|\bcontact form (?:marketing|blast)
谷歌(?:优化|排名|首页|推广|SEO)|(?:网站|SEO|搜索引擎)优化|百度(?:排名|推广)|外链(?:服务|建设)
建站(?:服务|公司)|(?:网站|独立站)(?:建设|推广)(?:服务|公司)|優化排名|開發票|代开发票
\bposicionamiento (?:web|seo|en google)|primera p[áa]gina de google|dise[ñn]o de p[áa]ginas web
primeira p[áa]gina do google|cria[çc][ãa]o de sites|otimiza[çc][ãa]o (?:de sites|seo)
r[ée]f[ée]rencement (?:naturel|seo|google|de votre)|premi[èe]re page (?:de|sur) google
(?:cr[ée]ation|refonte) de (?:votre )?site|suchmaschinenoptimierung|google[- ]ranking
(?:erste[nr]?|seite 1)[^\n.]{0,20} (?:von|bei|auf) google|онлайн[- ]казино|рассылк[аи] по формам
(?:продвижени[ея]|раскрутк[аи]) (?:вашего )?(?:сайт|бизнес)|топ[- ]?\d{0,3} (?:яндекс|google|гугл)
SEO対策|検索(?:上位|順位)|ホームページ(?:制作|作成)
تحسين محركات البحث|الصفحة الأولى (?:من|في|على) (?:جوجل|غوغل)|تصميم (?:مواقع|المواقع)
arama motoru optimizasyonu|google['’]?da (?:ilk|üst|1)|seo hizmet|web tasar[ıi]m hizmet
"""
_OFFERS = tuple(late(words, re.IGNORECASE) for words in _SOLD.strip().split("\n"))


def offer_in(subject: str, message: str) -> str:
    """The words by which a form's message is an offer to us, or nothing."""
    for text in (message[:_MOST_TEXT], subject[:_MOST_TEXT]):
        found = _first(text) if text and _HINTS.search(text) else ""
        if found:
            return found
    return ""


def _first(text: str) -> str:
    hits = (pattern.search(text) for pattern in _OFFERS)
    return next((" ".join(hit[0].split())[:_LONGEST] for hit in hits if hit), "")
