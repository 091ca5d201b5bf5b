"""Which bare numbers of a paper are money, because a heading above them names the currency?

`Amount (USD)` holds for the numbers of its column, as far as the rows have the same cells; `Currency: USD`,
`单位：美元` and `All prices in EUR` hold for the columns of prices and the totals below them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.late import late
from parsers.trade import money

_MOST_LINES = 400
_MOST_CELLS = 30
_LONGEST_HEADING = 80


def money_below(text: str, lowered: str) -> dict[int, str]:
    """Where each such number begins, and the sign of its currency. Total over any text."""
    found: dict[int, str] = {}
    if not _MONEY.search(lowered):
        return found
    table, begin = _Table(), 0
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        cells = list(_cells(line, begin))
        if not table.heads(cells):
            found.update(table.priced(cells, lowered))
        begin += len(line) + 1
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    begin: int

    @property
    def is_bare(self) -> bool:
        return _BARE.fullmatch(self.words) is not None


def _cells(line: str, begin: int) -> Iterator[_Cell]:
    for words in line.split("\t", _MOST_CELLS)[:_MOST_CELLS]:
        bare = words.strip()
        if bare:
            yield _Cell(bare, begin + words.index(bare))
        begin += len(words) + 1


@dataclass(slots=True)
class _Table:
    """What the headings above say."""

    width: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    """By the cell's place in its row."""
    sign: str = ""
    """Of the totals."""

    def heads(self, cells: list[_Cell]) -> bool:
        """Is this row a heading? Then it holds for those below."""
        if not cells or any(map(str.isdigit, "".join(cell.words for cell in cells))):
            return False
        signs = {at: sign for at, cell in enumerate(cells) if (sign := _sign_of(cell.words))}
        self.sign = next(reversed(signs.values()), "") or _declared(cells) or self.sign
        if len(cells) > 1 and (signs or len(cells) >= self.width):
            self.width = len(cells)
            prices = (at for at, cell in enumerate(cells) if _is_price(cell.words.lower()))
            self.columns = {at: sign for at in prices if (sign := signs.get(at, self.sign))}
        return True

    def priced(self, cells: list[_Cell], lowered: str) -> Iterator[tuple[int, str]]:
        if len(cells) == self.width:
            yield from ((cells[at].begin, sign) for at, sign in self.columns.items() if cells[at].is_bare)
        if self.sign:
            yield from ((place, self.sign) for place in self._total(cells, lowered))

    def _total(self, cells: list[_Cell], lowered: str) -> Iterator[int]:
        """The number of a row of totals. Empty cells are not told, so its column is counted from the end."""
        behind = self.width - 1 - max(self.columns, default=self.width - 1)
        if behind >= len(cells):
            return
        cell = cells[-1 - behind]
        number = _LAST.search(cell.words)
        if number and money.is_total(lowered, cell.begin + number.start()):
            yield cell.begin + number.start()


def _sign_of(words: str) -> str:
    """The currency of a heading, which says of itself that it is about money."""
    if len(words) > _LONGEST_HEADING or not _MONEY.search(words.lower()):
        return ""
    return money.currency_in(words)


def _is_price(heading: str) -> bool:
    return _COLUMN.search(heading) is not None and _OTHER_COLUMN.search(heading) is None


def _declared(cells: list[_Cell]) -> str:
    """A cell that is nothing but a currency: `Currency` before it, or the price's heading above it."""
    bare = (cell.words.strip("()（）[] ") for cell in cells)
    return next((words.lower() for words in bare if money.is_currency(words)), "")


_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f’]\d{2,3}){1,4}(?:[.,]\d{1,4})?|\d{1,12}(?:[.,]\d{1,4})?"
_BARE = late(_NUMBER)
_LAST = late(rf"(?<![\d.,/-])(?:{_NUMBER})$")
_PRICES = (
    r"price|amount|(?<![a-z])total|value|cost|(?<![a-z])sum(?![a-z])|(?<![a-z])rate|charges|"
    r"preis|betrag|summe|gesamt|precio|importe|preço|preco|prix|montant|valor|monto|"
    r"цен|сумм|стоимост|итого|всего|fiyat|tutar|toplam|bedel|"
    r"价|價|金额|金額|货款|貨款|总计|總計|合计|合計|小计|小計|単価|السعر|سعر|المبلغ|القيمة|الإجمالي|المجموع"
)
_CURRENCIES = (
    r"currency|währung|waehrung|moneda|moeda|devise|monnaie|валюта|para birimi|döviz|العملة|"
    r"币种|幣種|币别|幣別|货币|貨幣|通貨|单位|單位|単位"
)
_COLUMN = late(_PRICES)
_OTHER_COLUMN = late(
    r"qty|quantit|weight|volume|cbm|carton|ctn|pcs|pieces|packages|pallets|discount|tax|vat|duty|%|"
    r"menge|gewicht|stück|cantidad|peso|rabatt|descuento|quantidade|poids|remise|"
    r"кол-?во|количеств|вес|скидк|miktar|adet|ağırlık|数量|數量|重量|体积|體積|箱数|件数|税率|稅率|折扣|"
    r"الكمية|الوزن"
)
_MONEY = late(rf"{_PRICES}|{_CURRENCIES}")
