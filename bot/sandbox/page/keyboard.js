// The buttons under a message.

import { press } from "./actions.js";
import { h, icon } from "./dom.js";
import { notice } from "./notices.js";
import { t } from "./strings.js";

const ANSWER_WITHIN = 60000; // after that the bot can't answer any more

export function keyboard(message) {
  return h("div", { class: "keyboard", role: "group" }, ...message.buttons.map((row) => h("div", {}, ...row.map((key) => keyElement(message, key)))));
}

function keyElement(message, key) {
  const props = { class: "key", "data-testid": "keyboard-button", "data-style": key.style };
  if (key.url) {
    const label = `${key.text} (${t("open_link", { url: key.url })})`;
    const href = /^https?:/i.test(key.url) ? key.url : null;
    return h("a", { ...props, href, title: key.url, target: "_blank", rel: "noopener noreferrer", "aria-label": label }, key.text, corner("link"));
  }
  const element = h("button", { ...props, type: "button", "aria-busy": key.waiting ? "true" : null, title: key.waiting ? t("waiting") : null }, key.text);
  const free = () => element.removeAttribute("aria-busy");
  if (key.waiting) setTimeout(free, ANSWER_WITHIN);
  if (key.copy !== null) {
    element.append(corner("copy"));
    element.addEventListener("click", () => navigator.clipboard?.writeText(key.copy).then(() => notice(t("copied"))));
  } else if (key.data !== null) {
    element.addEventListener("click", () => {
      if (element.getAttribute("aria-busy")) return;
      element.setAttribute("aria-busy", "true");
      press(message.chat_id, message.id, key.data).then((answer) => answer || free());
      setTimeout(free, ANSWER_WITHIN);
    });
  } else {
    element.disabled = true;
  }
  return element;
}

function corner(name) {
  const mark = icon(name);
  mark.classList.add("corner");
  return mark;
}
