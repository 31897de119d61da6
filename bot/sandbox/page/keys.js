// Going about with the keyboard: between messages, into their buttons, along lists and tabs, and between columns.

const FIELDS = "textarea, input, select, [contenteditable]";

/** Arrow keys along what `selector` finds in `element`; `sideways`: left and right, else up and down. */
export function arrows(element, selector, sideways = false) {
  const steps = sideways ? { ArrowLeft: -1, ArrowRight: 1 } : { ArrowUp: -1, ArrowDown: 1 };
  element.addEventListener("keydown", (event) => {
    const here = event.target.closest(selector);
    const all = [...element.querySelectorAll(selector)];
    const ends = { Home: 0, End: all.length - 1 };
    const next = event.key in ends ? all[ends[event.key]] : all[all.indexOf(here) + (steps[event.key] ?? NaN)];
    if (!here || !next) return;
    event.preventDefault();
    next.focus();
  });
}

/** Messages: up and down, Enter or right into the buttons, r to reply, Escape back to what is being written. */
export function messageKeys(chat) {
  const all = () => [...chat.scroll.querySelectorAll("article.message[tabindex]")];
  const go = (element) => {
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  };
  chat.element.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const { target, key } = event;
    const message = target.closest?.("article.message");
    const took = message ? onMessage(chat, event, message, all(), go) : target === chat.scroll && (key === "ArrowUp" || key === "ArrowDown") ? go(all().at(-1)) ?? true : false;
    if (took) event.preventDefault();
  });
  chat.composer.element.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" || event.defaultPrevented || event.target.value !== "" || !event.target.matches("textarea")) return;
    event.preventDefault();
    go(all().at(-1));
  });
}

function onMessage(chat, { key, target }, message, all, go) {
  const keys = [...message.querySelectorAll(".key:not(:disabled)")];
  const at = keys.indexOf(target);
  if (key === "Escape") return at >= 0 ? go(message) ?? true : chat.composer.input.focus() ?? true;
  if (at >= 0) {
    const next = { ArrowRight: keys[at + 1], ArrowDown: keys[at + 1], ArrowLeft: keys[at - 1], ArrowUp: keys[at - 1] ?? message }[key];
    return next ? next.focus() ?? true : false;
  }
  if (target !== message) return false;
  const here = all.indexOf(message);
  const moves = { ArrowUp: all[here - 1], ArrowDown: all[here + 1], Home: all[0], End: all.at(-1) };
  if (key === "ArrowDown" && !moves[key]) return chat.composer.input.focus() ?? true;
  if (key in moves) return go(moves[key]) ?? true;
  if (key === "r") return chat.replyToId(Number(message.dataset.id)) ?? true;
  if (key === "Enter" || key === "ArrowRight") return keys[0] ? keys[0].focus() ?? true : message.querySelector(".picture")?.click() ?? false;
  return false;
}

/** Alt with a digit goes to a column; "/" outside of fields to the search. */
export function pageKeys(goTo, search) {
  document.addEventListener("keydown", (event) => {
    if (event.altKey && !event.ctrlKey && /^Digit[1-4]$/.test(event.code)) {
      event.preventDefault();
      goTo(Number(event.code.at(-1)) - 1);
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest?.(FIELDS) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      search();
    }
  });
}
