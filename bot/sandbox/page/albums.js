// Pictures that were sent together stand together.

import { h } from "./dom.js";

/** Where the element of `message` belongs at the end of `parent`: into the album before it, or a place of its own. */
export function append(parent, message, element) {
  if (!message.album) return parent.append(element);
  const last = [...parent.children].at(-1);
  if (last?.dataset.album === message.album) last.append(element);
  else parent.append(h("div", { class: message.from_bot ? "album" : "album mine", role: "group", dataset: { album: message.album } }, element));
}
