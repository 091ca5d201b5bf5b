"""How mistakes in a YAML file are found, named and placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import RepId, Source
from worker import shape
from worker.shape import ConfigError, Problem


class Size(StrEnum):
    BIG = "big"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Weight:
    """Read from one scalar."""

    kilos: int

    @classmethod
    def parse(cls, text: str) -> Weight:
        if not text.endswith(" kg"):
            raise ValueError(f"`{text}` is no weight; write 3 kg.")
        return cls(int(text.removesuffix(" kg")))


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    source: Source
    size: Size = Size.BIG
    from_: RepId | None = None
    weight: Weight | None = None
    count: int = 1
    price: float = 0.0
    sealed: bool = False
    packed: date | None = None
    glue: Literal["strong", "weak"] = "weak"

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"The box `{self.name}` holds nothing.")
        wrong = [what for what in (self._of_price(), self._of_glue()) if what]
        if wrong:
            raise ValueError(*wrong)

    def _of_price(self) -> str:
        return f"`price: {self.price:g}` is below nothing." if self.price < 0 else ""

    def _of_glue(self) -> str:
        return "A heavy box needs strong glue." if self.weight == Weight(99) and self.glue == "weak" else ""


@dataclass(frozen=True, slots=True)
class Store:
    place: str
    boxes: tuple[Box, ...] = ()
    words: tuple[str, ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weights: Mapping[str, Weight] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.weights and "red" not in self.weights:
            raise ValueError("The weight of red is missing.")
        words = [word for line in self.near for word in line]
        strange = next((word for word in words if word not in self.words), "")
        if strange:
            raise ValueError(f"`{strange}` is none of the words.")


GOOD = """\
place: Ningbo
words: [red, green]
boxes:
  - name: first
    size: small
    from: anna
  - name: second
    weight: 3 kg
