// Which messages are lit up: those that one entry of the lane led to, and the one that it began with.

import { emit, state } from "./store.js";

export function lightUp(entry) {
  state.led = new Map();
  if (entry) {
    const light = (chat, message) => chat !== null && message !== null && state.led.set(chat, new Set([...(state.led.get(chat) ?? []), message]));
    light(entry.chat, entry.message);
    for (const out of entry.out) light(out.chat, out.shown);
  }
  emit("led");
}

export const isLit = (chat, message) => state.led.get(chat)?.has(message) ?? false;
