// Which letters this browser has fonts for: what it draws for a missing one is the same empty box every time.

const SIZE = 24;

/** The pixels of `text` in the page's fonts, as red, green, blue and opacity; none where a canvas can't be read. */
function pixels(text) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * 1.5;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return [];
  pen.font = `${SIZE}px ${getComputedStyle(document.documentElement).fontFamily}`;
  pen.textBaseline = "top";
  pen.fillText(text, 2, 2);
  return pen.getImageData(0, 0, canvas.width, canvas.height).data;
}

function colourful(text) {
  const data = pixels(text);
  for (let at = 0; at < data.length; at += 4) {
    const spread = Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]);
    if (data[at + 3] > 128 && spread > 40) return true;
  }
  return false;
}

const alike = (one, other) => one.length > 0 && one.every((value, at) => value === other[at]);

export const hasColourEmoji = colourful("🎉") && colourful("✅");

export const hasChinese = !alike(pixels("们"), pixels("国"));