"""


def read(text: str) -> Store:
    store, problems = shape.parse(text, Store, "store.yaml")
    assert not problems, "\n".join(map(str, problems))
    assert store is not None
    return store


def mistakes(text: str) -> list[str]:
    """`line:column: what` of everything found; a file with a mistake gives no value."""
    store, problems = shape.parse(text, Store, "store.yaml")
    assert (store is None) == bool(problems)
    return [f"{each.line}:{each.column}: {each.what}" for each in problems]


def only(text: str) -> str:
    found = mistakes(text)
    assert len(found) == 1, "\n".join(found)
    return found[0]


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


class TestValues:
    def test_a_good_file_becomes_its_dataclass(self) -> None:
        store = read(GOOD)

        assert store.words == ("red", "green")
        assert store.boxes[0].size is Size.SMALL
        assert store.boxes[0].from_ == "anna"
        assert store.boxes[1].weight == Weight(3)
        assert store.boxes[1].source == Source("store.yaml", 7, 5)

    @pytest.mark.parametrize(
        "word", ["NO", "on", "yes", "0123", "12:30", "1e3", "2026-03-10", "null", "=", "0x1f"]
    )
    def test_text_stays_the_text_that_was_written(self, word: str) -> None:
        assert read(f"place: {word}\n").place == word

    def test_every_kind_of_scalar_is_read(self) -> None:
        box = read(
            "place: x\nboxes:\n"
            "- {name: a, count: 7, price: 2.5, sealed: yes, packed: 2026-03-10, glue: strong}\n"
        ).boxes[0]

        assert (box.count, box.price, box.sealed, box.glue) == (7, 2.5, True, "strong")
        assert box.packed == date(2026, 3, 10)

    @pytest.mark.parametrize("nothing", ["", "~", "null"])
    def test_an_empty_value_is_none_or_an_empty_list_where_that_may_be(self, nothing: str) -> None:
        store = read(f"place: x\nwords: {nothing}\nboxes:\n- name: a\n  from: {nothing}\n")

        assert store.words == ()
        assert store.boxes[0].from_ is None

    @pytest.mark.parametrize("ends", ["\r\n", "\r"])
    def test_line_ends_of_windows_and_old_macs_are_read(self, ends: str) -> None:
        assert read(GOOD.replace("\n", ends)) == read(GOOD)

    def test_a_document_start_alone_is_no_second_document(self) -> None:
        assert read("---\n" + GOOD + "...\n").words == ("red", "green")

    def test_double_quotes_keep_their_escapes_and_block_text_its_lines(self) -> None:
        store = read('place: "a\\tb"\nwords:\n- |\n  one\n  two\n')

        assert store.place == "a\tb"
        assert store.words == ("one\ntwo",)

    @given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
    def test_whatever_stands_in_single_quotes_is_read_back(self, text: str) -> None:
        quoted = text.replace("'", "''")

        assert read(f"place: '{quoted}'\n").place == text

    @given(st.text())
    def test_no_text_at_all_makes_the_reader_raise(self, text: str) -> None:
        store, problems = shape.parse(text, Store, "x.yaml")

        assert (store is None) == bool(problems)
        assert all(each.line >= 1 and each.column >= 1 for each in problems)


class TestSlips:
    """Each is named where it was made, not where YAML stumbled over it."""

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("    size", "\tsize", "5:1: This line starts with a Tab. Use spaces."),
            ("    size", "    \tsize", "5:5: This line starts with a Tab. Use spaces."),
            ("    size", "　　size", "5:1: This line starts with a full-width space. Use spaces."),
            ("size: small", "size:small", "5:10: A space is missing after the colon: write `size: small`."),
            ("name: first", "name:first", "4:10: A space is missing after the colon: write `name: first`."),
            (
                "place: Ningbo",
                "place:Ningbo",
                "1:7: A space is missing after the colon: write `place: Ningbo`.",
            ),
            (
                "weight: 3 kg",
                "weight:3 kg",
                "8:12: A space is missing after the colon: write `weight: 3 kg`.",
            ),
            ("size: small", "size：small", "5:9: The colon here is a full-width `：`. Use `:` and a space."),
            ("place: ", "place：", "1:6: The colon here is a full-width `：`. Use `:` and a space."),
            ("weight: ", "weight：", "8:11: The colon here is a full-width `：`. Use `:` and a space."),
            (
                "[red, green]",
                "['red'， green]",
                "2:14: The comma here is a full-width `，`. Use `,` and a space.",
            ),
            ("Ningbo", '"Ningbo', '1:8: The quote " opened here is never closed.'),
            ("Ningbo", "'Ningbo", "1:8: The quote ' opened here is never closed."),
            ("[red, green]", "[red, green", "2:8: The `[` opened here is never closed."),
            ("[red, green]", "[red, 'green]", "2:14: The quote ' opened here is never closed."),
            (
                "Ningbo",
                "Ningbo: the port",
                "1:8: A text with a colon needs 'single quotes': write `place: 'Ningbo: the",
            ),
            ("Ningbo", "@Ningbo", "1:8: A text that begins with `@` needs 'single quotes' around it."),
            ("Ningbo", "%Ningbo", "1:8: A text that begins with `%` needs 'single quotes' around it."),
            ("Ningbo", "*.cn", "1:8: A text that begins with `*` needs 'single quotes' around it."),
            (
                "Ningbo",
                "`Ningbo`",
                "1:8: A text that begins with a backtick needs 'single quotes' around it.",
            ),
            ("red", "@red", "2:9: A text that begins with `@` needs 'single quotes' around it."),
            ("Ningbo", '"C:\\park"', '1:11: Within "double quotes" a backslash has a meaning of its own.'),
            (
                "    size",
                "   size",
                "5:4: This line is indented by 3 spaces, which fits no line above. Is it 4?",
            ),
        ],
    )
    def test_a_usual_slip_is_named_at_its_place(self, old: str, new: str, expected: str) -> None:
        assert only(changed(old, new)).startswith(expected)

    def test_an_open_quote_before_a_comment_is_one_mistake(self) -> None:
        assert only(changed("3 kg", '"3 kg   # heavy')) == '8:13: The quote " opened here is never closed.'

    def test_a_comment_is_no_part_of_the_advice(self) -> None:
        assert only(changed("weight: 3 kg", "weight:3 kg   # heavy")).endswith("write `weight: 3 kg`.")

    def test_a_full_width_colon_in_the_only_line_of_a_block_is_named(self) -> None:
        found = mistakes("place: x\nboxes:\n  - name：a\n  - {count：2}\nweights:\n  red：3 kg\n")

        assert [each for each in found if "full-width `：`" in each] == [
            f"{spot}: The colon here is a full-width `：`. Use `:` and a space."
            for spot in ("3:9", "4:11", "6:6")
        ]

    def test_a_space_missing_in_the_only_line_of_a_block_is_named(self) -> None:
        assert only("place: x\nboxes:\n  - name:a\n") == (
            "3:9: A space is missing after the colon behind `name`."
        )

    def test_a_full_width_comma_between_values_is_named(self) -> None:
        found = only("place: x\nboxes: [{name: a, packed: 2026-03-01，2026-03-02}]\n")

        assert found == "2:37: The comma here is a full-width `，`. Use `,` and a space."

    def test_a_full_width_comma_within_a_text_is_kept(self) -> None:
        assert read("place: x\nwords: [太贵，了]\n").words == ("太贵，了",)

    @pytest.mark.parametrize("words", ["words:\n  - red\n    - green\n", "words: red\n  - green\n"])
    def test_an_entry_that_is_read_as_text_is_pointed_out(self, words: str) -> None:
        assert "This `- ` is read as part of the text above it." in only("place: x\n" + words)

    def test_a_long_text_is_not_repeated_at_length(self) -> None:
        found = only(f"place: x\nboxes: [{{name: a, size: {'b' * 2000}}}]\n")

        assert "`" + "b" * 60 + "…`" in found
        assert len(found) < 200

    def test_the_line_above_is_named_where_the_next_one_made_yaml_stumble(self) -> None:
        text = "place: x\nboxes:\n  - name: a\n    size:big\n\n    # a comment between\n    count: 2\n"

        assert only(text).startswith("4:10: A space is missing after the colon")

    def test_three_lines_with_the_same_slip_are_three_mistakes(self) -> None:
        found = mistakes("place: x\nboxes:\n  - name:a\n    size:big\n    count:2\n    glue: weak\n")

        assert sorted(each.split(":")[0] for each in found) == ["3", "4", "5"]

    def test_what_is_wrong_behind_a_slip_is_found_as_well(self) -> None:
        found = mistakes("place：x\nwordz: [a]\nboxes:\n  - name:a\n    count: many\n")

        assert sorted(found) == [
            "1:6: The colon here is a full-width `：`. Use `:` and a space.",
            "2:1: The file has no field `wordz`. Did you mean `words`?",
            "4:10: A space is missing after the colon: write `name: a`.",
            "5:12: `count` is a whole number, and `many` is none.",
        ]

    def test_a_quote_that_swallows_other_slips_does_not_hide_them(self) -> None:
        found = mistakes("place: 'x\nwords: [@a]\nboxes:\n  - name: 'b\n    size: big\n")

        assert [each.split(":")[0] for each in found] == ["1", "2", "4"]

    def test_a_slip_within_braces_is_named_too(self) -> None:
        assert only("place: x\nboxes: [{name:a}]\n") == (
            "2:10: A space is missing after the colon: write `name: a`."
        )
        assert only("place: x\nboxes: [{name: a: b}]\n").startswith("2:16: A text with a colon")
        assert only("place: x\nboxes: [{name: #1, count: 2}]\n").startswith("2:16: Behind a space `#`")

    def test_an_innocent_line_before_the_slip_is_not_blamed(self) -> None:
        found = only("place: https://ningbo.example\nwords:\n  - https://a.example\n  - 'b\n")

        assert found == "4:5: The quote ' opened here is never closed."

    def test_what_nobody_can_explain_is_still_placed(self) -> None:
        assert only("place: x\n]\n").startswith("2:1: ")


class TestCurlyQuotes:
    @pytest.mark.parametrize(
        "value", ["“Ningbo”", "‘Ningbo’", "„Ningbo“", "”Ningbo”", "“Ningbo", "＂Ningbo＂"]
    )
    def test_curly_quotes_around_a_value_are_pointed_out(self, value: str) -> None:
        assert only(f"place: {value}\n").startswith("1:8: The quotes here are curly")

    @pytest.mark.parametrize("value", ["'“Ningbo”'", "“East” Ningbo", "it’s", "20”", "port of “Ningbo”"])
    def test_curly_quotes_that_are_meant_are_kept(self, value: str) -> None:
        assert read(f"place: {value}\n").place == value.strip("'")


class TestRefused:
    def test_anchors_are_refused_without_an_echo(self) -> None:
        assert only(changed("Ningbo", "&a")).startswith("1:8: `&` and `*` (anchors)")

    def test_tags_are_refused_without_an_echo(self) -> None:
        found = only(changed("Ningbo", "!!python/object/apply:os.system [id]"))

        assert found.startswith("1:8: `!` (tags)")

    def test_an_alias_bomb_is_refused_before_anything_is_built(self) -> None:
        levels = "".join(
            f"{name}: &{name} [{', '.join(['*' + below] * 9)}]\n"
            for below, name in zip("abcdefgh", "bcdefghi", strict=True)
        )

        found = mistakes(f"a: &a [x]\n{levels}")

        assert all("anchors" in each for each in found)

    @pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000, "? " * 100_000])
    def test_a_hundred_thousand_brackets_neither_crash_nor_get_built(self, bomb: str) -> None:
        (problem,) = shape.parse(bomb, Store, "x.yaml")[1]

        assert "nested more than 12 levels" in problem.what
        assert len(str(problem)) < 500

    def test_a_second_document_is_refused_at_its_line(self) -> None:
        assert only(GOOD + "---\nplace: y\n").startswith("9:1: `---` starts a second document")

    @pytest.mark.parametrize("unseen", ["\0", "\x1b", "\x7f", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff"])
    def test_characters_that_nobody_sees_are_named_and_placed(self, unseen: str) -> None:
        found = mistakes(changed("small", f"sm{unseen}all").replace("place", "plaze"))

        assert f"5:13: A character that nobody sees (U+{ord(unseen):04X}) stands here. Take it out." in found
        assert any(each.startswith("1:1: The file has no field `plaze`") for each in found)

    @pytest.mark.parametrize("escape", ["\\0", "\\e", "\\x07"])
    def test_control_characters_do_not_come_in_by_escapes(self, escape: str) -> None:
        assert "holds a control character" in only(f'place: "a{escape}b"\n')
        assert "holds a control character" in only(f'place: x\nlists: {{"a{escape}b": [c]}}\n')

    def test_a_lone_surrogate_does_not_come_in_by_an_escape(self) -> None:
        assert mistakes('place: "a\\ud800b"\n')


class TestShapes:
    def test_an_unknown_field_brings_the_nearest_name_and_no_echo(self) -> None:
        assert only(changed("name: first", "nmae: first")) == (
            "4:5: An entry of `boxes` has no field `nmae`. Did you mean `name`?"
        )

    def test_an_unknown_field_like_none_brings_the_known_names(self) -> None:
        found = only(GOOD + "zzz: 1\n")

        assert found.startswith(
            "9:1: The file has no field `zzz`. Known here: `place`, `boxes`, `words`, `near`"
        )

    def test_a_missing_field_is_named_at_the_block_that_lacks_it(self) -> None:
        assert only("place: x\nboxes:\n  - count: 2\n") == "3:5: An entry of `boxes` lacks the field `name`."

    def test_a_field_that_stands_twice_names_both_lines(self) -> None:
        assert only(GOOD + "place: y\n") == (
            "9:1: `place` stands here twice; the first is in line 1. Keep one of them."
        )

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("place:", "`place` is empty. Write a value, or take the line out."),
            ("place: ~", "`place` is empty. Write a value, or take the line out."),
            ("place: ''", "`place` is empty. Write a value, or take the line out."),
            ("place: #1 Harbour Road", "`place` is empty: behind a space `#` begins a comment."),
            ("place: [a]", "`place` takes one value here, not a list or a block."),
            (
                "words: red",
                "`words` is a list. Write `[red]`, or each entry on a line of its own behind `- `.",
            ),
            ("words: {a: b}", "`words` is a list. Write `- ` before the first line"),
            ("near: [red]", "An entry of `near` is a list. Write `[red]`"),
            ("words: [a, '']", "An entry of `words` is empty."),
            ("lists: red", "`lists` needs lines of the form `name: value` here."),
            ("lists: {[a]: [b]}", "A name must be a single word here"),
            ("boxes: [a]", "An entry of `boxes` needs lines of the form `name: value` here."),
            ("boxes: [{name: a, size: bigg}]", "`bigg` is not a value of `size`. Did you mean `big`?"),
            ("boxes: [{name: a, glue: no}]", "`no` is not a value of `glue`. It can be `strong`, `weak`."),
            ("boxes: [{name: a, weight: 3}]", "`3` is no weight; write 3 kg."),
            ("boxes: [{name: a, count: 0}]", "The box `a` holds nothing."),
            ("boxes: [{name: a, price: nan}]", "`price` is a number, and `nan` is none."),
            ("boxes: [{name: a, price: cheap}]", "`price` is a number, and `cheap` is none."),
            ("boxes: [{name: a, sealed: perhaps}]", "`sealed` is `yes` or `no`, and `perhaps` is neither."),
            (
                "boxes: [{name: a, packed: 10.3.2026}]",
                "`packed` is a day such as 2026-03-15, and `10.3.2026` is",
            ),
        ],
    )
    def test_a_value_of_the_wrong_kind_is_told_what_was_expected(self, line: str, expected: str) -> None:
        other = "" if line.startswith("place") else "place: x\n"

        assert expected in only(f"{other}{line}\n")

    @pytest.mark.parametrize("number", ["five", "5.5", "--5", "1_0", "²", "５", "0x10", "9" * 5000, "1e3"])
    def test_what_is_no_whole_number_is_refused_shortly(self, number: str) -> None:
        found = only(f"place: x\nboxes: [{{name: a, count: {number}}}]\n")

        assert "`count` is a whole number" in found
        assert len(found) < 200

    def test_a_mistake_in_one_entry_does_not_hide_those_of_the_others(self) -> None:
        found = mistakes(
            "place: x\nboxes:\n- {name: a, count: 0}\n- {nam: b}\n- {name: c, size: huge}\n- {count: x}\n"
        )

        assert [each.split(":")[0] for each in sorted(found)] == ["3", "4", "5", "6", "6"]

    def test_what_follows_from_a_mistake_is_not_a_second_one(self) -> None:
        assert only("place: x\nboxes: [{name: a, count: 0, size: huge}]\n").startswith("2:35: `huge`")

    @pytest.mark.parametrize("text", ["- a\n- b\n", "hello\n", "42\n", "'x'\n"])
    def test_a_file_that_is_no_mapping_is_told_so(self, text: str) -> None:
        assert only(text) == "1:1: The file needs lines of the form `name: value` here."

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
    def test_an_empty_file_is_told_so(self, text: str) -> None:
        assert len(mistakes(text)) == 1


class TestWhere:
    """A sentence about a whole record is shown at the value it means."""

    def test_a_field_named_in_backticks_is_where_it_stands(self) -> None:
        found = only("place: x\nboxes:\n  - name: price\n    size: big\n    price: -2\n")

        assert found == "5:12: `price: -2` is below nothing."

    def test_a_field_that_is_a_word_of_the_sentence_is_where_it_stands(self) -> None:
        assert only("place: x\nboxes:\n- name: a\n  weight: 99 kg\n  glue: weak\n").startswith("5:9: A heavy")

    def test_a_block_is_shown_at_its_name(self) -> None:
        assert only("place: x\nweights:\n  green: 3 kg\n") == "2:1: The weight of red is missing."

    def test_a_text_that_is_quoted_is_where_it_stands(self) -> None:
        text = "place: blue\nwords: [red]\nnear:\n- [red]\n- [red, blue]\n"

        assert only(text) == "5:9: `blue` is none of the words."

    def test_two_sentences_are_two_mistakes(self) -> None:
        found = mistakes("place: x\nboxes: [{name: a, price: -1, weight: 99 kg, glue: weak}]\n")

        assert [each.split(": ")[0] for each in found] == ["2:26", "2:51"]

    def test_a_sentence_that_names_nothing_is_shown_at_the_record(self) -> None:
        assert only("place: x\nboxes:\n- name: a\n  weight: 99 kg\n").startswith("3:3: A heavy box")

    def test_a_value_that_is_wrong_is_not_missing(self) -> None:
        assert only("place: x\nweights:\n  red: three\n  green: 3 kg\n").startswith("3:8: `three` is no")

    def test_a_mistake_in_one_field_does_not_hide_what_is_about_another(self) -> None:
        found = mistakes("place: x\nboxes: [{name: a, price: -1, size: huge}]\n")

        assert [each.split(": ")[0] for each in sorted(found)] == ["2:26", "2:36"]

    @given(st.text(), st.text())
    def test_whatever_a_sentence_says_it_is_shown_within_the_record(self, quoted: str, what: str) -> None:
        draft = shape.parsed(GOOD, Store, "store.yaml")

        draft.note(Source("store.yaml", 4, 5), f"`{quoted}` {what}")

        assert 4 <= draft.problems[0].line <= 6


class TestFiles:
    def loaded(self, tmp_path: Path, content: bytes) -> tuple[Store | None, list[Problem]]:
        path = tmp_path / "store.yaml"
        path.write_bytes(content)
        return shape.load(path, Store, "store.yaml")

    def test_a_byte_order_mark_is_no_part_of_the_first_name(self, tmp_path: Path) -> None:
        store, problems = self.loaded(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())

        assert problems == []
        assert store == read(GOOD)

    def test_a_gbk_file_is_told_how_to_be_saved_and_where_it_stands(self, tmp_path: Path) -> None:
        store, (problem,) = self.loaded(tmp_path, changed("small", "盒子").encode("gbk"))

        assert store is None
        assert (problem.line, problem.column) == (5, 11)
        assert "Save the file as UTF-8" in problem.what

    def test_a_utf_16_file_is_told_the_same(self, tmp_path: Path) -> None:
        _, (problem,) = self.loaded(tmp_path, GOOD.encode("utf-16"))

        assert "Save the file as UTF-8" in problem.what

    def test_a_megabyte_is_refused_unread(self, tmp_path: Path) -> None:
        _, (problem,) = self.loaded(tmp_path, GOOD.encode() + b"#" * 1024 * 1024)

        assert problem.what == "The file has 1024 kB; at most 256 kB are read. Split it by theme."

    def test_a_missing_file_and_a_folder_get_a_sentence(self, tmp_path: Path) -> None:
        _, (missing,) = shape.load(tmp_path / "none.yaml", Store, "none.yaml")
        _, (folder,) = shape.load(tmp_path, Store, "folder")

        assert "does not exist" in missing.what
        assert "cannot be read" in folder.what

    def test_a_large_file_with_many_slips_is_answered_all_the_same(self, tmp_path: Path) -> None:
        entries = "".join(f"  - name:b{number}\n    count: 1\n" for number in range(3000))

        store, problems = self.loaded(tmp_path, f"place: x\nboxes:\n{entries}".encode())

        assert store is None
        assert problems


class TestMessages:
    def test_the_caret_stands_under_the_spot(self) -> None:
        problem = Problem("a.yaml", 3, 5, "What.", "  a b c")

        assert str(problem) == "a.yaml:3:5: What.\n      a b c\n        ^"

    def test_han_characters_count_two_columns_under_the_caret(self) -> None:
        problem = Problem("a.yaml", 1, 4, "What.", "客户：x")

        assert str(problem).splitlines()[2] == "    " + "\u3000" * 3 + "^"

    def test_a_long_line_is_shown_around_the_spot(self) -> None:
        text = "x" * 5000 + "!" + "y" * 5000

        shown = str(Problem("a.yaml", 1, 5001, "What.", text)).splitlines()

        assert len(shown[1]) < 120
        assert shown[1][shown[2].index("^")] == "!"

    def test_all_mistakes_come_in_the_order_they_stand_with_their_number(self) -> None:
        error = ConfigError([Problem("b", 1, 1, "B."), Problem("a", 9, 1, "A9."), Problem("a", 2, 1, "A2.")])

        assert str(error).splitlines() == [
            "a:2:1: A2.",
            "a:9:1: A9.",
            "b:1:1: B.",
            "3 mistakes. Nothing was started.",
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "password: hunter2",
            "secret: hunter2",
            "password:hunter2",
            "密码：hunter2",
            "secret: {evn: hunter2}",
        ],
    )
    def test_a_password_that_was_written_down_is_not_shown(self, line: str) -> None:
        _, problems = shape.parse(f"place: x\n{line}\nwords: [a]\n", Store, "store.yaml")

        assert problems
        assert "hunter2" not in str(ConfigError(problems))

    @pytest.mark.parametrize(("word", "hint"), [("plce", " Did you mean `place`?"), ("zzzzzz", "")])
    def test_only_a_near_name_is_proposed(self, word: str, hint: str) -> None:
        assert shape.nearest(word, ("place", "words")) == hint
