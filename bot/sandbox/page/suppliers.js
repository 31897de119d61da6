// The suppliers: a list to search, and the chat of the one that was chosen.

import { change } from "./actions.js";
import { snippet } from "./bubble.js";
import { Chat } from "./chat.js";
import { avatar, h, icon } from "./dom.js";
import { arrows } from "./keys.js";
import { notice } from "./notices.js";
import { on, peopleOf, state } from "./store.js";
import { pageLanguage, t } from "./strings.js";
import { listTime } from "./time.js";
import { unreadBadge, unreadOf } from "./unread.js";

export class Suppliers {
  constructor() {
    this.role = "supplier";
    this.chat = new Chat("supplier", (person) => this.autopilot(person));
    this.chat.onBack = () => this.choose(null);
    this.input = h("input", { type: "search", "data-testid": "search", on: { input: () => this.draw() } });
    this.list = h("ul", { class: "suppliers" });
    this.count = h("span", { class: "spacer" });
    this.title = h("div", { class: "column-title" });
    this.desk = h("div", { class: "desk" }, h("div", { class: "supplier-list" }, h("div", { class: "search" }, icon("search"), this.input), this.list), this.chat.element);
    this.element = h("section", { class: "column supplier", role: "region" }, this.title, this.desk);
    arrows(this.list, ".partner");
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") this.list.querySelector(".partner")?.focus();
      else if (event.key === "Escape" && this.input.value) {
        this.input.value = "";
        this.draw();
      }
    });
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.closed(event));
    this.items = new Map();
    this.flying = new Map();
    on("hello", () => this.choose(state.people.has(this.chat.user) ? this.chat.user : null));
    on("person", ({ person }) => person.role === "supplier" && this.changed(person));
    on("message", ({ chat }) => this.chooseFirst(chat));
    on("language", () => this.draw());
    on("led", () => this.draw());
    this.draw();
  }

  choose(user) {
    this.desk.classList.toggle("open", user !== null);
    this.chat.open(user);
    this.draw();
    this.list.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }

  /** Where the list is behind the chat, Escape goes back to it, with the maker in focus. */
  closed(event) {
    const { user } = this.chat;
    const elsewhere = event.defaultPrevented || user === null || this.list.offsetParent !== null || this.chat.composer.menu.open;
    if (elsewhere || event.target.closest(".message")) return;
    this.choose(null);
    this.list.querySelector(`[data-user="${user}"]`)?.focus();
  }

  /** With room for list and chat, the first supplier who hears from the bot is shown. */
  chooseFirst(user) {
    const room = this.desk.clientWidth >= 500 && this.chat.user === null;
    if (room && state.people.get(user)?.role === "supplier") this.choose(user);
  }

  changed(person) {
    if (this.flying.get(person.user_id) === true && !person.autopilot && person.user_id === this.chat.user && !this.switching) notice(t("taken_over"));
    this.flying.set(person.user_id, person.autopilot);
    this.switching = false;
    this.schedule();
  }

  /** Many things happen at once when an order goes out: draw the list once for all of them. */
  schedule() {
    this.planned ??= requestAnimationFrame(() => {
      this.planned = null;
      this.draw();
    });
  }

  draw() {
    this.element.setAttribute("aria-label", t("supplier"));
    this.title.replaceChildren(h("span", {}, t("supplier")), this.count);
    this.input.placeholder = t("search");
    this.input.setAttribute("aria-label", t("search"));
    const words = this.input.value.trim().toLowerCase().split(/\s+/);
    const found = peopleOf("supplier")
      .filter((person) => words.every((word) => `${person.name} ${person.note}`.toLowerCase().includes(word)))
      .sort((a, b) => (b.last?.id ?? 0) - (a.last?.id ?? 0));
    for (const person of found) if (!this.flying.has(person.user_id)) this.flying.set(person.user_id, person.autopilot);
    const focused = document.activeElement?.dataset.user;
    this.list.replaceChildren(...(found.length ? found.map((person) => this.kept(person)) : [h("li", { class: "nobody" }, t("nobody_found"))]));
    if (focused) this.list.querySelector(`[data-user="${focused}"]`)?.focus({ preventScroll: true });
  }

  /** The same element as long as it would look the same, so that a click never falls on one that is going away. */
  kept(person) {
    const look = JSON.stringify([person, state.led.has(person.user_id), person.user_id === this.chat.user, pageLanguage(), person.last && listTime(person.last.date)]);
    const known = this.items.get(person.user_id);
    if (known?.look === look) return known.element;
    const element = this.item(person);
    this.items.set(person.user_id, { look, element });
    return element;
  }

  item(person) {
    const mark = person.temperament && state.autopilot ? h("span", { class: person.autopilot ? "auto-mark" : "auto-mark off", title: t(person.autopilot ? "autopilot_on" : "autopilot_off") }, icon("robot")) : null;
    const unread = person.user_id !== this.chat.user ? unreadBadge(unreadOf([person])) : null;
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: state.led.has(person.user_id) ? "partner led" : "partner",
          "data-testid": "supplier-item",
          dataset: { user: person.user_id },
          "aria-current": String(person.user_id === this.chat.user),
          title: person.note,
          on: { click: () => this.choose(person.user_id) },
        },
        avatar(person),
        h("span", { class: "line" }, h("span", { class: "name" }, person.name), h("span", { class: "when" }, person.last ? listTime(person.last.date) : "")),
        h("span", { class: "line" }, h("span", { class: "snippet" }, person.last ? snippet(person.last) : person.note), mark, unread),
      ),
    );
  }

  /** The switch and temperament at the head of the chat. */
  autopilot(person) {
    if (!state.autopilot) return [];
    const set = (what) => {
      this.switching = true;
      change(person.user_id, what);
    };
    const label = t(person.autopilot ? "autopilot_on" : "autopilot_off");
    const toggle = h("button", { type: "button", class: "switch", role: "switch", "aria-checked": String(person.autopilot), "aria-label": `${t("autopilot")}: ${label}`, title: label, "data-testid": "autopilot-toggle", on: { click: () => set({ autopilot: !person.autopilot }) } });
    const select = h(
      "select",
      { "aria-label": t("temperament"), title: t("temperament"), "data-testid": "temperament", on: { change: (event) => set({ temperament: event.target.value, autopilot: true }) } },
      ...state.temperaments.map((kind) => h("option", { value: kind, selected: kind === person.temperament }, t(kind))),
    );
    return [h("div", { class: "autopilot" }, select, toggle)];
  }
}
