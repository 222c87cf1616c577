// The application in one file. file:// knows neither fetch nor a worker from a file: the wasm lies packed in the page.
(() => {
  // Seven bits a character, as tools/ship.mjs wrote them; from 128 on the first seven are those of a character that a page can't
  // hold (a parser changes the first two, and ends the element at the third). What xz writes is whole groups of four.
  const bytes = (text) => {
    const forbidden = [0, 13, 60];
    const out = new Uint8Array((text.length * 7) >> 2);
    let [bits, held, to] = [0, 0, 0];
    const take = (seven) => {
      bits = (bits << 7) | seven;
      held += 7;
      if (held >= 8) {
        held -= 8;
        out[to] = bits >> held;
        to += 1;
        bits &= 255;
      }
    };
    for (let from = 0; from < text.length; from += 1) {
      const code = text.charCodeAt(from);
      if (code > 127) take(forbidden[(code >> 7) - 1]);
      take(code & 127);
    }
    return out.subarray(0, to - (to % 4));
  };
  const { XzReadableStream } = window['xz-decompress'];

  window.mingchouShape = {
    async compile() {
      const packed = document.getElementById('wasm');
      const unpacked = new Response(new XzReadableStream(new Blob([bytes(packed.textContent)]).stream()));
      const module = await WebAssembly.compile(await unpacked.arrayBuffer());
      packed.remove();
      return module;
    },
    // A file stays as it is: a new version is another file.
    onUpdate() {},
    update: async () => 0,
  };
})();
