// The language and colours of the page, kept in this browser.

import { emit } from "./store.js";
import { pageLanguage, setLanguage } from "./strings.js";

const THEMES = ["auto", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");

export function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // see above
  }
}

let theme = THEMES.includes(remembered("theme")) ? remembered("theme") : "auto";

export const pageTheme = () => theme;

function applyTheme() {
  document.documentElement.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
}

export function nextTheme() {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  remember("theme", theme);
  applyTheme();
}

export function otherLanguage() {
  setLanguage(pageLanguage() === "en" ? "zh" : "en");
  remember("language", pageLanguage());
  emit("language");
}

export function applyPreferences() {
  setLanguage(remembered("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  applyTheme();
  dark.addEventListener("change", applyTheme);
}
