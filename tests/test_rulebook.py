"""`genjin rules check`: every mistake of every file, then every sample."""

from __future__ import annotations

import importlib
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from model import Reading
from rules import Cancelled, RuleSet, tag, weighed
from rules.coded import Proof, courtesy, overdue
from rules_support import SOME_DAY, mail
from worker import config
from worker.config import Home, NoHomeError
from worker.rulebook import checking, coded, modules
from worker.shape import ConfigError

TEAM = "accounts: []\nteam: {domains: [], reps: {anna: {emails: [anna@factory.example]}}}\n"

RULE = """\
module: {name}
lists:
  price: [price, 价格]
rules:
  - id: {name}
    tag: {name}
    title: {{en: Price, zh: 价格}}
    suggest: {{en: Explain it., zh: 解释}}
    any: [too expensive]
    near:
      - ["@price", high]
    tests:
      - hit: This is too expensive for us.
        because: too expensive
      - hit: Your price is high.
      - miss: Please send the catalogue.
"""


def kept(folder: Path, **files: str) -> Home:
    (folder / "rules").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "rules" / f"{name}.yaml").write_text(text, "utf-8")
    return Home(folder)


def rule(name: str = "price") -> str:
    return RULE.format(name=name)


def refusals(home: Home) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        list(checking.checked(home, "rules"))
    assert str(caught.value).endswith("The rules in force before stay in force.")
    return [str(each) for each in caught.value.problems]


def test_good_rules_are_counted_with_their_samples(tmp_path: Path) -> None:
    home = kept(tmp_path, price=rule(), other=rule("other"))
    samples = len(courtesy.RULE.tests) + len(overdue.RULE.tests)

    assert list(checking.checked(home, "rules")) == [
        "other: 1 rule, 3 samples, all as expected (other)",
        "price: 1 rule, 3 samples, all as expected (price)",
        f"in Python: 2 rules, {samples} samples, all as expected (courtesy, late_payment)",
        "2 rules in 2 files and 2 rules in Python. Everything holds.",
    ]


def test_the_shipped_rules_hold(tmp_path: Path) -> None:
    *modules, last = checking.checked(Home(tmp_path), "rules")

    assert modules
    assert last.endswith("Everything holds.")


def test_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    home = kept(
        tmp_path,
        a=rule("a").replace("tag:", "tga:"),
        b=rule("b").replace("@price", "@prize"),
        c=rule("c").replace("title:", "title："),
    )

    found = refusals(home)

    assert [each.split(": ")[0] for each in found] == [
        "rules/a.yaml:6:5",
        "rules/b.yaml:11:10",
        "rules/c.yaml:7:10",
    ]
    assert (
        "An entry of `rules` has no field `tga`. Did you mean `tag`?\n        tga: a\n        ^" in found[0]
    )
    assert 'There is no list `@prize`. Did you mean `@price`?\n          - ["@prize", high]' in found[1]


def test_every_sample_that_fails_is_named_at_its_line(tmp_path: Path) -> None:
    text = (
        rule()
        .replace("Your price is high.", "Your price is fine.")
        .replace("the catalogue", "too expensive ones")
    )

    first, second = refusals(kept(tmp_path, price=text))

    assert first.startswith("rules/price.yaml:15:9: `Your price is fine.` was to give the tag price")
    assert second.startswith("rules/price.yaml:16:9: `Please send too expensive ones.` was to be left alone")


def test_a_rule_without_samples_is_refused(tmp_path: Path) -> None:
    text = rule()[: rule().index("    tests:")] + "    tests: []\n"

    (found,) = refusals(kept(tmp_path, price=text))

    assert found.startswith("rules/price.yaml:5:9:")
    assert "has no `hit` and no `miss` among its `tests`" in found


def test_a_phrase_in_curly_quotes_is_pointed_out(tmp_path: Path) -> None:
    (found,) = refusals(kept(tmp_path, price=rule().replace("[too expensive]", "[“too expensive”]")))

    assert "rules/price.yaml:9:11: The quotes here are curly" in found


