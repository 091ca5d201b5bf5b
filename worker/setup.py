"""What does `genjin init` write? A settings file with comments, the shipped rules, the shipped policy.

And what is written into that file later: the name of a sent folder that only a person can tell.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from model import GenjinError, Source
from worker import providers, shape
from worker.config import SETTINGS, SHIPPED, Home, find_home, load_policy
from worker.settings import Account, Settings


class SetupError(GenjinError):
    """The folder cannot be made ready."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said to `genjin init`."""

    host: str
    user: str
    rep: str
    email: str
    secret: tuple[str, str]
    """Kind (env, file, command, keyring, credential, oauth) and its value."""
    tls: str = "implicit"
    port: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What is known of the mailbox before anything was asked about it."""

    host: str
    secret: str
    """Kind of the secret that works there."""
    hint: str


def offer(user: str, host: str = "") -> Offer:
    """What the provider of this address and server wants."""
    provider = providers.known("", user, host)
    secret = "file" if "password" in provider.auth else "oauth"
    known = provider.name != providers.GENERIC
    return Offer(host or provider.host, secret, providers.hint(provider) if known else "")


def answers(  # noqa: PLR0913  # one for every question of `genjin init`
    *, host: str, user: str, email: str, rep: str, secret: str, value: str, tls: str, port: int | None
) -> Answers:
    """What was said, completed: the mailbox's name is the address, its first part the rep's short name."""
    address = (email or user).strip().lower()
    if "@" not in address:
        raise SetupError(f"`{address}` is no mail address. Say which one the rep writes from with `--email`.")
    name = rep or _short_name(address)
    return Answers(host.strip(), user.strip(), name, address, (secret, value.strip()), tls, port)


def _short_name(address: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", address.partition("@")[0]).strip("-") or "rep"


def what_next(home: Home, said: Answers) -> str:
    """The commands that follow, with the folder named where it is not the usual one."""
    where = f"This is not the usual folder: run `export GENJIN_HOME={shlex.quote(str(home.folder))}` first.\n"
    usual = home.folder == find_home().folder
    commands = "Next: genjin accounts test, then genjin sync, then genjin due."
    return _about_password(home, said) + _about_days(home) + ("" if usual else where) + commands


def _about_password(home: Home, said: Answers) -> str:
    kind, value = said.secret
    file = home.folder / value
    advice = {
        "file": f"Put the password into {file} and run `chmod 600 {shlex.quote(str(file))}`.\n",
        "env": f"Set the variable {value} to the password wherever genjin runs.\n",
        "keyring": f"Run `keyring set {shlex.quote(value)} {shlex.quote(said.user)}` once.\n",
        "credential": f"Start genjin by a unit that says LoadCredential={value}:FILE.\n",
        "oauth": _about_tokens(home, said),
    }
    return advice.get(kind, "")


def _about_tokens(home: Home, said: Answers) -> str:
    if said.secret[0] != "oauth":
        return ""
    issuer = providers.issuer(said.secret[1])
    return (
        f"Register an application ({issuer.app.en}), write its client_id under `oauth:` in {home.settings}, "
        f"then run genjin accounts login {shlex.quote(said.rep)}.\n"
        f"请先注册应用（{issuer.app.zh}），把 client_id 写入 genjin.yaml 的 `oauth:`，再运行以上命令登录。\n"
    )


def _about_days(home: Home) -> str:
    """Nobody else asks in which country the office is."""
    policy, _ = load_policy(home)
    if policy is None:
        return ""
    where = f"the holidays of {policy.calendar.country} in {policy.calendar.zone}"
    file = home.folder / "policy.yaml"
    return f"Due dates count {where}: change `country` and `zone` in {file} if you work elsewhere.\n"


def usual_value(secret: str, user: str, email: str = "", rep: str = "", host: str = "") -> str:
    """What to offer as the password's place: `anna.secret`, `ANNA_PASSWORD`, `microsoft`; else nothing."""
    name = rep or _short_name((email or user).strip().lower())
    variable = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_") or "GENJIN"
    offers = {
        "file": f"{name}.secret",
        "env": f"{'_' if variable[0].isdigit() else ''}{variable}_PASSWORD",
        "oauth": providers.known("", user, host).oauth or "microsoft",
    }
    return offers.get(secret, "")


