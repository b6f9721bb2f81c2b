// Runs before every document of the attack tests, in every frame. It notes what
// a payload executes, sets off what waits for a reader, and looks for what an
// article must not do to its page.
(() => {
  // A frame notes under the name of the outermost frame that it is in, which the
  // tests put into the address. What a frame of another origin does shows as a
  // request.
  let outermost = window;
  try {
    while (outermost !== top && outermost.parent !== top) outermost = outermost.parent;
  } catch (e) {
    return;
  }
  const executed = (what) => {
    try {
      (top.pwned = top.pwned || []).push(outermost.attackName + ": " + what);
    } catch (e) {
      // Of another origin.
    }
  };
  if (window === outermost) window.attackName = location.pathname;
  if (window === top) window.pwned = [];
  for (const name of ["alert", "confirm", "prompt", "print", "MsgBox"]) {
    window[name] = (what) => executed(name + " " + what);
  }

  const events = `abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy
    beforecut beforeinput beforematch beforepaste beforeprint beforetoggle begin blur bounce cancel canplay
    canplaythrough change click close command contentvisibilityautostatechange contextmenu copy cuechange cut dblclick
    drag dragend dragenter dragleave dragover dragstart drop durationchange emptied end ended error finish focus focusin
    focusout formdata fullscreenchange fullscreenerror gotpointercapture hashchange input interest invalid keydown
    keypress keyup load loadeddata loadedmetadata loadend loadstart loseinterest lostpointercapture message mousedown
    mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel pagehide pageshow paste pause play playing
    pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover pointerrawupdate pointerup
    popstate progress ratechange repeat reset resize scroll scrollend search securitypolicyviolation seeked seeking
    select selectionchange selectstart slotchange stalled start storage submit suspend timeupdate toggle touchcancel
    touchend touchmove touchstart transitioncancel transitionend transitionrun transitionstart unload volumechange
    waiting webkitanimationend webkitanimationstart webkittransitionend wheel`.split(/\s+/);

  // Nothing leaves the page but what would be run by leaving it. A placeholder
  // of foreign media is the reader's own wish, and has tests of its own.
  const script = (address) => /^\s*(javascript|vbscript):/i.test(address || "");
  addEventListener("click", (e) => {
    const link = e.target.closest && e.target.closest("a, area");
    if (!link || !firing) return;
    if (!script(link.protocol || (link.href && link.href.baseVal) || link.getAttribute("href"))) e.preventDefault();
    if (link.closest(".foreign-media")) e.stopImmediatePropagation();
  }, true);
  addEventListener("submit", (e) => {
    const by = e.submitter;
    if (!script((by && by.hasAttribute("formaction") && by.formAction) || Element.prototype.getAttribute.call(e.target, "action"))) e.preventDefault();
  }, true);

  // fire sends every event to every element in a root, focuses it and clicks it.
  // The events do not leave the root, for the app listens for some.
  let firing = false;
  window.attackFire = (root) => {
    firing = true;
    const fence = root.parentNode || root;
    for (const type of events) fence.addEventListener(type, (e) => e.stopPropagation());
    for (const e of [root, ...root.querySelectorAll("*")]) {
      for (const type of events) e.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      try {
        HTMLElement.prototype.focus.call(e);
        if (HTMLElement.prototype.click) HTMLElement.prototype.click.call(e);
      } catch (error) {
        // Not an HTML element.
      }
    }
    firing = false;
  };

  const forbidden = `script style template noscript iframe object embed applet frame frameset svg canvas form input button
    select option textarea link meta base head body title dialog slot portal fencedframe marquee noembed noframes
    plaintext xmp keygen annotation annotation-xml maction semantics mglyph malignmark foreignObject h1 main article`.split(/\s+/);
  const attributes = /^(on.*|style|srcdoc|formaction|action|ping|is|slot|part|contenteditable|popover.*|autofocus|accesskey|command.*|interestfor|background|xlink:.*|draggable|inert|name)$/i;

  // faults says what is wrong with the article in the page.
  window.attackFaults = () => {
    const faults = [];
    const bodies = document.querySelectorAll("[data-article-body]");
    if (bodies.length !== 1) return [bodies.length + " bodies"];
    const body = bodies[0];
    const box = body.getBoundingClientRect();
    for (const e of body.querySelectorAll("*")) {
      const name = e.localName;
      if (forbidden.includes(name)) faults.push("element " + name);
      if (e.shadowRoot) faults.push("shadow root on " + name);
      for (const a of e.attributes) {
        if (attributes.test(a.name) && !(name === "map" && a.name === "name" && a.value.startsWith("a-"))) faults.push(name + " has " + a.name);
        if (a.name === "id" && !a.value.startsWith("a-")) faults.push("id " + a.value);
        if (a.name === "class" && !/^(foreign-media|table-scroll|language-\S+)$/.test(a.value)) faults.push("class " + a.value);
        if (["href", "src", "poster", "cite", "data", "srcset"].includes(a.name)) {
          const url = URL.canParse(a.value, document.baseURI) ? new URL(a.value, document.baseURI) : { protocol: /^[a-z]*:/i.exec(a.value) + "" };
          const link = a.name === "href" || a.name === "cite";
          const picture = name === "img" && a.name === "src" && /^data:image\/(png|jpeg|gif|webp|avif)/i.test(a.value);
          if (link ? !["http:", "https:", "mailto:", "tel:"].includes(url.protocol) : url.origin !== location.origin && !picture) {
            faults.push(name + " " + a.name + "=" + a.value);
          }
        }
      }
      const position = getComputedStyle(e).position;
      if (position && position !== "static" && position !== "relative") faults.push(name + " is " + position);
      const rect = e.getBoundingClientRect();
      if (rect.height && rect.top < box.top - 40) faults.push(name + " is above the article");
    }
    return faults.concat(shell(body));
  };

  // shell says what is wrong with the page around the article.
  function shell(body) {
    const faults = [];
    if (typeof document.querySelector !== "function" || document.body.localName !== "body") faults.push("the document is clobbered");
    if (window.lontar instanceof Node) faults.push("window.lontar is clobbered");
    if (document.querySelectorAll("#lontar-data, #lontar-boot").length !== 2) faults.push("the data of the app is not alone");
    const data = document.getElementById("lontar-data");
    if (!data || data.localName !== "script" || data.parentNode !== document.body) faults.push("lontar-data is not in its place");
    scrollTo(0, 0);
    const brand = document.querySelector(".masthead .brand");
    const rect = brand && brand.getBoundingClientRect();
    const on = brand && document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
    if (!brand || !brand.contains(on)) faults.push("the masthead's link is covered by " + (on && on.outerHTML.slice(0, 80)));
    if (body.closest("article") !== document.querySelector("main article[data-slug]")) faults.push("the body is not in the article");
    return faults;
  }

  // shape is the page without the article's text, and without what differs from
  // article to article as it should.
  window.attackShape = () => {
    const page = document.documentElement.cloneNode(true);
    const body = page.querySelector("[data-article-body]");
    if (body) body.replaceWith("[the article]");
    page.querySelectorAll("style, script, meta, title").forEach((e) => {
      e.replaceChildren();
      e.removeAttribute("content");
    });
    // The receipt lists what was removed; reading time depends on the text.
    page.querySelectorAll(".receipt").forEach((e) => e.remove());
    page.querySelectorAll(".minutes, .stored, time").forEach((e) => {
      e.textContent = "";
      e.removeAttribute("datetime");
    });
    // What the boot script brings comes sooner or later.
    page.querySelectorAll("head > style, head > script[src], head > link[rel=stylesheet]").forEach((e) => {
      if (!e.src && !e.href || new URL(e.src || e.href, location).origin === location.origin) e.remove();
    });
    page.querySelectorAll("[data-slug]").forEach((e) => { e.dataset.slug = ""; });
    page.querySelectorAll(".neighbour, link[rel=canonical]").forEach((e) => e.removeAttribute("href"));
    // go-app writes attributes in any order.
    for (const e of page.querySelectorAll(":not(script)")) {
      const sorted = [...e.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const a of sorted) e.removeAttribute(a.name);
      for (const a of sorted) e.setAttributeNode(a);
    }
    page.removeAttribute("data-page");
    page.removeAttribute("data-offline");
    return page.outerHTML.replace(/>\s+/g, ">").replace(/\s+</g, "<");
  };

  // outline is the structure of a page alone: its elements and the names of
  // their attributes. An article whose address is one has a link to it.
  window.attackOutline = () => {
    const walk = (e) => e.localName + [...e.attributes].map((a) => "@" + a.name).sort().join("") +
      (e.matches(".receipt, .tags, [data-article-body]") ? "" : "(" + [...e.children].filter((c) => !c.matches(".colophon > p.meta:has(> a[target])")).map(walk).join(" ") + ")");
    return walk(document.body);
  };

  // look sets an article off, lets it work for a moment, and says what came of
  // it. Shape is what the page should look like.
  window.attackLook = async (shape) => {
    const body = document.querySelector("[data-article-body]");
    if (!body) return ["no article"];
    const faults = window.attackFaults();
    const found = window.attackShape();
    if (shape && found !== shape) {
      let at = 0;
      while (found[at] === shape[at]) at++;
      faults.push("around the article stands " + found.slice(Math.max(0, at - 60), at + 100) + " and not " + shape.slice(Math.max(0, at - 60), at + 100));
    }
    window.attackFire(body);
    await new Promise((r) => setTimeout(r, 5));
    return faults.concat(top.pwned.filter((line) => line.startsWith(window.attackName + ": ")));
  };

  // open loads pages in frames, as large as a window, and waits for them.
  window.attackOpen = async (addresses, patience) => {
    const frames = addresses.map((address) => {
      const frame = document.createElement("iframe");
      frame.width = 900;
      frame.height = 700;
      frame.loaded = new Promise((r) => { frame.onload = r; });
      frame.src = address;
      document.body.append(frame);
      return frame;
    });
    await Promise.race([Promise.all(frames.map((f) => f.loaded)), new Promise((r) => setTimeout(r, patience))]);
    return frames;
  };

  // follow goes on to the next article within the app, so many times.
  window.attackFollow = async (count, shape) => {
    const results = [];
    for (let i = 0; i < count; i++) {
      const link = document.querySelector(".neighbour[rel=prev]");
      if (!link) break;
      window.pwned.length = 0;
      const slug = decodeURIComponent(link.pathname.split("/").pop());
      link.click();
      const started = performance.now();
      while (!document.querySelector(`article[data-slug="${slug}"] [data-article-body]`) && performance.now() - started < 20000) {
        await new Promise((r) => setTimeout(r, 1));
      }
      // Focus moves to the heading, and the place is found, after the next frame.
      await new Promise((r) => setTimeout(r, 5));
      results.push({ slug, faults: document.querySelector(`article[data-slug="${slug}"]`) ? await window.attackLook(shape) : ["does not open"] });
    }
    return results;
  };
})();
