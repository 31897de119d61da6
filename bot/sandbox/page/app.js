// Puts the page together.

import { Column } from "./column.js";
import { showFontHint } from "./font_hint.js";
import { Header } from "./header.js";
import { connect } from "./live.js";
import { applyPreferences } from "./preferences.js";
import { Suppliers } from "./suppliers.js";
import { Tabs } from "./tabs.js";

applyPreferences();
const columns = { consumer: new Column("consumer"), supplier: new Suppliers(), admin: new Column("admin") };
document.getElementById("main").append(...Object.values(columns).map((column) => column.element));
new Header(document.getElementById("header"));
new Tabs(document.getElementById("tabs"), (role) => {
  columns[role].chat.toEnd();
  columns[role].chat.markRead();
});
showFontHint(document.getElementById("font-hint"));
connect();