def test_a_phrase_that_cannot_be_read_is_shown_where_it_stands(tmp_path: Path) -> None:
    (found,) = refusals(kept(tmp_path, price=rule().replace("high]", '"(foo"]')))

    assert found.startswith("rules/price.yaml:11:20: `(foo` has a bracket without its other half.")


def test_a_number_out_of_range_is_shown_where_it_stands(tmp_path: Path) -> None:
    (found,) = refusals(kept(tmp_path, price=rule().replace("    any:", "    within: -60\n    any:")))

    assert found.startswith("rules/price.yaml:9:13: Rule `price`: `within` is -60")


def test_an_item_indented_wrongly_does_not_bring_the_whole_list(tmp_path: Path) -> None:
    words = "".join(f"\n      - word{number}" for number in range(300))

    (found,) = refusals(kept(tmp_path, price=rule().replace("[too expensive]", f"first{words}")))

    assert len(found) < 400


def test_a_home_that_was_named_and_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoHomeError, match="There is no folder"):
        list(checking.checked(Home(tmp_path / "nowhere", is_named=True)))


def test_without_a_home_the_shipped_rules_are_checked(tmp_path: Path) -> None:
    assert list(checking.checked(Home(tmp_path / "nowhere")))[-1].endswith("Everything holds.")


def test_rules_of_a_named_folder_are_checked_without_settings(tmp_path: Path) -> None:
    home = kept(tmp_path, price=rule())

    assert list(checking.checked(Home(home.folder, is_named=True)))[-1].startswith(
        "1 rule in 1 file and 2 rules in Python."
    )


def test_mistakes_of_settings_and_policy_come_with_those_of_the_rules(tmp_path: Path) -> None:
    home = kept(tmp_path, price=rule().replace("tag:", "tga:"))
    home.settings.write_text("team: {domains: [], reps: {anna: {}}}\nevery_minutes: 0\n", "utf-8")
    (home.folder / "policy.yaml").write_text("reply: {within: 24 ours}\n", "utf-8")

    with pytest.raises(ConfigError) as caught:
        list(checking.checked(home))

    paths = {each.path for each in caught.value.problems}
    assert paths == {"genjin.yaml", "policy.yaml", "rules/price.yaml"}


def test_a_folder_that_is_not_there_is_not_replaced_in_silence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="`rules: ruels` is not there"):
        list(checking.checked(Home(tmp_path), "ruels"))


def test_the_refusal_ends_with_the_rules_that_stay_in_force(tmp_path: Path) -> None:
    home = kept(tmp_path, price=rule().replace("tag:", "tga:"))

    with pytest.raises(ConfigError) as caught:
        list(checking.checked(home, "rules", "14a3b2c9, 212 rules, loaded 2026-03-10 16:02"))

    assert str(caught.value).endswith(
        "The rules that were in force before stay in force (14a3b2c9, 212 rules, loaded 2026-03-10 16:02)."
    )


def test_the_same_id_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    (found,) = refusals(kept(tmp_path, a=rule("price"), b=rule("b").replace("id: b", "id: price")))

    assert found.startswith("rules/b.yaml:5:9: The id `price` is already taken in rules/a.yaml:5.")


def test_a_tag_that_nobody_gives_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = rule().replace("    any:", "    withdrawn_by: [late_paymnet]\n    any:")

    (found,) = refusals(kept(tmp_path, price=text))

    assert found.startswith("rules/price.yaml:9:20: `withdrawn_by` names `late_paymnet`")
    assert "Did you mean `late_payment`?" in found


