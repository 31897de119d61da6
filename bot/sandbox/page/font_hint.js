// One line for who reads boxes instead of Chinese. In English alone: in Chinese it would be boxes too.

import { button, h } from "./dom.js";
import { hasChinese } from "./fonts.js";
import { remember, remembered } from "./preferences.js";

const KEY = "no-chinese-hint";

/** Fill and show `element` where the browser has no Chinese font, until it is dismissed. */
export function showFontHint(element) {
  if (hasChinese || remembered(KEY)) return;
  const dismiss = () => {
    remember(KEY, "dismissed");
    element.hidden = true;
  };
  element.replaceChildren(
    h("p", {}, "Chinese names show as boxes: this machine has no Chinese font. On Debian and Ubuntu: ", h("code", {}, "apt install fonts-noto-cjk"), ", then start the browser again."),
    button("Dismiss", { class: "icon-button", iconName: "close", "data-testid": "dismiss-font-hint", on: { click: dismiss } }),
  );
  element.hidden = false;
}
