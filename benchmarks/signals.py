"""How many signals do the rules find, and how many tags are wrong, beside plain lists of keywords?

    ./genjin bench signals [FILE.jsonl ...] [--rules FOLDER] [--errors N]

A file holds labelled mails, one JSON object a line: id, lang, direction, mail_date, body, tags, and where known
evidence, hard_negative_for (tags that the wording only suggests) and due. Without a file: the mails in tests/data,
first those that nobody tuned to (signals-unseen.jsonl), then those the rules were written with, which prove nothing.
The keywords are what one would type into a search box, without sentences, scope or direction.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import parsers
from rules import RuleSet
from rules.characters import fold
from worker.rulebook import lines, modules
from worker.rulebook.lines import Judge

ROOT = Path(__file__).resolve().parents[1]
DATA = (ROOT / "tests" / "data" / "signals-unseen.jsonl", ROOT / "tests" / "data" / "signals-learned.jsonl")
Row = Mapping[str, Any]
DAY = date(2026, 3, 10)
"""Of a mail without a date."""

# ruff: noqa: E501 - the words of a tag stand on a line
KEYWORDS = {
    "compare_competitor": "competitor,another supplier,other supplier,竞争对手,同行,另一家,competencia,otro proveedor,concorrente,outro fornecedor,concurrent,autre fournisseur,wettbewerb,anderer lieferant,конкурент,другой поставщик,منافس,مورد آخر",
    "price_sensitive": "too expensive,discount,target price,lower price,太贵,便宜,折扣,降价,caro,descuento,desconto,cher,remise,teuer,rabatt,дорого,скидк,غالي,خصم",
    "quality_cert": "certificate,test report,inspection,warranty,认证,检测,质检,证书,certificado,garantía,garantia,certificat,zertifikat,prüfbericht,сертификат,гаранти,شهادة,ضمان",
    "urgent": "urgent,asap,as soon as possible,紧急,尽快,急,urgente,cuanto antes,quanto antes,au plus vite,dringend,so schnell wie möglich,срочно,как можно скорее,عاجل,مستعجل",
    "sample_request": "sample,swatch,prototype,样品,打样,muestra,amostra,échantillon,muster,образ,عينة",
    "payment_terms": "payment terms,l/c,letter of credit,deposit,net 30,付款方式,信用证,定金,账期,forma de pago,anticipo,condições de pagamento,conditions de paiement,acompte,zahlungsbedingungen,anzahlung,условия оплаты,предоплат,اعتماد مستندي,شروط الدفع",
    "complaint": "complain,damaged,broken,defect,missing,投诉,破损,损坏,质量问题,少了,dañado,roto,defecto,danificado,quebrado,endommagé,cassé,beschädigt,kaputt,mangel,брак,поврежд,сломан,تالف,مكسور",
    "order_intent": "place the order,purchase order,proforma,we order,下单,订单,形式发票,pedido,proforma,encomenda,commande,bestell,заказ,счёт,طلبية,فاتورة مبدئية",
    "not_now": "not now,no budget,postpone,next year,暂时不,没有预算,推迟,明年再,por ahora no,más adelante,por enquanto não,mais tarde,plus tard,pas maintenant,später,zurzeit nicht,не сейчас,позже,لاحقا,ليس الآن",
    "wrong_person": "not in charge,wrong person,no longer works,contact my colleague,不负责,离职,encargado,ya no trabaja,não sou responsável,ne travaille plus,nicht zuständig,ausgeschieden,не отвечаю,уволился,لست المسؤول",
    "out_of_office": "out of office,on leave,vacation,away until,休假,放假,出差,vacaciones,fuera de la oficina,férias,ausente,en congé,absent,urlaub,abwesend,отпуск,отсутств,إجازة",
    "unsubscribe": "unsubscribe,remove me,stop sending,退订,不要再发,darme de baja,no me envíen,descadastr,pare de enviar,désabonner,désinscri,abmelden,keine weiteren,отпис,не присылайте,إلغاء الاشتراك",
    "our_promise": "we will send,i will send,will get back,we promise,我会,我们会,明天发,enviaremos,le envío,vamos enviar,nous enverrons,wir senden,wir schicken,отправим,пришлю,سنرسل,سأرسل",
    "late_payment": "overdue,not received the payment,late payment,payment delayed,逾期,未到账,还没到账,atrasado,vencid,em atraso,en retard,impayé,überfällig,zahlungsverzug,просроч,не поступил,متأخر",
    "oem_custom": "oem,our logo,private label,custom,贴牌,定制,logo,印我们,nuestra marca,personaliz,nossa marca,notre marque,sur mesure,unser logo,eigenmarke,наш логотип,под нашим брендом,شعارنا,علامتنا",
    "meeting_visit": "meeting,visit,video call,zoom,booth,拜访,参观,视频会议,展会见,reunión,visita,videollamada,reunião,visitar,réunion,visite,rendez-vous,besuch,treffen,termin,встреч,визит,созвон,زيارة,اجتماع",
}  # fmt: skip


@dataclass(slots=True)
class Count:
    """Right, wrong and missed tags."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  ({self.right} right, {self.wrong} wrong, {self.missed} missed)"


