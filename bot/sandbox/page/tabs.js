// The bar at the bottom of a narrow page.

import { h, icon } from "./dom.js";
import { arrows } from "./keys.js";
import { on, peopleOf } from "./store.js";
import { unreadBadge, unreadOf } from "./unread.js";
import { t } from "./strings.js";

const TABS = { consumer: "user", supplier: "factory", admin: "shield", lane: "lane" };

export class Tabs {
  /** `onChange` is called when another column is shown. */
  constructor(element, onChange) {
    this.element = element;
    this.onChange = onChange;
    element.setAttribute("role", "tablist");
    for (const kind of ["hello", "person", "language"]) on(kind, () => this.draw());
    arrows(element, "[role=tab]", true);
    this.draw();
  }

  draw() {
    const shown = document.body.dataset.tab;
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    this.element.replaceChildren(
      ...Object.entries(TABS).map(([role, name]) => {
        const unread = unreadOf(peopleOf(role));
        return h(
          "button",
          { type: "button", role: "tab", "aria-selected": String(role === shown), "data-testid": `tab-${role}`, on: { click: () => this.choose(role) } },
          icon(name),
          h("span", {}, t(role === "lane" ? "lane_tab" : role)),
          unreadBadge(unread),
        );
      }),
    );
    if (focused) this.element.querySelector(`[data-testid="${focused}"]`)?.focus();
  }

  choose(role) {
    if (role === document.body.dataset.tab) return;
    document.body.dataset.tab = role;
    this.draw();
    this.onChange(role);
  }
}
