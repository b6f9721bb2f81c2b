// The boot script. The page reads without it. It registers the service worker,
// and, once the page is idle, starts the app, which takes the page over in
// place. Everything else is Go, in app.wasm.
"use strict";
(() => {
  const root = document.documentElement;
  const { base, version, worker, exec, wasm, styles } = JSON.parse(document.getElementById("lontar-boot").textContent);

  // go-app reads localStorage at its start and dies where that throws, as it
  // does with cookies blocked. It gets one that lasts for the visit.
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem("lontar");
    } catch (e) {
      const items = new Map();
      Object.defineProperty(window, name, {
        value: {
          getItem: (k) => (items.has(k) ? items.get(k) : null),
          setItem: (k, v) => void items.set(k, String(v)),
          removeItem: (k) => void items.delete(k),
          clear: () => items.clear(),
          key: (i) => [...items.keys()][i] ?? null,
          get length() { return items.size; },
        },
      });
    }
  }

  // Where storage is blocked, asking whether it is there may throw.
  function there(name) {
    try {
      return Boolean(window[name]);
    } catch (e) {
      return false;
    }
  }

  const state = { updatable: false, installable: false, shell: false, insecure: !("serviceWorker" in navigator) || !there("caches") };
  const changed = () => window.dispatchEvent(new Event("lontar"));
  let styled = null, registration = null, prompt = null, updating = false;

  // What the app asks of this script.
  window.lontar = {
    base, version, state,
    takeover: takeover(),
    // An IndexedDB request or transaction as a promise.
    settled: (r) => new Promise((resolve, reject) => {
      r.onsuccess = r.oncomplete = () => resolve(r.result);
      r.onerror = r.onabort = () => reject(r.error);
    }),
    install() {
      if (!prompt) return;
      prompt.prompt();
      prompt = null;
      state.installable = false;
      changed();
    },
    update() {
      if (!registration || !registration.waiting) return;
      updating = true;
      registration.waiting.postMessage("lontar:take-charge");
    },
  };

  // Pictures and recordings of other sites. An article has placeholders for them
  // (app/sanitize), and the page's policy keeps them out. One click allows the
  // site's for the article, and the page loads anew with a policy that the
  // service worker has widened. Without a service worker the placeholder is a
  // plain link.
  const media = (() => {
    const key = "lontar-media", onceKey = "lontar-media-once";
    let once = [];
    try {
      const stored = JSON.parse(sessionStorage.getItem(onceKey));
      if (stored && stored.path === location.pathname) once = stored.hosts;
      sessionStorage.removeItem(onceKey);
    } catch (e) {
      // None of ours.
    }
    function allowed() {
      try {
        const { always, hosts } = JSON.parse(localStorage.getItem(key));
        return { always: !!always, hosts: hosts.map(String) };
      } catch (e) {
        return { always: false, hosts: [] };
      }
    }
    async function allow({ always, hosts }, once) {
      localStorage.setItem(key, JSON.stringify({ always, hosts }));
      if (!there("caches")) return;
      const cache = await caches.open("lontar-settings");
      await cache.put(base + "settings/media", new Response(JSON.stringify({ always, hosts, once })));
    }
    const address = (placeholder) => new URL(placeholder.href || placeholder.dataset.src);
    function reveal() {
      const { always, hosts } = allowed();
      // The app may have put another article in place.
      for (const shown of document.querySelectorAll("[data-revealed]")) {
        const before = shown.previousElementSibling;
        if (!before || !before.matches(".foreign-media[hidden]") || address(before).href !== shown.dataset.revealed) shown.remove();
      }
      for (const placeholder of document.querySelectorAll(".foreign-media[data-media]")) {
        const url = address(placeholder);
        const next = placeholder.nextElementSibling;
        if (next && next.dataset.revealed === url.href) continue;
        placeholder.hidden = false;
        if (placeholder.dataset.failed === url.href) continue;
        if (always || hosts.includes(url.host)) show(placeholder, url);
        else if (once.includes(url.host)) show(placeholder, url, true);
      }
    }
    function show(placeholder, url, offer) {
      const kind = placeholder.dataset.media;
      const shown = document.createElement("span");
      shown.className = "revealed";
      shown.dataset.revealed = url.href;
      const node = document.createElement(kind === "image" ? "img" : kind);
      const words = placeholder.cloneNode(true);
      words.querySelectorAll("span").forEach((s) => s.remove());
      if (kind === "image") Object.assign(node, { alt: words.textContent.trim(), decoding: "async", referrerPolicy: "no-referrer" });
      else Object.assign(node, { controls: true, preload: "metadata" });
      const [width, height] = (placeholder.dataset.size || "").split("x").map(Number);
      if (width && height) Object.assign(node, { width, height });
      // What does not come, or what a page that is open longer keeps out, stays
      // a link.
      node.onerror = () => {
        placeholder.dataset.failed = url.href;
        shown.remove();
        placeholder.hidden = false;
      };
      node.src = url.href;
      shown.append(node);
      if (offer) {
        const always = document.createElement("button");
        always.type = "button";
        always.className = "button reveal-always";
        always.textContent = "Always load from " + url.host;
        always.onclick = () => {
          const now = allowed();
          allow({ ...now, hosts: [...new Set([...now.hosts, url.host])] });
          document.querySelectorAll(".reveal-always").forEach((b) => b.textContent === always.textContent && b.remove());
        };
        shown.append(always);
      }
      placeholder.hidden = true;
      placeholder.after(shown);
    }
    document.addEventListener("click", async (e) => {
      const placeholder = e.target instanceof Element && e.target.closest("a.foreign-media[data-media]");
      if (!placeholder || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
      if (state.insecure || !navigator.serviceWorker.controller || placeholder.dataset.failed) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      const grant = { path: location.pathname, hosts: [...new Set([...once, address(placeholder).host])] };
      try {
        sessionStorage.setItem(onceKey, JSON.stringify(grant));
        await allow(allowed(), grant);
        location.reload();
      } catch (error) {
        window.open(placeholder.href, "_blank", "noopener,noreferrer");
      }
    }, true);
    let watching = false;
    function start() {
      reveal();
      if (watching) return;
      watching = true;
      new MutationObserver(reveal).observe(document.body, { childList: true, subtree: true });
    }
    return { allowed, allow, start };
  })();
  window.lontar.media = media;

  // go-app looks these up on the window.
  window.goappGetenv = (k) => ({ GOAPP_ROOT_PREFIX: base.replace(/\/$/, ""), GOAPP_INTERNAL_URLS: "[]" })[k] || "";

  // The early script has what was offered before now.
  function offered(e) {
    e.preventDefault();
    prompt = e;
    state.installable = true;
    changed();
  }
  if (window.lontarPrompt) offered(window.lontarPrompt);
  window.addEventListener("beforeinstallprompt", offered);
  window.addEventListener("appinstalled", () => {
    prompt = null;
    state.installable = false;
    changed();
  });

  // The service worker. A registration that fails, because the server went
  // away in the middle of it, is tried again: later and later, and at once when
  // the network comes back.
  async function register(wait) {
    try {
      registration = await navigator.serviceWorker.register(worker, { scope: base, updateViaCache: "none" });
      watch(registration);
    } catch (e) {
      again(wait);
    }
  }
  function again(wait) {
    const timer = setTimeout(retry, wait);
    window.addEventListener("online", retry, { once: true });
    function retry() {
      clearTimeout(timer);
      window.removeEventListener("online", retry);
      register(Math.min(wait * 2, 60000));
    }
  }
  function watch(r) {
    const look = () => {
      state.shell = !!r.active;
      // A worker that waits beside an active one is a new version.
      state.updatable = !!r.waiting && !!r.active;
      changed();
    };
    const follow = (w) => w && w.addEventListener("statechange", () => {
      look();
      // An install that was cut off leaves nothing behind; it begins anew.
      if (w.state === "redundant" && !r.active && !r.installing) again(2000);
    });
    r.addEventListener("updatefound", () => follow(r.installing));
    follow(r.installing);
    look();
    const check = () => r.update().catch(() => {});
    window.addEventListener("online", check);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
    setInterval(check, 60 * 60 * 1000);
  }
  if (!state.insecure) {
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      // Only the tab in which the reader agreed reloads; the others read on.
      if (updating) location.reload();
    });
  }

  // The app. Whatever keeps it from starting leaves the page as the server
  // rendered it.
  async function start(attempt) {
    try {
      if (!window.Go) await load(exec);
      const go = new Go();
      // What failed once may be a damaged copy in a cache: past all of them.
      const response = await fetch(wasm, attempt ? { cache: "reload" } : {});
      if (!response.ok) throw new Error(wasm + ": status " + response.status);
      const { instance } = await WebAssembly.instantiateStreaming(response, go.importObject);
      await styled;
      window.lontar.takeover.begin();
      go.run(instance).catch((e) => console.warn("lontar: the app ended:", e));
    } catch (e) {
      window.lontar.takeover.end();
      media.start();
      if (attempt < 4) setTimeout(start, 2000 * 4 ** attempt, attempt + 1);
      else console.warn("lontar: the app did not start; the page reads without it:", e);
    }
  }
  function load(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = resolve;
      script.onerror = () => { script.remove(); reject(new Error(src + " did not load")); };
      document.head.append(script);
    });
  }
  // The page has only the styles that it needs itself, and a stored page may be
  // older than the app: before the app changes anything, all of its styles come.
  // A sheet that cannot be had leaves the page as it is.
  function restyle() {
    return new Promise((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = styles;
      link.onload = () => {
        document.querySelectorAll("head > style").forEach((s) => s.remove());
        resolve();
      };
      link.onerror = resolve;
      document.head.append(link);
    });
  }
  function go() {
    styled = restyle();
    if (!state.insecure) register(2000);
    if (window.WebAssembly && WebAssembly.instantiateStreaming) start(0);
    else media.start();
  }
  const idle = window.requestIdleCallback || ((f) => setTimeout(f, 200));
  const whenIdle = () => idle(go, { timeout: 2000 });
  if (document.readyState === "complete") whenIdle();
  else window.addEventListener("load", whenIdle, { once: true });

  // takeover lets go-app mount its first page on the elements that the server
  // rendered, instead of on new ones: nothing flashes or moves, and scroll
  // position, focus, selection and playing media stay. go-app creates elements
  // depth first and appends each to its parent when its children are done, so a
  // cursor that walks the page in the same order finds the element that stands
  // there already. Where page and app disagree, the app's element is new.
  function takeover() {
    const node = Node.prototype, element = Element.prototype;
    const innerHTML = Object.getOwnPropertyDescriptor(element, "innerHTML");
    const { appendChild, insertBefore, replaceChild } = node;
    const { setAttribute } = element;
    let stack = null, body = null, failsafe = 0;

    const top = () => stack[stack.length - 1];
    const open = (n, cursor) => (stack.push({ node: n, cursor }), n);
    // close ends an element: what is left of its old children goes.
    function close() {
      const { cursor } = stack.pop();
      for (let n = cursor, next; n; n = next) {
        next = n.nextSibling;
        n.remove();
      }
    }
    const patch = {
      createElement(tag) {
        const n = top().cursor;
        if (n && n.nodeType === 1 && n.localName === tag) return open(n, n.firstChild);
        return open(Document.prototype.createElement.call(document, tag), null);
      },
      createTextNode(data) {
        const n = top().cursor;
        if (n && n.nodeType === 3 && data && n.data.startsWith(data)) {
          if (n.data.length > data.length) n.splitText(data.length);
          return n;
        }
        return Document.prototype.createTextNode.call(document, data);
      },
    };
    function begin() {
      stack = [{ node: document.body, cursor: document.body.firstElementChild }];
      body = document.querySelector("[data-article-body]");
      Object.assign(document, patch);
      node.appendChild = function (child) {
        if (top().node === child) close();
        const parent = top();
        if (parent.node !== this) return appendChild.call(this, child);
        if (parent.cursor === child) {
          parent.cursor = child.nextSibling;
          return child;
        }
        return insertBefore.call(this, child, parent.cursor);
      };
      node.replaceChild = function (child, old) {
        if (stack.length > 1 && top().node === child) close();
        return child === old ? child : replaceChild.call(this, child, old);
      };
      element.setAttribute = function (name, value) {
        // Setting src to what it is fetches it again.
        if (this.getAttribute(name) !== value) setAttribute.call(this, name, value);
      };
      Object.defineProperty(element, "innerHTML", {
        ...innerHTML,
        set(html) {
          if (html !== "<div data-adopt></div>" || !body) return innerHTML.set.call(this, html);
          // The app stands for the article's text here: it is the one in the
          // page, whatever element the cursor took for go-app's wrapper.
          const wrapper = stack.pop().node;
          if (wrapper !== body && wrapper.parentNode) {
            top().cursor = wrapper.nextSibling;
            wrapper.remove();
          }
          Object.defineProperty(wrapper, "firstChild", { value: body, configurable: true });
          wrapper.removeChild = (child) => (delete wrapper.firstChild, delete wrapper.removeChild, child);
        },
      });
      failsafe = setTimeout(end, 5000);
    }
    function end() {
      if (!stack) return;
      setTimeout(media.start);
      clearTimeout(failsafe);
      delete document.createElement;
      delete document.createTextNode;
      Object.assign(node, { appendChild, replaceChild });
      element.setAttribute = setAttribute;
      Object.defineProperty(element, "innerHTML", innerHTML);
      stack = null;
    }
    return { begin, end };
  }
})();