class TestBadInput:
    """Each is refused with a sentence, at once, and harms nothing."""

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"a: &x [1, 2]\nb: *x\n", "(anchors) are not used here"),
            (
                b"a: &a [x,x]\n"
                + b"".join(b"%c: &%c [*%c,*%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 120)),
                "(anchors) are not used here",
            ),
            (b"[" * 100_000, "nested more than 12 levels"),
            (b"module: a\nmodule: b\n", "`module` stands here twice; the first is in line 1"),
            (b"module: price\nrules: NO\n", "`rules` is a list. Write `[NO]`"),
            (b"module: price\nrules:\n  - 0123\n", "An entry of `rules` needs lines of the form"),
            (b"module: price\nrules:\n\t- id: x\n", "This line starts with a Tab. Use spaces."),
            ("module：price\n".encode(), "The colon here is a full-width"),
            (b"x" * 300_000, "The file has 292 kB; at most 256 kB are read. Split it by theme."),
            (b"module: price\n# caf\xe9\n", "This is not UTF-8 text."),
            (b"", "The file is empty."),
            (b"\xef\xbb\xbf", "The file is empty."),
            (b"module: !!python/object:os.system price\n", "(tags) are not used here"),
        ],
        ids=[
            "anchor",
            "alias bomb",
            "brackets",
            "twice",
            "NO",
            "0123",
            "tab",
            "colon",
            "large",
            "latin-1",
            "empty",
            "mark only",
            "tag",
        ],
    )
    def test_a_file_is_refused(self, tmp_path: Path, content: bytes, said: str) -> None:
        home = kept(tmp_path)
        (tmp_path / "rules" / "bad.yaml").write_bytes(content)

        found = refusals(home)

        assert found[0].startswith("rules/bad.yaml:")
        assert any(said in each for each in found)

    @pytest.mark.parametrize(
        ("phrase", "said"),
        [
            ("a", "looks for a single letter"),
            ("价", ""),
            ("'*'", "has no letter to look for"),
            ("'...'", "begins or ends with a gap"),
            ("'/.*/'", "`/.*/`"),
            ("“discount”", "The quotes here are curly"),
        ],
    )
    def test_a_phrase_that_would_stand_everywhere_is_refused(
        self, tmp_path: Path, phrase: str, said: str
    ) -> None:
        home = kept(tmp_path, price=rule().replace("[too expensive]", f"[too expensive, {phrase}]"))

        if said:
            assert said in refusals(home)[0]
        else:
            assert list(checking.checked(home, "rules"))

    def test_marks_and_line_ends_of_other_systems_are_no_mistake(self, tmp_path: Path) -> None:
        home = kept(tmp_path)
        content = b"\xef\xbb\xbf" + rule().replace("\n", "\r\n").encode()
        (tmp_path / "rules" / "price.yaml").write_bytes(content)

        assert list(checking.checked(home, "rules"))[-1].endswith("Everything holds.")

    def test_what_is_no_file_is_told_as_what_it_is(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price=rule())
        rules = tmp_path / "rules"
        (rules / "folder.yaml").mkdir()
        (rules / "loop.yaml").symlink_to("loop.yaml")
        (rules / "nowhere.yaml").symlink_to("elsewhere.yaml")
        os.mkfifo(rules / "pipe.yaml")

        folder, loop, nowhere, pipe = refusals(home)

        assert folder.startswith(
            "rules/folder.yaml:1:1: This is a folder, though its name ends like a file's, and cannot be read."
        )
        assert loop == "rules/loop.yaml:1:1: This link leads back to itself. Take it out."
        assert nowhere == "rules/nowhere.yaml:1:1: This link leads nowhere. Take it out."
        assert "it is a pipe or a device, and no file" in pipe


class TestReadingOnce:
    def test_a_file_that_is_the_same_is_not_read_again(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price=rule(), other=rule("other"))

        before, after = modules.loaded(home), modules.loaded(home)

        assert all(one is other for one, other in zip(before.modules, after.modules, strict=True))

    def test_one_that_was_changed_is(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price=rule(), other=rule("other"))
        before = modules.loaded(home)

        kept(tmp_path, price=rule().replace("too expensive]", "too expensive, too dear]"))
        after = modules.loaded(home)

        assert after.modules[0] is before.modules[0]
        assert after.modules[1].rules[0].any_ == ("too expensive", "too dear")

    def test_a_mistake_between_files_shows_the_line_of_one_that_was_not_read_again(
        self, tmp_path: Path
    ) -> None:
        home = kept(tmp_path, b=rule("b"))
        assert not modules.loaded(home).problems

        kept(tmp_path, a=rule("a").replace("id: a", "id: b"))
        (found,) = modules.loaded(home).problems

        assert str(found).startswith("rules/b.yaml:5:9: The id `b` is already taken in rules/a.yaml:5.")
        assert "- id: b" in str(found)


