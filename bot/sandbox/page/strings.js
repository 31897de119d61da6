// Every text of the page, in both languages; those of the lane stand in a file of their own.

import { LANE_TEXTS } from "./strings_lane.js";

const TEXTS = {
  en: {
    title: "Bespoke sandbox", sandbox: "sandbox", consumer: "Consumers", supplier: "Suppliers", admin: "Admin",
    online: "live", lost: "reconnecting …", advance_next: "Next follow-up", advance_hour: "+1 h", advance_day: "+1 day",
    hour_title: "Put the bot's clock forward by one hour", day_title: "Put the bot's clock forward by one day",
    nothing_planned: "The bot has nothing planned", next_in: "in {time}", due_now: "due now", clock: "The bot's clock",
    theme_auto: "Colours: as the system", theme_light: "Colours: light", theme_dark: "Colours: dark", other_language: "中文",
    language_title: "页面改用中文", faults: "Failures", faults_title: "Make Telegram fail",
    faults_hint: "The next calls of the bot are answered as Telegram answers on a bad day.", calls: "Calls", answer: "Answer",
    method: "Method", any_method: "any", add_fault: "Add", clear: "Clear", no_faults: "No failures are waiting.",
    fault_429: "429 too many requests", fault_403: "403 blocked", fault_500: "500 server error", fault_timeout: "no answer (time-out)",
    fault_drop_answer: "done, but the answer is lost", restart: "Start over", restart_question: "Forget all chats and orders, and start over?",
    restart_done: "Everything is as at the beginning.", cancel: "Cancel", ok: "OK", close: "Close",
    add_consumer: "Add a consumer", name: "Name", language: "Language", english: "English", chinese: "中文", add: "Add",
    search: "Search suppliers", nobody_found: "No supplier has this in their name or trade.",
    hint_supplier_title: "Everybody who makes something", hint_supplier_text: "Once somebody orders, the makers are asked here, and those on autopilot answer by themselves. Take over any maker: open a chat and answer.",
    hint_idle_title: "Not asked yet", hint_idle_text: "Jobs for this maker arrive here. Answer yourself, and the autopilot leaves this chat to you.",
    hint_admin_title: "What the admin sees", hint_admin_text: "Alarms arrive by themselves: nobody can make it, a maker can't be reached. Meanwhile, try:",
    unfold: "Show all of it", fold: "Show less", unread_auto: "{n} unread, answered by the autopilot",
    autopilot: "Autopilot", autopilot_on: "Answers by itself", autopilot_off: "You answer", temperament: "Temperament",
    prompt: "prompt", slow: "slow", declines: "declines", counters: "counters",
    taken_over: "You have taken over: the autopilot is off in this chat.",
    write: "Message", send: "Send", attach: "Attach a file", commands: "Commands", reply: "Reply", start: "START",
    jump: "To the newest message", earlier: "Earlier messages", edited: "edited", you: "You", photo: "Photo", file: "File",
    hint_title: "Say what you would like to have made", hint_text: "In your own words. For example:",
    no_messages: "No messages yet", typing: "is typing", sending_photo: "is sending a photo", sending_file: "is sending a file",
    chat_with: "chat with {bot}", one_consumer: "Consumer", one_supplier: "Supplier", one_admin: "Admin", today: "Today", yesterday: "Yesterday", too_large: "A file has at most 20 MB.", copied: "Copied",
    lost_message: "The message is gone.", open_link: "opens {url}", waiting: "waiting for the bot", remove: "Remove", back: "Back to the list",
    failed: "That did not work: {reason}", unreachable: "the sandbox does not answer", no_admin: "Nobody has this role.", picture: "Picture, enlarge",
    stories: "Play a story", stories_title: "Watch an order from wish to stars", stories_hint: "Somebody orders, makers answer, work and hand over. You can stop it at any time, and go on yourself.",
    language_en: "written in English", language_zh: "written in Chinese", story_done: "The end: {title}", story_failed: "The story got stuck: {title}",
    story_stopped: "Stopped: {title}", story_waited: "Waited for: {what}", story_step: "Step {n} of {of}", story_stop: "Stop", speed: "Speed", at_once: "at once",
    act_write: "{name} writes", act_press: "{name} taps a button", act_accept: "{name} takes the job", act_decline: "{name} says no", act_agree: "{name} agrees to the change",
    act_progress: "{name} reports", act_wait: "{name} has not answered", act_clock: "The bot's clock is put forward, and {name} is reminded",
    previous_picture: "Previous picture", next_picture: "Next picture", picture_of: "Picture {n} of {of}", message_from: "{who}, {time}", reacted: "Reaction: {emoji}", draft: "being written",
    minutes: "{n} min", hours: "{n} h", days: "{n} d", seconds: "{n} s", unread: "{n} unread", blocked: "has blocked the bot",
  },
  zh: {
    title: "Bespoke 沙盒", sandbox: "沙盒", consumer: "顾客", supplier: "供应商", admin: "管理员",
    online: "已连接", lost: "重新连接中…", advance_next: "到下一次跟进", advance_hour: "+1 小时", advance_day: "+1 天",
    hour_title: "把机器人的时钟拨快一小时", day_title: "把机器人的时钟拨快一天",
    nothing_planned: "机器人没有待办的跟进", next_in: "{time}后", due_now: "已到时间", clock: "机器人的时钟",
    theme_auto: "配色：跟随系统", theme_light: "配色：浅色", theme_dark: "配色：深色", other_language: "EN",
    language_title: "Show this page in English", faults: "故障", faults_title: "让 Telegram 出错",
    faults_hint: "机器人接下来的调用会得到 Telegram 状况不好时的答复。", calls: "次数", answer: "答复",
    method: "方法", any_method: "任意", add_fault: "添加", clear: "清除", no_faults: "没有等待中的故障。",
    fault_429: "429 请求过多", fault_403: "403 被屏蔽", fault_500: "500 服务器错误", fault_timeout: "没有答复（超时）",
    fault_drop_answer: "已执行，但答复丢失", restart: "重新开始", restart_question: "清空所有聊天和订单，从头开始？",
    restart_done: "一切已恢复到开始时的样子。", cancel: "取消", ok: "好", close: "关闭",
    add_consumer: "添加顾客", name: "姓名", language: "语言", english: "English", chinese: "中文", add: "添加",
    search: "搜索供应商", nobody_found: "没有名称或工艺相符的供应商。",
    hint_supplier_title: "所有供应商都在这里", hint_supplier_text: "有人下单后，机器人会在这里询问各家，开着自动应答的会自己回复。想亲自上阵：打开任意一家的聊天，直接回复。",
    hint_idle_title: "还没有询问过这一家", hint_idle_text: "发给这一家的任务会出现在这里。你一回复，自动应答就把聊天交给你。",
    hint_admin_title: "管理员看到的", hint_admin_text: "需要留意的事会自动发来：没有人能做、联系不上供应商。现在可以试试：",
    unfold: "全部展开", fold: "收起", unread_auto: "{n} 条未读，由自动应答处理",
    autopilot: "自动应答", autopilot_on: "自动应答中", autopilot_off: "由你应答", temperament: "性格",
    prompt: "爽快", slow: "慢", declines: "常谢绝", counters: "还价",
    taken_over: "你已接手：此聊天的自动应答已关闭。",
    write: "消息", send: "发送", attach: "添加文件", commands: "命令", reply: "回复", start: "开始",
    jump: "跳到最新消息", earlier: "更早的消息", edited: "已编辑", you: "你", photo: "图片", file: "文件",
    hint_title: "说说你想定做什么", hint_text: "怎么说都行，例如：",
    no_messages: "还没有消息", typing: "正在输入", sending_photo: "正在发送图片", sending_file: "正在发送文件",
    chat_with: "与 {bot} 的聊天", one_consumer: "顾客", one_supplier: "供应商", one_admin: "管理员", today: "今天", yesterday: "昨天", too_large: "文件最大 20 MB。", copied: "已复制",
    lost_message: "这条消息已不在了。", open_link: "打开 {url}", waiting: "等待机器人", remove: "移除", back: "返回列表",
    failed: "没有成功：{reason}", unreachable: "沙盒没有回应", no_admin: "没有这个角色的人。", picture: "图片，点击放大",
    stories: "看一个故事", stories_title: "看一份订单，从心愿到评分", stories_hint: "有人下单，供应商接单、制作、交接。您可以随时停下，自己接着玩。",
    language_en: "英文对话", language_zh: "中文对话", story_done: "演完了：{title}", story_failed: "故事卡住了：{title}",
    story_stopped: "已停下：{title}", story_waited: "在等：{what}", story_step: "第 {n} 步，共 {of} 步", story_stop: "停止", speed: "速度", at_once: "立即",
    act_write: "{name} 在写消息", act_press: "{name} 点了按钮", act_accept: "{name} 接单", act_decline: "{name} 谢绝", act_agree: "{name} 同意改动",
    act_progress: "{name} 报告进展", act_wait: "{name} 还没回复", act_clock: "拨快机器人的时钟，提醒 {name}",
    previous_picture: "上一张", next_picture: "下一张", picture_of: "第 {n} 张，共 {of} 张", message_from: "{who}，{time}", reacted: "回应：{emoji}", draft: "正在书写",
    minutes: "{n} 分钟", hours: "{n} 小时", days: "{n} 天", seconds: "{n} 秒", unread: "{n} 条未读", blocked: "已屏蔽机器人",
  },
};

for (const language of Object.keys(TEXTS)) Object.assign(TEXTS[language], LANE_TEXTS[language]);

let current = "en";

export function setLanguage(language) {
  current = language in TEXTS ? language : "en";
  document.documentElement.lang = current;
  document.title = t("title");
}

export const pageLanguage = () => current;

/** The text of `key`, with {names} filled in. */
export function t(key, values = {}) {
  return (TEXTS[current][key] ?? TEXTS.en[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** The text of `key` where there is one, else `otherwise` made readable. */
export const known = (key, otherwise) => (key in TEXTS[current] ? t(key) : otherwise.replaceAll("_", " "));
