// What a chat says in which nobody has asked for anything yet.

import { h } from "./dom.js";
import { state } from "./store.js";
import { t } from "./strings.js";

const ADMIN_TRIES = ["orders", "order 1", "suppliers", "stats"];

const card = (kind, ...more) => h("div", { class: "empty" }, h("div", { class: "card" }, h("h3", {}, t(`${kind}_title`)), h("p", {}, t(`${kind}_text`))), ...more);

/** An empty chat: what will be here, and what to try. */
export function hint(person, chat) {
  if (person.role === "admin") return card("hint_admin", commandChips(person, chat));
  if (person.role === "supplier") return card("hint_idle");
  const chips = exampleChips(person, [], (text) => chat.composer.fill(text));
  return chips ? card("hint", chips) : h("div", { class: "empty" }, h("div", { class: "card" }, h("p", {}, t("no_messages"))));
}

/** Where nobody's chat is open. */
export function nobodyHint(role) {
  return role === "supplier" ? card("hint_supplier") : h("div", { class: "empty" }, h("div", { class: "card" }, h("p", {}, t("no_admin"))));
}

/** Commands that are sent with a click, with what the bot's own menu says about them. */
function commandChips(person, chat) {
  const about = (text) => person.commands.find((known) => known.command === text.split(" ")[0])?.description ?? "";
  const chip = (text) => h("button", { type: "button", class: "chip told", "data-testid": "try-command", on: { click: () => chat.sendCommand(`/${text}`) } }, h("b", {}, `/${text}`), h("span", {}, about(text)));
  return h("div", { class: "chips" }, ...ADMIN_TRIES.map(chip));
}

/** Sentences that fill the input, as long as a consumer has written nothing but commands; else null. */
export function exampleChips(person, messages, fill) {
  const examples = state.examples[person.language.split("-")[0]] ?? state.examples.en ?? [];
  const begun = messages.some((message) => !message.from_bot && !message.text.startsWith("/"));
  if (person.role !== "consumer" || begun || !examples.length) return null;
  const chip = (text) => h("button", { type: "button", class: "chip", "data-testid": "example", on: { click: () => fill(text) } }, text);
  return h("div", { class: "chips" }, ...examples.map(chip));
}
