/* Both languages together: the page's other edition, section beside section. Loaded when
   the reader first asks. Sections are matched by the ids of their headings, which are the
   same in both; where a screen is wide they stand side by side, else one follows the other. */
(() => {
  "use strict";
  const HEADINGS = "h2[id], h3[id]";
  const PREFIX = "both-"; // of the other edition's ids, so that each stays unique
  const REFERENCES = ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"];
  const ADDRESSES = ["href", "src", "data-script"];
  const html = document.documentElement;
  const main = document.querySelector("main");
  const tool = document.querySelector("[data-tool=both]");
  const status = document.querySelector(".tool-status");
  const words = JSON.parse(document.querySelector(".tools").dataset.words);
  const language = (tag) => tag.split("-")[0];
  const editions = Array.from(document.querySelectorAll(".languages a"));
  const own = editions.find((link) => link.lang === html.lang);
  const others = editions.filter((link) => language(link.lang) !== language(html.lang));
  const pages = new Map();
  let shown = "";

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };

  /* The other edition's page, asked for once. */
  const fetchPage = (link) => {
    if (!pages.has(link.lang)) {
      const address = new URL(link.href);
      address.hash = address.search = "";
      const page = fetch(address.href).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text().then((text) => ({ address: address.href, text }));
      });
      page.catch(() => pages.delete(link.lang)); // the network may come back
      pages.set(link.lang, page);
    }
    return pages.get(link.lang);
  };

  const textsOf = (root) => {
    const found = Array.from(root.querySelectorAll("main .text"));
    return found.filter((text) => text.tagName !== "P" && !text.parentElement.closest(".text"));
  };

  /* What stands under each heading; under "" what stands before the first. */
  const sectionsOf = (text) => {
    const sections = new Map([["", []]]);
    let current = sections.get("");
    for (const node of Array.from(text.childNodes)) {
      if (node.nodeType === Node.ELEMENT_NODE && node.matches(HEADINGS)) sections.set(node.id, (current = []));
      current.push(node);
    }
    return sections;
  };

  /* Make links, pictures and ids of another page's element right on this one. */
  const settle = (root, address) => {
    const ids = new Set(Array.from(root.querySelectorAll("[id]"), (element) => element.id));
    for (const element of root.querySelectorAll("main *")) {
      for (const name of ADDRESSES) {
        const link = element.getAttribute(name);
        if (link === null) continue;
        const id = link[0] === "#" ? link.slice(1) : "";
        const inside = id && ids.has(id) && root.getElementById(id).closest("main .text");
        element.setAttribute(name, inside ? `#${PREFIX}${id}` : new URL(link, address).href);
      }
      for (const name of REFERENCES) {
        const named = element.getAttribute(name);
        if (named) element.setAttribute(name, named.replace(/\S+/g, `${PREFIX}$&`));
      }
      if (element.tagName === "SCRIPT") element.remove();
    }
  };

  const label = (link) => make("p", { class: "tongue", lang: link.lang, translate: "no" }, link.textContent);

  const half = (link, nodes) => {
    const other = link !== own;
    for (const node of nodes) {
      if (!other || node.nodeType !== Node.ELEMENT_NODE) continue;
      for (const element of [node, ...node.querySelectorAll("[id]")]) {
        if (element.id) element.id = PREFIX + element.id;
      }
    }
    const dir = link.dir || html.dir || "ltr";
    return make("div", { class: other ? "half other" : "half", lang: link.lang, dir }, label(link), ...nodes);
  };

  const join = (page, link) => {
    const root = new DOMParser().parseFromString(page.text, "text/html");
    settle(root, page.address);
    const theirs = textsOf(root);
    textsOf(document).forEach((text, at) => {
      if (!theirs[at]) return;
      const beside = sectionsOf(theirs[at]);
      for (const [id, nodes] of sectionsOf(text)) {
        const match = beside.get(id);
        if (!match || !match.some((node) => node.textContent.trim())) continue;
        beside.delete(id);
        const pair = make("div", { class: "pair" });
        text.insertBefore(pair, nodes[0]);
        const imported = match.map((node) => document.importNode(node, true));
        pair.append(half(own, nodes), half(link, imported));
      }
    });
  };

  const separate = () => {
    for (const pair of document.querySelectorAll(".pair")) {
      const nodes = Array.from(pair.firstElementChild.childNodes).slice(1);
      pair.replaceWith(...nodes);
    }
  };

  /* Change the page and leave what is being read where it stands on the screen. */
  const inPlace = (change) => {
    const above = Array.from(main.querySelectorAll("h1, h2, h3")).filter((heading) => {
      return !heading.closest(".other") && heading.getBoundingClientRect().top < innerHeight / 3;
    });
    const mark = scrollY > 0 && above.pop();
    const before = mark && mark.getBoundingClientRect().top;
    change();
    if (!mark) return;
    const moved = mark.getBoundingClientRect().top - before;
    scrollTo({ top: scrollY + moved, behavior: "instant" });
  };

  const note = (lang) => {
    const address = new URL(location.href);
    if (lang) address.searchParams.set("both", lang);
    else address.searchParams.delete("both");
    history.replaceState(history.state, "", address.href);
    for (const choice of choices.children) choice.setAttribute("aria-pressed", choice.lang === lang);
    choices.hidden = !lang || others.length < 2;
    tool.setAttribute("aria-pressed", Boolean(lang));
    main.classList.toggle("comparing", Boolean(lang));
    document.querySelector(".frame").classList.toggle("wide", Boolean(lang));
    shown = lang;
  };

  const say = (text, failed) => {
    status.classList.toggle("failed", Boolean(failed));
    status.textContent = text;
  };

  const remember = (lang) => {
    try {
      localStorage.setItem("both", lang);
    } catch (error) {
      /* storage is blocked: the next page begins with the first edition */
    }
  };

  const remembered = () => {
    const asked = [new URLSearchParams(location.search).get("both")];
    try {
      asked.push(localStorage.getItem("both"), localStorage.getItem("edition"));
    } catch (error) {
      /* as above */
    }
    const known = asked.map((lang) => others.find((link) => link.lang === lang));
    return known.find(Boolean) || others[0];
  };

  const show = (link) => {
    tool.setAttribute("aria-busy", "true");
    return fetchPage(link)
      .then((page) => {
        inPlace(() => {
          separate();
          join(page, link);
          note(link.lang);
        });
        say(words.both.split("{name}").join(link.textContent));
      })
      .catch(() => say(navigator.onLine === false ? words.offline : words.missing, true))
      .then(() => tool.removeAttribute("aria-busy"));
  };

  const choices = make("div", { class: "tool-panel", role: "group", "aria-label": tool.textContent });
  for (const link of others) {
    const choice = make("button", { type: "button", lang: link.lang, translate: "no" }, link.textContent);
    choice.addEventListener("click", () => {
      remember(link.lang);
      show(link);
    });
    choices.append(choice);
  }
  choices.hidden = true;
  status.after(choices);

  tool.addEventListener("click", () => {
    if (tool.getAttribute("aria-busy")) return;
    if (!shown) {
      show(remembered());
      return;
    }
    inPlace(() => {
      separate();
      note("");
    });
    say(words.one);
  });
})();
