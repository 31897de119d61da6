// Elements without markup: text is always text, so nothing that anybody writes can become part of the page.

import { legible } from "./emoji.js";

const ICONS = {
  send: ["M4 12 20 4l-5 16-3.5-6.500z", "M20 4 11.5 13.5"],
  attach: ["M20 11.5 12.5 19a4.6 4.6 0 0 1-6.5-6.500l7.5-7.500a3 3 0 0 1 4.3 4.300L10.5 16.500a1.5 1.5 0 0 1-2-2L15 8"],
  slash: ["M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z", "M14 8l-4 8"],
  reply: ["M10 8V4l-7 7 7 7v-4c5 0 8.5 1.5 11 5-1-6-4-10-11-11z"],
  down: ["M6 9l6 6 6-6"],
  search: ["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M16 16l4.5 4.5"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2v2M12 20v2M4.9 4.900l1.4 1.400M17.7 17.700l1.4 1.400M2 12h2M20 12h2M4.9 19.100l1.4-1.400M17.7 6.300l1.4-1.4"],
  moon: ["M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z"],
  auto: ["M12 3a9 9 0 1 0 0 18z", "M12 3a9 9 0 0 1 0 18"],
  bolt: ["M13 2 5 13.500h6L10 22l8.5-12h-6z"],
  robot: ["M7 8h10a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z", "M12 8V4.500M9.5 12.500v1.500M14.5 12.500v1.500M2.5 12.500v3M21.5 12.500v3"],
  close: ["M6 6l12 12M18 6 6 18"],
  back: ["M15 5l-7 7 7 7"],
  file: ["M7 3h7l5 5v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z", "M14 3v5h5"],
  next: ["M5 5l8 7-8 7z", "M18 5v14"],
  clock: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 7.500V12l3.5 2"],
  link: ["M8 16 17 7M10 6.500h7.500V14"],
  copy: ["M9 9h10v11H9z", "M15 9V4H5v11h4"],
  plus: ["M12 5v14M5 12h14"],
  user: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20a7.5 7.5 0 0 1 15 0"],
  factory: ["M3 20V9l6 4V9l6 4V4h5v16z"],
  shield: ["M12 3l7.5 3v5.500c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.500V6z"],
  play: ["M7 4.500v15l12-7.500z"],
  stop: ["M6 6h12v12H6z"],
  lane: ["M4 6h6M4 12h10M4 18h7", "M14 6h6M18 12h2M15 18h5"],
  tap: ["M9 11V5a1.5 1.5 0 0 1 3 0v6M12 10a1.5 1.5 0 0 1 3 0v1a1.5 1.5 0 0 1 3 .5V15a6 6 0 0 1-6 6c-3 0-4.5-1.5-6.500-5l-1-2a1.5 1.5 0 0 1 2.5-1.500L9 14.500"],
  left: ["M15 5l-7 7 7 7"],
  right: ["M9 5l7 7-7 7"],
  restart: ["M4 12a8 8 0 1 0 2.5-5.800L4 8.5", "M4 3.500v5h5"],
};
const SVG = "http://www.w3.org/2000/svg";

/** An element. `props`: `class`, `on` (listeners), `dataset`, true/false attributes; children: nodes, text, null. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "class") element.className = value;
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  const shown = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  element.append(...shown.map((child) => (typeof child === "string" ? legible(child) : child)));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A round picture made of the beginning of a name. */
export function avatar(person, small = false) {
  const name = person.name.trim();
  const han = /\p{Script=Han}/u.test(name);
  const words = name.split(/\s+/);
  const letters = han ? [...name][0] : words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
  const element = h("span", { class: small ? "avatar small" : "avatar", "aria-hidden": "true" }, letters);
  element.style.setProperty("--hue", String((person.user_id * 47) % 360));
  return element;
}

export function button(label, { iconName = null, text = null, ...props } = {}, ...children) {
  return h("button", { type: "button", "aria-label": label, title: label, ...props }, iconName ? icon(iconName) : null, text, ...children);
}
