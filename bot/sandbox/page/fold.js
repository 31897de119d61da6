// Quotes that show their first three lines until they are opened.

import { button, h } from "./dom.js";
import { t } from "./strings.js";

/** A blockquote; one that is short anyway has nothing to open. */
export function foldedQuote(children) {
  const text = h("div", { class: "fold-text" }, ...children);
  const toggle = button(t("unfold"), { class: "fold-toggle", iconName: "down", "aria-expanded": "false", "data-testid": "unfold" });
  const quote = h("blockquote", { class: "fold folded" }, text, toggle);
  const open = (wanted) => {
    quote.classList.toggle("folded", !wanted);
    toggle.setAttribute("aria-expanded", String(wanted));
    const label = t(wanted ? "fold" : "unfold");
    toggle.setAttribute("aria-label", label);
    toggle.title = label;
  };
  quote.addEventListener("click", (event) => {
    const reading = event.target.closest("a, .command, .spoiler") || !getSelection().isCollapsed;
    if (event.target.closest(".fold-toggle") || !reading) open(quote.classList.contains("folded"));
  });
  const fits = () => quote.classList.contains("folded") && quote.classList.toggle("whole", text.scrollHeight <= text.clientHeight + 1);
  new ResizeObserver(fits).observe(text);
  return quote;
}

/** What was open in a message stays open when the message is edited. */
export function keepUnfolded(old, element) {
  const folds = [...element.querySelectorAll(".fold")];
  [...old.querySelectorAll(".fold")].forEach((fold, index) => {
    if (!fold.classList.contains("folded")) folds[index]?.querySelector(".fold-toggle").click();
  });
}
