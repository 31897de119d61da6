// Pictures enlarged: one, or all of a chat one after the other with the arrow keys.

import { fileUrl } from "./actions.js";
import { button, h } from "./dom.js";
import { on, state } from "./store.js";
import { t } from "./strings.js";

let open = null;

on("message", ({ chat }) => open?.chat === chat && open.draw());
on("deleted", ({ chat }) => open?.chat === chat && open.draw());

/** The pictures of a chat, beginning with that of `message`; one that is edited meanwhile is shown anew. */
export function viewPictures(chat, message) {
  open = new Viewer(chat, message);
}

class Viewer {
  constructor(chat, message) {
    this.chat = chat;
    this.at = message;
    this.image = h("img", { alt: "" });
    this.caption = h("p", { dir: "auto" });
    this.before = button(t("previous_picture"), { class: "view-step before", iconName: "left", on: { click: () => this.step(-1) } });
    this.after = button(t("next_picture"), { class: "view-step after", iconName: "right", on: { click: () => this.step(1) } });
    this.count = h("span", { class: "view-count", role: "status" });
    this.dialog = h("dialog", { class: "viewer", "data-testid": "viewer" }, this.image, this.caption, this.before, this.after, this.count, button(t("close"), { class: "view-close", iconName: "close", on: { click: () => this.dialog.close() } }));
    this.dialog.addEventListener("click", (event) => (event.target === this.image || event.target === this.dialog) && this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => {
      this.dialog.remove();
      open = null;
    });
    document.body.append(this.dialog);
    this.draw();
    this.dialog.showModal();
  }

  get pictures() {
    return (state.chats.get(this.chat) ?? []).filter((message) => message.photo);
  }

  draw() {
    const { pictures } = this;
    const index = pictures.findIndex((message) => message.id === this.at);
    if (index < 0) return this.dialog.close();
    const { photo, text } = pictures[index];
    if (this.image.dataset.file !== photo.id) {
      this.image.src = fileUrl(photo);
      this.image.dataset.file = photo.id;
    }
    this.image.alt = text || t("photo");
    this.dialog.setAttribute("aria-label", text || t("photo"));
    this.caption.textContent = text;
    this.caption.hidden = !text;
    const several = pictures.length > 1;
    this.before.hidden = this.after.hidden = this.count.hidden = !several;
    // Not disabled: a button in focus that is disabled takes the keyboard away from the whole dialog.
    this.before.setAttribute("aria-disabled", String(index === 0));
    this.after.setAttribute("aria-disabled", String(index === pictures.length - 1));
    this.count.textContent = t("picture_of", { n: index + 1, of: pictures.length });
  }

  step(by) {
    const { pictures } = this;
    const next = pictures[pictures.findIndex((message) => message.id === this.at) + by];
    if (!next) return;
    this.at = next.id;
    this.draw();
  }

  key(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    this.step(by);
  }
}
