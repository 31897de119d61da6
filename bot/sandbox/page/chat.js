// One person's chat with the bot.

import * as actions from "./actions.js";
import { Activity } from "./activity.js";
import { append } from "./albums.js";
import { messageElement } from "./bubble.js";
import { Composer } from "./composer.js";
import { avatar, button, h } from "./dom.js";
import { acceptDrops } from "./drops.js";
import { keepUnfolded } from "./fold.js";
import { exampleChips, hint, nobodyHint } from "./hint.js";
import { messageKeys } from "./keys.js";
import { isLit } from "./led.js";
import { showAnswer } from "./notices.js";
import { placeOf } from "./runs.js";
import { messageOf, on, state } from "./store.js";
import { t } from "./strings.js";
import { dayText, sameDay } from "./time.js";

const NEAR = 90; // pixels from the end that still count as reading the newest

const top = (element) => element.getBoundingClientRect().top;

export class Chat {
  /** `role` names the test hook; `tools(person)` returns what stands at the right of the head. */
  constructor(role, tools = () => []) {
    this.role = role;
    this.tools = tools;
    this.user = null;
    this.elements = new Map();
    this.places = new Map(); // user → where they were reading, if that was not at the end
    this.missed = 0;
    this.pinned = true;
    this.activity = new Activity((draft) => this.placeDraft(draft), () => this.drawStatus());
    this.composer = new Composer(() => this.toEnd());
    this.head = h("div", { class: "chat-head" });
    this.scroll = h("div", { class: "scroll", role: "log", tabindex: "0" });
    this.jumpBadge = h("span", { class: "badge" });
    this.jump = button(t("jump"), { class: "jump", iconName: "down", on: { click: () => this.toEnd(true) } }, this.jumpBadge);
    this.wall = h("div", { class: "wall" }, this.scroll, this.jump);
    this.element = h("section", { class: "chat", "data-testid": `${role}-chat` }, this.head, this.wall, this.composer.element);
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroll.addEventListener("click", () => requestAnimationFrame(() => this.scrolled())); // what opens, pushes the end away
    new ResizeObserver(() => this.pinned && this.toEnd()).observe(this.scroll);
    acceptDrops(this);
    messageKeys(this);
    this.listen();
    this.open(null);
  }

  listen() {
    const here = (act) => (told) => told.chat === this.user && this.user !== null && act(told);
    on("message", here(({ message }) => this.put(message)));
    on("deleted", here(() => this.draw()));
    on("earlier", here(() => this.drawEarlier()));
    on("typing", here(({ action }) => this.activity.typing(action)));
    on("draft", here((told) => this.activity.drafted(told)));
    on("answer", here((told) => showAnswer(this.wall, told)));
    on("person", ({ person }) => person.user_id === this.user && this.personChanged());
    on("led", () => this.elements.forEach((element, id) => element.classList.toggle("led", isLit(this.user, id))));
    on("hello", () => this.open(state.people.has(this.user) ? this.user : null));
    on("language", () => { this.composer.build(); this.open(this.user); });
    document.addEventListener("visibilitychange", () => this.markRead());
  }

  /** Show this person's chat, or none. */
  open(user) {
    this.leave();
    this.user = user;
    this.composer.show(user);
    this.composer.element.hidden = user === null;
    const place = this.places.get(user);
    this.pinned = !place;
    this.activity.stop();
    this.draw();
    if (place) this.comeBack(place);
  }

  /** Remember where somebody was reading further up. */
  leave() {
    if (this.user === null || !this.scroll.clientHeight) return;
    const newest = state.chats.get(this.user)?.at(-1)?.id ?? 0;
    if (this.pinned) this.places.delete(this.user);
    else this.places.set(this.user, { top: this.scroll.scrollTop, newest });
  }

  comeBack({ top: was, newest }) {
    this.scroll.scrollTop = was;
    this.missed = (state.chats.get(this.user) ?? []).filter((message) => message.from_bot && message.id > newest).length;
    this.drawJump();
  }

  draw() {
    this.drawHead();
    this.elements.clear();
    const messages = state.chats.get(this.user) ?? [];
    const person = state.people.get(this.user);
    if (!person) this.scroll.replaceChildren(nobodyHint(this.role));
    else if (!messages.length) this.scroll.replaceChildren(hint(person, this));
    else this.scroll.replaceChildren(...this.rows(messages));
    this.placeChips();
    if (this.pinned) this.toEnd();
    this.scrolled();
  }

