// The head of the page: the bot's clock, the connection, and the page's own switches.

import { advance, reset } from "./actions.js";
import { button, h, icon } from "./dom.js";
import { FaultsSheet } from "./faults.js";
import { ask, notice } from "./notices.js";
import { nextTheme, otherLanguage, pageTheme } from "./preferences.js";
import { StorySheet } from "./stories.js";
import { botNow, on, state } from "./store.js";
import { t } from "./strings.js";
import { clockText, span } from "./time.js";

const THEME_ICONS = { auto: "auto", light: "sun", dark: "moon" };

export class Header {
  constructor(element) {
    this.element = element;
    this.faults = new FaultsSheet();
    this.stories = new StorySheet();
    for (const kind of ["hello", "clock", "link", "language", "faults"]) on(kind, () => this.draw());
    this.draw();
    setInterval(() => this.tick(), 1000);
  }

  draw() {
    const { clock } = state;
    this.time = h("span", { class: "wide" });
    this.shortTime = h("span", { class: "narrow" });
    this.until = h("small");
    this.next = button(t("advance_next"), { class: "pill main", iconName: "next", "data-testid": "advance-next", on: { click: () => this.jump({ to: "next" }) } }, h("span", {}, t("advance_next")), this.until);
    const clockBox = h(
      "div",
      { class: "clock-box" },
      h("div", { class: "clock", "data-testid": "clock", title: t("clock"), "aria-label": t("clock") }, icon("clock"), this.time, this.shortTime),
      ...(clock.available
        ? [
            this.next,
            button(t("hour_title"), { class: "pill", text: t("advance_hour"), "data-testid": "advance-hour", on: { click: () => this.jump({ seconds: 3600 }) } }),
            button(t("day_title"), { class: "pill", text: t("advance_day"), "data-testid": "advance-day", on: { click: () => this.jump({ seconds: 86400 }) } }),
          ]
        : []),
    );
    const faults = button(t("faults"), { class: "icon-button", iconName: "bolt", "data-testid": "faults-button", "aria-expanded": String(this.faults.open), on: { click: () => this.faults.toggle() } });
    if (state.faults.length) faults.append(h("span", { class: "badge" }, String(state.faults.reduce((sum, fault) => sum + fault.times, 0))));
    const theme = button(t(`theme_${pageTheme()}`), { class: "icon-button", iconName: THEME_ICONS[pageTheme()], "data-testid": "theme", on: { click: () => { nextTheme(); this.draw(); } } });
    this.element.replaceChildren(
      h("div", { class: "brand" }, h("img", { src: "/page/icon.svg", alt: "" }), h("span", {}, state.bot.name, " ", h("small", {}, t("sandbox")))),
      h("div", { class: "link-state", role: "status", "data-state": state.connected ? "live" : "lost", "data-testid": "link-state" }, h("i"), t(state.connected ? "online" : "lost")),
      h("span", { class: "spacer" }),
      ...(state.stories.length ? [button(t("stories"), { class: "pill stories", iconName: "play", "data-testid": "stories-button", "aria-expanded": String(this.stories.open), on: { click: () => this.stories.toggle() } }, h("span", {}, t("stories")))] : []),
      clockBox,
      ...(clock.resettable ? [button(t("restart"), { class: "icon-button", iconName: "restart", "data-testid": "restart", on: { click: () => this.restart() } })] : []),
      faults,
      theme,
      button(t("language_title"), { class: "icon-button", text: t("other_language"), "data-testid": "language", on: { click: otherLanguage } }),
    );
    this.tick();
  }

  tick() {
    const now = botNow();
    this.time.textContent = clockText(now);
    this.shortTime.textContent = clockText(now, true);
    this.time.parentElement.dataset.now = now.toISOString();
    const following = state.clock.next ? Date.parse(state.clock.next) - now : null;
    this.next.disabled = following === null;
    this.next.title = following === null ? t("nothing_planned") : t("advance_next");
    this.until.textContent = following === null ? "" : following <= 0 ? t("due_now") : t("next_in", { time: span(following) });
  }

  async jump(how) {
    this.next.disabled = true;
    await advance(how);
    this.tick();
  }

  async restart() {
    if ((await ask(t("restart"), [h("p", {}, t("restart_question"))], t("restart"))) && (await reset())) notice(t("restart_done"));
  }
}
