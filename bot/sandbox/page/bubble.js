// One message as an element.

import { fileUrl } from "./actions.js";
import { button, h, icon } from "./dom.js";
import { formattedNodes } from "./entities.js";
import { keyboard } from "./keyboard.js";
import { messageOf, state } from "./store.js";
import { t } from "./strings.js";
import { clockTime } from "./time.js";
import { viewPictures } from "./viewer.js";

/** `first`, `last`: of a run of messages from one side. `chat` is told of replies, quotes and commands. */
export function messageElement(message, { first, last }, chat) {
  const mine = !message.from_bot;
  const classes = ["message", mine && "mine", first && "first", last && "last"].filter(Boolean).join(" ");
  return h(
    "article",
    { class: classes, tabindex: "-1", "aria-label": t("message_from", { who: mine ? t("you") : state.bot.name, time: clockTime(message.date) }), "data-testid": "message", dataset: { id: message.id, from: mine ? "person" : "bot" }, on: { dblclick: () => chat.replyTo(message) } },
    h("div", { class: message.buttons.length ? "body keyed" : "body" }, bubble(message, chat), message.buttons.length ? keyboard(message) : null),
    message.reaction ? h("span", { class: "reaction", "aria-label": t("reacted", { emoji: message.reaction }), "data-testid": "reaction" }, message.reaction) : null,
    button(t("reply"), { class: "answer", iconName: "reply", on: { click: () => chat.replyTo(message) } }),
  );
}

function bubble(message, chat) {
  const quote = message.reply_to ? quoteOf(messageOf(message.chat_id, message.reply_to), () => chat.show(message.reply_to)) : null;
  const over = message.photo && !message.text;
  const meta = h(
    "span",
    { class: over ? "meta over" : "meta" },
    message.edited ? h("span", { "data-testid": "edited" }, t("edited")) : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)),
  );
  const classes = ["bubble", message.photo && "pictured"].filter(Boolean).join(" ");
  const element = h(
    "div",
    { class: classes },
    quote,
    message.photo ? picture(message) : null,
    message.document ? documentRow(message.document) : null,
    message.text ? h("div", { class: "text", dir: "auto" }, ...formattedNodes(message.text, message.entities, chat.sendCommand)) : null,
    meta,
  );
  element.style.setProperty("--meta", message.edited ? "92px" : "42px");
  return element;
}

/** A line that says what is being answered. */
export function quoteOf(message, onClick) {
  const text = message ? snippet(message) : t("lost_message");
  const who = message ? (message.from_bot ? state.bot.name : t("you")) : "";
  return h(onClick ? "button" : "div", { class: "quote", type: onClick ? "button" : null, on: onClick ? { click: onClick } : {} }, h("b", {}, who), h("span", {}, text));
}

/** A message in one line. */
export function snippet(message) {
  const file = message.photo ? t("photo") : message.document ? message.document.name || t("file") : "";
  return [file, message.text.replace(/\s+/g, " ")].filter(Boolean).join(", ");
}

function picture(message) {
  const { photo } = message;
  const open = () => viewPictures(message.chat_id, message.id);
  const image = h("img", { src: fileUrl(photo), alt: message.text || t("photo"), width: photo.width, height: photo.height, loading: "lazy" });
  image.style.aspectRatio = `${photo.width} / ${photo.height}`;
  image.style.height = "auto";
  return h("button", { class: "picture", type: "button", "aria-label": t("picture"), on: { click: open } }, image);
}

function documentRow(file) {
  return h(
    "a",
    { class: "document", href: fileUrl(file, true), download: file.name },
    h("span", { class: "disc" }, icon("file")),
    h("b", {}, file.name),
    h("span", {}, sizeText(file.size)),
  );
}

function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
