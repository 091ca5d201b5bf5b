"""`genjin rules check`: every mistake of every file, then every sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker import rulebook
from worker.config import Home, NoHomeError
from worker.shape import ConfigError

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
        list(rulebook.checked(home, "rules"))
    assert str(caught.value).endswith("The rules in force before stay in force.")
    return [str(each) for each in caught.value.problems]


def test_good_rules_are_counted_with_their_samples(tmp_path: Path) -> None:
    home = kept(tmp_path, price=rule(), other=rule("other"))

    assert list(rulebook.checked(home, "rules")) == [
        "other: 1 rules, 3 samples, all as expected (other)",
        "price: 1 rules, 3 samples, all as expected (price)",
        "2 rules in 2 files. Everything holds.",
    ]


def test_the_shipped_rules_hold(tmp_path: Path) -> None:
    *modules, last = rulebook.checked(Home(tmp_path), "rules")

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

    (no_hit, no_miss) = refusals(kept(tmp_path, price=text))

    assert "has no `hit` among its tests" in no_hit
    assert "has no `miss` among its tests" in no_miss


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
        list(rulebook.checked(Home(tmp_path / "nowhere", is_named=True)))


def test_without_a_home_the_shipped_rules_are_checked(tmp_path: Path) -> None:
    assert list(rulebook.checked(Home(tmp_path / "nowhere")))[-1].endswith("Everything holds.")


def test_rules_of_a_named_folder_are_checked_without_settings(tmp_path: Path) -> None:
    home = kept(tmp_path, price=rule())

    assert list(rulebook.checked(Home(home.folder, is_named=True)))[-1].startswith("1 rules in 1 files")


def test_mistakes_of_settings_and_policy_come_with_those_of_the_rules(tmp_path: Path) -> None:
    home = kept(tmp_path, price=rule().replace("tag:", "tga:"))
    home.settings.write_text("team: {domains: [], reps: {anna: {}}}\nevery_minutes: 0\n", "utf-8")
    (home.folder / "policy.yaml").write_text("reply: {within: 24 ours}\n", "utf-8")

    with pytest.raises(ConfigError) as caught:
        list(rulebook.checked(home))

    paths = {each.path for each in caught.value.problems}
    assert paths == {"genjin.yaml", "policy.yaml", "rules/price.yaml"}


def test_a_folder_that_is_not_there_is_not_replaced_in_silence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="`rules: ruels` is not there"):
        list(rulebook.checked(Home(tmp_path), "ruels"))
