/* Loads the page again when it has changed, where the reader was; renews its problems. */
(() => {
  "use strict";
  const script = document.getElementById("preview-script");
  const { base, digest } = script.dataset;
  const here = location.pathname;
  const SCROLL = "preview-scroll";
  const OPEN = "preview-open";

  const panel = () => document.getElementById("preview-panel");

  const dress = () => {
    const shown = panel();
    if (!shown) return;
    const asked = sessionStorage.getItem(OPEN);
    shown.open = asked ? asked === "yes" : shown.dataset.errors !== "0";
    shown.querySelector("summary").addEventListener("click", () => {
      sessionStorage.setItem(OPEN, shown.open ? "no" : "yes");
    });
  };

  const reload = () => {
    sessionStorage.setItem(SCROLL, JSON.stringify([here, scrollY]));
    location.reload();
  };

  const comeBack = () => {
    const [path, y] = JSON.parse(sessionStorage.getItem(SCROLL) || "[]");
    sessionStorage.removeItem(SCROLL);
    if (path === here) scrollTo({ top: y, behavior: "instant" });
  };

  const look = async () => {
    const answer = await fetch(`${base}_preview/state?path=${encodeURIComponent(here)}`);
    const state = await answer.json();
    if (state.digest !== digest) {
      reload();
    } else if (panel() && state.panel) {
      panel().outerHTML = state.panel;
      dress();
    }
  };

  /* A browser keeps few connections to one host: a hidden tab gives its own back. */
  let events = null;
  const listen = () => {
    if (events) events.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource(`${base}_preview/events`);
    events.onmessage = () => look().catch(() => {});
  };

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events && events.close());
  addEventListener("load", comeBack);
  dress();
  listen();
})();
