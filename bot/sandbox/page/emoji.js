// Drawings of the emoji that appear in these chats, for browsers without an emoji font: there, they would be empty boxes.

import { hasColourEmoji } from "./fonts.js";

const RED = "#e0403f", GREEN = "#2ba65a", BLUE = "#4a90d9", GOLD = "#f5b93a", SKIN = "#fccb4b", SHADE = "#e6a332", BROWN = "#9c6236", GREY = "#8592a0", PALE = "#e9eef3", GLASS = "#cde4f5";

const fill = (colour, d) => `<path fill="${colour}" d="${d}"/>`;
const line = (colour, width, d) => `<path fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" d="${d}"/>`;
const disc = (colour, x, y, r) => `<circle fill="${colour}" cx="${x}" cy="${y}" r="${r}"/>`;
const box = (colour, x, y, width, height, round) => `<rect fill="${colour}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"/>`;
const tile = (colour, d, width = 2.3) => box(colour, 2.5, 2.5, 19, 19, 4.5) + line("#fff", width, d);
const hourglass = (sand) =>
  fill(GLASS, "M7 4.5h10c0 4.3-3.2 5.6-3.2 7.5s3.2 3.2 3.2 7.5H7c0-4.3 3.2-5.6 3.2-7.5S7 8.8 7 4.5z") + sand + box(BROWN, 4.8, 2.2, 14.4, 2.7, 1.3) + box(BROWN, 4.8, 19.1, 14.4, 2.7, 1.3);

