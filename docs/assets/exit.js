/* Leave quickly, as GOV.UK’s “Exit this page”: the screen is blank at once, a page that
   tells nobody anything opens in place of this one, and Shift pressed three times does the
   same (Escape would stop the loading). Only on pages that ask for it; without this file
   the link still leads away. The history keeps the page all the same: the page says so. */
(() => {
  "use strict";
  const WAIT = 5000; // milliseconds between two presses
  const link = document.querySelector(".exit");
  if (!link) return;
  const words = JSON.parse(link.dataset.words);
  const lights = document.querySelector(".exit-lights");
  const status = document.getElementById("exit-status");
  const title = document.title;
  let cover = null;
  let pressed = 0;
  let timer = 0;

  const leave = () => {
    if (cover) return;
    cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    cover.textContent = words.leaving;
    document.body.append(cover);
    document.documentElement.classList.add("left");
    document.title = link.hostname;
    location.replace(link.href);
  };

  const count = (number) => {
    pressed = number;
    lights.dataset.pressed = number;
    clearTimeout(timer);
    if (number) timer = setTimeout(expire, WAIT);
  };

  const expire = () => {
    count(0);
    status.textContent = words.expired;
  };

  /* Shift alone: not held, and not for a capital letter. */
  let alone = false;
  addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.repeat;
    if (!alone && event.key !== "Shift" && pressed) count(0);
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    count(pressed + 1);
    if (pressed === 3) leave();
    else status.textContent = pressed === 1 ? words.two : words.one;
  });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  /* Who comes back by the browser’s own button finds the page as it was. */
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !cover) return;
    cover.remove();
    cover = null;
    count(0);
    document.documentElement.classList.remove("left");
    document.title = title;
  });
})();
