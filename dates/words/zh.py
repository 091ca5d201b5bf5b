"""How does Chinese name days? Written without spaces, so the longest word at a place counts.

Japanese notices of absence share the characters; their own words stand at the end of each row.
"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from dates.words import Words

_WEEK = ("周", "星期", "礼拜")


def _weekday(chars: str, japanese: str) -> str:
    names = [week + char for char in chars for week in _WEEK]
    return "|".join((*names, f"{japanese}曜日", f"{japanese}曜"))


WORDS = Words(
    months=("",) * 12,
    weekdays=(_weekday("一", "月"), _weekday("二", "火"), _weekday("三", "水"), _weekday("四", "木"), _weekday("五", "金"), _weekday("六", "土"), _weekday("日天", "日")),
    near={"今天|今日|今晚|当天|本日|今夜|下班前|今天下班|今天之内": 0, "明天下班前|明日下班前|明天|明日|明早|明晚|明儿|翌日|隔天": 1, "后天下班前|后天|明后天|明後日": 2, "大后天": 3, "今早": -1},
    numbers={},
    ordinals={"第一|头": 1, "第二": 2, "第三": 3, "第四": 4, "最后一": 5},
    seasons={"春天|春季|开春|入春": 3, "夏天|夏季|入夏": 6, "秋天|秋季|入秋": 9, "冬天|冬季|入冬": 12},
    halves={"上半年": 1, "下半年": 2},
    units={"小时|个小时|个钟头|钟头": "hour", "天|个工作日|工作日|工作天|个工作天|日间": "day", "周|星期|礼拜|个星期|个礼拜|周间|週間": "week", "个月|个月间": "month", "季度|季|个季度": "quarter"},
    spans={"半个月|半月": (15, "day"), "半年": (6, "month"), "一个半月": (45, "day")},
    begin="初|上旬|头",
    middle="中旬|中",
    end="底|末|下旬|尾",
    this="本|这|这个|今|本个|当|今週",
    next="下|下个|下一|下一个|下下|下下个|明|来",
    past="上|上个|去|上一个|先週|先月|前",
    ago="以前|之前",
    later="内|以内|之内|左右|再|のうち",
    to="到|至|から|より|及|和|直至|至到",
    also="和",
    until="到|至|直到|持续到|延续到|截止到|截至|截止|止于",
    by="最晚|最迟|不晚于|务必|赶在|最遲|最迟到|要在|不超过",
    after="过完|过了|等到过完|等过完|等过了",
    since="从|自|自从",
    on="在|于|定在|排在",
    back="恢复|回来|返回|回到|返岗|返工|上班|复工|开工|回公司|回办公室|回岗|回国|再开|営業|出社|复岗|收假|复归|戻",
    away="休假|放假|出差|外出|请假|年假|休息|不在|停工|关门|休产假|停业|连假|休业|休暇|不在に|进山|检修",
    never_before="最早|要到|得到|等到|得等到|要等到",
    after_behind="后|以后|之后|过后|结束后|结束|以降",
    by_behind="前|以前|之前|前后|以前必须|为限",
    since_behind="起|开始|始",
    until_behind="为止|まで|迄|止",
)  # fmt: skip
