// Stories: a list to choose from, and a bar that says what is going on while one plays.

import { playStory, storySpeed, stopStory } from "./actions.js";
import { button, h, icon } from "./dom.js";
import { Sheet } from "./sheet.js";
import { on, state } from "./store.js";
import { pageLanguage, t } from "./strings.js";

const SPEEDS = { 1: "1×", 4: "4×", 0: null };
const inLanguage = (texts) => texts[pageLanguage()] ?? texts.en;

export class StorySheet extends Sheet {
  constructor() {
    super("stories");
  }

  draw() {
    this.element.setAttribute("aria-label", t("stories_title"));
    const item = (story) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "story-item", "data-testid": "story", dataset: { name: story.name }, on: { click: () => this.play(story.name) } },
          icon("play"),
          h("span", {}, h("b", {}, inLanguage(story.title)), h("small", {}, t(`language_${story.language}`))),
        ),
      );
    this.element.replaceChildren(h("h2", {}, t("stories_title")), h("p", {}, t("stories_hint")), h("ul", { class: "story-list" }, ...state.stories.map(item)));
  }

  async play(name) {
    this.close();
    await playStory(name, 1);
  }
}

/** Under the header while a story plays, and until its end was seen. `follow(user)` shows whoever acts. */
export class StoryBar {
  constructor(element, follow) {
    this.element = element;
    this.follow = follow;
    this.dismissed = null;
    on("hello", () => this.draw());
    on("language", () => this.draw());
    on("story", ({ story }) => this.told(story));
    this.draw();
  }

  told(story) {
    if (story.state === "playing") {
      this.dismissed = null;
      const user = story.act?.user ?? (story.step <= 1 ? story.consumer : null);
      if (user !== null) this.follow(user);
    }
    this.draw();
  }

  draw() {
    const story = state.story;
    this.element.hidden = !story || this.dismissed === story.consumer;
    if (this.element.hidden) return;
    const playing = story.state === "playing";
    this.element.dataset.state = story.state;
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    const parts = [
      h("div", { class: "story-told" }, h("b", { "data-testid": "story-caption" }, playing ? inLanguage(story.caption) : t(`story_${story.state}`, { title: inLanguage(story.title) })), h("span", { "data-testid": "story-act" }, this.detail(story))),
      h("div", { class: "story-steps", role: "img", "aria-label": t("story_step", { n: story.step, of: story.steps }) }, ...Array.from({ length: story.steps }, (_, index) => h("i", { class: index < story.step - (playing ? 1 : 0) ? "done" : index === story.step - 1 ? "now" : "" }))),
      playing ? this.speeds(story) : null,
      playing
        ? button(t("story_stop"), { class: "pill danger", iconName: "stop", text: t("story_stop"), "data-testid": "story-stop", on: { click: stopStory } })
        : button(t("close"), { class: "icon-button", iconName: "close", "data-testid": "story-close", on: { click: () => this.close() } }),
    ];
    this.element.replaceChildren(...parts.filter(Boolean));
    if (focused) this.element.querySelector(`[data-testid="${focused}"]`)?.focus();
  }

  detail(story) {
    if (story.state === "failed") return t("story_waited", { what: story.waited_for });
    const person = story.act && state.people.get(story.act.user);
    return person ? t(`act_${story.act.what}`, { name: person.name }) : "";
  }

  speeds(story) {
    const one = (speed) =>
      h("button", { type: "button", "aria-pressed": String(story.speed === speed), "data-testid": `speed-${speed}`, on: { click: () => storySpeed(speed) } }, SPEEDS[speed] ?? t("at_once"));
    return h("div", { class: "speeds", role: "group", "aria-label": t("speed") }, ...[1, 4, 0].map(one));
  }

  close() {
    this.dismissed = state.story.consumer;
    this.draw();
  }
}
