/* Reads the page aloud, with a voice that lives on the device: what a reader hears is sent
   to nobody. Loaded when the reader first asks. One sentence at a time, for Chromium falls
   silent after fifteen seconds of one; and a pause begins its sentence again, for Android
   cannot go on in the middle. */
(() => {
  "use strict";
  const speech = window.speechSynthesis;
  const html = document.documentElement;
  const tool = document.querySelector("[data-tool=listen]");
  const player = document.querySelector(".player");
  const button = (name) => player.querySelector(`[data-do=${name}]`);
  const dialects = Array.from(player.querySelectorAll("[data-voice]"));
  const INLINE = /^(a|abbr|b|bdi|code|em|i|mark|q|s|small|span|strong|sub|sup|time|u)$/i;
  const SILENT = ".source-mark, .sources, .other, .tongue, [hidden], [aria-hidden=true], script, style, svg, template";
  const SENTENCE = /[\s\S]+?(?:[。！？；]+[”’」』）]*|[.!?؟۔।]+["”’»)]*(?=\s|$)|$)/g;
  const PART = /[\s\S]{1,160}(?:[，,、：:،؛\s]|$)|[\s\S]{1,160}/g; // of a sentence too long for one breath
  const NUMBER = /\d[\d-]*\d/g;
  const SLOW = 0.7;
  let list = [];
  let at = 0;
  let rate = 1;
  let voice = null;
  let playing = false;
  let current = null; // also keeps it from being thrown away while it is spoken

  /* Text, by the block that it stands in. */
  const blocks = () => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      let block = node.parentElement;
      if (!node.data.trim() || block.closest(SILENT) || !block.getClientRects().length) continue;
      while (INLINE.test(block.tagName) && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
      const last = found[found.length - 1];
      if (last && last.block === block) last.nodes.push(node);
      else found.push({ block, nodes: [node] });
    }
    return found;
  };

  /* The place of a character of a block's text in its nodes. */
  const place = (nodes, offset, end) => {
    for (const node of nodes) {
      if (offset < node.length || (end && offset === node.length)) return [node, offset];
      offset -= node.length;
    }
    const last = nodes[nodes.length - 1];
    return [last, last.length];
  };

  /* Every sentence of the page, with the range that it stands in. */
  const sentences = () => {
    const found = [];
    for (const { block, nodes } of blocks()) {
      const text = nodes.map((node) => node.data).join("");
      let from = 0;
      for (const sentence of text.match(SENTENCE) || []) {
        for (const part of sentence.match(PART) || []) {
          const range = document.createRange();
          range.setStart(...place(nodes, from));
          range.setEnd(...place(nodes, from + part.length, true));
          from += part.length;
          if (/[\p{L}\p{N}]/u.test(part)) found.push({ block, range, text: part.trim() });
        }
      }
    }
    return found;
  };

  /* Phone numbers are told digit by digit. */
  const phones = new Set(Array.from(document.querySelectorAll('a[href^="tel:"]'), (link) => link.textContent.trim()));
  const told = (text) =>
    text.replace(/[\u2060\u200b\u00ad]/g, "").replace(NUMBER, (number) => {
      const isPhone = phones.has(number) || /^(1-)?\d{3}-\d{3}-\d{4}$/.test(number);
      return isPhone ? number.replace(/-/g, ", ").replace(/\d(?=\d)/g, "$& ") : number;
    });

  /* Voices: those on the device, by the longest tag that names their language. */
  const tagOf = (lang) => lang.replace(/_/g, "-").toLowerCase();
  const fits = (dialect, lang) => {
    const tags = dialect.dataset.voice.toLowerCase().split(" ");
    const fitting = tags.filter((tag) => lang === tag || lang.startsWith(`${tag}-`));
    return Math.max(0, ...fitting.map((tag) => tag.length));
  };
  const voicesOf = (dialect) =>
    speech.getVoices().filter((one) => {
      const fit = fits(dialect, tagOf(one.lang));
      return one.localService && fit && dialects.every((other) => fits(other, tagOf(one.lang)) <= fit);
    });
  const choose = (dialect) => {
    [voice] = voicesOf(dialect);
    for (const other of dialects) other.setAttribute("aria-pressed", other === dialect);
  };

  /* Show what is read: its block, and its sentence where the browser can. */
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (item) => {
    for (const old of document.querySelectorAll(".speaking")) old.classList.remove("speaking");
    if (window.CSS && CSS.highlights) CSS.highlights.delete("speaking");
    if (!item) return;
    item.block.classList.add("speaking");
    if (window.Highlight && CSS.highlights) CSS.highlights.set("speaking", new Highlight(item.range));
    const { top, bottom } = item.range.getBoundingClientRect();
    if (top < innerHeight * 0.15 || bottom > innerHeight * 0.7) {
      scrollBy({ top: top - innerHeight * 0.3, behavior: calm ? "auto" : "smooth" });
    }
  };

  const speak = () => {
    speech.cancel();
    if (at >= list.length) {
      stop();
      return;
    }
    show(list[at]);
    const utterance = new SpeechSynthesisUtterance(told(list[at].text));
    utterance.voice = voice;
    utterance.lang = voice ? voice.lang : html.lang;
    utterance.rate = rate;
    utterance.onend = () => {
      if (current !== utterance || !playing) return;
      at++;
      speak();
    };
    utterance.onerror = (event) => {
      if (current === utterance && !/^(canceled|interrupted)$/.test(event.error)) stop();
    };
    current = utterance;
    speech.speak(utterance);
  };

  const play = (on) => {
    playing = on;
    const pause = button("pause");
    if (!pause.dataset.pause) pause.dataset.pause = pause.textContent;
    pause.textContent = on ? pause.dataset.pause : pause.dataset.words;
    current = null;
    if (on) speak();
    else speech.cancel();
  };

  const stop = () => {
    const inside = player.contains(document.activeElement);
    playing = false;
    current = null;
    speech.cancel();
    show(null);
    player.hidden = true;
    html.classList.remove("listening");
    tool.setAttribute("aria-pressed", "false");
    if (inside) tool.focus({ preventScroll: true });
  };

  /* Begin with what the reader sees first. */
  const start = () => {
    list = sentences();
    at = Math.max(0, list.findIndex(({ range }) => range.getBoundingClientRect().top > innerHeight * 0.12));
    const offered = dialects.filter((dialect) => voicesOf(dialect).length);
    if (!offered.length) return;
    for (const dialect of dialects) dialect.hidden = offered.length < 2 || !offered.includes(dialect);
    if (!voice) choose(offered[0]);
    player.hidden = false;
    html.classList.add("listening");
    tool.setAttribute("aria-pressed", "true");
    play(true);
  };

  tool.addEventListener("click", () => (player.hidden ? start() : stop()));
  button("stop").addEventListener("click", stop);
  button("pause").addEventListener("click", () => play(!playing));
  button("slower").addEventListener("click", () => {
    rate = rate === 1 ? SLOW : 1;
    button("slower").setAttribute("aria-pressed", rate !== 1);
    if (playing) play(true);
  });
  for (const dialect of dialects) {
    dialect.addEventListener("click", () => {
      choose(dialect);
      if (playing) play(true);
    });
  }
  addEventListener("pagehide", stop);
})();
