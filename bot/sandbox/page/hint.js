// What a chat says in which nobody has asked for anything yet.

import { h } from "./dom.js";
import { state } from "./store.js";
import { t } from "./strings.js";

/** An empty chat; for consumers with example sentences. */
export function hint(person, fill) {
  const chips = exampleChips(person, [], fill);
  if (!chips) return h("div", { class: "empty" }, h("div", { class: "card" }, h("p", {}, t("no_messages"))));
  return h("div", { class: "empty" }, h("div", { class: "card" }, h("h3", {}, t("hint_title")), h("p", {}, t("hint_text"))), chips);
}

/** Sentences that fill the input, as long as a consumer has written nothing but commands; else null. */
export function exampleChips(person, messages, fill) {
  const examples = state.examples[person.language.split("-")[0]] ?? state.examples.en ?? [];
  const begun = messages.some((message) => !message.from_bot && !message.text.startsWith("/"));
  if (person.role !== "consumer" || begun || !examples.length) return null;
  const chip = (text) => h("button", { type: "button", class: "chip", "data-testid": "example", on: { click: () => fill(text) } }, text);
  return h("div", { class: "chips" }, ...examples.map(chip));
}
