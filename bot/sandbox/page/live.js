// The socket on which the server tells what happens; lost connections come back by themselves.

import { emit, receive, state } from "./store.js";

let pause = 300;

export function connect() {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/control/live`);
  socket.addEventListener("open", () => {
    pause = 300;
    setConnected(true);
  });
  socket.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    setConnected(false);
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, 5000);
  });
}

function setConnected(connected) {
  state.connected = connected;
  emit("link");
}
