// Text with its entities as elements. Offsets are UTF-16 units, which is how JavaScript counts too.

import { h } from "./dom.js";
import { foldedQuote } from "./fold.js";
import { entityTime, fullTime } from "./time.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]); // they end their own line
const SIMPLE = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

/** Nodes for `text`. `onCommand` is called with a /command that is clicked. */
export function formattedNodes(text, entities, onCommand) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, 0, text.length, sorted, onCommand);
}

function nodes(text, start, end, entities, onCommand) {
  const made = [];
  let position = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index++];
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    if (from > position) made.push(text.slice(position, from));
    const inside = [];
    const after = [];
    for (; index < entities.length && entities[index].offset < to; index++) {
      const other = entities[index];
      inside.push(other);
      if (other.offset + other.length > to) after.push({ ...other, offset: to, length: other.offset + other.length - to });
    }
    made.push(element(entity, text.slice(from, to), nodes(text, from, to, inside, onCommand), onCommand));
    entities = [...after, ...entities.slice(index)];
    index = 0;
    position = BLOCKS.has(entity.type) && text[to] === "\n" && to < end ? to + 1 : to;
  }
  if (position < end) made.push(text.slice(position, end));
  return made;
}

function element(entity, text, children, onCommand) {
  switch (entity.type) {
    case "pre":
      return h("pre", entity.language ? { "aria-label": entity.language } : {}, ...children);
    case "spoiler":
      return revealed(h("span", { class: "spoiler", role: "button", tabindex: "0" }, ...children));
    case "blockquote":
      return h("blockquote", {}, ...children);
    case "expandable_blockquote":
      return foldedQuote(children);
    case "text_link":
      return link(entity.url, children);
    case "url":
      return link(text, children);
    case "email":
      return link(`mailto:${text}`, children);
    case "bot_command":
      return h("button", { class: "command", type: "button", on: { click: () => onCommand(text) } }, ...children);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return h("span", { class: entity.type === "hashtag" ? "hashtag" : "mention" }, ...children);
    case "date_time": {
      const shown = entity.date_time_format ? [entityTime(entity.unix_time, entity.date_time_format)] : children;
      return h("time", { datetime: new Date(entity.unix_time * 1000).toISOString(), title: fullTime(entity.unix_time) }, ...shown);
    }
    default:
      return h(SIMPLE[entity.type] ?? "span", {}, ...children);
  }
}

function link(url, children) {
  if (!/^(https?:|mailto:)/i.test(url)) return h("span", { class: "mention", title: url }, ...children);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function revealed(spoiler) {
  const reveal = () => spoiler.classList.add("revealed");
  spoiler.addEventListener("click", reveal);
  spoiler.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return spoiler;
}
