// Something that opens over the page from a button of the header, and goes away with Escape or a click elsewhere.

import { h } from "./dom.js";
import { on } from "./store.js";

export class Sheet {
  /** `name`: the test hook; the opener is the element with the hook `${name}-button`. Subclasses have `draw`. */
  constructor(name) {
    this.name = name;
    this.element = h("div", { class: "sheet", role: "dialog", hidden: true, "data-testid": name });
    document.body.append(this.element);
    on("language", () => this.open && this.draw());
    document.addEventListener("pointerdown", (event) => {
      if (this.open && !this.element.contains(event.target) && !event.target.closest?.(this.opener)) this.close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.open) return;
      this.close();
      document.querySelector(this.opener)?.focus();
    });
  }

  get opener() {
    return `[data-testid="${this.name}-button"]`;
  }

  get open() {
    return !this.element.hidden;
  }

  toggle() {
    if (this.open) return this.close();
    this.draw();
    this.element.hidden = false;
    document.querySelector(this.opener)?.setAttribute("aria-expanded", "true");
    this.element.querySelector("input, button")?.focus();
  }

  close() {
    this.element.hidden = true;
    document.querySelector(this.opener)?.setAttribute("aria-expanded", "false");
  }
}
