// What an empty chat says.

import { h } from "./dom.js";
import { state } from "./store.js";
import { t } from "./strings.js";

/** For consumers: example sentences that fill the input. */
export function hint(person, fill) {
  const examples = state.examples[person.language.split("-")[0]] ?? state.examples.en ?? [];
  if (person.role !== "consumer" || !examples.length) {
    return h("div", { class: "empty" }, h("div", { class: "card" }, h("p", {}, t("no_messages"))));
  }
  return h(
    "div",
    { class: "empty" },
    h("div", { class: "card" }, h("h3", {}, t("hint_title")), h("p", {}, t("hint_text"))),
    h("div", { class: "chips" }, ...examples.map((text) => h("button", { type: "button", class: "chip", "data-testid": "example", on: { click: () => fill(text) } }, text))),
  );
}
