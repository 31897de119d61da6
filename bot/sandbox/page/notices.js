// Short messages that go away, and questions that wait.

import { h } from "./dom.js";
import { state } from "./store.js";
import { t } from "./strings.js";

export function notice(text, bad = false) {
  const element = h("div", { class: bad ? "notice bad" : "notice" }, text);
  document.getElementById("notices").append(element);
  setTimeout(() => element.remove(), bad ? 6000 : 3000);
}

/** A dialog with a form; resolves to its values, or to null where it was left. */
export function ask(title, fields, confirm) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { "aria-label": title });
    const form = h(
      "form",
      { method: "dialog", on: { submit: () => dialog.close("yes") } },
      h("h2", {}, title),
      ...fields,
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "pill", on: { click: () => dialog.close("") } }, t("cancel")),
        h("button", { type: "submit", class: "pill main" }, confirm),
      ),
    );
    dialog.append(form);
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** The bot's alert: it stays until it is dismissed. */
function alertBox(title, text) {
  const dialog = h(
    "dialog",
    { "aria-label": title, "data-testid": "alert" },
    h(
      "form",
      { method: "dialog" },
      h("h2", {}, title),
      h("p", {}, text),
      h("div", { class: "actions" }, h("button", { class: "pill main" }, t("ok"))),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** The bot's answer to a button: an alert, or some words over `wall` for a moment. */
export function showAnswer(wall, { text, alert }) {
  if (!text) return;
  if (alert) return alertBox(state.bot.name, text);
  wall.querySelector(".toast-in-chat")?.remove();
  const toast = h("div", { class: "toast-in-chat", role: "status", "data-testid": "toast" }, text);
  wall.append(toast);
  setTimeout(() => toast.remove(), 3500);
}
