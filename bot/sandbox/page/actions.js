// What the page asks the server to do. Whatever fails is shown, and answered with null.

import { notice } from "./notices.js";
import { putEarlier } from "./store.js";
import { t } from "./strings.js";

export const LARGEST_FILE = 20 * 1024 * 1024;

async function ask(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (method !== "GET") Object.assign(options, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) });
  try {
    const response = await fetch(`/control/${path}`, options);
    const answer = await response.json();
    if (response.ok) return answer;
    notice(t("failed", { reason: answer.error ?? response.status }), true);
  } catch {
    notice(t("failed", { reason: t("unreachable") }), true);
  }
  return null;
}

export const write = (user, text, replyTo) => ask("POST", `people/${user}/messages`, { text, reply_to: replyTo });
export const press = (user, message, data) => ask("POST", `people/${user}/presses`, { message_id: message, data });
export const read = (user) => ask("POST", `people/${user}/read`);
export const change = (user, what) => ask("POST", `people/${user}`, what);
export const join = (name, language) => ask("POST", "people", { name, language });
export const advance = (how) => ask("POST", "clock", how);
export const reset = () => ask("POST", "reset");
export const addFault = (fault) => ask("POST", "faults", fault);
export const playStory = (name, speed) => ask("POST", "story", { name, speed });
export const storySpeed = (speed) => ask("POST", "story/speed", { speed });
export const stopStory = () => ask("DELETE", "story");
export const clearFaults = () => ask("DELETE", "faults");

export async function earlier(user, before) {
  const answer = await ask("GET", `people/${user}/messages?before=${before}`);
  if (answer) putEarlier(user, answer.messages);
}

export async function sendFile(user, file, caption, replyTo) {
  if (file.size > LARGEST_FILE) {
    notice(t("too_large"), true);
    return null;
  }
  const form = new FormData();
  form.append("file", file, file.name || "pasted.png");
  form.append("caption", caption);
  if (replyTo) form.append("reply_to", String(replyTo));
  return ask("POST", `people/${user}/files`, form);
}

export const fileUrl = (file, download = false) => `/control/files/${file.id}${download ? "?download" : ""}`;