def write(home: Home, answers: Answers) -> list[Path]:
    """Make the folder and write what is not there yet. An existing genjin.yaml is never touched, and none is
    written that could not be read again."""
    _, problems = shape.parse(settings_text(answers), Settings, SETTINGS)
    if problems:
        raise SetupError(" ".join(dict.fromkeys(problem.what for problem in problems)))
    try:
        if home.settings.exists():
            there = f"{home.settings} is there already"
            raise SetupError(f"{there}. Edit it, or name another folder with `--home`.")
        return _written(home, answers)
    except OSError as error:
        raise SetupError(
            f"{home.folder} cannot be written: {error.strerror}. Name another folder with `--home`."
        ) from None


def _written(home: Home, answers: Answers) -> list[Path]:
    home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # mail and passwords will lie in it
    written = []
    rules = home.folder / "rules"
    if not rules.exists():
        from worker.rulebook.writing import copy_shipped

        copy_shipped(rules)
        written.append(rules)
    policy = home.folder / "policy.yaml"
    if not policy.exists():
        shutil.copyfile(SHIPPED / "followups" / "policy.yaml", policy)
        written.append(policy)
    home.settings.write_text(settings_text(answers), "utf-8")
    return [home.settings, *written]


def settings_text(answers: Answers) -> str:
    """genjin.yaml for these answers."""
    kind, value = answers.secret
    port = f"\n    port: {answers.port}" if answers.port else ""
    return f"""\
# Settings of Genjin. After a change run `genjin accounts test`.
# 修改后请运行 `genjin accounts test` 检查。

team:
  # Our own mail domains: mail among them is internal, mail from them is ours.  本公司邮箱域名
  # Never those of a free mail provider such as 163.com.  不要填公共邮箱域名
  domains: [{_own_domain(answers.email)}]
  # One line for every rep: a short name, and the addresses she writes from.  业务员及其发信地址
  reps:
    {_quoted(answers.rep)}: {{name: {_quoted(answers.rep)}, emails: [{_quoted(answers.email)}]}}
  # Freight forwarders, banks, platforms, by domain or single address: their mail is kept and never becomes a
  # customer's. Notices of well-known ones are known without it.  货代、银行、平台(域名或单个地址)
  services: [dhl.com, fedex.com, ups.com, maersk.com]
  # not_services: [anna@dhl.com]    # but these are customers  例外
  # Our mail servers: only their checks of senders are believed.  本公司邮件服务器
  # mail_hosts: [mx.ourfactory.com]
  # Own agencies and sister companies, whose mail is internal too.  自己的办事处、兄弟公司
  # internal: [ouragency.example]

# Mailboxes that are read. Nothing in them is ever changed.  邮箱(只读)
accounts:
  - name: {_quoted(answers.rep)}
    rep: {_quoted(answers.rep)}               # whose mailbox it is; leave out for a shared one  归属业务员
    host: {_quoted(answers.host)}{port}
    user: {_quoted(answers.user)}
    tls: {answers.tls}             # implicit (port 993), starttls, or none on this machine only
    # file (mode 600), env, command, keyring, credential, oauth; never the password itself  密码存放位置
    secret: {{{kind}: {_quoted(value)}}}
    # sent: 已发送               # only if `genjin accounts test` cannot find the sent folder  发件箱名称
    # folders: [all]             # further folders to read, or all but trash, junk and drafts  其他文件夹
    # since: 2026-01-01          # read mail from this day on  起始日期
    # language: zh               # of most of its mail, for texts that do not say their charset  邮件语言

# The book: a file beside this one, or a PostgreSQL address such as postgresql://genjin@localhost/genjin
book: genjin.db

me: {_quoted(answers.rep)}                    # who uses this machine: `genjin due` shows her list  本机使用者
every_minutes: 5                 # how often `genjin run` looks  轮询间隔
rules: rules
policy: policy.yaml
# documents: [docx, xlsx, pdf]   # attachments whose first page is read; pdf only if named here  读取附件首页
{_apps_text(kind, value)}"""


