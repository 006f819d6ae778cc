// What only a browser's script can do: keys within menus, tabs and trees, dialogs, the theme. It listens on the document, so that what the server
// draws later has it as well.
(() => {
  const root = document.documentElement;

  // Focus moves among the items that are drawn; where it is last is where Tab comes back to.
  const focusOne = (items, item) => {
    if (!item) return;
    items.forEach(other => other.tabIndex = other === item ? 0 : -1);
    item.focus();
  };

  const along = (items, key, at) => ({
    first: items[0], last: items[items.length - 1], next: items[(at + 1) % items.length], previous: items[(at - 1 + items.length) % items.length],
  })[key];

  const byLetter = (items, at, key) => {
    const word = key.toLowerCase();
    return [...items.slice(at + 1), ...items.slice(0, at + 1)].find(item => item.textContent.trim().toLowerCase().startsWith(word));
  };

  const isLetter = event => event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey;

  // Tabs: the one that is reached is shown.
  const tabKeys = (event, tab) => {
    const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")];
    const where = { ArrowRight: "next", ArrowLeft: "previous", Home: "first", End: "last" }[event.key];
    if (!where) return;
    event.preventDefault();
    const to = along(tabs, where, tabs.indexOf(tab));
    focusOne(tabs, to);
    to.click();
  };

  const menuKeys = (event, menu) => {
    const items = [...menu.querySelectorAll("[role=menuitem]:not(:disabled)")];
    const at = items.indexOf(document.activeElement);
    const where = { ArrowDown: "next", ArrowUp: "previous", Home: "first", End: "last" }[event.key];
    if (where) {
      event.preventDefault();
      along(items, where, where === "previous" && at < 0 ? 0 : at)?.focus();
    } else if (event.key === "Tab") {
      menu.hidePopover();
    } else if (isLetter(event)) {
      byLetter(items, at, event.key)?.focus();
    }
  };

  // Trees, as the ARIA practices have them.
  const treeKeys = (event, item) => {
    const items = [...item.closest("[role=tree]").querySelectorAll("[role=treeitem]")];
    const at = items.indexOf(item);
    const isOpen = item.getAttribute("aria-expanded");
    const turn = () => item.querySelector(".tree-turn").click();
    const to = {
      ArrowDown: () => items[at + 1],
      ArrowUp: () => items[at - 1],
      Home: () => items[0],
      End: () => items[items.length - 1],
      ArrowRight: () => isOpen === "true" ? items[at + 1] : isOpen === "false" ? turn() : null,
      ArrowLeft: () => isOpen === "true" ? turn() : items.slice(0, at).findLast(other => other.ariaLevel < item.ariaLevel),
      Enter: () => item.click(),
      " ": () => item.click(),
    }[event.key] ?? (isLetter(event) ? () => byLetter(items, at, event.key) : null);
    if (!to) return;
    event.preventDefault();
    focusOne(items, to());
  };

  // In a table's column of choices, up and down.
  const pickKeys = (event, box) => {
    const row = box.closest("tr");
    const to = { ArrowDown: row.closest("thead") ? row.closest("table").tBodies[0] : row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    const next = to?.querySelector(".pick input");
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", event => {
    const from = event.target instanceof Element ? event.target : document.body;
    const menu = from.closest("[role=menu]");
    const box = from.closest(".pick input");
    if (menu) menuKeys(event, menu);
    else if (from.matches("[role=tab]")) tabKeys(event, from);
    else if (from.matches("[role=treeitem]")) treeKeys(event, from);
    else if (box) pickKeys(event, box);
    else if (from.matches("[aria-haspopup=menu]") && event.key === "ArrowDown") {
      event.preventDefault();
      opener = from;
      from.click();
    } else if (event.key === "/" && !from.closest("input, textarea, select, dialog, [contenteditable]")) {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // One list may hang on many buttons, such as one in each row: on the one that was used last.
  let opener = null;
  document.addEventListener("click", event => {
    opener = event.target instanceof Element && event.target.closest("[popovertarget]") || opener;
  }, true);

  // A menu hangs on its button, within the window. Its events do not bubble.
  document.addEventListener("toggle", event => {
    const list = event.target;
    if (!(list instanceof HTMLElement) || !list.popover) return;
    const button = opener?.isConnected && opener.getAttribute("popovertarget") === list.id ? opener : document.querySelector(`[popovertarget="${list.id}"]`);
    button?.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "open" || !list.matches("[role=menu]") || !button) return;
    const edge = 8;
    const [of, own] = [button.getBoundingClientRect(), list.getBoundingClientRect()];
    const below = of.bottom + 4;
    list.style.left = `${Math.max(edge, Math.min(of.left, innerWidth - own.width - edge))}px`;
    list.style.top = `${below + own.height + edge <= innerHeight ? below : Math.max(edge, of.top - own.height - 4)}px`;
    list.querySelector("[role=menuitem]:not(:disabled)")?.focus();
  }, true);

  document.addEventListener("click", event => {
    const from = event.target instanceof Element ? event.target : document.body;

    // What was chosen is done; the menu goes.
    const item = from.closest("[role=menuitem]");
    if (item) item.closest("[popover]")?.hidePopover();

    // A pane over the page goes with the page that it leads away from.
    const link = from.closest("[popover] a[href]");
    if (link && !item) link.closest("[popover]").hidePopover();

    // The address below the base would be the start page's.
    if (from.closest("[data-skip]")) {
      event.preventDefault();
      document.getElementById("main").focus();
    }

    if (from.closest("[data-theme-switch]")) {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("turnstone-theme", root.dataset.theme); } catch { /* A browser that keeps nothing. */ }
    }

    // Beside a dialog, on what it lies over.
    if (event.target instanceof HTMLDialogElement && event.target.classList.contains("drawer")) event.target.close();
  });

  // What is pressed is meant, though the page moves it away before the pointer is let go: what is drawn once a field is left does that.
  let pressed = null;
  document.addEventListener("pointerdown", event => {
    const of = event.target instanceof Element ? event.target.closest("button, a[href]") : null;
    pressed = of && event.isPrimary && event.button === 0 ? { of, x: event.clientX, y: event.clientY } : null;
  }, true);
  document.addEventListener("pointerup", event => {
    const [was, slip] = [pressed, 4];
    pressed = null;
    if (!was?.of.isConnected || was.of.contains(event.target)) return;
    if (Math.hypot(event.clientX - was.x, event.clientY - was.y) < slip) was.of.click();
  }, true);

  // What the link to the server's state says of itself; the page asks for a new start only where nothing else helps.
  const lost = document.getElementById("components-reconnect-modal");
  lost?.addEventListener("components-reconnect-state-changed", event => {
    const state = event.detail.state;
    if (state === "hide") lost.close();
    else if (state === "rejected") location.reload();
    else if (state === "failed") returnWhenServed();
    else if (!lost.open) lost.showModal();
  });

  // What was typed is gone with the circuit; the address is where it was.
  const returnWhenServed = () => setInterval(async () => {
    try {
      if ((await fetch("health", { cache: "no-store" })).ok) location.reload();
    } catch { /* Not yet. */ }
  }, 3000);

  // Pages in other tabs are on circuits of their own, which know nothing of a session that ended or went elsewhere.
  const sessionKey = "turnstone-session";
  document.addEventListener("submit", event => {
    if (!event.target.matches("[data-session]")) return;
    try { localStorage.setItem(sessionKey, crypto.getRandomValues(new Uint32Array(2)).join()); } catch { /* A browser that keeps nothing. */ }
  });
  window.addEventListener("storage", event => {
    if (event.key === sessionKey) setTimeout(() => location.reload(), 500);
  });

  // A list is pasted, or its file dropped or chosen. The file itself is kept until somebody writes over it, so that the server sees in which characters it was written.
  const files = new WeakMap();
  // From around the box: with an event of a field goes all that stands in it, and more than 32 KB end the page.
  const tellList = box => box.closest("[data-list]").dispatchEvent(new Event("listchange", { bubbles: true }));
  document.addEventListener("DOMContentLoaded", () => window.Blazor?.registerCustomEventType("listchange", { createEventArgs: () => ({}) }));
  const takeFile = async (box, file) => {
    if (!box || !file) return;
    box.value = await file.text();
    files.set(box, file);
    tellList(box);
  };
  const boxOf = event => event.target instanceof Element ? event.target.closest("[data-list]")?.querySelector("textarea") : null;
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, event => {
      const box = boxOf(event);
      if (!box || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      box.closest("[data-list]").classList.toggle("over", name === "dragover");
      if (name === "drop") takeFile(box, event.dataTransfer.files[0]);
    });
  }
  document.addEventListener("change", event => {
    if (event.target.matches("[data-list] input[type=file]")) {
      takeFile(boxOf(event), event.target.files[0]);
      event.target.value = "";
    }
  });
  document.addEventListener("input", event => {
    if (!event.target.matches("[data-list] textarea")) return;
    files.delete(event.target);
    tellList(event.target);
  });

  // Where a row of a list begins and ends; a quoted cell may hold lines of its own.
  const rowAt = (text, row) => {
    let [at, start, isQuoted] = [1, 0, false];
    for (let i = 0; i <= text.length; i++) {
      if (text[i] === '"') isQuoted = !isQuoted;
      else if (i === text.length || text[i] === "\n" && !isQuoted) {
        if (at++ === row) return [start, i];
        start = i + 1;
      }
    }
    return [0, 0];
  };

  const remember = (cookie, text) => {
    const path = new URL(document.baseURI).pathname;
    document.cookie = `${cookie}=${encodeURIComponent(text)}; path=${path}; max-age=31536000; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
  };

  // By which clock moments are written; pages after this one know.
  remember("turnstone.zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");

  window.turnstone = {
    // Nothing at all cannot be sent.
    list: box => files.get(box)?.size ? files.get(box) : new Blob([box.value || "\n"]),
    row: (box, row) => {
      const [start, end] = rowAt(box.value, row);
      box.focus();
      box.setSelectionRange(start, end);
      box.scrollTop = box.scrollHeight * (box.value.slice(0, start).split("\n").length - 2) / box.value.split("\n").length;
    },
    open: dialog => { if (!dialog.open) dialog.showModal(); },
    close: dialog => dialog.close(),
    mix: (box, isMixed) => { box.indeterminate = isMixed; },
    remember,
    print: () => window.print(),
    focusFault: () => document.querySelector("[aria-invalid=true]")?.focus(),
  };
})();
