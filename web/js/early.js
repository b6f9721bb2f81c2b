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
// The second wall behind the sanitizer: no text becomes markup, and no address a
// script, but through here (Trusted Types). Markup that could act makes nothing;
// scripts are the three that the server names.
const configured = () => JSON.parse(document.getElementById("lontar-boot").textContent);
if (window.trustedTypes) {
  const active = /^(script|style|link|meta|base|iframe|frame|frameset|object|embed|applet|form|input|button|select|textarea|template|noscript|title|svg|dialog|plaintext|xmp)$/i;
  trustedTypes.createPolicy("default", {
    createHTML(html) {
      for (const [, name, rest] of html.matchAll(/<\/?([a-z][^\s\/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)/gi)) {
        if (active.test(name) || /[\s"'\/](on\w+|style|srcdoc|formaction|ping|is|slot)\s*=/i.test(rest.replace(/"[^"]*"|'[^']*'/g, '""')) ||
          /=\s*["']?\s*(javascript|vbscript|data:text)/i.test(rest)) return "<div></div>";
      }
      return html;
    },
    createScriptURL(url) {
      const { script, exec, worker } = configured();
      if ([script, exec, worker].includes(url)) return url;
      throw new TypeError("not a script of this app: " + url);
    },
  });
}
// Chromium may offer the install before the boot script is there to hear it.
addEventListener("beforeinstallprompt", (e) => {
  e.preventDefault();
  window.lontarPrompt = e;
});
// The boot script is asked for only when the page is whole and painted: until
// then it would take from the page's own network and processor. A page in the
// background is not painted, and waits no longer than a second. Where the server
// has gone away meanwhile, it is asked again.
addEventListener("load", () => {
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = configured().script;
    script.onerror = () => {
      script.remove();
      asked = false;
      setTimeout(ask, 5000);
    };
    document.head.append(script);
  };
  requestAnimationFrame(() => setTimeout(ask));
  setTimeout(ask, 1000);
});
