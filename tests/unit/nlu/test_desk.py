"""What makers ask to see, and what only looks like it."""

from __future__ import annotations

import pytest

from nlu.desk import desk_asked


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("What do we have to do today?", "jobs"),
        ("what's next?", "jobs"),
        ("what is on today", "jobs"),
        ("What should I make today?", "jobs"),
        ("what do I need to do tomorrow", "jobs"),
        ("my jobs", "jobs"),
        ("show me my jobs please", "jobs"),
        ("show our open jobs", "jobs"),
        ("any work for us?", "jobs"),
        ("Do we have any jobs this week?", "jobs"),
        ("to-do list", "jobs"),
        ("今天做什么", "jobs"),
        ("今天要做什么？", "jobs"),
        ("我今天该干啥", "jobs"),
        ("接下来做什么", "jobs"),
        ("有什么活吗", "jobs"),
        ("今天有什么任务？", "jobs"),
        ("还有单吗", "jobs"),
        ("我的订单", "jobs"),
        ("看看我的任务", "jobs"),
        ("手上有哪些订单", "jobs"),
        ("How are we doing?", "score"),
        ("my score", "score"),
        ("what's our rating?", "score"),
        ("我的评分", "score"),
        ("看一下评分", "score"),
        ("我们做得怎么样", "score"),
        ("show me my prices", "prices"),
        ("I want to change my prices", "prices"),
        ("价格表", "prices"),
        ("改一下我们的报价", "prices"),
        ("查看报价", "prices"),
        ("our capacity", "capacity"),
        ("我们的产能是多少", "capacity"),
        ("when are we closed?", "away"),
        ("休息日是哪几天", "away"),
        ("working hours", "hours"),
        ("营业时间", "hours"),
        ("what's in demand?", "demand"),
        ("show me the demand", "demand"),
        ("需求怎么样", "demand"),
        ("最近什么好卖？", "demand"),
    ],
)
def test_what_is_asked_for(text: str, what: str) -> None:
    """The whole message asks to see one thing, in either language."""
    assert desk_asked(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "We can do the job today",
        "the job is ready",
        "done with today's work, sending tomorrow",
        "price is too low, 5 each",
        "Our prices went up to 6.50",
        "报价太低，做不了",
        "价格6块可以吗",
        "今天做完",
        "今天做不了",
        "任务完成了",
        "订单已发货",
        "活太多，接不了",
        "what do you want?",
        "what colour?",
        "how are you doing?",
        "we are closed next week",
        "下周休息",
        "capacity is 50 a day this week",
        "who is next to get it?",
        "今天做",
        "工作时间 9-18",
    ],
)
def test_what_is_said_of_a_job_is_not(text: str) -> None:
    """An answer, news of a job, or a change of the workshop is for others to read."""
    assert desk_asked(text) is None
