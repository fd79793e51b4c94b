// Comfort only: every task works without it.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-guard]")) {
    const fields = () => [...form.querySelectorAll("textarea, input[type=text]")];
    const changed = () => fields().some((field) => field.value !== field.defaultValue);
    let sending = false;
    form.addEventListener("submit", () => {
      sending = true;
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (!sending && changed()) {
        event.preventDefault();
      }
    });
    window.addEventListener("pageshow", () => {
      sending = false;
    });
  }
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      menu.open = menu.contains(event.target);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of openMenus()) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });
})();
