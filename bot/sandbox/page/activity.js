// What the bot is doing in a chat before its message is there: typing, sending a file, writing a draft word by word.

import { h } from "./dom.js";
import { formattedNodes } from "./entities.js";
import { state } from "./store.js";
import { t } from "./strings.js";

const TYPING = 5000; // milliseconds, as long as Telegram shows it
const DRAFT = 30000;

export class Activity {
  /** `place(bubble)` puts a draft at the end of the chat; `changed` is called when the status line is another. */
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
    this.action = null;
    this.draft = null;
  }

  /** What stands under the name meanwhile, or null. */
  get line() {
    if (!this.action) return null;
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("span"), h("span"), h("span"));
    return [dots, `${state.bot.name} ${t(this.action)}`];
  }

  typing(action) {
    this.say(action.includes("photo") ? "sending_photo" : action.includes("document") ? "sending_file" : "typing", TYPING);
  }

  /** A draft replaces the one before it; an empty one says no more than typing does. */
  drafted({ draft_id, text, entities }) {
    this.say("typing", DRAFT);
    const words = h("div", { class: "text", dir: "auto" }, ...formattedNodes(text, entities, () => {}));
    const bubble = h("div", { class: "bubble" }, words, h("span", { class: "meta" }, t("draft")));
    if (this.draft?.dataset.id === String(draft_id)) this.draft.querySelector(".bubble").replaceWith(bubble);
    else {
      this.draft?.remove();
      this.draft = h("article", { class: "message first last draft", "aria-live": "off", "data-testid": "draft", dataset: { id: draft_id } }, h("div", { class: "body" }, bubble));
    }
    this.draft.hidden = !text;
    this.place(this.draft);
  }

  say(action, milliseconds) {
    this.action = action;
    clearTimeout(this.ends);
    this.ends = setTimeout(() => this.stop(), milliseconds);
    this.changed();
  }

  /** The bot has written a `fresh` message, or changed one: then only a draft goes on. */
  said(fresh) {
    if (fresh || !this.draft) this.stop();
  }

  stop() {
    clearTimeout(this.ends);
    this.action = null;
    this.draft?.remove();
    this.draft = null;
    this.changed();
  }
}
