// Before anything is drawn, so that nobody sees the other theme flash by: what was chosen here before, or what the system prefers.
(() => {
  let theme = null;
  try { theme = localStorage.getItem("turnstone-theme"); } catch { /* A browser that keeps nothing. */ }
  document.documentElement.dataset.theme = theme === "dark" || theme === "light" ? theme : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
})();
