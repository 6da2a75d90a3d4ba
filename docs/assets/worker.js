/* The service worker: what is kept on this phone, and when it is shown. The build puts
   what there is to keep before this text, as SITE (web/offline_lists.py), and publishes
   it as /worker.js. By itself it keeps the emergency numbers; all else is asked for by
   the page (offline.js), a few files at a time, so that it may end at any moment.
   The network comes first: a copy is shown only without it, with the day it was kept. */
/* global SITE */
(() => {
  "use strict";
  const scope = self.registration.scope;
  const PREFIX = `pairpress ${new URL(scope).pathname} `;
  const DONE = `${scope}offline/kept`; // stands in a cache that is whole, with its day
  const STEP = 8; // files fetched at a time
  const SLOW = 8000; // milliseconds after which a copy is better than waiting
  const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml", json: "application/json", png: "image/png", jpg: "image/jpeg", webp: "image/webp" };

  /* Names of caches: kind, edition, version. Only ours, for a host may have other sites. */

  const nameOf = (kind, lang, version) => `${PREFIX}${kind} ${lang} ${version}`;

  const ours = async (start = "") => (await caches.keys()).filter((name) => name.startsWith(PREFIX + start));

  const isWhole = async (cache) => Boolean(await cache.match(DONE));

  const pathOf = (url) => {
    const { origin, pathname } = new URL(url);
    return (origin + pathname).slice(scope.length).replace(/(^|\/)index\.html$/, "$1");
  };

  /* The best copy of a path: of a whole cache rather than of one that was interrupted,
     then the newest. */
  const copyOf = async (path) => {
    let best = null;
    for (const name of await ours()) {
      const cache = await caches.open(name);
      const copy = await cache.match(scope + path);
      if (!copy) continue;
      const rank = (await isWhole(cache) ? "1" : "0") + copy.headers.get("Kept");
      if (!best || rank > best.rank) best = { rank, copy };
    }
    return best && best.copy;
  };

  /* Keeping */

  const digest = async (body) => {
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).slice(0, 12);
    return btoa(String.fromCharCode(...sum));
  };

  const ask = async (path, cache = "no-cache") => {
    const answer = await fetch(scope + path, { cache, credentials: "omit", referrerPolicy: "no-referrer", redirect: "error" });
    if (!answer.ok) throw new Error("network");
    return answer;
  };

  /* A file whose bytes are those that the build wrote; nothing else is ever kept. */
  const fetched = async (path, sum) => {
    for (const cache of ["no-cache", "reload"]) {
      const body = await (await ask(path, cache)).arrayBuffer();
      if ((await digest(body)) === sum) return body;
    }
    throw new Error("changed");
  };

  const sameAs = async (path, sum) => {
    for (const name of await ours()) {
      const copy = await (await caches.open(name)).match(scope + path);
      if (copy && copy.headers.get("Sum") === sum) return copy.arrayBuffer();
    }
    return null;
  };

  const keepFile = async (cache, [path, sum], known) => {
    const body = (await sameAs(path, sum)) || (known ? null : await fetched(path, sum));
    if (!body) throw new Error("changed");
    const end = path.slice(path.lastIndexOf(".") + 1);
    const type = TYPES[path === "" || path.endsWith("/") ? "html" : end] || "application/octet-stream";
    const headers = { "Content-Type": `${type}; charset=utf-8`, Kept: new Date().toISOString(), Sum: sum };
    await cache.put(scope + path, new Response(body, { headers }));
  };

  const lists = new Map();

  const listOf = async (lang) => {
    if (!lists.has(lang)) lists.set(lang, await (await ask(`offline/${lang}.json`)).json());
    return lists.get(lang);
  };

  const chosenPages = async (lang) => {
    const paths = new Set();
    for (const name of await ours(`pages ${lang} `)) {
      for (const { url } of await (await caches.open(name)).keys()) paths.add(pathOf(url));
    }
    return paths;
  };

  /* What a kind of keeping is made of: its version, and files as [path, sum, bytes]. */
  const contentOf = async (kind, lang, path) => {
    if (kind === "numbers") return SITE[lang].numbers;
    const { version, pages, assets, search } = await listOf(lang);
    if (kind === "edition") return { version, files: [...assets, ...pages, search] };
    const chosen = await chosenPages(lang);
    chosen.add(path);
    const wanted = pages.filter((page) => chosen.has(page[0]));
    const needed = new Set([].concat(...wanted.map((page) => page[3])));
    return { version, files: [...assets.filter((_, number) => needed.has(number)), ...wanted] };
  };

  /* Keep some files more; once all are there, copies of other versions go. */
  const keepSome = async (kind, lang, path, known) => {
    const { version, files } = await contentOf(kind, lang, path);
    if (path !== undefined && !files.some((file) => file[0] === path)) return { problem: "never" };
    const name = nameOf(kind, lang, version);
    const cache = await caches.open(name);
    const there = new Set((await cache.keys()).map(({ url }) => url));
    const missing = files.filter(([one]) => !there.has(scope + one));
    await Promise.all(missing.slice(0, STEP).map((file) => keepFile(cache, file, known)));
    const left = missing.slice(STEP);
    if (!left.length) {
      await cache.put(DONE, new Response(new Date().toISOString()));
      for (const other of await ours(`${kind} ${lang} `)) if (other !== name) await caches.delete(other);
    }
    const sum = (some) => some.reduce((so, file) => so + file[2], 0);
    return { left: left.length, done: sum(files) - sum(left), total: sum(files) };
  };

  const keepAll = async (kind, lang, known) => {
    while ((await keepSome(kind, lang, undefined, known)).left);
  };

  const problemOf = (error) => (/quota/i.test(error.name) ? "full" : error.message === "changed" ? "changed" : "network");

  /* When a kind was kept whole in an edition; null if it was not. */
  const dayOf = async (kind, lang) => {
    let day = null;
    for (const name of await ours(`${kind} ${lang} `)) {
      const mark = await (await caches.open(name)).match(DONE);
      if (mark) day = await mark.text();
    }
    return day;
  };

  /* Whether what was kept is older than what is online. Where nothing in it has changed,
     it becomes the new version without a download. */
  const isOlder = async (kind, lang) => {
    if (!(await dayOf(kind, lang))) return false;
    const names = await ours(`${kind} ${lang} `);
    if (names.includes(nameOf(kind, lang, SITE[lang].version))) return false;
    const { version, files } = await contentOf(kind, lang);
    if (names.includes(nameOf(kind, lang, version))) return false;
    for (const [path, sum] of files) if (!(await sameAs(path, sum))) return true;
    await keepAll(kind, lang, true);
    return false;
  };

  /* What the page asks for */

  const DEEDS = {
    async start({ lang }) {
      try {
        await keepAll("numbers", lang);
      } catch (error) {
        /* no network or no room: next time */
      }
      lists.clear();
      for (const kind of ["pages", "edition"]) if (await isOlder(kind, lang)) return { newer: true };
      return { newer: false };
    },
    async tell({ lang, path }) {
      const page = (await chosenPages(lang)).has(path) ? await copyOf(path) : null;
      return {
        words: SITE[lang].words,
        bytes: SITE[lang].bytes,
        download: SITE[lang].download,
        numbers: await dayOf("numbers", lang),
        edition: await dayOf("edition", lang),
        begun: (await ours(`edition ${lang} `)).length > 0,
        page: page && page.headers.get("Kept"),
        chosen: (await chosenPages(lang)).size > 0,
      };
    },
    async keep({ kind, lang, path }) {
      try {
        return await keepSome(kind, lang, path);
      } catch (error) {
        lists.delete(lang); // the site may have been published anew
        return { problem: problemOf(error) };
      }
    },
    /* What can be read now, as [path, title]. */
    async list({ lang }) {
      const paths = await chosenPages(lang);
      if (await dayOf("edition", lang)) paths.add(SITE[lang].path);
      const told = [];
      for (const path of paths) {
        const copy = path === "" || path.endsWith("/") ? await copyOf(path) : null;
        const title = copy && /<title>([^<]*)/.exec(await copy.text());
        if (title) told.push([scope + path, title[1].replace(/&amp;/g, "&")]);
      }
      return told;
    },
    async erase() {
      for (const name of await ours()) await caches.delete(name);
      return {};
    },
  };

  self.addEventListener("message", (event) => {
    const { data, ports } = event;
    if (!data || !Object.prototype.hasOwnProperty.call(DEEDS, data.do) || (data.lang && !SITE[data.lang])) return;
    event.waitUntil(
      DEEDS[data.do](data).then(
        (told) => ports[0].postMessage(told),
        () => ports[0].postMessage({ problem: "network" }),
      ),
    );
  });

  /* A newer worker knows newer numbers: it takes over once it has tried to keep them. */
  self.addEventListener("install", (event) => {
    const renew = async () => {
      for (const lang of Object.keys(SITE)) {
        if ((await ours(`numbers ${lang} `)).length) await keepAll("numbers", lang).catch(() => {});
      }
      await self.skipWaiting();
    };
    event.waitUntil(renew());
  });

  self.addEventListener("activate", (event) => {
    const known = new RegExp(`^(numbers|pages|edition) (${Object.keys(SITE).join("|")}) `);
    const tidy = async () => {
      for (const name of await ours()) if (!known.test(name.slice(PREFIX.length))) await caches.delete(name);
      await self.clients.claim();
    };
    event.waitUntil(tidy());
  });

  /* Showing */

  const page = (text) => new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" } });

  const editionOf = (path) =>
    Object.keys(SITE)
      .filter((lang) => path.startsWith(SITE[lang].path))
      .sort((a, b) => SITE[b].path.length - SITE[a].path.length)[0];

  /* A copy of a page says in its first line of when it is. */
  const withDay = async (copy, lang) => {
    const told = new Date(copy.headers.get("Kept"));
    const day = told.toLocaleDateString(lang, { year: "numeric", month: "long", day: "numeric" });
    const line = `<p class="kept-at" role="status">${SITE[lang].words.shown.replace("{date}", day)}</p>`;
    return page((await copy.text()).replace(/(?=<header class="head"|<main)/, line));
  };

  /* Nothing is kept of a page: numbers to call. The page stands elsewhere than its address. */
  const lost = async (lang) => {
    for (const one of [lang, ...Object.keys(SITE)]) {
      const copy = await copyOf(`offline/${one}/`);
      if (copy) return page((await copy.text()).replace(/="(\.\.\/)+/g, `="${scope}`));
    }
    return Response.error();
  };

  const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const show = async (request) => {
    const path = pathOf(request.url);
    const lang = editionOf(path);
    const isPage = !/\.[a-z0-9]+$/.test(path);
    const online = fetch(isPage ? new Request(request.url, { cache: "no-cache", redirect: "manual", credentials: "same-origin", referrerPolicy: "no-referrer" }) : request);
    const slow = after(SLOW).then(async () => (isPage && (await copyOf(path))) || online);
    try {
      const first = await Promise.race([online, slow]);
      return first.headers.has("Kept") ? withDay(first, lang) : first;
    } catch (error) {
      const copy = isPage && (await copyOf(path));
      return copy ? withDay(copy, lang) : lost(lang);
    }
  };

  /* Search of a kept edition is one file, with all that its scripts would hold. */
  const searchPart = async (path) => {
    const [, lang, name] = /^search\/([^/]+)\/(.+)\.js$/.exec(path) || [];
    const copy = lang && SITE[lang] && (await copyOf(`offline/${lang}.search.json`));
    const parts = copy ? await copy.json() : {};
    return parts[name] ? new Response(parts[name], { headers: { "Content-Type": "text/javascript; charset=utf-8" } }) : Response.error();
  };

  const part = async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      const path = pathOf(request.url);
      return path.startsWith("search/") ? searchPart(path) : (await copyOf(path)) || Response.error();
    }
  };

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(scope)) return;
    if (request.mode === "navigate") event.respondWith(show(request));
    else if (/^(assets|search)\//.test(pathOf(request.url))) event.respondWith(part(request));
  });
})();
