"""Does `genjin read` show the whole reading of any file, to people and to programs, and touch nothing?"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len

import parsers
from fakes import MONDAY, OURS, genjin, mail, sent
from model import (
    AS_USUAL,
    Absence,
    Address,
    Alarm,
    AlarmSort,
    Amount,
    Attachment,
    Authentication,
    Complaint,
    Detail,
    DetailSort,
    Direction,
    FailedRecipient,
    Kind,
    Mail,
    Nature,
    Paper,
    PaperKind,
    Party,
    Reading,
    Terms,
)
from parsers.opening.documents import PROGRAM
from worker import reading_words
from worker.commands.read import Reader

ROOT = Path(__file__).resolve().parent.parent

JANA = Address("jana@nordlicht.example", "Jana Krüger")
TERMS = Terms(
    (Amount(Decimal("12500.00"), "USD", "USD 12,500.00"),), date(2026, 4, 1), "until 1 April", "FOB Ningbo"
)
FULL_MAIL = Mail(
    key="1@nordlicht.example",
    sender=JANA,
    date=MONDAY,
    received=MONDAY,
    day=MONDAY.date(),
    subject="询价 inquiry",
    message_id="1@nordlicht.example",
    to=(Address("anna@factory.example"),),
    cc=(JANA,),
    reply_to=(JANA,),
    text="Hello\n",
    attachments=(Attachment("合同.pdf", "application/pdf", 1234, "ab" * 32, "Page 1"),),
    defects=("date: missing, time of arrival taken", "decode doubtful: one byte"),
)
FULL = Reading(
    parser="reply",
    nature=Nature(Kind.HUMAN, False, ("few signs",)),
    direction=Direction.IN,
    parties=(
        Party(
            *(
                "jana@nordlicht.example",
                "Jana",
                "Nordlicht GmbH",
                "signature",
                "DE",
                "+49401",
                "n.example",
                "Buyer",
            ),
            details=(Detail(DetailSort.POSITION, "Buyer", "Einkäuferin", "signature", 0.9),),
        ),
    ),
    parents=("0@factory.example",),
    subject="询价 inquiry",
    own_words="Please quote.",
    quoted="> our offer",
    signature="Jana",
    footer="Sent from my phone",
    failed=(FailedRecipient("gone@nordlicht.example", True, "no such user", "5.1.1"),),
    complaint=Complaint("abuse", "jana@nordlicht.example"),
    absence=Absence(date(2026, 3, 9), "back on Monday", (Address("max@nordlicht.example", "Max"),), False),
    fields=(("product", "valve"), ("product", "pump"), ("quantity", "500")),
    missing=("country",),
    answers="anna@factory.example",
    answers_day=date(2026, 3, 1),
    papers=(Paper("合同.pdf", PaperKind.CONTRACT, "C-1", "its name", 0.8, TERMS),),
    terms=TERMS,
    authentication=Authentication("mx.factory.example", "pass", "pass", "fail"),
    alarms=(Alarm(AlarmSort.REPLY_TO, "an answer would go elsewhere"),),
)
BARE = parsers.read(parsers.open_mail(mail("")), OURS)


@pytest.fixture
def inquiry(tmp_path: Path) -> Path:
    return written(tmp_path / "inquiry.eml")


def written(path: Path, words: str = "Please quote 500 pieces.", **more: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mail(words, **more).content)
    return path


def read(*words: str | Path, said: str = "", home: str = "") -> Any:
    """Where nobody has settings, whatever the machine has."""
    return genjin("read", *map(str, words), said=said, GENJIN_HOME=home, XDG_CONFIG_HOME="/nonexistent")


def objects(result: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestPrograms:
    def test_an_object_has_what_the_mail_says(self, inquiry: Path) -> None:
        result = read(inquiry, "--format", "json")

        (found,) = objects(result)
        assert result.exit_code == 0
        assert (found["kind"], found["direction"], found["subject"]) == ("human", "in", "Inquiry")
        assert found["from"] == {"email": "jana@nordlicht.example", "name": "Jana Krueger"}
        assert found["own_words"] == "Please quote 500 pieces."
        assert found["date"] == "2026-03-02T09:00:00+00:00"
        assert found["file"] == str(inquiry)

    def test_every_mail_is_one_line_of_utf_8(self, tmp_path: Path) -> None:
        files = [written(tmp_path / f"{number}.eml", f"第{number}封") for number in range(3)]

        result = read(*files, "--format", "json")

        assert [each["own_words"] for each in objects(result)] == ["第0封", "第1封", "第2封"]
        assert "第0封" in result.stdout

    def test_pretty_spreads_the_same_object_over_lines(self, inquiry: Path) -> None:
        plain, pretty = (read(inquiry, "--format", "json", *more) for more in ([], ["--pretty"]))

        assert json.loads(pretty.stdout) == json.loads(plain.stdout)
        assert pretty.stdout.count("\n") > 30

    def test_nothing_is_lost_and_a_terminal_obeys_nothing(self) -> None:
        odd = "a\u200fb\u202ec\x1b[31m\x9b\u2028\ue000\U000e0041 \u200d 好"

        line = reading_words.as_line({"own_words": odd})

        assert json.loads(line)["own_words"] == odd
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200f\u2028\u202e\ue000\U000e0041]", line)
        assert "\u200d 好" in line

    def test_money_stays_exact(self) -> None:
        (amount,) = reading_words.as_values(FULL_MAIL, FULL)["terms"]["amounts"]

        assert amount == {"value": "12500.00", "currency": "USD", "words": "USD 12,500.00"}

    def test_of_a_field_told_twice_the_first_counts(self) -> None:
        assert reading_words.as_values(FULL_MAIL, FULL)["fields"] == {"product": "valve", "quantity": "500"}


# -- what docs/read.md promises ------------------------------------------------------------------------------

Promise = Mapping[str, Mapping[str, str]]
PLAIN = {"string": str, "boolean": bool, "integer": int, "number": float}


def promised() -> Promise:
    """For every section of the document its keys and their types."""
    text = (ROOT / "docs" / "read.md").read_text("utf-8")
    _, *sections = re.split(r"^### (\w+)$", text, flags=re.MULTILINE)
    rows = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)
    return {
        name: dict(rows.findall(table)) for name, table in zip(sections[::2], sections[1::2], strict=True)
    }


def broken(value: Any, wanted: str, promise: Promise, where: str) -> Iterator[str]:
    """Where a value is not what its documented type says."""
    inner = re.fullmatch(r"\[(\w+)\]\(#(\w+)\)", wanted)
    if wanted.endswith(" or null"):
        yield from () if value is None else broken(value, wanted.removesuffix(" or null"), promise, where)
    elif wanted.startswith("list of "):
        for each in value:
            yield from broken(each, wanted.removeprefix("list of "), promise, f"{where}[]")
    elif wanted == "object of string":
        yield from (where for each in value.values() if not isinstance(each, str))
    elif inner:
        yield from unlike(value, promise[inner[1]], promise, where)
    elif type(value) is not PLAIN[wanted]:
        yield f"{where} is {value!r}, not {wanted}"


def unlike(value: Mapping[str, Any], keys: Mapping[str, str], promise: Promise, where: str) -> Iterator[str]:
    if list(value) != list(keys):
        yield f"{where} has {sorted(set(value) ^ set(keys)) or 'another order'}"
    for key in set(value) & set(keys):
        yield from broken(value[key], keys[key], promise, f"{where}.{key}")


def emptied(values: Any) -> Iterator[str]:
    """Keys at any depth whose value is empty."""
    if isinstance(values, dict):
        yield from (key for key, value in values.items() if value in ("", [], {}, None))
        yield from (key for value in values.values() for key in emptied(value))
    if isinstance(values, list):
        yield from (key for value in values for key in emptied(value))


class TestPromises:
    @pytest.mark.parametrize(("opened", "reading"), [(FULL_MAIL, FULL), (parsers.open_mail(mail("")), BARE)])
    def test_every_documented_key_is_there_with_its_type_and_no_other(
        self, opened: Mail, reading: Reading
    ) -> None:
        promise = promised()

        values = {"file": "a.eml"} | json.loads(
            reading_words.as_line(reading_words.as_values(opened, reading))
        )

        assert list(unlike(values, promise["mail"], promise, "mail")) == []
        assert values["version"] == reading_words.VERSION

    def test_the_full_example_leaves_no_key_untried(self) -> None:
        assert set(emptied(reading_words.as_values(FULL_MAIL, FULL))) <= {"name"}  # an address without one

    @pytest.mark.parametrize("words", [Kind, Direction, DetailSort, AlarmSort, PaperKind])
    def test_every_word_of_a_scale_is_documented(self, words: Any) -> None:
        text = (ROOT / "docs" / "read.md").read_text("utf-8")

        assert [each.value for each in words if f"`{each.value}`" not in text] == []


class TestPeople:
    def test_everything_that_was_found_is_told(self) -> None:
        told = "\n".join(reading_words.in_words(FULL_MAIL, FULL))

        for words in (
            "Kind: human (not sure), in, read by `reply`\n  because few signs",
            "Alarm: reply_to: an answer would go elsewhere",
            "Person: Jana <jana@nordlicht.example>, Buyer, Nordlicht GmbH (signature), DE, +49401, n.example",
            "  position: Buyer · “Einkäuferin” (signature, 90%)",
            "Answers the mail of 2026-03-01 from anna@factory.example",
            "Field quantity: 500",
            "Missing field: country",
            "Not delivered to gone@nordlicht.example (hard, 5.1.1): no such user",
            "Complaint: abuse by jana@nordlicht.example",
            "Absence: back on 2026-03-09\n  says: “back on Monday”\n  instead: Max <max@nordlicht.example>",
            "Paper: contract C-1, 合同.pdf (80%)\n  because its name\n  amount: 12,500.00 USD",
            "Terms in the own words\n  amount: 12,500.00 USD · “USD 12,500.00”\n  valid: until 2026-04-01",
            "“until 1 April”\n  delivery: FOB Ningbo",
            "Authentication by mx.factory.example: SPF pass, DKIM pass, DMARC fail",
            "Attachment: 合同.pdf, application/pdf, 1,234 bytes\n  sha256 abababababab\n",
            "Date: 2026-03-02 09:00 UTC (Date header missing, time of arrival taken)",
            "Doubt: decode doubtful: one byte",
            "\nOwn words\n  Please quote.",
            "\nSignature\n  Jana",
            "\nFooter\n  Sent from my phone",
            "\nQuoted\n  > our offer",
        ):
            assert words in told, words

    def test_no_text_of_a_mail_begins_a_line_or_reaches_the_terminal_as_an_order(self) -> None:
        evil = "x\nKind: bounce\r\x1b[2J\u202e"
        reading = replace(FULL, own_words=evil, quoted=evil, signature=evil, fields=(("product", evil),))

        told = "\n".join(reading_words.in_words(replace(FULL_MAIL, subject=evil), reading))

        assert re.findall(r"^Kind:.*", told, re.MULTILINE) == ["Kind: human (not sure), in, read by `reply`"]
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", told)

    @pytest.mark.parametrize(
        ("here", "says"),
        [
            (UTC, "Date: 2026-03-02 09:00 UTC"),
            (ZoneInfo("Asia/Shanghai"), "Date: 2026-03-02 17:00 Asia/Shanghai"),
            (timezone(timedelta(hours=-10)), "Date: 2026-03-01 23:00 UTC-10:00, 2026-03-02 where it was"),
        ],
    )
    def test_the_date_names_its_zone(self, here: tzinfo, says: str) -> None:
        assert says in "\n".join(reading_words.in_words(FULL_MAIL, FULL, here))

    def test_a_name_that_lies_about_its_content_is_told_beside_the_attachment_once(self) -> None:
        file = Attachment("invoice.pdf.exe", PROGRAM, 204, "ab" * 32)
        defect = "attachment: invoice.pdf.exe: its name says pdf, it is a program"

        told = "\n".join(
            reading_words.in_words(replace(FULL_MAIL, attachments=(file,), defects=(defect,)), FULL)
        )

        assert (
            f"Attachment: invoice.pdf.exe, {PROGRAM}, 204 bytes – its name says pdf, it is a program" in told
        )
        assert told.count("it is a program") == 1

    def test_long_lines_are_broken_at_the_width(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        path = written(tmp_path / "long.eml", "请报价五百件球阀，材质为不锈钢，" * 20 + "Kind: bounce " * 20)

        lines = read(path).stdout.splitlines()

        assert max(map(cell_len, lines)) <= 60
        assert [line for line in lines if line.startswith("Kind:")] == ["Kind: human, in, read by `reply`"]

    def test_a_mail_without_words_says_so(self) -> None:
        assert "Own words: none" in list(reading_words.in_words(parsers.open_mail(mail("")), BARE))


class TestFiles:
    def test_a_folder_is_read_whole_and_in_order(self, tmp_path: Path) -> None:
        for name in ("b.eml", "a.eml", "sub/c.eml", ".hidden/d.eml", ".e.eml"):
            written(tmp_path / name)
        (tmp_path / "loop").symlink_to(tmp_path)

        result = read(tmp_path, "--format", "json")

        names = [str(Path(each["file"]).relative_to(tmp_path)) for each in objects(result)]
        assert names == ["a.eml", "b.eml", "sub/c.eml"]

    def test_a_dash_is_standard_input(self) -> None:
        result = read("-", "--format", "json", said=mail("Hello").content.decode())

        (found,) = objects(result)
        assert (found["file"], found["own_words"]) == ("-", "Hello")

    def test_a_folder_without_mail_is_told_and_stops_no_other(self, tmp_path: Path, inquiry: Path) -> None:
        (tmp_path / "none" / "below").mkdir(parents=True)
        (tmp_path / "none" / ".hidden").write_bytes(b"x")

        result = read(tmp_path / "none", inquiry, "--format", "json")

        assert result.exit_code == 1
        assert result.stderr.count(f"There is no mail in the folder `{tmp_path / 'none'}`.") == 1
        assert [each["file"] for each in objects(result)] == [str(inquiry)]

    def test_a_name_that_is_nothing_is_wrong_usage_and_never_the_current_folder(self, inquiry: Path) -> None:
        for names in ([""], [inquiry, ""]):
            result = read(*names, "--format", "json")

            assert (result.exit_code, result.stdout) == (2, "")
            assert "named by nothing" in result.stderr

    @pytest.mark.parametrize(
        "content", [b"", b"\x93\xf1\x00\xe8" * 40, b"a,b,c\n1,2,3\n", b"no: mail\n\nat all"]
    )
    def test_what_has_no_sender_date_or_id_is_nobody_for_sure(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "x").write_bytes(content)

        (found,) = objects(read(tmp_path / "x", "--format", "json"))

        assert (found["kind"], found["sure"]) == ("human", False)
        assert found["because"] == ["it has no sender, date or Message-ID"]

    def test_a_bad_file_is_told_and_stops_no_other(self, tmp_path: Path) -> None:
        first, last = written(tmp_path / "1.eml"), written(tmp_path / "3.eml")

        result = read(first, tmp_path / "2.eml", last, "--format", "json")

        assert result.exit_code == 1
        assert [each["file"] for each in objects(result)] == [str(first), str(last)]
        assert f"genjin: `{tmp_path / '2.eml'}` cannot be read: No such file or directory." in result.stderr

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "is empty"),
            (b"\n\n", "is empty"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "does not look like a mail"),
            (b"Dear Jana, these are just words", "does not look like a mail"),
            (b"colour: red\n\nno mail, but nearly", "does not look like a mail"),
        ],
    )
    def test_what_is_no_mail_is_told_and_read_all_the_same(
        self, tmp_path: Path, content: bytes, says: str
    ) -> None:
        (tmp_path / "x.eml").write_bytes(content)

        result = read(tmp_path / "x.eml", "--format", "json")

        assert result.exit_code == 0
        assert says in result.stderr
        assert len(objects(result)) == 1

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            (
                "old.mbox",
                (b"From a@b.example Mon Mar  2 09:00:00 2026\n" + mail().content + b"\n") * 2,
                "sync --from",
            ),
            ("a.eml.gz", gzip.compress(mail().content), "is packed"),
            ("a.pst", b"!BDN" + bytes(100), "readpst"),
            ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "msgconvert"),
        ],
    )
    def test_what_holds_mail_of_another_sort_is_refused_with_the_way(
        self, tmp_path: Path, name: str, content: bytes, says: str
    ) -> None:
        (tmp_path / name).write_bytes(content)

        result = read(tmp_path / name, "--format", "json")

        assert (result.exit_code, result.stdout) == (1, "")
        assert says in result.stderr

    @pytest.mark.parametrize(
        "before", [b"From a@b.example Mon Mar  2 09:00:00 2026\n", b"1234\n", b"\xef\xbb\xbf", b"\r\n"]
    )
    def test_what_programs_put_before_a_mail_is_stepped_over(self, tmp_path: Path, before: bytes) -> None:
        (tmp_path / "x").write_bytes(before + mail("Hello").content)

        result = read(tmp_path / "x", "--format", "json")

        (found,) = objects(result)
        assert (found["subject"], found["own_words"]) == ("Inquiry", "Hello")

    def test_a_mail_of_36_megabytes_is_read(self, tmp_path: Path) -> None:
        head = b"From: jana@nordlicht.example\nSubject: big\nMIME-Version: 1.0\n"
        kind = b"Content-Type: application/octet-stream; name=x.bin\nContent-Transfer-Encoding: base64\n\n"
        (tmp_path / "big.eml").write_bytes(head + kind + (b"A" * 76 + b"\n") * 470_000)

        (found,) = objects(read(tmp_path / "big.eml", "--format", "json"))

        assert found["attachments"][0]["size"] == 57 * 470_000

    def test_a_name_cannot_look_like_a_line_of_ours(self, tmp_path: Path) -> None:
        path = written(tmp_path / "x\nKind: bounce\x1b[2J.eml")

        told, missed = read(path), read(f"{path}.no")

        assert not re.search(r"^Kind: bounce|\x1b", told.stdout + missed.stderr, re.MULTILINE)

    def test_a_name_too_long_for_a_file_is_told(self, tmp_path: Path) -> None:
        result = read(tmp_path / ("x" * 300), "--format", "json")

        assert result.exit_code == 1
        assert "name too long" in result.stderr


class Fails:
    """A parser with a mistake."""

    NAME = "fails"

    def recognises(self, opened: Mail, ours: object) -> bool:  # noqa: ARG002
        return "break" in opened.subject

    def read(self, *_: object) -> Reading:
        raise RecursionError("too deep")


class TestMistakes:
    def test_a_mistake_of_ours_costs_one_mail(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        names = [
            str(written(tmp_path / f"{subject}.eml", subject=subject)) for subject in ("a", "break", "c")
        ]
        reader = Reader(OURS, AS_USUAL, (Fails(), *parsers.PARSERS), MONDAY, debug=False)

        found = [opened.subject for _, opened, _ in reader.each(names)]

        assert found == ["a", "c"]
        assert reader.failed
        assert "break.eml` could not be read (RecursionError: too deep)" in capsys.readouterr().err

    def test_debug_shows_where(self, tmp_path: Path) -> None:
        reader = Reader(OURS, AS_USUAL, (Fails(), *parsers.PARSERS), MONDAY, debug=True)

        with pytest.raises(RecursionError):
            list(reader.each([str(written(tmp_path / "x.eml", subject="break"))]))


class TestHome:
    def test_without_settings_it_reads_and_says_what_that_means(self, inquiry: Path) -> None:
        result = read(inquiry)

        assert result.exit_code == 0
        assert result.stderr.count("\n") == 1
        assert "nobody counts as one of us" in result.stderr

    def test_with_settings_the_teams_own_mail_goes_out(self, tmp_path: Path, home: Path) -> None:
        (tmp_path / "sent.eml").write_bytes(sent().content)

        result = read(tmp_path / "sent.eml", "--format", "json", home=str(home))

        (found,) = objects(result)
        assert (found["direction"], result.stderr) == ("out", "")

    def test_a_home_that_is_named_has_to_be_there(self, inquiry: Path, tmp_path: Path) -> None:
        result = genjin("--home", str(tmp_path / "none"), "read", str(inquiry))

        assert result.exit_code == 1
        assert "There is no folder" in result.stderr

    def test_a_mistake_in_the_teams_portals_is_told_with_its_line(self, inquiry: Path, home: Path) -> None:
        (home / "portals").mkdir()
        (home / "portals" / "ours.yaml").write_text("portal: ours\nrecogniser: 3\n", "utf-8")

        result = read(inquiry, home=str(home))

        assert result.exit_code == 0
        assert "Subject:" in result.stdout
        assert "portals/ours.yaml:2" in result.stderr

    def test_the_book_is_not_touched(self, inquiry: Path, home: Path) -> None:
        before = sorted(home.iterdir())

        read(inquiry, home=str(home))

        assert sorted(home.iterdir()) == before

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        home = tmp_path / "home"
        home.mkdir()
        team = "team:\n  domains: [factory.example]\n  reps:\n    anna: {emails: [anna@factory.example]}\n"
        (home / "genjin.yaml").write_text(f"accounts: []\n{team}", "utf-8")
        return home


def test_a_single_mail_is_read_without_database_server_or_rules(inquiry: Path) -> None:
    heavy = ["sqlalchemy", "alembic", "imapclient", "re2", "rapidfuzz", "holidays", "rich.table"]
    code = (
        f"import sys, cli\ntry: cli.app(['read', {str(inquiry)!r}])\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.stderr.count("\n") == 1, run.stderr
    assert run.stdout.splitlines()[-1] == "[]"
