// What people write on: text, files, replies, commands.

import { sendFile, write } from "./actions.js";
import { quoteOf } from "./bubble.js";
import { CommandMenu } from "./commands.js";
import { button, h, icon } from "./dom.js";
import { state } from "./store.js";
import { t } from "./strings.js";

export class Composer {
  /** `onSent` is called after something was sent. */
  constructor(onSent) {
    this.onSent = onSent;
    this.user = null;
    this.drafts = new Map();
    this.answered = null;
    this.attachment = null;
    this.busy = false;
    this.menu = new CommandMenu((command) => this.sendText(`/${command}`));
    this.element = h("form", { class: "composer", on: { submit: (event) => (event.preventDefault(), this.send()) } });
    this.build();
  }

  build() {
    const typed = this.input?.value ?? "";
    this.input = h("textarea", { rows: "1", placeholder: t("write"), "aria-label": t("write"), "data-testid": "input", dir: "auto", enterkeyhint: "send" });
    this.input.value = typed;
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => this.attach(event.clipboardData?.files[0], event));
    this.input.addEventListener("blur", () => this.menu.hide());
    this.picker = h("input", { type: "file", hidden: true, "data-testid": "file", on: { change: () => this.attach(this.picker.files[0]) } });
    this.submit = button(t("send"), { type: "submit", class: "tool send", iconName: "send", "data-testid": "send" });
    this.slash = button(t("commands"), { class: "tool", iconName: "slash", "data-testid": "commands-button", on: { mousedown: (event) => event.preventDefault(), click: () => this.toggleMenu() } });
    this.start = h("button", { type: "button", class: "start", "data-testid": "start", on: { click: () => this.sendText("/start") } }, t("start"));
    this.above = h("div");
    this.replies = h("div", { class: "replies", hidden: true });
    this.row = h("div", { class: "row" }, button(t("attach"), { class: "tool", iconName: "attach", on: { click: () => this.picker.click() } }), this.input, this.slash, this.submit);
    this.element.replaceChildren(this.menu.element, this.above, this.start, this.row, this.replies, this.picker);
    this.changed();
    this.refresh();
  }

  /** Write in this person's chat; what was being written elsewhere is kept. */
  show(user) {
    if (this.user !== null) this.drafts.set(this.user, this.input.value);
    this.user = user;
    this.input.value = this.drafts.get(user) ?? "";
    this.answered = this.attachment = null;
    this.menu.hide();
    this.changed();
    this.refresh();
  }

  /** What else is shown follows from the person: the Start button, commands, a reply keyboard. */
  refresh() {
    const person = state.people.get(this.user);
    this.slash.hidden = !person?.commands.length;
    this.start.hidden = !person || person.started || person.blocked;
    const keyboard = [...(state.chats.get(this.user) ?? [])].reverse().find((message) => message.replies !== null)?.replies ?? [];
    this.replies.hidden = !keyboard.length;
    this.replies.replaceChildren(
      ...keyboard.map((row) => h("div", {}, ...row.map((text) => h("button", { type: "button", on: { click: () => this.sendText(text) } }, text)))),
    );
    this.drawAbove();
    const known = person?.commands.length ?? 0;
    if (known !== this.known && document.activeElement === this.input) this.offerCommands(); // they may come later than the "/"
    this.known = known;
  }

  replyTo(message) {
    this.answered = message;
    this.drawAbove();
    this.input.focus();
  }

  fill(text) {
    this.input.value = text;
    this.changed();
    this.input.focus();
  }

  attach(file, event = null) {
    if (!file) return;
    event?.preventDefault();
    this.attachment = file;
    this.picker.value = "";
    this.changed();
    this.drawAbove();
    this.input.focus();
  }

  async send() {
    const text = this.input.value.trim();
    if (this.busy || this.user === null || (!text && !this.attachment)) return;
    this.busy = true;
    const answered = this.answered?.id ?? null;
    const sent = this.attachment ? await sendFile(this.user, this.attachment, text, answered) : await write(this.user, text, answered);
    this.busy = false;
    if (!sent) return;
    this.input.value = "";
    this.answered = this.attachment = null;
    this.changed();
    this.drawAbove();
    this.onSent();
  }

  async sendText(text) {
    this.menu.hide();
    if (this.input.value.startsWith("/")) this.fill("");
    if (this.user !== null && (await write(this.user, text, null))) this.onSent();
    this.input.focus();
  }

  key(event) {
    // Enter that ends the choice of a Chinese character is no Enter.
    if (event.isComposing || this.menu.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && (this.answered || this.attachment)) {
      this.answered = this.attachment = null;
      this.changed();
      this.drawAbove();
    }
  }

  changed() {
    this.submit.disabled = !this.input.value.trim() && !this.attachment;
    this.input.style.height = "40px";
    this.input.style.height = `${Math.max(40, Math.min(this.input.scrollHeight, 180))}px`;
    this.offerCommands();
    if (!this.typed) this.menu.hide();
  }

  /** The part of a command that stands in the input, or undefined. */
  get typed() {
    return /^\/(\w*)$/.exec(this.input.value);
  }

  offerCommands() {
    if (this.typed) this.menu.show(state.people.get(this.user)?.commands ?? [], this.typed[1]);
  }

  toggleMenu() {
    if (this.menu.open) this.menu.hide();
    else this.menu.show(state.people.get(this.user)?.commands ?? []);
    this.input.focus();
  }

  drawAbove() {
    if (this.preview) URL.revokeObjectURL(this.preview);
    this.preview = null;
    const remove = (what) => button(t("remove"), { class: "tool", iconName: "close", on: { click: () => { this[what] = null; this.changed(); this.drawAbove(); } } });
    const parts = [];
    if (this.answered) parts.push(h("div", { class: "quoting" }, quoteOf(this.answered, null), remove("answered")));
    if (this.attachment) {
      if (this.attachment.type.startsWith("image/")) this.preview = URL.createObjectURL(this.attachment);
      const picture = this.preview ? h("img", { src: this.preview, alt: "" }) : icon("file");
      parts.push(h("div", { class: "attached" }, picture, h("span", {}, this.attachment.name), remove("attachment")));
    }
    this.above.replaceChildren(...parts);
  }
}
