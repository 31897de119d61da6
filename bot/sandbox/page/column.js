// A column whose people stand in tabs: consumers, and admins.

import { join } from "./actions.js";
import { Chat } from "./chat.js";
import { avatar, button, h } from "./dom.js";
import { arrows } from "./keys.js";
import { ask } from "./notices.js";
import { on, peopleOf, state } from "./store.js";
import { pageLanguage, t } from "./strings.js";
import { unreadBadge, unreadOf } from "./unread.js";

export class Column {
  constructor(role) {
    this.role = role;
    this.chat = new Chat(role);
    this.title = h("div", { class: "column-title" });
    this.element = h("section", { class: `column ${role}`, role: "region" }, this.title, this.chat.element);
    arrows(this.title, "[role=tab]", true);
    on("hello", () => this.choose(peopleOf(role).some((p) => p.user_id === this.chat.user) ? this.chat.user : (peopleOf(role)[0]?.user_id ?? null)));
    on("person", ({ person }) => person.role === role && this.draw());
    on("language", () => this.draw());
    this.draw();
  }

  choose(user) {
    this.chat.open(user);
    this.draw();
  }

  draw() {
    this.element.setAttribute("aria-label", t(this.role));
    const people = peopleOf(this.role);
    const tabs = people.map((person) =>
      h(
        "button",
        { type: "button", role: "tab", "aria-selected": String(person.user_id === this.chat.user), "data-testid": `${this.role}-tab`, dataset: { tabOf: person.user_id }, on: { click: () => this.choose(person.user_id) } },
        avatar(person, true),
        person.name,
        person.user_id !== this.chat.user ? unreadBadge(unreadOf([person])) : null,
      ),
    );
    const several = people.length > 1 || this.role === "consumer";
    this.element.classList.toggle("alone", !several);
    this.title.classList.toggle("tabbed", several);
    const focused = document.activeElement?.dataset.tabOf;
    const add = this.role === "consumer" && state.people.size ? button(t("add_consumer"), { class: "icon-button", iconName: "plus", "data-testid": "add-consumer", on: { click: () => this.add() } }) : null;
    this.title.replaceChildren(...[h("span", {}, t(this.role)), several ? h("div", { class: "people", role: "tablist", "aria-label": t(this.role) }, ...tabs) : h("span", { class: "spacer" }), add].filter(Boolean));
    if (focused) this.title.querySelector(`[data-tab-of="${focused}"]`)?.focus();
    this.title.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  async add() {
    const option = (value, label) => h("option", { value, selected: value === pageLanguage() }, label);
    const values = await ask(
      t("add_consumer"),
      [
        h("label", { class: "field" }, t("name"), h("input", { name: "name", required: true, maxlength: "64", autocomplete: "off", autofocus: true })),
        h("label", { class: "field" }, t("language"), h("select", { name: "language" }, option("en", t("english")), option("zh", t("chinese")))),
      ],
      t("add"),
    );
    const person = values?.name.trim() ? await join(values.name.trim(), values.language) : null;
    if (!person) return;
    state.people.set(person.user_id, person);
    if (!state.chats.has(person.user_id)) state.chats.set(person.user_id, []);
    this.choose(person.user_id);
  }
}