@dataclass(slots=True)
class Score:
    """What a method makes of a set of mails."""

    all: Count = field(default_factory=Count)
    by_tag: dict[str, Count] = field(default_factory=dict)
    by_language: dict[str, Count] = field(default_factory=dict)
    traps: Counter[bool] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, row: Row, answer: Row) -> None:
        gold, told = set(row["tags"]), set(answer["tags"])
        for tag in gold | told:
            counts = (
                self.all,
                self.by_tag.setdefault(tag, Count()),
                self.by_language.setdefault(row.get("lang", "?"), Count()),
            )
            for count in counts:
                count.right += tag in gold & told
                count.wrong += tag in told - gold
                count.missed += tag in gold - told
        self.traps.update(tag in told for tag in row.get("hard_negative_for", ()))
        self.dates[_date_verdict(row.get("due"), answer.get("due"))] += 1
        if gold != told:
            self.errors.append(
                f"{row['id']}: missed {sorted(gold - told)}, wrong {sorted(told - gold)}: {row['body'][:120]!r}"
            )


def _date_verdict(gold: Row | None, told: Row | None) -> str:
    if gold is None:
        return "none" if told is None else "invented"
    return "right" if told and told["date"] == gold["date"] else "not found or wrong"


def of_rules(folder: str) -> Callable[[Row], Row]:
    found = modules.of_folder(Path(folder), folder)
    assert not found.problems, [str(each) for each in found.problems]
    judge = Judge(RuleSet.of(found.modules, coded=found.coded), parsers.PARSERS, DAY)
    return lambda row: lines.told(json.dumps(row).encode(), judge)


def of_keywords(row: Row) -> Row:
    text = fold(row["body"])
    words = {tag: [fold(word) for word in listed.split(",")] for tag, listed in KEYWORDS.items()}
    return {"tags": [tag for tag, each in words.items() if any(word in text for word in each)], "due": None}


def scored(rows: Iterable[Row], method: Callable[[Row], Row]) -> Score:
    score = Score()
    for row in rows:
        score.add(row, method(row))
    return score


def told(name: str, score: Score, errors: int) -> Iterator[str]:
    yield f"{name:10} {score.all}"
    fired, traps = score.traps[True], sum(score.traps.values())
    yield f"{'':10} wrong tags on traps {fired} of {traps} ({fired / max(1, traps):.1%}); dates {dict(sorted(score.dates.items()))}"
    if name == "rules":
        yield from (f"    {tag:20} {count}" for tag, count in sorted(score.by_tag.items()))
        yield from (f"    {language:20} {count}" for language, count in sorted(score.by_language.items()))
    yield from (f"    {line}" for line in score.errors[:errors])


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(
        description="How many signals do the rules find, and how many tags are wrong?"
    )
    parser.add_argument("files", nargs="*", type=Path, default=DATA)
    parser.add_argument("--rules", default=str(ROOT / "rules"))
    parser.add_argument("--errors", type=int, default=0, help="show so many mails with wrong or missed tags")
    wanted = parser.parse_args()
    methods: Sequence[tuple[str, Callable[[Row], Row]]] = (
        ("rules", of_rules(wanted.rules)),
        ("keywords", of_keywords),
    )
    for path in wanted.files:
        rows = read(path)
        print(f"{path.name}: {len(rows)} mails, {sum(bool(row['tags']) for row in rows)} with a tag")
        for name, method in methods:
            print(*told(name, scored(rows, method), wanted.errors if name == "rules" else 0), sep="\n")


if __name__ == "__main__":
    main()
