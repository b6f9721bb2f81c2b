// Runs inline in the head, before the first paint: the reader's colours and
// size, so that no page flashes in the wrong ones.
try {
  const p = JSON.parse(localStorage.getItem("lontar-preferences") || "{}");
  const root = document.documentElement;
  if (p.theme === "light" || p.theme === "dark") root.dataset.theme = p.theme;
  if (Number.isInteger(p.size) && p.size >= -2 && p.size <= 5) root.dataset.size = p.size;
} catch (e) {
  // Storage is blocked, or what it holds is none of ours: the defaults stand.
}
