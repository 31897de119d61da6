// Failures on demand.

import { addFault, clearFaults } from "./actions.js";
import { h } from "./dom.js";
import { on, state } from "./store.js";
import { t } from "./strings.js";

const CODES = ["429", "403", "500", "timeout", "drop_answer"];
const METHODS = ["sendMessage", "editMessageText", "sendPhoto", "answerCallbackQuery", "getUpdates"];

export class FaultsSheet {
  constructor() {
    this.element = h("div", { class: "sheet", role: "dialog", hidden: true, "data-testid": "faults" });
    document.body.append(this.element);
    on("faults", () => this.drawList());
    on("language", () => this.open && this.draw());
    document.addEventListener("pointerdown", (event) => {
      if (this.open && !this.element.contains(event.target) && !event.target.closest?.('[data-testid="faults-button"]')) this.close();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  get open() {
    return !this.element.hidden;
  }

  toggle(opener) {
    this.opener = opener;
    if (this.open) return this.close();
    this.draw();
    this.element.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    this.element.querySelector("input").focus();
  }

  close() {
    if (!this.open) return;
    this.element.hidden = true;
    document.querySelector('[data-testid="faults-button"]')?.setAttribute("aria-expanded", "false");
  }

  draw() {
    this.element.setAttribute("aria-label", t("faults_title"));
    this.list = h("ul", { class: "faults" });
    const times = h("input", { type: "number", name: "times", min: "1", max: "100", value: "1" });
    const code = h("select", { name: "code" }, ...CODES.map((name) => h("option", { value: name }, t(`fault_${name}`))));
    const method = h("select", { name: "method" }, h("option", { value: "" }, t("any_method")), ...METHODS.map((name) => h("option", { value: name }, name)));
    const add = async (event) => {
      event.preventDefault();
      await addFault({ code: Number(code.value) || code.value, times: Math.max(1, Number(times.value) || 1), method: method.value || null });
    };
    this.element.replaceChildren(
      h("h2", {}, t("faults_title")),
      h("p", {}, t("faults_hint")),
      h(
        "form",
        { on: { submit: add } },
        h("div", { class: "pair" }, h("label", { class: "field" }, t("calls"), times), h("label", { class: "field" }, t("method"), method)),
        h("label", { class: "field" }, t("answer"), code),
        h(
          "div",
          { class: "actions" },
          h("button", { type: "button", class: "pill", on: { click: clearFaults } }, t("clear")),
          h("button", { type: "submit", class: "pill main" }, t("add_fault")),
        ),
      ),
      this.list,
    );
    this.drawList();
  }

  drawList() {
    if (!this.list) return;
    const item = (fault) => h("li", {}, h("span", {}, `${t(`fault_${fault.code}`)} · ${fault.method ?? t("any_method")}`), h("b", {}, `× ${fault.times}`));
    this.list.replaceChildren(...(state.faults.length ? state.faults.map(item) : [h("p", {}, t("no_faults"))]));
  }
}
