// One entry of the lane as an element: four cells, from what came in to what went out.

import { avatar, h, icon } from "./dom.js";
import { state } from "./store.js";
import { known, pageLanguage, t } from "./strings.js";
import { clockTime, dayMonth } from "./time.js";

const KIND_ICONS = { message: "send", press: "tap", file: "file", due: "clock", other: "user" };
const inLanguage = (texts) => (typeof texts === "string" ? texts : (texts[pageLanguage()] ?? texts.en));
const seconds = (n) => t("took", { n: n < 10 ? n.toFixed(n < 1 ? 2 : 1) : Math.round(n) });

export function laneEntry(entry, chosen, onChoose) {
  return h(
    "li",
    {
      class: `entry ${entry.kind}`,
      tabindex: "0",
      role: "button",
      "aria-pressed": String(chosen),
      "data-testid": "lane-entry",
      dataset: { id: entry.id },
      on: {
        click: onChoose,
        keydown: (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          onChoose();
        },
      },
    },
    cameIn(entry),
    cell("lane_understood", entry.readings.map(understood)),
    cell("lane_planned", [...entry.plans.map(planned), decisions(entry)]),
    cell("lane_out", sent(entry)),
  );
}

function cell(head, parts) {
  const shown = parts.filter(Boolean);
  return h("div", { class: shown.length ? "cell" : "cell none" }, h("span", { class: "cell-head" }, t(head)), ...shown);
}

function cameIn(entry) {
  const person = state.people.get(entry.chat);
  const who = entry.kind === "due" ? t("lane_due") : (person?.name ?? "");
  const what = entry.kind === "due" ? known(`due_${entry.text}`, entry.text) : entry.text || t(`kind_${entry.kind}`);
  return h(
    "div",
    { class: "cell came" },
    person ? avatar(person, true) : h("span", { class: "avatar small plain" }, icon(KIND_ICONS[entry.kind] ?? "user")),
    h("div", {}, h("span", { class: "line" }, h("b", {}, who), h("time", {}, clockTime(Date.parse(entry.at) / 1000)), entry.order ? h("small", {}, t("lane_order", { n: entry.order })) : null), h("span", { class: entry.kind === "press" ? "said pressed" : "said", dir: "auto" }, what)),
  );
}

function understood(reading) {
  const lines = [
    ...(reading.items ?? []).map(inLanguage),
    reading.deadline && t("read_deadline", { value: dayMonth(reading.deadline) }),
    reading.budget && t("read_budget", { value: reading.budget }),
    reading.destination && t("read_destination", { value: reading.destination }),
    reading.quantity && t("read_quantity", { value: reading.quantity }),
    reading.reason && t("read_reason", { value: reading.reason }),
    reading.missing?.length && t("read_missing", { value: reading.missing.map((name) => named(inLanguage(name))).join(", ") }),
    reading.unknown?.length && t("read_unknown", { value: reading.unknown.join(", ") }),
  ].filter(Boolean);
  return h("div", { class: "part" }, h("span", { class: "line" }, h("b", {}, known(`intent_${reading.intent}`, reading.intent)), h("small", {}, seconds(reading.seconds))), ...lines.map((line) => h("span", {}, line)));
}

const named = (name) => known(`missing_${name}`, name);

function planned(plan) {
  const money = (amount) => new Intl.NumberFormat(pageLanguage() === "zh" ? "zh-CN" : "en-GB", { style: "currency", currency: plan.currency, currencyDisplay: "narrowSymbol" }).format(amount);
  const option = (one) =>
    h("span", { class: "option", title: one.runs.map(inLanguage).join("\n") }, h("b", {}, one.labels.map((label) => t(`label_${label}`)).join(", ")), ` ${money(one.price)} · ${dayMonth(one.arrives)} · ${t(one.runs.length === 1 ? "one_job" : "jobs", { n: one.runs.length })}`);
  const head = plan.options.length ? t("plan_options", { n: plan.options.length }) : t("plan_none", { why: plan.refused.map((why) => known(`reason_${why}`, why)).join(", ") });
  return h("div", { class: "part" }, h("span", { class: "line" }, h("b", {}, head), h("small", {}, seconds(plan.seconds))), h("span", {}, t(plan.rest ? "plan_rest" : "plan_over", { steps: plan.steps, n: plan.makers })), ...plan.options.map(option));
}

function decisions(entry) {
  const names = [...new Set(entry.decisions.flatMap((note) => note.split(", ")))];
  return names.length ? h("span", { class: "decided" }, ...names.map((name) => h("i", {}, known(`event_${name}`, name)))) : null;
}

/** Messages of one kind to several people are one line. */
function sent(entry) {
  const groups = new Map();
  for (const out of entry.out.filter((one) => one.state !== "replaced")) {
    const key = `${out.view} ${out.state} ${state.people.get(out.chat)?.role}`;
    groups.set(key, [...(groups.get(key) ?? []), out]);
  }
  return [...groups.values()].map((outs) => {
    const names = [...new Set(outs.map((out) => state.people.get(out.chat)?.name ?? String(out.chat)))];
    const who = names.length > 2 ? t("several", { n: names.length }) : names.join(", ");
    const after = Math.max(...outs.map((out) => out.after ?? 0));
    return h("span", { class: `out ${outs[0].state}`, title: names.join("\n") }, h("b", {}, who), h("span", {}, known(`view_${outs[0].view}`, t("view_notice"))), h("small", {}, outs[0].state === "sent" ? seconds(after) : t(`out_${outs[0].state}`)));
  });
}
