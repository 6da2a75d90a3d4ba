/* Finds among the contacts of the directory: by need, tongue, area and hours. What is
   not known of a contact never hides it. The choice stands in the address, to be shared.
   Without this file the page is whole. ES2017, for WeChat's browser. */
(() => {
  "use strict";
  const form = document.querySelector("form.filters");
  if (!form) return;
  const words = JSON.parse(form.dataset.words);
  const daysOff = form.dataset.off.split(" ").filter(Boolean);
  const UNKNOWN = "?"; // as in web/directory.py
  const sections = Array.from(document.querySelectorAll("section[data-need]"));
  const fields = Array.from(form.querySelectorAll("[name]"));
  const status = form.querySelector("[role=status]");
  const nobody = document.querySelector(".none");
  const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

  /* The day, its date and the minute at the contacts' place; null: this browser cannot tell. */
  const clock = () => {
    try {
      const parts = {};
      const format = new Intl.DateTimeFormat("en-US", {
        timeZone: form.dataset.zone,
        hour12: false,
        weekday: "short",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
      });
      for (const part of format.formatToParts(new Date())) parts[part.type] = part.value;
      return {
        day: DAYS.indexOf(parts.weekday),
        date: `${parts.year}-${parts.month}-${parts.day}`,
        minute: (Number(parts.hour) % 24) * 60 + Number(parts.minute),
      };
    } catch (error) {
      return null;
    }
  };

  /* In a year whose calendar is not known, the dates of another year's are suspected. */
  const isDayOff = (date) => {
    const known = daysOff.some((day) => day.slice(0, 4) === date.slice(0, 4));
    return daysOff.some((day) => (known ? day === date : day.slice(5) === date.slice(5)));
  };

  /* "open", "closed", "off" on a day off, or "" where it must be asked. */
  const stateOf = (entry, now) => {
    const spans = (entry.dataset.open || "").split(" ").filter(Boolean);
    if (!spans.length || !now) return "";
    const hours = entry.querySelector(".contact-hours");
    if (hours && isDayOff(now.date)) return "off"; // who always answers has no hours to mark
    return spans.some((span) => {
      const [day, start, end] = span.split(/[:-]/).map(Number);
      return day === now.day && start <= now.minute && now.minute < end;
    })
      ? "open"
      : "closed";
  };

  const tellHours = (entry, state) => {
    const hours = entry.querySelector(".contact-hours");
    if (!hours) return;
    let told = hours.querySelector("b");
    if (!told) {
      told = document.createElement("b");
      hours.append(" ", told);
    }
    told.textContent = words[state] || "";
    told.className = state;
  };

  const fits = (entry, name) => {
    const select = form.elements[name];
    if (!select || !select.value) return true;
    const wanted = select.selectedOptions[0].dataset.fits.split(" ");
    return (entry.dataset[name] || UNKNOWN).split(" ").some((told) => wanted.includes(told));
  };

  const filter = () => {
    const now = clock();
    const need = form.elements.need.value;
    const onlyOpen = form.elements.open.checked;
    const tongue = (form.elements.speaks ? form.elements.speaks.value : "").replace(/-only$/, "");
    let found = 0;
    let unsure = 0;
    for (const section of sections) {
      let any = false;
      for (const entry of section.querySelectorAll("li.contact")) {
        const state = stateOf(entry, now);
        tellHours(entry, state);
        const shown =
          (!need || need === section.dataset.need) &&
          fits(entry, "speaks") &&
          fits(entry, "area") &&
          !(onlyOpen && state === "closed");
        entry.hidden = !shown;
        for (const line of entry.querySelectorAll("[data-tongue]")) {
          line.hidden = Boolean(tongue) && line.dataset.tongue !== tongue;
        }
        if (!shown) continue;
        any = true;
        found += 1;
        if ((onlyOpen && state !== "open") || (tongue && !entry.dataset.speaks)) unsure += 1;
      }
      section.hidden = !any;
    }
    nobody.hidden = found > 0;
    const told = [words.found.split("{n}").join(found)];
    if (unsure) told.push(words.ask.split("{n}").join(unsure));
    const text = told.join(" ");
    if (status.textContent !== text) status.textContent = text;
  };

  /* The choice in the address: "#need=legal&open=now". */
  const written = () =>
    fields
      .filter((field) => (field.type === "checkbox" ? field.checked : field.value))
      .map((field) => `${field.name}=${encodeURIComponent(field.value)}`)
      .join("&");

  const write = () => {
    const choice = written();
    try {
      history.replaceState(null, "", choice ? `#${choice}` : location.pathname + location.search);
    } catch (error) {
      /* a file on a stick may not rename itself: the filters work all the same */
    }
  };

  const read = () => {
    if (location.hash && !location.hash.includes("=")) return false; // a section's own address
    const choice = new Map(
      location.hash
        .slice(1)
        .split("&")
        .map((pair) => pair.split("="))
    );
    for (const field of fields) {
      const value = decodeURIComponent(choice.get(field.name) || "");
      if (field.type === "checkbox") field.checked = value === field.value;
      else field.value = Array.from(field.options, (o) => o.value).includes(value) ? value : "";
    }
    return true;
  };

  form.addEventListener("change", () => {
    filter();
    write();
  });
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    filter();
    write();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => read() && filter());
  document.addEventListener("visibilitychange", () => document.hidden || filter());
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".languages a");
    if (link && written()) link.hash = written();
  });
  read();
  filter();
  form.parentElement.classList.add("ready");
})();
