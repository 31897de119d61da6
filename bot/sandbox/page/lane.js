// The lane: for each thing that came in or fell due, what was understood, planned, and sent. Newest first.

import { h, icon } from "./dom.js";
import { laneEntry } from "./lane_entry.js";
import { lightUp } from "./led.js";
import { remember, remembered } from "./preferences.js";
import { on, state } from "./store.js";
import { t } from "./strings.js";

const HEADS = ["lane_in", "lane_understood", "lane_planned", "lane_out"];
const MOST = 300;

export class Lane {
  /** `reveal(entry)` shows the chats of the messages that an entry led to. */
  constructor(element, reveal) {
    this.element = element;
    this.reveal = reveal;
    this.elements = new Map();
    this.chosen = null;
    this.wanted = remembered("lane"); // "open", "closed", or nothing yet
    this.list = h("ol", { class: "lane-list", "data-testid": "lane-list", on: { keydown: (event) => this.key(event) } });
    this.bar = h("div", { class: "lane-bar" });
    this.heads = h("div", { class: "lane-heads", "aria-hidden": "true" });
    element.append(this.bar, this.heads, this.list);
    on("hello", () => this.drawAll());
    on("language", () => this.drawAll());
    on("lane", ({ entry }) => this.put(entry));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.chosen !== null && this.choose(null));
    this.drawAll();
  }

  /** Until somebody has opened or closed it: open where there is room and something to see. */
  get open() {
    return this.wanted ? this.wanted === "open" : innerHeight >= 900 && this.elements.size > 0;
  }

  show(open) {
    this.wanted = open ? "open" : "closed";
    remember("lane", this.wanted);
    this.drawBar();
  }

  drawBar() {
    this.element.classList.toggle("open", this.open);
    this.element.setAttribute("aria-label", t("lane"));
    const toggle = h(
      "button",
      { type: "button", class: "lane-toggle", "aria-expanded": String(this.open), "data-testid": "lane-toggle", on: { click: () => this.show(!this.open) } },
      icon("down"),
      h("b", {}, t("lane")),
      h("span", {}, t("lane_hint")),
    );
    const focused = this.bar.contains(document.activeElement);
    this.bar.replaceChildren(toggle);
    if (focused) toggle.focus();
  }

  drawAll() {
    document.body.classList.toggle("unwatched", !state.watched);
    this.heads.replaceChildren(...HEADS.map((head) => h("span", {}, t(head))));
    this.elements.clear();
    const entries = [...state.lane.values()];
    this.list.replaceChildren(...entries.reverse().map((entry) => this.make(entry)));
    if (!entries.length) this.list.append(h("li", { class: "nobody" }, t("lane_empty")));
    this.drawBar();
  }

  make(entry) {
    const element = laneEntry(entry, this.chosen === entry.id, () => this.choose(entry));
    this.elements.set(entry.id, element);
    return element;
  }

  put(entry) {
    const { list } = this;
    const old = this.elements.get(entry.id);
    const first = !this.elements.size;
    if (first) list.replaceChildren();
    const before = list.scrollHeight;
    const reading = list.scrollTop > 20;
    const focused = old === document.activeElement;
    const element = this.make(entry);
    if (old) old.replaceWith(element);
    else {
      element.classList.add("new");
      list.prepend(element);
    }
    if (focused) element.focus({ preventScroll: true });
    if (reading) list.scrollTop += list.scrollHeight - before;
    while (this.elements.size > MOST) {
      const [oldest] = this.elements.keys();
      this.elements.get(oldest).remove();
      this.elements.delete(oldest);
    }
    if (entry.id === this.chosen) lightUp(entry);
    if (first) this.drawBar();
  }

  /** Light up what an entry led to; once more, or null: nothing. */
  choose(entry) {
    const id = entry && entry.id !== this.chosen ? entry.id : null;
    this.elements.get(this.chosen)?.setAttribute("aria-pressed", "false");
    this.chosen = id;
    this.elements.get(id)?.setAttribute("aria-pressed", "true");
    lightUp(id === null ? null : entry);
    if (id !== null) this.reveal(state.lane.get(id) ?? entry);
  }

  focus() {
    if (!this.open) this.show(true);
    (this.list.querySelector(".entry") ?? this.bar.firstElementChild)?.focus();
  }

  key(event) {
    const at = event.target.closest(".entry");
    const next = { ArrowDown: at?.nextElementSibling, ArrowUp: at?.previousElementSibling, Home: this.list.firstElementChild, End: this.list.lastElementChild }[event.key];
    if (!next || !at) return;
    event.preventDefault();
    next.focus();
  }
}

