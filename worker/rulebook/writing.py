"""How does a new rule begin? As a file with comments in the team's folder, a draft until its samples hold."""

# ruff: noqa: E501 - lines of the template
from __future__ import annotations

import re
import shutil
from pathlib import Path

from model import GenjinError
from worker import config
from worker.config import SHIPPED
from worker.home import Home
from worker.rulebook import modules, schema

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


class WritingError(GenjinError):
    """A rule file cannot be written."""


def new(home: Home, name: str) -> tuple[Path, bool]:
    """Write NAME.yaml; never over a file that is there. True: the shipped rules were copied first, for a
    folder of the team's own takes their place.
    """
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise WritingError(
            f"`{name}` cannot be a rule's name. Use small letters, digits and -: price-of-freight."
        )
    folder = _folder(home)
    try:
        _refuse_known(folder if folder.is_dir() else SHIPPED / "rules", name)
        copied = copy_shipped(folder) if not folder.is_dir() else False
        path = folder / f"{name}.yaml"
        with path.open("x", encoding="utf-8") as file:
            file.write(template(name))
        write_schema(folder)
    except OSError as error:
        raise WritingError(f"{folder} cannot be written: {error.strerror}.") from None
    return path, copied


def copy_shipped(folder: Path) -> bool:
    """The team's folder of rules, with the shipped ones to begin with and the schema for editors."""
    folder.mkdir(parents=True)
    for module in modules.rule_files(SHIPPED / "rules"):
        shutil.copyfile(module, folder / module.name)
    write_schema(folder)
    return True


def write_schema(folder: Path) -> Path:
    """As the program of now has it, over an older one."""
    path = folder / schema.FILE
    if not path.exists() or path.read_text("utf-8") != schema.text():
        path.write_text(schema.text(), "utf-8")
    return path


def written_schema(home: Home) -> Path:
    """Put the schema into the team's folder of rules."""
    folder = _folder(home)
    if not folder.is_dir():
        raise WritingError(f"There is no folder {folder}. `genjin rules new NAME` makes one.")
    try:
        return write_schema(folder)
    except OSError as error:
        raise WritingError(f"{folder} cannot be written: {error.strerror}.") from None


def _folder(home: Home) -> Path:
    """Of genjin.yaml; without one beside where it would be, if somebody said where that is."""
    if home.settings.exists():
        return home.folder / config.load_settings(home).rules
    if not (home.is_named and home.folder.is_dir()):
        raise config.missing(home)
    return home.folder / "rules"


def _refuse_known(folder: Path, name: str) -> None:
    """A file is never written over, and an id stands for one rule, of the folder or in Python."""
    found = modules.of_folder(folder, folder.name)
    every = [
        *(rule for module in found.modules for rule in module.rules),
        *(each.RULE for each in found.coded),
    ]
    taken = next((rule for rule in every if rule.id == name), None)
    if taken is not None:
        raise WritingError(f"The id `{name}` is already taken in {taken.source}. Choose another name.")
    if (folder / f"{name}.yaml").exists():
        raise WritingError(f"{folder / name}.yaml is there already. Edit it, or choose another name.")


def template(name: str) -> str:
    """A rule that loads and does nothing yet."""
    tag = name.replace("-", "_")
    return f"""\
{schema.HEADER}
# What this rule is for, in a sentence that a colleague understands.
# 用一句话说明这条规则的用途。
# Edit, then `genjin rules check`, `genjin rules try --text "..."`, `genjin rules replay --with-trial`.  改完先检查,再试一句话,再用历史邮件试跑
# Words in CAPITALS and the sample sentences are yours to replace.  大写字样和示例文字都要换掉
module: {name}

# Words for one idea each, in any language; word* = any ending.  词表:一个意思一个词表,语言可混写,word* 表示任意词尾
lists:
  things: [FIRST-WORD*, 第一个词]
  actions: [SECOND-WORD*, 第二个词]

rules:
  - id: {name}                 # stays when the text changes  编号不变
    tag: {tag}
    title: {{en: NAME OF THE TAG, zh: 标签名称}}
    status: draft              # draft: only tried; trial: admins see it, nothing follows; live  草稿/试用/生效
    from: customer             # customer | us | anyone  客户来信/我方去信/都看
    # One word of each list in one sentence, at most `within` characters apart.  同一句中相邻出现
    near:
      - ["@things", "@actions"]
    within: 60
    # Or one of these: a|b either word, ... a gap inside the sentence.  或出现以下任一短语
    # any:
    #   - words that (stand|come) ... like this
    #   - 这样 ... 的话
    # Not if one of these stands in the same sentence.  同一句中有这些则不算
    # unless:
    #   - this word|that word
    suggest:
      en: WHAT AN EXPERIENCED COLLEAGUE WOULD DO NEXT.
      zh: 写明有经验的同事下一步会怎么做。
    # effect:
    #   due: within 1 day        # or: by|on|not before {{date}} (the date in the sentence), stop  对跟进日期的影响
    #   grade: keep              # keep | up | down  客户等级
    # expires: 180               # days  有效天数
    # Sentences that it must find, and that it must leave alone.  必须命中与不得命中的句子
    tests:
      - hit: A sentence of a customer with FIRST-WORDS and SECOND-WORDS.
      - hit: 客户来信中的一句话,有第一个词,也有第二个词。
      - miss: A sentence with FIRST-WORDS alone.
"""
