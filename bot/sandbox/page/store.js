// What the page knows, and who wants to hear when that changes.

const listeners = new Map();

export const state = {
  connected: false,
  bot: { name: "Bespoke", username: "" },
  people: new Map(), // user id → person
  chats: new Map(), // user id → messages, oldest first
  complete: new Set(), // user ids whose earliest message is here
  clock: { available: false },
  faults: [],
  examples: {},
  autopilot: false,
  temperaments: [],
  watched: false, // whether the bot's lane can be seen at all
  lane: new Map(), // entry id → entry, oldest first
  led: new Map(), // user id → ids of messages that are lit up
  stories: [],
  story: null, // the last one that was played
};

/** Listen to: hello, message, deleted, earlier, person, typing, draft, answer, clock, faults, link, language, lane, led, story. */
export function on(kind, listener) {
  if (!listeners.has(kind)) listeners.set(kind, new Set());
  listeners.get(kind).add(listener);
}

export function emit(kind, data = {}) {
  for (const listener of listeners.get(kind) ?? []) listener(data);
}

export const peopleOf = (role) => [...state.people.values()].filter((person) => person.role === role);

export const messageOf = (userId, messageId) => state.chats.get(userId)?.find((message) => message.id === messageId);

/** Take in what the server tells. */
export function receive(told) {
  if (told.type === "hello") {
    state.bot = told.bot;
    state.people = new Map(told.people.map((person) => [person.user_id, person]));
    state.chats = new Map(Object.entries(told.chats).map(([id, messages]) => [Number(id), messages]));
    state.complete = new Set();
    Object.assign(state, { faults: told.faults, examples: told.examples, autopilot: told.autopilot, temperaments: told.temperaments });
    Object.assign(state, { lane: new Map((told.lane ?? []).map((entry) => [entry.id, entry])), watched: told.lane !== null, stories: told.stories, story: told.story });
    setClock(told.clock);
  }
  if (told.person) state.people.set(told.person.user_id, told.person);
  if (told.type === "message") put(told.chat, told.message);
  if (told.type === "deleted") {
    state.chats.set(told.chat, (state.chats.get(told.chat) ?? []).filter((message) => message.id !== told.message_id));
  }
  if (told.type === "clock") setClock(told);
  if (told.type === "lane") putEntry(told.entry);
  if (told.type === "story") state.story = told.story;
  if (told.type === "faults") state.faults = told.faults;
  if (told.person && told.type !== "person") emit("person", { person: told.person });
  emit(told.type, told);
}

export function putEarlier(userId, messages) {
  const known = state.chats.get(userId) ?? [];
  if (!messages.length) state.complete.add(userId);
  state.chats.set(userId, [...messages.filter((message) => !messageOf(userId, message.id)), ...known]);
  emit("earlier", { chat: userId });
}

function put(userId, message) {
  const chat = state.chats.get(userId) ?? [];
  const at = chat.findIndex((known) => known.id === message.id);
  if (at >= 0) chat[at] = message;
  else chat.push(message);
  state.chats.set(userId, chat);
}

function putEntry(entry) {
  state.lane.set(entry.id, entry);
  while (state.lane.size > 300) state.lane.delete(state.lane.keys().next().value);
}

function setClock(told) {
  state.clock = { ...told, anchor: performance.now() };
}

/** The bot's present, as a Date: its clock runs on between what the server tells. */
export function botNow() {
  if (!state.clock.available) return new Date();
  return new Date(Date.parse(state.clock.now) + performance.now() - state.clock.anchor);
}
