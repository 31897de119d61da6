// Failures on demand.

import { addFault, clearFaults } from "./actions.js";
import { h } from "./dom.js";
import { Sheet } from "./sheet.js";
import { on, state } from "./store.js";
import { t } from "./strings.js";

const CODES = ["429", "403", "500", "timeout", "drop_answer"];
const METHODS = ["sendMessage", "editMessageText", "sendPhoto", "answerCallbackQuery", "getUpdates"];

export class FaultsSheet extends Sheet {
  constructor() {
    super("faults");
    on("faults", () => this.drawList());
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
