/* A card that fills the screen: Escape closes it, and whoever reads with ears or keys is
   led to it and back. Opening and closing are links and work without this file. */
(() => {
  "use strict";
  let shown = null;
  let openedHere = false;

  const follow = () => {
    let card = null;
    try {
      card = document.querySelector(".show-card:target");
    } catch (error) {
      return;
    }
    if (shown && shown !== card) {
      shown.removeAttribute("role");
      shown.removeAttribute("aria-modal");
      shown.removeAttribute("aria-labelledby");
      if (!card) shown.querySelector(".show-open").focus({ preventScroll: true });
    }
    if (card) {
      card.setAttribute("role", "dialog");
      card.setAttribute("aria-modal", "true");
      card.setAttribute("aria-labelledby", card.querySelector(".show-say").id);
      card.focus();
    }
    shown = card;
  };

  /* Back where this page opened the card: the next “back” then leaves the page. */
  const close = () => {
    if (openedHere) history.back();
    else if (shown) location.hash = shown.parentElement.id;
    openedHere = false;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".show-open, .show-close");
    if (!link) return;
    if (link.className === "show-open") {
      openedHere = true;
    } else {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) close();
  });
  window.addEventListener("hashchange", follow);
  follow();
})();
