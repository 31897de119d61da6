// Times as people read them, in the page's language.

import { botNow } from "./store.js";
import { pageLanguage, t } from "./strings.js";

const locale = () => (pageLanguage() === "zh" ? "zh-CN" : "en-GB");
const format = (date, options) => new Intl.DateTimeFormat(locale(), options).format(date);

export const clockTime = (seconds) => format(new Date(seconds * 1000), { hour: "2-digit", minute: "2-digit" });

/** The bot's clock; `short` leaves out what a narrow page has no room for. */
export const clockText = (date, short = false) =>
  short
    ? format(date, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })
    : `${format(date, { weekday: "short", day: "numeric", month: "short" })} ${format(date, { hour: "2-digit", minute: "2-digit", second: "2-digit" })}`;

const dayNumber = (date) => Math.floor((date.getTime() - date.getTimezoneOffset() * 60000) / 86400000);

export function dayText(seconds) {
  const date = new Date(seconds * 1000);
  const ago = dayNumber(botNow()) - dayNumber(date);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  return format(date, { weekday: "long", day: "numeric", month: "long" });
}

export const sameDay = (a, b) => dayNumber(new Date(a * 1000)) === dayNumber(new Date(b * 1000));

/** When the newest message came, for a list: the time, or the day where that is another one. */
export function listTime(seconds) {
  return sameDay(seconds, botNow().getTime() / 1000) ? clockTime(seconds) : format(new Date(seconds * 1000), { day: "numeric", month: "short" });
}

/** How long until `date`, in its largest unit or two. */
export function span(milliseconds) {
  const minutes = Math.round(milliseconds / 60000);
  if (minutes < 1) return t("seconds", { n: Math.max(1, Math.round(milliseconds / 1000)) });
  if (minutes < 60) return t("minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t("hours", { n: hours }) + (minutes % 60 && hours < 6 ? ` ${t("minutes", { n: minutes % 60 })}` : "");
  return t("days", { n: Math.floor(hours / 24) }) + (hours % 24 ? ` ${t("hours", { n: hours % 24 })}` : "");
}

/** A date_time entity: Telegram's formats r (relative), w/W weekday, d/D date, t/T time, small for short. */
export function entityTime(seconds, wanted) {
  const date = new Date(seconds * 1000);
  if (wanted === "r") {
    const minutes = (date - botNow()) / 60000;
    const [value, unit] = Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 1440 ? [minutes / 60, "hour"] : [minutes / 1440, "day"];
    return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.round(value), unit);
  }
  const options = {};
  if (/w/i.test(wanted)) options.weekday = wanted.includes("W") ? "long" : "short";
  if (/d/i.test(wanted)) Object.assign(options, wanted.includes("D") ? { day: "numeric", month: "long", year: "numeric" } : { day: "numeric", month: "short" });
  if (/t/i.test(wanted)) Object.assign(options, { hour: "2-digit", minute: "2-digit" }, wanted.includes("T") ? { second: "2-digit" } : {});
  return format(date, options);
}

export const fullTime = (seconds) => format(new Date(seconds * 1000), { dateStyle: "full", timeStyle: "short" });

/** "2026-12-04" as a day of the month. */
export const dayMonth = (iso) => format(new Date(`${iso}T12:00:00`), { day: "numeric", month: "short" });
