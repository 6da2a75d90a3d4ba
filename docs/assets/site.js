/* What the pages need beyond HTML: the language switch keeps the section, the choice
   is remembered (never forced), and a lost reader is offered the likely page.
   Everything else works without this file. ES2017, for WeChat's browser. */
(() => {
  "use strict";
  const offline = new URL("offline.js", document.currentScript.src).href;

  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null; // storage is blocked: nothing is remembered, all else works
    }
  };

  const keep = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch (error) {
      /* as above */
    }
  };

  /* The section at the top of the screen, for the same section in the other edition. */
  const section = () => {
    let current = "";
    for (const heading of document.querySelectorAll(".text h2[id]")) {
      if (heading.getBoundingClientRect().top > innerHeight / 3) break;
      current = heading.id;
    }
    return current;
  };

  const keepSection = (event) => {
    const link = event.target.closest && event.target.closest(".languages a");
    if (!link || !link.hreflang) return;
    keep("edition", link.hreflang);
    const id = link.dataset.home === undefined && section();
    if (id) link.hash = id;
  };

  const offerRemembered = () => {
    const bar = document.querySelector(".resume");
    const choice = kept("edition");
    if (!bar || !choice || choice === document.documentElement.lang) return;
    const link = document.querySelector(`.languages a[hreflang="${choice}"]:not([data-home])`);
    if (!link) return;
    const go = document.createElement("a");
    go.href = link.href;
    go.textContent = bar.dataset.words.split("{name}").join(link.textContent);
    const stay = document.createElement("button");
    stay.type = "button";
    stay.textContent = bar.dataset.dismiss;
    stay.addEventListener("click", () => {
      keep("edition", document.documentElement.lang);
      bar.hidden = true;
    });
    bar.append(go, stay);
    bar.hidden = false;
  };

  /* How alike two paths are: the share of letter pairs they have in common. */
  const likeness = (a, b) => {
    const pairs = (text) => Array.from(text, (_, i) => text.slice(i, i + 2)).slice(0, -1);
    const theirs = pairs(b);
    const total = pairs(a).length + theirs.length;
    let shared = 0;
    for (const pair of pairs(a)) {
      const at = theirs.indexOf(pair);
      if (at >= 0) {
        shared += 2;
        theirs.splice(at, 1);
      }
    }
    return total ? shared / total : 0;
  };

  const offerLikely = () => {
    const list = document.querySelector("template#topics"); // a title may be “Topics” too
    if (!list) return;
    const topics = list.content.textContent.trim().split(/\s+/);
    const base = document.body.dataset.base;
    let asked = location.pathname;
    try {
      asked = decodeURIComponent(asked);
    } catch (error) {
      /* not an encoded text: compare it as it is */
    }
    asked = asked.slice(base.length).toLowerCase();
    const [first, ...rest] = asked.split("/");
    const parts = Array.from(document.querySelectorAll("[data-edition]"));
    const folders = [].concat(...parts.map(({ lang, dataset }) => [dataset.edition.slice(0, -1), lang, lang.split("-")[0]])).map((name) => name.toLowerCase());
    for (const part of parts) {
      const wanted = (folders.includes(first) ? rest.join("/") : asked).replace(/(index)?(\.html?)?\/?$/, "");
      let best = "";
      let most = 0.4; // less than this is no likeness
      for (const topic of topics) {
        const alike = likeness(wanted, topic.replace(/\/index$/, ""));
        if (alike > most) [best, most] = [topic, alike];
      }
      if (!best) continue;
      const line = part.querySelector(".likely");
      const link = line.querySelector("a");
      link.href = base + part.dataset.edition + (best + "/").replace(/(^|\/)index\/$/, "$1");
      link.textContent = best;
      line.hidden = false;
    }
  };

  /* Search is fetched when the box is used, or a result has led here. */
  const readySearch = () => {
    const form = document.querySelector("form.find");
    if (!form) return;
    const input = form.querySelector("input");
    const fetchSearch = () => {
      if (document.getElementById("search-script")) return;
      const script = document.createElement("script");
      script.id = "search-script";
      script.src = form.dataset.script;
      document.head.append(script);
    };
    input.addEventListener("focus", fetchSearch, { once: true });
    document.addEventListener("keydown", (event) => {
      const writing = /^(input|textarea|select)$/i.test(event.target.tagName);
      if (event.key !== "/" || writing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.focus();
    });
    if (location.hash.startsWith("#q=")) fetchSearch();
  };

  /* Text size: the first tap makes it larger and shows the choices. */
  const readySizes = () => {
    const tool = document.querySelector("[data-tool=size]");
    const panel = document.getElementById("sizes");
    if (!tool || !panel) return;
    const choose = (size) => {
      document.documentElement.dataset.size = size;
      for (const choice of panel.children) choice.setAttribute("aria-pressed", choice.dataset.size === size);
      keep("size", size);
    };
    tool.addEventListener("click", () => {
      if (panel.hidden && !document.documentElement.dataset.size) choose("large");
      panel.hidden = !panel.hidden;
      tool.setAttribute("aria-expanded", !panel.hidden);
    });
    panel.addEventListener("click", (event) => {
      if (event.target.dataset.size !== undefined) choose(event.target.dataset.size);
    });
    for (const choice of panel.children) {
      choice.setAttribute("aria-pressed", choice.dataset.size === document.documentElement.dataset.size);
    }
    tool.hidden = false;
  };

  /* A tool's script did not come; another tap tries again. */
  const sayOffline = (tool) => {
    const status = document.querySelector(".tool-status");
    status.classList.add("failed");
    status.textContent = JSON.parse(tool.parentElement.dataset.words).offline;
  };

  /* Sharing is fetched with the first tap; WeChat needs its hints on links to PDFs, too. */
  const readyShare = () => {
    const tool = document.querySelector("[data-tool=share]");
    if (!tool) return;
    const fetchShare = () => {
      if (document.getElementById("share-script")) return;
      const script = document.createElement("script");
      script.id = "share-script";
      script.src = tool.dataset.script;
      script.onerror = () => {
        script.remove();
        sayOffline(tool);
      };
      document.head.append(script);
    };
    tool.addEventListener("click", () => {
      tool.dataset.asked = "";
      fetchShare();
    });
    if (/MicroMessenger/i.test(navigator.userAgent)) fetchShare();
    tool.hidden = false;
  };

  /* What each tool needs of the device; `ready` shows it, at once or later. */
  const can = {
    both: (ready) => {
      const own = document.documentElement.lang.split("-")[0];
      const links = Array.from(document.querySelectorAll(".languages a:not([data-home])"));
      const other = links.some((link) => link.lang.split("-")[0] !== own);
      if (other && location.protocol !== "file:" && window.fetch && window.DOMParser) ready();
    },
    listen: (ready) => {
      const speech = window.speechSynthesis;
      if (!speech || !window.SpeechSynthesisUtterance) return;
      const tags = Array.from(document.querySelectorAll("[data-voice]"), (voice) => voice.dataset.voice);
      const known = tags.join(" ").toLowerCase().split(" ");
      const look = () => {
        const langs = speech.getVoices().filter((voice) => voice.localService).map((voice) => voice.lang);
        const fits = (lang) => known.some((tag) => `${lang}-`.replace(/_/g, "-").toLowerCase().startsWith(`${tag}-`));
        if (langs.some(fits)) ready();
      };
      look();
      if (speech.addEventListener) speech.addEventListener("voiceschanged", look);
      else speech.onvoiceschanged = look;
    },
  };

  /* A tool's script is fetched when the tool is first used, and is then told of the tap. */
  const readyTool = (tool) => {
    if (!tool.hidden) return;
    const fetchScript = () => {
      if (tool.getAttribute("aria-busy")) return;
      tool.setAttribute("aria-busy", "true");
      const script = document.createElement("script");
      script.src = tool.dataset.script;
      script.onload = () => {
        tool.removeAttribute("aria-busy");
        tool.removeEventListener("click", fetchScript);
        tool.click();
      };
      script.onerror = () => {
        tool.removeAttribute("aria-busy");
        script.remove();
        sayOffline(tool);
      };
      document.head.append(script);
    };
    tool.addEventListener("click", fetchScript);
    tool.hidden = false;
    if (tool.dataset.tool === "both" && /[?&]both\b/.test(location.search)) tool.click();
  };

  const readyTools = () => {
    for (const tool of document.querySelectorAll(".tool[data-script]")) {
      const needs = can[tool.dataset.tool];
      if (needs) needs(() => readyTool(tool));
    }
  };

  /* Keeping for offline begins when the page is idle; only a built page names a worker. */
  const readyOffline = () => {
    const can = document.body.dataset.worker && "serviceWorker" in navigator;
    if (!can && !document.querySelector(".erase")) return;
    const fetchOffline = () => {
      const script = document.createElement("script");
      script.src = offline;
      document.head.append(script);
    };
    const whenIdle = () => (window.requestIdleCallback || setTimeout)(fetchOffline);
    if (document.readyState === "complete") whenIdle();
    else window.addEventListener("load", whenIdle);
  };

  document.addEventListener("click", keepSection);
  readySearch();
  readySizes();
  readyShare();
  readyTools();
  readyOffline();
  offerRemembered();
  offerLikely();
})();