_ASKS_FOR_WORDS = """
from dataclasses import replace
from rules.coded.overdue import RULE, look
RULE = replace(RULE, id="other", any_=("tea",))
"""


class TestRulesInPython:
    @pytest.fixture
    def acme(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """Another distribution, installed into a folder of its own."""
        folder = tmp_path / "site"
        (folder / "acme_rules-1.2.dist-info").mkdir(parents=True)
        (folder / "acme_rules-1.2.dist-info" / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.2\n", "utf-8"
        )
        monkeypatch.syspath_prepend(str(folder))
        coded.installed.cache_clear()
        yield folder
        coded.installed.cache_clear()
        for name in [name for name in sys.modules if name.startswith("acme_")]:
            del sys.modules[name]

    def registers(self, folder: Path, name: str, code: str) -> None:
        (folder / "acme_rules-1.2.dist-info" / "entry_points.txt").write_text(
            f"[genjin.rules]\n{name} = acme_{name}\n", "utf-8"
        )
        (folder / f"acme_{name}.py").write_text(code, "utf-8")
        importlib.invalidate_caches()

    def test_one_of_another_distribution_tags_and_its_samples_run(self, acme: Path, tmp_path: Path) -> None:
        self.registers(acme, "tea", TEA)
        home = kept(tmp_path, price=rule())

        lines = list(checking.checked(home, "rules"))
        in_force, _ = config.load_rules(home)

        assert lines[-1] == "1 rule in 1 file and 3 rules in Python. Everything holds."
        assert in_force is not None
        assert [one.name for one in tag(mail("Green tea, please."), in_force, SOME_DAY)] == ["tea"]

    def test_a_sample_it_does_not_keep_is_a_failure(self, acme: Path, tmp_path: Path) -> None:
        self.registers(acme, "tea", TEA.replace('hit="Green tea', 'hit="Black tea'))

        (found,) = refusals(kept(tmp_path, price=rule()))

        assert "`Black tea, please.` was to give the tag tea" in found

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("import nothing_of_that_name\n", "cannot be loaded: ModuleNotFoundError"),
            ("RULE = 5\n", "has no `RULE`"),
            ("from rules.coded.overdue import RULE\n", "has no function `look"),
            ("from rules.coded.overdue import RULE, look\n", "The id `overdue` is already taken"),
            (_ASKS_FOR_WORDS, "has `any` in its `RULE`, which only YAML rules are asked"),
        ],
    )
    def test_a_broken_one_is_told_by_its_name(self, acme: Path, tmp_path: Path, code: str, said: str) -> None:
        self.registers(acme, "broken", code)

        (found,) = refusals(kept(tmp_path, price=rule()))

        assert said in found
        assert found.startswith("acme-rules 1.2:1:1: ") or "overdue" in found


@pytest.mark.parametrize("place", [(-1, 4), (3, 2), (0, 900)])
def test_a_proof_outside_the_mail_is_no_tag_and_names_its_rule(place: tuple[int, int]) -> None:
    in_force = RuleSet.of([], coded=[Astray(*place)])

    (verdict,) = weighed(mail("Green tea, please."), in_force, SOME_DAY)

    assert isinstance(verdict, Cancelled)
    assert verdict.is_broken
    assert "lies outside the mail's new words" in verdict.reason


@dataclass(frozen=True)
class Astray:
    """A rule that points somewhere else."""

    start: int
    end: int
    RULE = overdue.RULE

    def look(self, _reading: Reading, _sent: date) -> Iterator[Proof]:
        yield Proof(self.start, self.end, "because")


TEA = """
from model import Label, Source
from rules.coded import Proof
from rules.rule import CodedHead, Sample

RULE = CodedHead(
    "tea", "tea", Label("Tea", "茶"), Label("Send tea.", "寄茶"), source=Source("acme_tea.py", 1),
    tests=(Sample(hit="Green tea, please."), Sample(miss="Coffee.")),
)

def look(reading, sent):
    at = reading.own_words.find("Green tea")
    if at >= 0:
        yield Proof(at, at + 9, "green tea")
"""


