/* What a reader keeps on the phone: asks the service worker (worker.js) to keep this
   page or the whole edition, tells how far it is, offers a newer version, erases all.
   Fetched once the page is idle; without it the links lead to a page that explains. */
(() => {
  "use strict";
  const html = document.documentElement;
  const { lang } = html;
  const address = document.body.dataset.worker;
  const worker = address && new URL(address, location.href);
  const scope = worker && new URL("./", worker).href;
  const WAIT = 300000; // milliseconds for one step on a slow network
  let registration = null;
  let erased = false;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };

  const button = (words, deed) => {
    const element = make("button", { type: "button", class: "button" }, words);
    element.addEventListener("click", deed);
    return element;
  };

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));

  const day = (kept) => new Date(kept).toLocaleDateString(lang, { year: "numeric", month: "long", day: "numeric" });

  const megabytes = (bytes) => (bytes / 1e6).toLocaleString(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  const path = () => location.href.split(/[?#]/)[0].slice(scope.length).replace(/(^|\/)index\.html$/, "$1");

  const ask = (message) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      const timer = setTimeout(reject, WAIT, new Error("no answer"));
      port1.onmessage = ({ data }) => {
        clearTimeout(timer);
        resolve(data);
      };
      registration.active.postMessage(Object.assign({ lang }, message), [port2]);
    });

  const settled = (one, state) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (one.state === state) resolve();
        if (one.state === "redundant") reject(new Error("no worker"));
      };
      one.addEventListener("statechange", look);
      look();
    });

  /* A line at the screen's edge: one thing to tap. */
  const offer = (words, deed) => {
    const old = document.querySelector(".newer");
    if (old) old.remove();
    document.body.append(make("p", { class: "newer", role: "status" }, button(words, deed)));
  };

  /* Keep step by step until all is there, or the reader stops. */
  const keep = async (kind, of, tell = () => {}, isStopped = () => false) => {
    for (let tries = 0; tries < 3; ) {
      const step = await ask({ do: "keep", kind, path: of });
      if (isStopped() || erased) return "stopped";
      if (step.problem === "changed") tries += 1; // published anew meanwhile: go on with that
      else if (step.problem) return step.problem;
      else if (!step.left) return "done";
      else tell(step);
    }
    return "network";
  };

  const offerUpdate = async () => {
    const { words } = await ask({ do: "tell", path: path() });
    offer(words.newer, async () => {
      const told = await ask({ do: "tell", path: path() });
      const results = [told.chosen && (await keep("pages")), told.edition && (await keep("edition"))];
      const problem = results.find((result) => result && result !== "done");
      if (problem) offer(words[problem] || words.network, offerUpdate);
      else location.reload();
    });
  };

  /* Shown from the phone, and the network is back: the page may be newer. */
  const offerReturn = async () => {
    if (!document.querySelector(".kept-at, .no-network")) return;
    const { words } = await ask({ do: "tell", path: path() });
    offer(words.back, () => location.reload());
  };

  /* Who has been here before may have an older worker: ask for the one of this page. */
  const renewWorker = async () => {
    await registration.update().catch(() => {}); // no network: the old one will do
    const next = registration.installing || registration.waiting;
    if (next) await settled(next, "activated").catch(() => {});
  };

  /* From now on a new worker means that this page is older than the site. */
  const watchForNews = () => {
    registration.addEventListener("updatefound", async () => {
      await settled(registration.installing, "activated");
      const { words } = await ask({ do: "tell", path: path() });
      offer(words.newer, () => location.reload());
    });
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && !erased) registration.update().catch(() => {});
    });
  };

  /* Take everything off the phone that this site has put there. */
  const erase = async () => {
    erased = true;
    for (const storage of ["localStorage", "sessionStorage"]) {
      try {
        window[storage].clear();
      } catch (error) {
        /* blocked: nothing is in it */
      }
    }
    try {
      if (registration && registration.active) await ask({ do: "erase" });
      const start = `pairpress ${new URL(scope).pathname} `;
      for (const name of await caches.keys()) if (name.startsWith(start)) await caches.delete(name);
      const found = registration || (await navigator.serviceWorker.getRegistration(scope));
      if (found) await found.unregister();
    } catch (error) {
      /* this browser keeps nothing */
    }
  };

  /* The panel: what is kept, what can be. */
  const openPanel = async (place) => {
    const told = await ask({ do: "tell", path: path() });
    const { words } = told;
    const status = make("p", { role: "status" });
    const line = make("p", { class: "hint" });
    const actions = make("p", {});
    const panel = make("div", { class: "keep-panel" }, line, actions, status);
    const bar = make("progress", { max: "1", "aria-label": words.edition });
    let stopped = false;

    const renew = async (result) => {
      const now = await ask({ do: "tell", path: path() });
      const kept = [now.numbers && words.numbers, now.page && words.page_kept, now.edition && words.edition_kept];
      const dates = [now.numbers, now.page, now.edition];
      line.textContent = kept.map((one, i) => one && fill(one, { date: day(dates[i]) })).filter(Boolean).join(" ");
      actions.textContent = "";
      if (!now.page && !now.edition) actions.append(button(words.page, () => run("pages", path())));
      if (!now.edition) actions.append(button(now.begun ? words.on : words.edition, () => run("edition")));
      if (!now.edition) actions.append(make("span", { class: "hint" }, fill(words.size, { download: megabytes(now.download), size: megabytes(now.bytes) })));
      if (!document.querySelector(".erase")) actions.append(button(words.erase, clear));
      status.textContent = result || "";
    };

    const run = async (kind, of) => {
      stopped = false;
      actions.textContent = "";
      const stop = button(words.stop, () => {
        stopped = true;
      });
      bar.removeAttribute("value");
      actions.append(bar, stop);
      stop.focus();
      status.textContent = words.going_on;
      const tell = ({ done, total }) => {
        bar.value = done / total;
        status.textContent = fill(words.going, { done: megabytes(done), total: megabytes(total) });
      };
      const result = await keep(kind, of, tell, () => stopped).catch(() => "network");
      await renew(words[result] || "");
    };

    const clear = async () => {
      await erase();
      line.textContent = "";
      actions.textContent = "";
      status.textContent = words.erased;
    };

    await renew();
    place.replaceWith(panel);
    return panel;
  };

  const readyKeep = () => {
    for (const place of document.querySelectorAll(".keep")) {
      if ("open" in place.dataset) openPanel(place).catch(() => {});
      else {
        const link = place.querySelector("a");
        link.addEventListener("click", async (event) => {
          if (erased) return;
          event.preventDefault();
          try {
            const first = (await openPanel(place)).querySelector("button");
            if (first) first.focus();
          } catch (error) {
            location.href = link.href;
          }
        });
      }
    }
  };

  /* On the page that stands for one that is not kept: those that are. */
  const listKept = async () => {
    const list = document.querySelector(".kept-list");
    if (!list) return;
    const pages = await ask({ do: "list" });
    for (const [href, title] of pages) list.append(make("li", {}, make("a", { href }, title)));
    list.parentElement.hidden = !pages.length;
  };

  const readyErase = () => {
    for (const place of document.querySelectorAll(".erase")) {
      const press = place.querySelector("button");
      press.hidden = false;
      press.addEventListener("click", async () => {
        await erase();
        press.hidden = true;
        place.querySelector("[role=status]").textContent = JSON.parse(place.dataset.words).erased;
      });
    }
  };

  const start = async () => {
    registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
    const first = registration.active || registration.installing || registration.waiting;
    const isFirst = !registration.active;
    if (isFirst) await settled(first, "activated");
    window.addEventListener("online", offerReturn);
    readyKeep();
    await listKept();
    if (!isFirst) await renewWorker();
    const { newer } = await ask({ do: "start" });
    html.dataset.kept = "numbers"; // for those who test that it is done
    if (newer) await offerUpdate();
    watchForNews();
  };

  readyErase();
  if (worker && navigator.serviceWorker) start().catch(() => {}); // storage is blocked: all else works
})();
