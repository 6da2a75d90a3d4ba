/* The site's search, loaded when the search box is first used. The index is made by
   scripts/pairpress/web/search_index.py; terms are cut here as in search_terms.py
   (tests/search/terms.yml holds both to it). ES2017, for WeChat's browser; every file
   is a script, so that search works from a folder on a USB stick too. */
(() => {
  "use strict";
  const SHOWN = 5; // pages a search shows; each costs about two kilobytes
  const PREFIXES = 24; // words that an unfinished word may become
  const BEGUN = 0.6; // what a word is worth that goes on from the one asked
  const MENDED = 0.5; // and one that it is a typing error of
  const FORM = 1.2; // the very word asked for, where its stem stands for many
  const UNKNOWN = 0.5; // a term that is nowhere on the site, in what a page leaves out
  const LEAST = 0.2; // of the query that a page must answer
  const WELL = 0.9; // below this, words may be mistyped
  const ENDINGS = ["", "s", "e", "es", "ed", "ing"];
  // Letters and signs as in search_terms.py, marks as in content/spelling.py.
  const HAN = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff";
  const PAIRED = `${HAN}\uac00-\ud7a3\u0e00-\u0e3e\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u103f\u1050-\u109f\u1780-\u17d3`;
  const NO_LETTER =
    "\u0000-/:-@\\[-`{-\u00bf×÷\u0589\u05be\u05c0\u05c3\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0970" +
    "\u0f0b-\u0f14\u1361-\u1368\u2000-\u2bff\u2e00-\u303f\ud800-\uf8ff" +
    "\ufe00-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65";
  const LETTER = `[^${NO_LETTER}${PAIRED}]`;
  const PIECE = new RegExp(`[${PAIRED}]+|${LETTER}+(?:['’]${LETTER}+|\\.[0-9]+)*`, "g");
  const WORD = new RegExp(`[${PAIRED}]+|(?:${LETTER}|[\u00ad\u200b-\u200f\u2060])+(?:['’]${LETTER}+|\\.[0-9]+)*`, "g"); // on the page
  const IS_PAIRED = new RegExp(`^[${PAIRED}]`);
  const GAP = new RegExp(`([${HAN}])\\s+(?=[${HAN}])`, "g");
  const UNSEEN = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c]+/g;
  const root = new URL("../", document.currentScript.src);
  const html = document.documentElement;

  /* Files: each calls take() with what it holds; asked for once. */

  const waiting = new Map();
  const files = new Map();

  const load = (name) => {
    if (!files.has(name)) {
      const promise = new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = new URL(`search/${name}.js`, root).href;
        script.onerror = () => {
          files.delete(name); // the network may come back
          reject(new Error(name));
        };
        document.head.append(script);
      });
      files.set(name, promise);
    }
    return files.get(name);
  };

  const take = (name, data) => {
    const resolve = waiting.get(name);
    waiting.delete(name);
    if (resolve) resolve(data);
  };

  /* Terms. `how` an edition spells its words stands in its start.js. */

  /* Without accents and points: tiền lương is tien luong. */
  const bare = (text, { letters }) => {
    const plain = text.normalize("NFD").replace(MARKS, "").normalize("NFC");
    return letters ? Array.from(plain, (c) => letters[c] || c).join("") : plain;
  };

  /* Of each group the first rule that fits. */
  const stem = (word, how) =>
    how.stems.reduce((so, group) => {
      const rule = group.find(([pattern]) => pattern.test(so));
      return rule ? so.replace(rule[0], rule[1]) : so;
    }, bare(word, how));

  const isPaired = (piece) => IS_PAIRED.test(piece);

  const plain = (text, { fold }) =>
    Array.from(text.normalize("NFKC").replace(UNSEEN, "").toLowerCase(), (c) => fold.get(c) || c).join("");

  const normalize = (text, how) => how.joins.reduce((so, rule) => so.replace(rule[0], rule[1]), plain(text, how).replace(GAP, "$1"));

  const pieces = (normalized) => normalized.match(PIECE) || [];

  /* A run without spaces gives its pairs and last character, a word its stem. */
  const terms = (normalized, how) => {
    const found = [];
    let before = "";
    for (const piece of pieces(normalized)) {
      if (isPaired(piece)) {
        for (let i = 0; i < piece.length - 1; i++) found.push(piece.slice(i, i + 2));
        found.push(piece[piece.length - 1]);
      } else {
        const term = stem(piece, how);
        found.push(term);
        if (how.syllables && before) found.push(`${before}_${term}`);
        before = term;
      }
    }
    return found;
  };

  /* One edition's index */

  /* Rules of languages/spelling/, and what characters as typed are found as. */
  const spellingOf = (told, [typed, found]) => {
    const ready = (flags) => ([pattern, words]) => [new RegExp(pattern, flags), words];
    const stems = (told.stems || []).map((group) => group.map(ready("")));
    const fold = new Map(Array.from(typed, (c, i) => [c, found[i]]));
    const small = told.small && new RegExp(told.small);
    return Object.assign({}, told, { fold, stems, small, joins: (told.joins || []).map(ready("g")) });
  };

  const openIndex = async (lang) => {
    const start = await load(`${lang}/start`);
    if (start.index) return start.index;
    const pageOf = [];
    start.sections.forEach((count, page) => {
      for (let i = 0; i < count; i++) pageOf.push(page);
    });
    const firstOf = [];
    pageOf.forEach((page, section) => {
      if (firstOf[page] === undefined) firstOf[page] = section;
    });
    const how = spellingOf(start.spelling, start.fold);
    start.index = { lang, how, pageOf, firstOf, letters: start.letters, starts: start.starts.split("\n"), parts: new Map() };
    return start.index;
  };

  /* The part in which a term lies, if it is there. */
  const placeOf = (index, term) => {
    let low = 0;
    let high = index.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const readPart = async (index, number) => {
    if (!index.parts.has(number)) {
      const lines = await load(`${index.lang}/part-${number}`);
      const read = new Map();
      for (const line of lines.split("\n")) {
        const gap = line.indexOf(" ");
        read.set(line.slice(0, gap), line.slice(gap + 1));
      }
      index.parts.set(number, read);
    }
    return index.parts.get(number);
  };

  /* Sections of a term: number and weight, as search_index.py wrote them. */
  const readPostings = (told) => {
    const sections = [];
    let number = -1;
    told.replace(/([0-9a-z]*)([A-Z])/g, (all, distance, level) => {
      number += distance ? parseInt(distance, 36) : 1;
      sections.push([number, (level.charCodeAt(0) - 64) ** 2]);
    });
    return sections;
  };

  /* Answers are [term, its postings, how alike it is to what was asked]. */
  const exact = async (index, term, alike = 1) => {
    const number = placeOf(index, term);
    if (number < 0) return [];
    const told = (await readPart(index, number)).get(term);
    return told ? [[term, told, alike]] : [];
  };

  /* Terms that go on from a beginning, in no more than a few parts. */
  const beginning = async (index, prefix, most = 3) => {
    const found = [];
    const first = Math.max(0, placeOf(index, prefix));
    for (let number = first; number < index.starts.length && number < first + most; number++) {
      if (number > first && !index.starts[number].startsWith(prefix)) break;
      for (const [term, told] of await readPart(index, number)) {
        if (term.startsWith(prefix)) found.push([term, told, BEGUN * prefix.length / term.length]);
      }
    }
    return found.sort((a, b) => a[0].length - b[0].length).slice(0, PREFIXES);
  };

  /* Whether two words differ by one letter: added, left out, changed, or two swapped. */
  const isNear = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const restA = a.slice(i);
    const restB = b.slice(i);
    return (
      restA.slice(1) === restB.slice(1) ||
      restA.slice(1) === restB ||
      restA === restB.slice(1) ||
      (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
    );
  };

  /* Words that a mistyped one may stand for, with the same first letter. */
  const near = async (index, word, stemmed) => {
    if (word.length < 4 || !index.letters.includes(word[0])) return [];
    const letter = word[0] > "~" ? word.charCodeAt(0).toString(16) : word[0];
    const list = (await load(`${index.lang}/words-${letter}`)).split(" ");
    const found = list
      .filter((other) => other !== stemmed && (isNear(stemmed, other) || ENDINGS.some((ending) => isNear(word, other + ending))))
      .map((other) => exact(index, other, MENDED));
    return [].concat(...(await Promise.all(found)));
  };

  /* Pinyin: "gongzi" → pairs of characters that are read so. */
  const spoken = async (index, word) => {
    const lines = (await load(`${index.lang}/pinyin`)).split("\n");
    const read = new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), line.slice(line.lastIndexOf(" ") + 1)]));
    const known = new Set();
    for (const key of read.keys()) for (const syllable of key.split(" ")) known.add(syllable);
    const cut = (rest) => {
      if (!rest) return [];
      for (let length = Math.min(6, rest.length); length > 0; length--) {
        if (!known.has(rest.slice(0, length))) continue;
        const tail = cut(rest.slice(length));
        if (tail) return [rest.slice(0, length), ...tail];
      }
      return null;
    };
    const syllables = cut(word) || [];
    const found = [];
    for (let i = 0; i < syllables.length - 1; i++) {
      const pairs = read.get(`${syllables[i]} ${syllables[i + 1]}`) || "";
      for (let at = 0; at < pairs.length; at += 2) {
        found.push(...(await exact(index, pairs.slice(at, at + 2))));
      }
    }
    return found;
  };

  /* What a query asks for: for each of its terms, the terms of the index that answer. One
     that is `more` lifts a page, and is not missed elsewhere. */
  const asked = async (index, query) => {
    const { how } = index;
    const list = pieces(normalize(query, how));
    const unfinished = !/\s$/.test(query);
    const latin = list.filter((piece) => !isPaired(piece)).join("");
    const one = async (piece, at) => {
      const last = unfinished && at === list.length - 1;
      const term = stem(piece, how);
      if (isPaired(piece)) {
        if (term.length === 1) return [{ term, found: await beginning(index, term), worth: 1 }];
        const pairs = terms(term, how).slice(0, -1);
        return Promise.all(
          pairs.map(async (pair) => ({ term: pair, found: await exact(index, pair), worth: how.small && how.small.test(pair) ? 0.6 : 1 })),
        );
      }
      const word = bare(piece, how);
      let found = await exact(index, term);
      if ((last && word.length > 1) || term.length > 4) {
        const rest = await beginning(index, found.length || !last ? term : word.slice(0, Math.max(term.length, 2)), last ? 3 : 1);
        found = found.concat(rest.filter(([other]) => other !== term));
      }
      if (!found.length && how.pinyin && piece.length > 1) {
        found = await spoken(index, piece);
        if (!found.length && latin !== piece && at === 0) found = await spoken(index, latin);
      }
      const wanted = [{ term, piece: word, found, worth: 1 }];
      if (piece !== term) wanted.push({ term: piece, found: await exact(index, piece), worth: FORM, more: true });
      if (how.syllables && at && !isPaired(list[at - 1])) {
        const both = `${stem(list[at - 1], how)}_${term}`;
        wanted.push({ term: both, found: await exact(index, both), worth: FORM, more: true });
      }
      return wanted;
    };
    const whole = async () => {
      const term = `#${list.map((piece) => (isPaired(piece) ? piece : stem(piece, how))).join("")}`;
      return [{ term, found: list.length ? await exact(index, term) : [], worth: 1, more: true }];
    };
    return [].concat(...(await Promise.all([...list.map(one), whole()])));
  };

  /* Where no page has all that was asked, words may be mistyped. */
  const mend = async (index, wanted) => {
    const missed = wanted.filter(({ piece, found }) => piece && !found.some(([, , alike]) => alike === 1));
    const doubtful = missed.length ? missed : wanted.filter(({ piece }) => piece);
    await Promise.all(
      doubtful.map(async (one) => {
        one.found = one.found.concat(await near(index, one.piece, one.term));
      }),
    );
    return doubtful.length > 0;
  };

  /* Words of the text that the query's everyday words stand for. */
  const standFor = async (index, query) => {
    const flat = bare(normalize(query, index.how), index.how);
    const candidates = new Set([flat.trim(), ...pieces(flat)]);
    const found = [];
    for (const candidate of candidates) {
      for (const [, told] of await exact(index, `=${candidate.replace(/ /g, "_")}`)) found.push(...told.split("/"));
    }
    return found;
  };

  /* Rank pages by their best section: its own terms, and those of the page's title and
     first lines. What the two together leave out of the query counts against it. */
  const rank = (index, wanted) => {
    const total = index.pageOf.length;
    const answers = new Map(); // section → [[term, rarity × weight], …]
    const rarities = wanted.map(({ found, worth, more }, term) => {
      const best = new Map();
      let common = 0;
      for (const [, told, alike] of found) {
        const postings = readPostings(told);
        if (alike === 1 || !common) common = Math.max(common, postings.length);
        for (const [section, weight] of postings) {
          if (weight * alike > (best.get(section) || 0)) best.set(section, weight * alike);
        }
      }
      const rarity = Math.log(1 + (total - common + 0.5) / (common + 0.5)) * worth;
      for (const [section, weight] of best) {
        if (!answers.has(section)) answers.set(section, []);
        answers.get(section).push([term, rarity * Math.sqrt(weight)]);
      }
      if (more) return 0;
      return best.size ? rarity : rarity * UNKNOWN;
    });
    const most = rarities.reduce((sum, rarity) => sum + rarity, 0) || 1;
    const byPage = new Map();
    for (const [section, own] of answers) {
      const page = index.pageOf[section];
      const first = index.firstOf[page];
      const lead = section === first ? [] : answers.get(first) || [];
      const sum = (list) => list.reduce((so, [, score]) => so + score, 0);
      const met = new Set(own.concat(lead).map(([term]) => term));
      const share = Array.from(met).reduce((so, term) => so + rarities[term], 0) / most;
      if (share < LEAST) continue;
      if (!byPage.has(page)) byPage.set(page, []);
      byPage.get(page).push([section - first, (sum(own) + 0.7 * sum(lead)) * share, share]);
    }
    return Array.from(byPage, ([page, sections]) => {
      sections.sort((a, b) => b[1] - a[1]);
      return { page, sections, score: sections[0][1], share: sections[0][2] };
    }).sort((a, b) => b.score - a.score || a.page - b.page);
  };

  const search = async (lang, query) => {
    const index = await openIndex(lang);
    const { how } = index;
    const simple = (text) => bare(normalize(text, how), how);
    const wanted = await asked(index, query);
    let ranked = rank(index, wanted);
    if (!(ranked.length && ranked[0].share > WELL) && (await mend(index, wanted))) ranked = rank(index, wanted);
    ranked = ranked.slice(0, SHOWN);
    const words = new Set();
    for (const { found } of wanted) for (const [term] of found) words.add(term);
    const phrase = simple(query).replace(/\s+/g, " ").trim();
    const standing = await standFor(index, query);
    for (const word of standing) for (const term of terms(word, how)) if (term.length > 1) words.add(term);
    const results = await Promise.all(
      ranked.map(async (result) => {
        const shown = await load(`${lang}/page-${result.page}`);
        let bonus = 1;
        for (const [at] of result.sections.slice(0, 3)) {
          const [, heading, text] = shown.sections[at];
          const head = simple(`${shown.title} ${heading}`);
          const flat = simple(text);
          if (head.includes(phrase) || flat.includes(phrase)) bonus = Math.max(bonus, 1.4);
          else if (standing.some((word) => flat.includes(word))) bonus = Math.max(bonus, 1.15);
        }
        return Object.assign({ shown, bonus }, result);
      }),
    );
    results.sort((a, b) => b.score * b.bonus - a.score * a.bonus);
    return { index, words, results };
  };

  /* Marking: the ranges of a text that answer the query. */

  const ranges = (text, words, how) => {
    const found = [];
    text.replace(WORD, (piece, from) => {
      const flat = plain(piece, how);
      if (!isPaired(piece)) {
        if (terms(flat, how).some((term) => words.has(term))) found.push([from, from + piece.length]);
      } else if (flat.length === piece.length) {
        for (let i = 0; i < piece.length - 1; i++) {
          if (words.has(flat.slice(i, i + 2))) found.push([from + i, from + i + 2]);
        }
      }
    });
    const joined = [];
    for (const [from, to] of found) {
      const last = joined[joined.length - 1];
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    return joined;
  };

  const marked = (text, words, how) => {
    const part = document.createDocumentFragment();
    let end = 0;
    for (const [from, to] of ranges(text, words, how)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      part.append(text.slice(end, from), mark);
      end = to;
    }
    part.append(text.slice(end));
    return part;
  };

  /* The sentence that answers most of the query. */
  const sentence = (text, words, how) => {
    let best = "";
    let most = -1;
    for (const one of text.match(/[^]+?(?:[。！？]+|[.!?؟۔।]+(?=\s|$)|$)/g) || []) {
      const score = ranges(one, words, how).reduce((sum, [from, to]) => sum + to - from, 0);
      if (score > most) [best, most] = [one.trim(), score];
    }
    return best.length > 120 ? `${best.slice(0, 118)}…` : best;
  };

  /* Mark the words on the page that a result led to. */
  const markPage = async (query) => {
    const index = await openIndex(html.lang);
    const words = new Set(terms(normalize(query, index.how), index.how));
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      if (ranges(node.data, words, index.how).length) node.replaceWith(marked(node.data, words, index.how));
    }
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  };

  /* The box and its results */

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };

  const setUp = (form) => {
    const input = form.querySelector("input");
    const panel = form.querySelector(".found");
    const status = form.querySelector("[role=status]");
    const ask = form.querySelector(".ask");
    const words = JSON.parse(form.dataset.words);
    const editions = new Map(form.dataset.editions.split(" ").map((pair) => pair.split("=")));
    let newest = 0;

    const target = (lang, topic, id, query) => {
      const folder = topic === "index" ? "" : `${topic.replace(/\/index$/, "")}/`;
      const file = location.protocol === "file:" ? "index.html" : "";
      const hash = id ? `&${id}` : ""; // what comes after # is never sent to the host
      return `${root.href}${editions.get(lang)}${folder}${file}#q=${encodeURIComponent(query)}${hash}`;
    };

    /* The language of an entry, and its direction: the switch says it where it is not the page's. */
    const inLanguage = (lang) => {
      const link = document.querySelector(`.languages a[hreflang="${lang}"]`);
      return { lang, dir: (link && link.dir) || html.dir || "ltr" };
    };

    const entry = (lang, query, { index, words: found }, { shown, sections }) => {
      const item = make("li", inLanguage(lang));
      const parts = sections.slice(0, 3).filter(([, score], i) => i === 0 || score > sections[0][1] * 0.6);
      parts.forEach(([at], i) => {
        const [id, heading, text, contacts] = shown.sections[at];
        const link = make("a", { href: target(lang, shown.topic, id, query) });
        if (i === 0) link.append(make("strong", {}, marked(shown.title, found, index.how)));
        if (heading) link.append(make("span", { class: "in" }, marked(heading, found, index.how)));
        item.append(link);
        if (i === 0) item.append(make("p", {}, marked(sentence(text, found, index.how), found, index.how)));
        const person = contacts.find(([name]) => ranges(name, found, index.how).length) || (i === 0 && contacts[0]);
        if (person) item.append(make("p", { class: "who" }, `${person[0]} `, make("a", { class: "phone", href: `tel:${person[1].replace(/-/g, "")}` }, person[1])));
      });
      return item;
    };

    const show = async (query) => {
      const mine = ++newest;
      ask.hidden = true;
      form.classList.remove("busy");
      if (!query.trim()) {
        panel.textContent = "";
        status.textContent = "";
        form.classList.remove("open");
        return;
      }
      form.classList.add("open", "busy");
      try {
        const own = await search(html.lang, query);
        if (mine !== newest) return;
        const list = make("ol", {}, ...own.results.map((result) => entry(html.lang, query, own, result)));
        let told = words.found.replace("{n}", own.results.length);
        if (!own.results.length) told = (await elsewhere(query, list)) ? words.elsewhere : words.none;
        if (mine !== newest) return;
        panel.textContent = "";
        panel.append(list);
        status.textContent = told;
        ask.hidden = own.results.length > 0;
      } catch (error) {
        if (mine !== newest) return;
        status.textContent = words.offline;
        ask.hidden = false;
      }
      form.classList.remove("busy");
    };

    /* Nothing in the reader's language: the same page, found through another one. */
    const elsewhere = async (query, list) => {
      const own = html.lang.split("-")[0];
      for (const lang of editions.keys()) {
        if (lang.split("-")[0] === own) continue;
        const other = await search(lang, query);
        for (const result of other.results.slice(0, 3)) {
          const { topic, only } = result.shown;
          const item = entry(lang, query, other, result);
          const here = make("a", { href: target(html.lang, topic, "", query) }, words.here);
          if (!only) item.append(make("p", inLanguage(html.lang), here));
          list.append(item);
        }
        if (other.results.length) return true;
      }
      return false;
    };

    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, 120, input.value);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      show(input.value);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        input.value = "";
        show("");
        input.focus();
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...panel.querySelectorAll("li > a")];
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (stops[at]) {
        event.preventDefault();
        stops[at].focus();
      }
    });
    openIndex(html.lang).catch(() => {}); // so that the first letters find it ready
    form.classList.add("ready");
    if (input.value) show(input.value);
  };

  const cutBy = (text, folding, spelling) => {
    const how = spellingOf(spelling, folding);
    return terms(normalize(text, how), how);
  };

  window.pairpressSearch = { take, search, terms: cutBy, markPage };
  const form = document.querySelector("form.find");
  if (form) setUp(form);
  /* A result led here: its words leave the address, and the section is gone to. */
  const readResult = () => {
    const [, query, id] = /^#q=([^&]*)&?(.*)$/.exec(location.hash) || [];
    if (query === undefined) return;
    try {
      if (id) location.replace(`#${id}`);
      else history.replaceState(null, "", location.pathname + location.search);
    } catch (error) {
      /* a file on a stick may not rename itself */
    }
    markPage(decodeURIComponent(query)).catch(() => {});
  };
  addEventListener("hashchange", readResult); // a result on the same page
  readResult();
})();