def _apps_text(kind: str, issuer: str) -> str:
    """Where the application goes, for who signs in with tokens."""
    if kind != "oauth":
        return ""
    return f"""
# The team's application registered with {issuer}; then `genjin accounts login`.  OAuth 应用
# oauth:
#   {issuer}:
#     client_id: 1234-abcd
"""


def _own_domain(email: str) -> str:
    """The domain, if it is ours alone: everybody has addresses at gmail.com and 163.com."""
    from matching.domains import FREE_MAIL

    domain = email.rpartition("@")[2]
    return "" if domain in FREE_MAIL else _quoted(domain)


def _quoted(text: str) -> str:
    """The text as a YAML scalar: as it is where that is safe, else in quotes."""
    if re.fullmatch(r"[A-Za-z0-9][\w.@/-]*", text):
        return text
    return "'" + text.replace("'", "''") + "'"


# -- the sent folder, told later -----------------------------------------------------------------------------


def write_sent(home: Home, account: str, folder: str) -> Path:
    """Write `sent:` of this account into genjin.yaml, and leave every other byte of it as it is.

    What the new text says is read again and compared before it takes the old one's place.
    """
    path = home.settings.resolve()
    line = f"sent: {_quoted(folder)}"
    sorry = f"{home.settings} is not edited, to be safe. Write `{line}` below account `{account}` yourself."
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise SetupError(sorry) from None
    before = _accounts(text)
    wanted = [replace(each, sent=folder) if each.name == account else each for each in before]
    for edited in _with_sent(text, next((each for each in before if each.name == account), None), line):
        if wanted and _same(_accounts(edited), wanted):
            _put(path, edited.encode(), sorry)
            return home.settings
    raise SetupError(sorry)


def _accounts(text: str) -> tuple[Account, ...]:
    settings, _ = shape.parse(text.removeprefix("\ufeff"), Settings, SETTINGS)
    return settings.accounts if settings else ()


def _same(found: tuple[Account, ...], wanted: list[Account]) -> bool:
    return [replace(each, source=_NOWHERE) for each in found] == [
        replace(each, source=_NOWHERE) for each in wanted
    ]


def _with_sent(text: str, account: Account | None, line: str) -> Iterator[str]:
    """Texts that may be the right one: the present `sent:` replaced, a line put in, or `{` filled."""
    if account is None:
        return
    lines = text.splitlines(keepends=True)
    at, column = account.source.line - 1, account.source.column - 1
    first = lines[at]
    if first[column:].startswith("{"):
        yield _joined(lines, at, f"{first[: column + 1]}{line}, {first[column + 1 :]}")
        return
    end = "\r\n" if first.endswith("\r\n") else "\n"
    for number in range(at, len(lines)):
        own = lines[number][column:] if number == at or not lines[number][:column].strip() else ""
        if own.startswith("sent:"):
            yield _joined(lines, number, f"{lines[number][:column]}{line}{end}")
    for number in range(at, len(lines)):  # behind the first of its lines that is whole in itself
        if re.match(r"(name|user|host|rep):\s*\S", lines[number][column:]):
            whole = lines[number].rstrip("\r\n")
            yield _joined(lines, number, f"{whole}{end}{' ' * column}{line}{end}")


def _joined(lines: list[str], at: int, new: str) -> str:
    return "".join([*lines[:at], new, *lines[at + 1 :]])


def _put(path: Path, content: bytes, sorry: str) -> None:
    """The new text in the old one's place, in one step and with its mode."""
    fresh = ""
    try:
        descriptor, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, path.stat().st_mode & 0o777)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        Path(fresh).replace(path)
    except OSError:
        if fresh:
            Path(fresh).unlink(missing_ok=True)
        raise SetupError(sorry) from None


_NOWHERE = Source(SETTINGS, 0)
