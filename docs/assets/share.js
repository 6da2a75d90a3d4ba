/* Sharing: the phone's own sheet; without it the address is copied. In WeChat, which has
   neither a sheet nor PDFs, it says where to tap. Fetched with the first tap on “share”;
   in WeChat at once. ES2017, for WeChat's browser. */
(() => {
  "use strict";
  const tool = document.querySelector("[data-tool=share]");
  const said = document.querySelector(".shared");
  if (!tool || !said) return;
  const words = JSON.parse(said.dataset.words);
  const inWeChat = /MicroMessenger/i.test(navigator.userAgent);

  const told = (name) => {
    const tag = document.querySelector(`meta[property="og:${name}"]`);
    return tag ? tag.content : "";
  };

  /* The page's own address, with the section at the top of the screen. */
  const address = () => {
    const link = document.querySelector("link[rel=canonical]");
    let section = "";
    for (const heading of document.querySelectorAll(".text h2[id]")) {
      if (heading.getBoundingClientRect().top > innerHeight / 3) break;
      section = `#${heading.id}`;
    }
    const both = new URLSearchParams(location.search).get("both"); // both languages together
    return (link ? link.href + (both ? `?both=${both}` : "") : location.href.split("#")[0]) + section;
  };

  const say = (text, field) => {
    said.textContent = text;
    if (field) said.append(field);
  };

  const fieldOf = (text) => {
    const field = document.createElement("input");
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", words.address);
    return field;
  };

  /* Where the clipboard is missing (old WebViews, http:) the older way; else by hand. */
  const copyOldWay = (text) => {
    const field = fieldOf(text);
    say("", field);
    field.focus();
    field.select();
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch (error) {
      /* not allowed: the reader copies it */
    }
    if (copied) {
      tool.focus();
      say(words.copied);
    } else {
      say(words.copy, field);
      field.select();
    }
    return copied;
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      say(words.copied);
    } catch (error) {
      copyOldWay(text);
    }
  };

  const share = async () => {
    const url = address();
    if (inWeChat) {
      const copied = copyOldWay(url);
      say(copied ? `${words.wechat} ${words.copied}` : words.wechat, copied ? null : fieldOf(url));
    } else if (navigator.share) {
      try {
        await navigator.share({ title: told("title") || document.title, text: told("description"), url });
        say("");
      } catch (error) {
        if (error.name !== "AbortError") await copy(url);
      }
    } else {
      await copy(url);
    }
  };

  /* WeChat on Android opens no PDF, and says nothing: say it beside the link. */
  const explainPdf = (event) => {
    const link = event.target.closest && event.target.closest('a[href$=".pdf"]');
    if (!link || link.parentElement.querySelector(".pdf-hint")) return;
    const hint = document.createElement("p");
    hint.className = "hint pdf-hint";
    hint.setAttribute("role", "status");
    link.after(hint);
    hint.textContent = words.pdf;
  };

  tool.addEventListener("click", share);
  if (inWeChat) document.addEventListener("click", explainPdf);
  if ("asked" in tool.dataset) share();
})();
