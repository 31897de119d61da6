// The language and colours of the page, kept in this browser.

import { emit } from "./store.js";
import { pageLanguage, setLanguage } from "./strings.js";

const THEMES = ["auto", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // see above
  }
}

let theme = THEMES.includes(stored("theme")) ? stored("theme") : "auto";

export const pageTheme = () => theme;

function applyTheme() {
  document.documentElement.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
}

export function nextTheme() {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  store("theme", theme);
  applyTheme();
}

export function otherLanguage() {
  setLanguage(pageLanguage() === "en" ? "zh" : "en");
  store("language", pageLanguage());
  emit("language");
}

export function applyPreferences() {
  setLanguage(stored("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  applyTheme();
  dark.addEventListener("change", applyTheme);
}