class TestCommandsThatDoNotTag:
    def test_the_rules_are_read_when_they_are_asked(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price=rule())
        home.settings.write_text(TEAM, "utf-8")
        playbook = config.load_playbook(home, config.load_settings(home), tags=False)
        kept(tmp_path, price=rule().replace("tag: price", "tag: dear"))

        (found,) = tag(mail("too expensive"), playbook.rules, SOME_DAY)

        assert found.name == "dear"

    def test_their_mistakes_are_told_then(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price="module")
        home.settings.write_text(TEAM, "utf-8")

        playbook = config.load_playbook(home, config.load_settings(home), tags=False)

        with pytest.raises(ConfigError, match="Nothing was done"):
            _ = playbook.rules.edition

    def test_another_process_gets_the_rules_themselves(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price=rule())
        settings = TEAM
        home.settings.write_text(settings, "utf-8")
        playbook = config.load_playbook(home, config.load_settings(home), tags=False)

        there = pickle.loads(pickle.dumps(playbook.rules))

        assert isinstance(there, RuleSet)
        assert there.edition == playbook.rules.edition


class TestPhrases:
    """What is wrong with phrases, each where it stands."""

    def test_all_bad_phrases_of_a_rule_and_a_list_come_at_once(self, tmp_path: Path) -> None:
        text = rule().replace("[too expensive]", "[Price, x.*y, a, c...]").replace("价格]", "'*', 价格]")

        found = refusals(kept(tmp_path, price=text))

        assert [each.split(": ")[0] for each in found] == [
            "rules/price.yaml:3:18",
            *(f"rules/price.yaml:9:{column}" for column in (18, 24, 27)),
        ]

    def test_a_number_out_of_range_does_not_hide_another(self, tmp_path: Path) -> None:
        text = rule().replace("    tests:", "    expires: 0\n    within: 999\n    tests:")

        assert [each.split(":")[1] for each in refusals(kept(tmp_path, price=text))] == ["12", "13"]

    @pytest.mark.parametrize(
        "phrase", ["the", "of|the", "/the/", "NO", "'0123'", "的", "我们", "'%'", "/[a-z]+ing/", "не", "في"]
    )
    def test_what_stands_in_nearly_every_mail_is_not_looked_for_alone(
        self, tmp_path: Path, phrase: str
    ) -> None:
        text = rule().replace("[too expensive]", f'[too expensive, "{phrase}"]'.replace("\"'", "'"))

        (found,) = refusals(kept(tmp_path, price=text.replace("'\"", "'")))

        assert found.startswith("rules/price.yaml:9:26:")
        assert "stands in nearly every mail" in found

    def test_small_words_are_welcome_in_near_and_in_longer_phrases(self, tmp_path: Path) -> None:
        text = rule().replace('["@price", high]', '["@price", high, is|的|the]')

        assert list(
            checking.checked(kept(tmp_path, price=text.replace("[too exp", "[what is it, too exp")), "rules")
        )

    def test_a_small_word_in_a_list_that_is_used_alone_is_shown_in_the_list(self, tmp_path: Path) -> None:
        text = rule().replace("[too expensive]", '[too expensive, "@price"]').replace("价格]", "的]")

        assert refusals(kept(tmp_path, price=text))[0].startswith("rules/price.yaml:3:18:")

    @pytest.mark.parametrize("sign", ["，", "、"])
    def test_a_full_width_comma_between_phrases_is_named(self, tmp_path: Path, sign: str) -> None:
        (found,) = refusals(kept(tmp_path, price=rule().replace("价格]", f"价格{sign}报价]")))

        assert found.startswith(f"rules/price.yaml:3:20: The comma here is a full-width `{sign}`.")

    def test_a_mistyped_number_sign_is_named(self, tmp_path: Path) -> None:
        (found,) = refusals(kept(tmp_path, price=rule().replace("too expensive]", "<numbr> days]", 1)))

        assert "Did you mean `<number>`?" in found

    def test_a_phrase_that_finds_the_samples_of_other_rules_is_warned_of(self, tmp_path: Path) -> None:
        samples = "".join(f"      - hit: This is too expensive, {number} times.\n" for number in range(40))
        more = rule("other").replace("[too expensive]", "[too expensive, times]") + samples
        told = list(checking.checked(kept(tmp_path, price=rule(), other=more), "rules"))

        warned = [line for line in told if line.startswith("Warning")]
        assert len(warned) == 1
        assert "`too expensive` of rule `price` finds" in warned[0]


