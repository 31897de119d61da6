// Messages that belong together, because one side wrote them one after the other.

import { sameDay } from "./time.js";

const RUN = 600; // seconds

/** Whether a message is the first and the last of a run from one side. */
export function placeOf(messages, index) {
  const joins = (a, b) => a && b && a.from_bot === b.from_bot && sameDay(a.date, b.date) && b.date - a.date < RUN && !a.buttons.length;
  return { first: !joins(messages[index - 1], messages[index]), last: !joins(messages[index], messages[index + 1]) };
}