  rows(messages) {
    const rows = h("div");
    if (messages.length >= 100 && !state.complete.has(this.user)) {
      rows.append(h("button", { type: "button", class: "earlier", on: { click: () => actions.earlier(this.user, messages[0].id) } }, t("earlier")));
    }
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      if (!before || !sameDay(before.date, message.date)) rows.append(h("div", { class: "day" }, dayText(message.date)));
      append(rows, message, this.make(message, messages, index));
    });
    return rows.childNodes;
  }

  make(message, messages, index) {
    const element = messageElement(message, placeOf(messages, index), this);
    element.classList.toggle("led", isLit(this.user, message.id));
    this.elements.set(message.id, element);
    return element;
  }

  put(message) {
    const messages = state.chats.get(this.user);
    const index = messages.findIndex((known) => known.id === message.id);
    const old = this.elements.get(message.id);
    if (message.from_bot) this.activity.said(!old);
    const read = this.firstInView();
    if (old) {
      const focused = old.contains(document.activeElement);
      const element = this.make(message, messages, index);
      keepUnfolded(old, element);
      old.replaceWith(element);
      if (focused) (element.querySelector(".key") ?? element).focus({ preventScroll: true });
    } else {
      if (index === 0) this.scroll.replaceChildren();
      const before = messages[index - 1];
      if (!before || !sameDay(before.date, message.date)) this.scroll.append(h("div", { class: "day" }, dayText(message.date)));
      this.elements.get(before?.id)?.classList.toggle("last", placeOf(messages, index - 1).last);
      const element = this.make(message, messages, index);
      element.classList.add("new");
      append(this.scroll, message, element);
      if (!this.pinned && message.from_bot) this.missed += 1;
    }
    this.composer.refresh();
    this.placeChips();
    if (this.pinned || (!old && !message.from_bot)) this.toEnd();
    else if (read?.element.isConnected) this.scroll.scrollTop += top(read.element) - read.top;
    this.drawJump();
    this.markRead();
  }

  /** What must not move while something further up changes its height. */
  firstInView() {
    const view = this.scroll.getBoundingClientRect();
    const element = [...this.scroll.children].find((child) => top(child) >= view.top && top(child) < view.bottom);
    return element && { element, top: top(element) };
  }

  /** Examples stay at the end until the consumer has asked for something. */
  placeChips() {
    this.chips?.remove();
    const person = state.people.get(this.user);
    const messages = state.chats.get(this.user) ?? [];
    this.chips = person && messages.length ? exampleChips(person, messages, (text) => this.composer.fill(text)) : null;
    if (this.chips) this.scroll.append(this.chips);
  }

  drawEarlier() {
    const fromEnd = this.scroll.scrollHeight - this.scroll.scrollTop;
    this.draw();
    this.scroll.scrollTop = this.scroll.scrollHeight - fromEnd;
  }

  drawHead() {
    const person = state.people.get(this.user);
    this.head.hidden = !person;
    if (!person) return;
    this.status = h("div", { class: "status" });
    const back = this.onBack ? button(t("back"), { class: "icon-button back", iconName: "back", on: { click: () => this.onBack() } }) : null;
    this.head.replaceChildren(
      ...[back, avatar(person), h("div", { class: "who" }, h("div", { class: "name" }, person.name), this.status), ...this.tools(person)].filter(Boolean),
    );
    this.drawStatus();
  }

  drawStatus() {
    const person = state.people.get(this.user);
    if (!person || !this.status) return;
    const { line } = this.activity;
    this.status.classList.toggle("typing", line !== null);
    this.status.replaceChildren(...(line ?? [person.blocked ? t("blocked") : person.note || `${t(`one_${person.role}`)} · ${t("chat_with", { bot: state.bot.name })}`]));
  }

  personChanged() {
    const focused = this.head.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    this.drawHead();
    if (focused) this.head.querySelector(`[data-testid="${focused}"]`)?.focus();
    this.composer.refresh();
  }

  placeDraft(draft) {
    this.scroll.append(draft);
    if (this.pinned) this.toEnd();
  }

  replyTo(message) {
    this.composer.replyTo(message);
  }

  replyToId(messageId) {
    const message = messageOf(this.user, messageId);
    if (message) this.replyTo(message);
  }

  sendCommand = (text) => this.composer.sendText(text);

  /** Scroll to a message that is quoted, also one that has to be fetched first. */
  async show(messageId) {
    const { user } = this;
    while (!this.elements.has(messageId) && !state.complete.has(user) && messageId < (state.chats.get(user)?.[0]?.id ?? 0)) {
      await actions.earlier(user, state.chats.get(user)[0].id);
      if (this.user !== user) return;
    }
    const element = this.elements.get(messageId);
    if (!element) return;
    this.pinned = false;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.classList.remove("flash");
    requestAnimationFrame(() => element.classList.add("flash"));
  }

  /** The chat has come to the front. */
  seen() {
    if (this.pinned) this.toEnd();
    this.markRead();
  }

  toEnd(smooth = false) {
    this.pinned = true;
    this.scroll.scrollTo({ top: this.scroll.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  scrolled() {
    if (!this.scroll.clientHeight) return; // not shown just now
    this.pinned = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
    if (this.pinned) this.missed = 0;
    this.drawJump();
    this.markRead();
  }

  drawJump() {
    this.jump.hidden = this.pinned;
    this.jumpBadge.hidden = !this.missed;
    this.jumpBadge.textContent = String(this.missed);
  }

  /** What is on the screen is read. */
  markRead() {
    const person = state.people.get(this.user);
    const seen = this.pinned && !document.hidden && this.element.offsetParent !== null;
    if (!seen || !person?.unread) return;
    person.unread = 0;
    actions.read(this.user);
  }
}