/** What is inside a 24 × 24 SVG, by emoji without its variation selector. */
const DRAWINGS = {
  "✅": tile(GREEN, "M7 12.4l3.4 3.4 6.7-7.4", 2.7),
  "❌": line(RED, 3.8, "M5.3 5.3l13.4 13.4M18.7 5.3 5.3 18.7"),
  "➡": tile(BLUE, "M6.5 12h11M12.7 7.2 17.5 12l-4.8 4.8"),
  "⬅": tile(BLUE, "M17.5 12h-11M11.3 7.2 6.5 12l4.8 4.8"),
  "↩": tile(BLUE, "M6.7 10h7.3a3.5 3.5 0 0 1 0 7h-3M10.2 6.5 6.7 10l3.5 3.5"),
  "🔁": tile(BLUE, "M6.7 11.3V10a2 2 0 0 1 2-2h8M14.5 5.5 17 8l-2.5 2.5M17.3 12.7V14a2 2 0 0 1-2 2h-8M9.5 18.5 7 16l2.5-2.5", 1.9),
  "🆗": tile(BLUE, "M8.4 8.8a2.6 2.6 0 0 1 2.6 2.6v1.2a2.6 2.6 0 0 1-5.2 0v-1.2a2.6 2.6 0 0 1 2.6-2.6zM14.3 8.8v6.4M18.3 8.8l-3.8 3.5 3.8 2.9", 1.9),
  "▪": box(GREY, 8, 8, 8, 8, 1.6),
  "⭐": fill(GOLD, "M12 2c.5 0 .9.3 1.1.7l2.4 5.1 5.5.8c1 .1 1.4 1.3.7 2l-4 4 .9 5.6c.2 1-.8 1.7-1.7 1.3L12 18.9l-4.9 2.6c-.9.4-1.9-.3-1.7-1.3l.9-5.6-4-4c-.7-.7-.3-1.9.7-2l5.5-.8 2.4-5.1c.2-.4.6-.7 1.1-.7z"),
  "⏳": hourglass(fill(GOLD, "M8.3 8h7.4c-.7 1.7-2.3 2.5-3 3.8h-1.4c-.7-1.3-2.3-2.1-3-3.8zM8 19.2c.4-2 2.4-2.8 4-2.8s3.6.8 4 2.8z") + line(GOLD, 1.1, "M12 11.5v5")),
  "⌛": hourglass(fill(GOLD, "M7.7 19.2c.2-3 2.7-4.1 3.5-5.6h1.6c.8 1.5 3.3 2.6 3.5 5.6z")),
  "⏰": line(GREY, 2.2, "M7.2 19 5.4 21.3M16.8 19l1.8 2.3") + disc(GOLD, 5.8, 5.6, 3) + disc(GOLD, 18.2, 5.6, 3) + disc(RED, 12, 13, 8.2) + disc("#fff", 12, 13, 5.9) + line("#3c4650", 1.7, "M12 9.5V13l2.5 1.7"),
  "🎉": fill(GOLD, "M2.6 20.3 7.7 8.4l8 8-11.9 5.1c-.8.3-1.5-.4-1.2-1.2z") + fill(RED, "M6.1 12.2l5.7 5.9-3 1.3-4-4.2z") + line(BLUE, 1.9, "M11.3 3c1.7 1.5 1.7 3.6.2 5.4") + line(GREEN, 1.9, "M15.5 12.6c1.5-1.8 3.6-2.1 5.5-.9") + line("#a561c9", 1.9, "M13.8 10.2 18 6") + disc(RED, 19.8, 3.9, 1.5) + disc(GOLD, 15.7, 3.4, 1.1) + disc(BLUE, 20.6, 8.2, 1.1) + disc(GREEN, 6.7, 4.6, 1.3) + disc(RED, 19.7, 16.4, 1.2),
  "💬": fill("#5fa6ee", "M12 3.3c5.2 0 9.4 3.4 9.4 7.7s-4.2 7.7-9.4 7.7c-.9 0-1.8-.1-2.6-.3l-4.3 2.5c-.5.3-1.1-.1-1-.7l.8-3.7C3.4 15.1 2.6 13.1 2.6 11c0-4.3 4.2-7.7 9.4-7.7z") + disc("#fff", 7.8, 11, 1.4) + disc("#fff", 12, 11, 1.4) + disc("#fff", 16.2, 11, 1.4),
  "💰": fill(SHADE, "M9.3 7.2h5.4c3.7 2.6 6.1 6.2 6.1 9.3 0 3.5-2.8 5.2-8.8 5.2s-8.8-1.7-8.8-5.2c0-3.1 2.4-6.7 6.1-9.3zM8.3 2.6c1.3.9 2.4-.3 3.7-.3s2.4 1.2 3.7.3c.5-.3 1 .1.8.6l-1.5 3.6H9l-1.5-3.6c-.2-.5.3-.9.8-.6z") + box(BROWN, 8.3, 6.3, 7.4, 1.9, 0.95) + line("#7a4a1a", 1.6, "M9.3 11l2.7 3.4 2.7-3.4M12 14.4v4.3M9.5 15h5M9.5 17.2h5"),
  "📅": `<rect fill="${PALE}" stroke="#b4c0cc" stroke-width=".8" x="3" y="4.5" width="18" height="16.5" rx="3"/>` + fill(RED, "M2.6 9.2V7.1a3 3 0 0 1 3-3h12.8a3 3 0 0 1 3 3v2.1z") + line(GREY, 1.9, "M8 2.8v3.2M16 2.8v3.2") + fill("#94a2b0", "M6.4 11.3h2.7V14H6.4zM10.65 11.3h2.7V14h-2.7zM14.9 11.3h2.7V14h-2.7zM6.4 15.6h2.7v2.7H6.4zM10.65 15.6h2.7v2.7h-2.7z") + fill(RED, "M14.9 15.6h2.7v2.7h-2.7z"),
  "📍": fill(RED, "M12 2a6.9 6.9 0 0 1 6.9 6.9c0 4.3-3.9 7.6-5.9 12.4-.4.9-1.6.9-2 0-2-4.8-5.9-8.1-5.9-12.4A6.9 6.9 0 0 1 12 2z") + disc("#fff", 12, 8.9, 2.7),
  "📝": `<rect fill="#f4f6f9" stroke="#b4c0cc" stroke-width=".8" x="3.5" y="3" width="14.5" height="18" rx="2.2"/>` + line("#94a2b0", 1.5, "M6.8 7.5h7.8M6.8 11h5.8M6.8 14.5h3") + fill(GOLD, "M20 7.2l2 2-8.3 8.7-2-2z") + fill("#3c4650", "M11.7 15.9l2 2-3 1.1z") + fill(RED, "M20 7.2l.8-.8c.9-.9 2.7.8 1.9 1.7l-.7 1.1z"),
  "📦": fill("#bd8249", "M3 7l9 4.2V21.5l-8.2-3.8A1.4 1.4 0 0 1 3 16.4z") + fill("#a86d38", "M21 7l-9 4.2V21.5l8.2-3.8a1.4 1.4 0 0 0 .8-1.3z") + fill("#dda96f", "M11.4 2.6a1.4 1.4 0 0 1 1.2 0L21 6.6V7l-9 4.3L3 7v-.4z") + fill("#f4dfb5", "M7 4.7l9 4.3v3.7l2.3-1.1V7.9L9.3 3.6z"),
  "📵": box("#5d6a77", 7.2, 2.6, 9.6, 18.8, 2.2) + box(GLASS, 8.7, 5, 6.6, 13, 0.6) + `<circle fill="none" stroke="${RED}" stroke-width="2.5" cx="12" cy="12" r="9.2"/>` + line(RED, 2.5, "M5.6 5.6l12.8 12.8"),
  "🔎": line(BROWN, 3.6, "M4 20l5.3-5.3") + `<circle fill="${GLASS}" stroke="#72808e" stroke-width="2.2" cx="14" cy="9.6" r="6.5"/>` + line("#fff", 1.6, "M10.8 9.2a3.3 3.3 0 0 1 2.8-2.8"),
  "🚨": line(GOLD, 2.1, "M12 1.9v2.6M4.5 5l1.9 1.9M19.5 5l-1.9 1.9") + fill(RED, "M6.2 18.5v-5a5.8 5.8 0 0 1 11.6 0v5z") + line("#ffb9ae", 1.7, "M9.2 14v-.6a2.8 2.8 0 0 1 2.4-2.8") + box(GREY, 3.8, 17.6, 16.4, 3.9, 1.4),
  "🛠": line("#a3afbb", 3.1, "M5 19l9.5-9.5") + fill("#a3afbb", "M21 6.7a4.8 4.8 0 1 1-3.7-3.7l-2.8 2.8.5 2.9 3.1.6z") + line(BROWN, 3.1, "M8.5 8.5 19.3 19.3") + fill("#6c7986", "M2.6 8.3c-.4-.4-.4-1 0-1.4l4.3-4.3c.4-.4 1-.4 1.4 0l3.4 3.4-5.7 5.7z"),
  "🤔": disc(SKIN, 12.3, 11, 9.2) + line("#6a4712", 1.4, "M7.3 7.6c.8-.9 2.1-1.1 3.1-.5M14.3 6.2c1.1-.7 2.4-.5 3.2.4") + disc("#6a4712", 9.1, 10.2, 1.25) + disc("#6a4712", 15.7, 10, 1.25) + line("#6a4712", 1.5, "M9.8 14.7c1.8-.9 3.9-.9 5.5.2") + fill(SHADE, "M5 13.6c.6-.2 1.1.1 1.3.7l.8 2.2 5.3-1c1.5-.2 1.8 1.8.4 2.2l-2.5.7c.9 2.5-.7 4.2-3 4.2-2.6 0-4.3-2-4-4.6z"),
  "👍": box(BLUE, 2.3, 10.4, 4.5, 10.8, 1.3) + fill(SKIN, "M7.6 11c2.3-1.4 3.6-3.6 3.9-6.6.1-1.6 1.1-2.4 2.4-2.1 1.7.4 2.1 2.3 1.7 4.3l-.6 2.6h4.3c2.4 0 2.9 2 1.9 3.1 1 .9.8 2.5-.4 3.1.6 1.1.1 2.4-1 2.8.3 1.4-.6 2.7-2.4 2.7h-5.2c-1.7 0-3-.6-4.6-1.2z"),
  "👌": line(SKIN, 2.9, "M13 12.5l.8-9M16.2 13l2.6-7.5M18 15.5l3.3-4.7") + fill(SKIN, "M10.5 15l1.3-3.7h3.8l3.9 3-1.2 4.5c-.8 2.3-3.7 3.3-6.3 2.2-2-.9-2.7-3-2.7-5z") + `<circle fill="none" stroke="${SHADE}" stroke-width="2.7" cx="7.4" cy="12.6" r="3.8"/>`,
  "🤝": fill(BLUE, "M.8 7.3l3.4-1v8.4l-3.4 1z") + fill(GREEN, "M23.2 7.3l-3.4-1v8.4l3.4 1z") + fill(SKIN, "M4.2 6.8l3.8-.6 4.2 1.2 5.3 6.8c.9 1.3-.7 2.7-1.9 1.7.5 1.4-1.3 2.3-2.3 1.2-.1 1.3-1.9 1.6-2.7.5-.5.9-2 .8-2.5-.2l-3.9-3.2z") + fill(SHADE, "M19.8 6.8l-4.3-.6-4.3 1-2.8 3.3c-.8 1.1.5 2.6 1.8 2l2.6-1.3 4.3 3.7 2.7-.7z"),
};

/** Fonts draw ▪ in black alone, which a dark page swallows. */
const ALWAYS = ["▪"];

const wanted = hasColourEmoji ? ALWAYS : Object.keys(DRAWINGS);
const WANTED = new RegExp(`(${wanted.join("|")})\\uFE0F?`, "gu");

/** A text as it can be appended: with drawings behind its emoji where the browser has none for them. They stay text. */
export function legible(text) {
  if (text.search(WANTED) < 0) return text;
  const whole = document.createElement("span");
  let position = 0;
  for (const found of text.matchAll(WANTED)) {
    whole.append(text.slice(position, found.index), drawing(found[0], found[1]));
    position = found.index + found[0].length;
  }
  whole.append(text.slice(position));
  return whole;
}

function drawing(written, emoji) {
  const element = document.createElement("span");
  element.className = "emoji";
  element.textContent = written;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${DRAWINGS[emoji]}</svg>`;
  element.style.backgroundImage = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
  return element;
}
