/* Before the first paint: the size of text that the reader chose, and that scripts run. */
(() => {
  const html = document.documentElement;
  html.classList.add("js");
  try {
    html.dataset.size = localStorage.getItem("size") || "";
  } catch (error) {
    /* storage is blocked: the standard size */
  }
})();
