// How many messages wait, calmly where nobody has to do anything about them.

import { h } from "./dom.js";
import { state } from "./store.js";
import { t } from "./strings.js";

/** What waits for whoever is at the page, and what an autopilot answers anyway. */
export function unreadOf(people) {
  const found = { waiting: 0, auto: 0 };
  for (const person of people) found[person.autopilot && state.autopilot ? "auto" : "waiting"] += person.unread;
  return found;
}

/** A number, grey where only autopilots have something to do; null where all is read. */
export function unreadBadge({ waiting, auto }) {
  if (waiting) return h("span", { class: "badge", "aria-label": t("unread", { n: waiting }) }, waiting > 99 ? "99+" : String(waiting));
  return auto ? h("span", { class: "badge quiet", "aria-label": t("unread_auto", { n: auto }), title: t("unread_auto", { n: auto }) }, auto > 99 ? "99+" : String(auto)) : null;
}