class TestFailingSamples:
    def test_what_was_found_and_what_was_not_is_told_above_the_line(self, tmp_path: Path) -> None:
        text = rule().replace("Your price is high.", "Your price is fine.")

        (found,) = refusals(kept(tmp_path, price=text))

        assert "but `price` of @price found, and nothing of `high`." in found
        assert "\n          - hit: Your price is fine.\n" in found

    def test_words_that_stand_too_far_apart_are_told_as_that(self, tmp_path: Path) -> None:
        text = rule().replace("Your price is high.", "Your price is. High are the mountains.")

        (found,) = refusals(kept(tmp_path, price=text))

        assert "do not stand in one sentence, at most 60 characters apart" in found


class TestOneFile:
    def test_it_is_checked_within_its_folder(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price=rule(), other=rule("other").replace("hit: Your", "hut: Your"))

        assert list(checking.checked(home, "rules/price.yaml"))[-1] == "1 rule in 1 file. Everything holds."
        with pytest.raises(ConfigError, match=r"other\.yaml:15:9"):
            list(checking.checked(home, "rules/other.yaml"))

    def test_what_is_no_rule_file_is_told_as_that(self, tmp_path: Path) -> None:
        home = kept(tmp_path, price=rule())
        (tmp_path / "rules" / "notes.txt").write_text("x", "utf-8")

        with pytest.raises(ConfigError, match="This is no rule file"):
            list(checking.checked(home, "rules/notes.txt"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    any:", "    phrases:", "An entry of `rules` has no field `phrases`. It is called `any` here."),
        ("    tests:", "    examples:", "has no field `examples`. It is called `tests` here."),
        ("  - id:", "  - name:", "has no field `name`. It is called `id` here."),
        ("{en: Price, zh: 价格}", "My tag", "`title` is written as `{en: ..., zh: ...}`."),
        ('["@price", high]', '"@price"', '`@` needs quotes: write `["@price", "@another"]`'),
        ('["@price", high]', "[@price, high]", 'Write `["@price", high]`.'),
        ("[price, 价格]", "【price, 价格】", "full-width `【】`. Write `[price, 价格]`."),
        ("    any: [too expensive]", "    any:\n      -too expensive", "Write `- too expensive`."),
        ("    any: [too expensive]", "    any:\n      － too expensive", "Write `- too expensive`."),
        ("    any: [too expensive]", "    any：\n      - too expensive", "full-width `：`"),
        ("    any: [too expensive]", "    any\n      - too expensive", "A colon is missing behind `any`."),
        ("  - id", "  – id", "The dash here is a long `–`."),
        ("hit: Your price is high.", "hit: 'It's a high price.'", "Write it twice: ''."),
        ("hit: Your", "hit:Your", "A space is missing after the colon behind `hit`."),
    ],
)
def test_a_slip_in_a_rule_is_one_mistake_that_says_what_to_write(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = rule()
    assert old in text

    (found,) = refusals(kept(tmp_path, price=text.replace(old, new, 1)))

    assert said in found


def test_a_tag_that_is_nearly_another_is_warned_of(tmp_path: Path) -> None:
    home = kept(tmp_path, long=rule("price-sensitive"), other=rule("price-sensitve"))

    warned = [line for line in checking.checked(home, "rules") if line.startswith("Warning")]

    assert any("the tag `price-sensitve` is new. Did you mean `price-sensitive`?" in line for line in warned)
