"""Chinese names of feasts."""

from __future__ import annotations

#: Feasts on the same day of every year.
FIXED = {"元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "女神节": (3, 8), "劳动节": (5, 1),
         "五一": (5, 1), "青年节": (5, 4), "儿童节": (6, 1), "六一": (6, 1), "教师节": (9, 10), "国庆节": (10, 1),
         "国庆": (10, 1), "十一假期": (10, 1), "万圣节": (10, 31), "双十一": (11, 11), "双11": (11, 11),
         "双十二": (12, 12), "双12": (12, 12), "平安夜": (12, 24), "圣诞节": (12, 25), "圣诞": (12, 25),
         "跨年": (12, 31)}  # fmt: skip
#: Feasts that move, by their names in `nlu.feasts`.
MOVING = {"春节": "spring", "过年": "spring", "大年初一": "spring", "除夕": "new year's eve by the moon",
          "大年三十": "new year's eve by the moon", "年三十": "new year's eve by the moon", "元宵节": "lantern",
          "元宵": "lantern", "清明节": "qingming", "清明": "qingming", "端午节": "dragon boat", "端午": "dragon boat",
          "七夕节": "qixi", "七夕": "qixi", "中秋节": "mid-autumn", "中秋": "mid-autumn", "重阳节": "chongyang",
          "重阳": "chongyang", "母亲节": "mothers", "父亲节": "fathers", "感恩节": "thanksgiving",
          "复活节": "easter"}  # fmt: skip
