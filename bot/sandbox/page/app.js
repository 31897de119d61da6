// Puts the page together.

import { Column } from "./column.js";
import { showFontHint } from "./font_hint.js";
import { Header } from "./header.js";
import { pageKeys } from "./keys.js";
import { Lane } from "./lane.js";
import { connect } from "./live.js";
import { applyPreferences } from "./preferences.js";
import { state } from "./store.js";
import { StoryBar } from "./stories.js";
import { Suppliers } from "./suppliers.js";
import { Tabs } from "./tabs.js";

applyPreferences();
const columns = { consumer: new Column("consumer"), supplier: new Suppliers(), admin: new Column("admin") };
document.getElementById("main").append(...Object.values(columns).map((column) => column.element));
new Header(document.getElementById("header"));
const tabs = new Tabs(document.getElementById("tabs"), (role) => columns[role]?.chat.seen());

/** Bring somebody's chat to the front. */
function show(user) {
  const column = columns[state.people.get(user)?.role];
  if (column && column.chat.user !== user) column.choose(user);
  return column;
}

/** The chats of the messages that an entry of the lane led to, each at its newest; on a narrow page one of them. */
function reveal(entry) {
  const places = [...entry.out.filter((out) => out.shown !== null).map((out) => [out.chat, out.shown]).reverse(), [entry.chat, entry.message]].filter(([chat]) => state.people.has(chat));
  const roles = new Set();
  for (const [chat, message] of places) {
    const { role } = state.people.get(chat);
    if (roles.has(role)) continue;
    if (!roles.size) tabs.choose(role);
    roles.add(role);
    show(chat).chat.show(message);
  }
}

const lane = new Lane(document.getElementById("lane"), reveal);
new StoryBar(document.getElementById("story"), (user) => {
  const column = show(user);
  if (column && document.body.dataset.tab !== "lane") tabs.choose(column.role);
});
pageKeys(
  (number) => {
    const role = [...Object.keys(columns), "lane"][number];
    tabs.choose(role);
    if (role === "lane") lane.focus();
    else (columns[role].chat.user === null ? columns[role].input : columns[role].chat.composer.input)?.focus();
  },
  () => {
    tabs.choose("supplier");
    if (!columns.supplier.input.offsetParent) columns.supplier.choose(null);
    columns.supplier.input.focus();
  },
);
showFontHint(document.getElementById("font-hint"));
connect();
