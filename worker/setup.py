"""What does `genjin init` write? A settings file with comments, the shipped rules, the shipped policy."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

from model import GenjinError
from worker import shape
from worker.config import SETTINGS, SHIPPED, Home, find_home, load_policy
from worker.settings import Settings


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
    """Kind (env, file, command, keyring) and its value."""
    tls: str = "implicit"
    port: int | None = None


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
    }
    return advice.get(kind, "")


def _about_days(home: Home) -> str:
    """Nobody else asks in which country the office is."""
    policy, _ = load_policy(home)
    if policy is None:
        return ""
    where = f"the holidays of {policy.calendar.country} in {policy.calendar.zone}"
    file = home.folder / "policy.yaml"
    return f"Due dates count {where}: change `country` and `zone` in {file} if you work elsewhere.\n"


def usual_value(secret: str, user: str, email: str = "", rep: str = "") -> str:
    """What to offer as the password's place: `anna.secret`, `ANNA_PASSWORD`; else nothing."""
    name = rep or _short_name((email or user).strip().lower())
    variable = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_") or "GENJIN"
    offers = {"file": f"{name}.secret", "env": f"{'_' if variable[0].isdigit() else ''}{variable}_PASSWORD"}
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
        rules.mkdir()
        for module in sorted((SHIPPED / "rules").glob("*.yaml")):
            shutil.copyfile(module, rules / module.name)
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
  # Freight forwarders, banks, platforms: their mail is kept and never becomes a customer's.  货代、银行、平台
  service_domains: [dhl.com, fedex.com, ups.com, maersk.com]

# Mailboxes that are read. Nothing in them is ever changed.  邮箱(只读)
accounts:
  - name: {_quoted(answers.rep)}
    rep: {_quoted(answers.rep)}               # whose mailbox it is; leave out for a shared one  归属业务员
    host: {_quoted(answers.host)}{port}
    user: {_quoted(answers.user)}
    tls: {answers.tls}             # implicit (port 993), starttls, or none on this machine only
    # env, file (mode 600), command or keyring; never the password itself  密码存放位置
    secret: {{{kind}: {_quoted(value)}}}
    # sent: 已发送               # only if `genjin accounts test` cannot find the sent folder  发件箱名称
    # since: 2026-01-01          # read mail from this day on  起始日期

# The book: a file beside this one, or a PostgreSQL address such as postgresql://genjin@localhost/genjin
book: genjin.db

me: {_quoted(answers.rep)}                    # who uses this machine: `genjin due` shows her list  本机使用者
every_minutes: 5                 # how often `genjin run` looks  轮询间隔
rules: rules
policy: policy.yaml
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
