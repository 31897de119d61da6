// Files that are dragged onto a chat.

export function acceptDrops(chat) {
  const over = (event, inside) => {
    event.preventDefault();
    chat.element.classList.toggle("dropping", inside && chat.user !== null);
  };
  chat.element.addEventListener("dragover", (event) => over(event, true));
  chat.element.addEventListener("dragleave", (event) => over(event, false));
  chat.element.addEventListener("drop", (event) => {
    over(event, false);
    chat.composer.attach(event.dataTransfer?.files[0]);
  });
}
