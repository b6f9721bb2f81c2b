// The service worker: how the library opens without a network.
//
// Two caches. The shell is the app itself: a cache per version, filled whole
// or not at all, replaced by the next version. The content is articles, pages
// and media: the app fills it, no version and no update ever empties it.
"use strict";

// The server puts in: the base path, the version, and the shell's files with
// their digests.
const { base, version, files } = JSON.parse('{{config}}');
const shellCache = "lontar-shell-" + version;
const contentCache = "lontar-content";
const settingsCache = "lontar-settings";
const patience = 3000;

self.addEventListener("install", (event) => event.waitUntil(install()));

// All or nothing: a file that is missing, damaged, or another's (a captive
// portal answers 200 to everything) fails the install, and the old version goes
// on serving. What an attempt that was cut off has verified and stored counts
// for the next one.
async function install() {
  const cache = await caches.open(shellCache);
  for (const file of files) {
    if (!await cache.match(base + file.path)) await cache.put(base + file.path, await fetchWhole(file));
  }
}

async function fetchWhole(file) {
  const response = await fetch(base + file.path, { cache: file.immutable ? "default" : "no-cache", credentials: "same-origin" });
  if (response.status !== 200 || response.redirected) throw new Error(file.path + ": status " + response.status);
  const body = await response.arrayBuffer();
  const digest = await crypto.subtle.digest("SHA-256", body);
  const hex = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, "0")).join("");
  if (hex !== file.hash) throw new Error(file.path + ": not the file that this version is made of");
  return new Response(body, { headers: response.headers });
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("lontar-shell-") && name !== shellCache) await caches.delete(name);
  }
  await self.clients.claim();
}

// The reader agreed to the new version.
self.addEventListener("message", (event) => {
  if (event.data === "lontar:take-charge") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  const path = url.pathname.slice(base.length);
  // The app's own sync asks the server itself. (A reader's reload is a
  // navigation, and is answered like any other.)
  if (request.mode !== "navigate" && ["no-cache", "no-store", "reload"].includes(request.cache)) return;
  if (request.mode === "navigate") event.respondWith(page(event, path, url.search).then((response) => widened(response, url.pathname)));
  else if (path.startsWith("assets/") || inShell(path)) event.respondWith(asset(request, path));
  else if (path.startsWith("content/media/")) event.respondWith(stored(request));
});

const inShell = (path) => files.some((f) => f.path === path);

// A page: what is stored paints at once, and the network is asked meanwhile,
// for the next time. A stored page of another version of the app comes after
// the network's, but before nothing.
async function page(event, path, query) {
  if (inShell(path) && !query) return await inCache(shellCache, path) || fetch(event.request);
  const content = await caches.open(contentCache);
  const held = query ? undefined : await content.match(base + path);
  if (held && current(held)) {
    event.waitUntil(renew(content, path, held.headers.get("Lontar-Stamp")));
    return held;
  }
  try {
    return await fetchWithin(event.request, held ? patience : 4 * patience);
  } catch (e) {
    return held || inShell(path) && await inCache(shellCache, path) || await inCache(shellCache, "offline") || Response.error();
  }
}

// widened opens a page's policy for the pictures and recordings of those sites
// that the reader allowed, and for no others. The boot script writes down which
// (see media there); what was allowed for once counts for one page.
async function widened(response, pathname) {
  const policy = response.headers.get("Content-Security-Policy");
  const settings = policy && await inCache(settingsCache, "settings/media");
  if (!settings) return response;
  let sources = "";
  try {
    const { always, hosts, once } = await settings.json();
    const named = once && once.path === pathname ? [...hosts, ...once.hosts] : hosts;
    sources = always ? " https: http:" : named.filter((h) => /^[a-z0-9.-]+(:\d+)?$/i.test(h)).map((h) => ` https://${h} http://${h}`).join("");
    if (once) await (await caches.open(settingsCache)).put(base + "settings/media", new Response(JSON.stringify({ always, hosts })));
  } catch (e) {
    // What is stored is none of ours: nothing is allowed.
  }
  if (!sources) return response;
  const headers = new Headers(response.headers);
  headers.set("Content-Security-Policy", policy.replace(/(img-src|media-src)([^;]*)/g, "$1$2" + sources));
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

// renew stores the network's state of a page where it is another one than the
// stored, for the readers whose app does not start.
async function renew(content, path, stamp) {
  try {
    const response = await fetch(base + path, { cache: "no-cache", credentials: "same-origin" });
    const fresh = response.headers.get("Lontar-Stamp");
    if (response.status === 200 && fresh && fresh !== stamp && current(response)) await content.put(base + path, response);
  } catch (e) {
    // Out of reach: what is stored stays.
  }
}

// current reports whether a stored page is of this version of the app.
function current(response) {
  return response.headers.get("Lontar-Version") === version;
}

async function inCache(name, path) {
  return (await caches.open(name)).match(base + path);
}

async function fetchWithin(request, ms) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  try {
    const response = await fetch(request, { signal: stop.signal });
    if (response.status >= 500) throw new Error("status " + response.status);
    return response;
  } finally {
    clearTimeout(timer);
  }
}

// An asset of the shell. A stored page of an older version asks for the older
// version's names; it gets this version's files.
async function asset(request, path) {
  const cache = await caches.open(shellCache);
  const held = await cache.match(base + path);
  if (held) return held;
  try {
    const response = await fetch(request);
    if (response.ok) return response;
  } catch (e) {
    // Out of reach; see below.
  }
  const name = (p) => p.replace(/\.[0-9a-f]{8,}(?=\.)/, "");
  const file = files.find((f) => name(f.path) === name(path));
  return (file && await cache.match(base + file.path)) || Response.error();
}

// Media: the stored copy, which sync renews, else the network's.
async function stored(request) {
  const cache = await caches.open(contentCache);
  const held = await cache.match(request, { ignoreVary: true });
  if (!held) return fetch(request);
  return request.headers.has("range") ? part(request, held) : held;
}

// A part of a stored file, as audio and video are asked for (RFC 9110, 14).
async function part(request, response) {
  const body = await response.blob();
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range"));
  if (!range || range[1] === "" && range[2] === "") return response;
  const start = range[1] === "" ? Math.max(0, body.size - Number(range[2])) : Number(range[1]);
  const end = range[1] === "" || range[2] === "" ? body.size - 1 : Math.min(Number(range[2]), body.size - 1);
  const headers = new Headers(response.headers);
  if (start > end) {
    headers.set("Content-Range", "bytes */" + body.size);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Range", "bytes " + start + "-" + end + "/" + body.size);
  headers.set("Content-Length", end - start + 1);
  return new Response(body.slice(start, end + 1), { status: 206, headers });
}
