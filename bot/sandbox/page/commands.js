// The menu of the bot's commands: opened by its button, or by writing "/".

import { h } from "./dom.js";

export class CommandMenu {
  /** `choose` is called with the command that was picked. */
  constructor(choose) {
    this.choose = choose;
    this.shown = [];
    this.selected = 0;
    this.element = h("ul", { class: "menu", role: "listbox", hidden: true, "data-testid": "commands" });
  }

  get open() {
    return !this.element.hidden;
  }

  /** Show the commands that begin with `typed`. */
  show(commands, typed = "") {
    this.shown = commands.filter((entry) => entry.command.startsWith(typed.toLowerCase()));
    this.selected = 0;
    this.element.hidden = !this.shown.length;
    this.draw();
  }

  hide() {
    this.element.hidden = true;
  }

  /** Keys that the menu takes while it is open; true where it took one. */
  key(event) {
    if (!this.open) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.selected = (this.selected + step + this.shown.length) % this.shown.length;
      this.draw();
    } else if (event.key === "Escape") this.hide();
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) this.choose(this.shown[this.selected].command);
    else return false;
    event.preventDefault();
    return true;
  }

  draw() {
    this.element.replaceChildren(
      ...this.shown.map((entry, index) =>
        h(
          "li",
          { role: "option", "aria-selected": String(index === this.selected), on: { mousedown: (event) => event.preventDefault(), click: () => this.choose(entry.command) } },
          h("b", {}, `/${entry.command}`),
          h("span", {}, entry.description),
        ),
      ),
    );
    this.element.children[this.selected]?.scrollIntoView({ block: "nearest" });
  }
}
