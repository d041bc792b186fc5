// The little that htmx does not do: the door, dropping files, the dialog, saying things to screen readers.
"use strict";

(function () {
  const byId = (id) => document.getElementById(id);

  function door() {
    const token = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    if (!token) return;
    byId("door-shut").hidden = true;
    byId("door-wait").hidden = false;
    fetch("/enter", { method: "POST", body: new URLSearchParams({ token }) }).then((answer) => {
      if (answer.ok) location.replace("/");
      else { byId("door-shut").hidden = false; byId("door-wait").hidden = true; }
    });
  }

  if (document.body.hasAttribute("data-door")) { door(); return; }
  if (location.hash.length > 40) history.replaceState(null, "", location.pathname);

  const csrf = document.querySelector('meta[name="csrf"]').content;
  const words = document.body.dataset;
  const say = (text) => { byId("live").textContent = text; };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));

  document.body.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = csrf; });
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.body.addEventListener(name, () => { say(words.failed); problem(words.failed); });
  }

  // Dialog: opened when its content comes, closed by its button, by Escape, and when a correction was taken.
  let opener = "";
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const button = event.detail.elt;
    if (button.classList.contains("fix") || button.id === "fix-0-add") opener = button.id;
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const dialog = byId("dialog");
    if (event.detail.target === dialog) {
      if (!dialog.open) dialog.showModal();
      const first = dialog.querySelector('[aria-invalid], #fix-value, #fix-title, #fix-reason');
      if (first) { first.focus(); if (first.select) first.select(); }
    }
    const live = document.querySelector("[data-live]");
    if (live && live.dataset.live !== byId("live").textContent) say(live.dataset.live);
  });
  document.body.addEventListener("corrected", () => {
    const dialog = byId("dialog");
    if (dialog.open) dialog.close();
    const changed = byId("changed");
    if (!changed) return;
    say(changed.textContent.replace(/\s+/g, " ").trim());
    changed.focus({ preventScroll: true });
    changed.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      byId("dialog").close();
      const back = opener && byId(opener);
      if (back) back.focus();
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A link to a folded place opens it.
  function unfold() {
    const place = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    const fold = place && place.closest("details");
    if (fold) { fold.open = true; place.scrollIntoView({ block: "center" }); }
  }
  window.addEventListener("hashchange", unfold);

  // Dropping: one file a request, so that one large or broken file stops no other.
  const LARGEST = 25 * 1024 * 1024;
  let queue = [];
  let total = 0;
  let sent = 0;
  let sending = false;

  function problem(text) {
    const box = byId("drop-problem");
    if (!box) return;
    box.textContent = box.hidden ? text : box.textContent.includes(text) ? box.textContent : `${box.textContent} ${text}`;
    box.hidden = false;
  }

  function add(files) {
    const box = byId("drop-problem");
    if (!sending && box) { box.hidden = true; box.textContent = ""; }
    for (const [file, name] of files) {
      if (name.split("/").some((part) => part.startsWith("."))) continue;
      if (file.size > LARGEST) { problem(fill(words.large, { name })); continue; }
      queue.push([file, name]);
      total += 1;
    }
    if (!sending && queue.length) send();
  }

  async function send() {
    sending = true;
    byId("sending").hidden = false;
    while (queue.length) {
      const [file, name] = queue[0];
      byId("sent").max = total;
      byId("sent").value = sent;
      byId("sending-name").textContent = fill(words.sending, { number: sent + 1, total, name });
      const form = new FormData();
      form.append("file", file, name);
      let answer = null;
      try {
        answer = await fetch("/documents", { method: "POST", body: form, headers: { "X-CSRF-Token": csrf } });
      } catch (error) {
        problem(words.failed);
        break;
      }
      if (answer.status === 429) {
        await new Promise((done) => setTimeout(done, 1000 * (Number(answer.headers.get("Retry-After")) || 2)));
        continue;
      }
      const said = await answer.text();
      if (!answer.ok) problem(`${name}: ${said.trim()}`);
      queue.shift();
      sent += 1;
      if (answer.ok && sent % 5 === 1) htmx.ajax("GET", "/rows", "#rows");
    }
    const arrived = sent;
    queue = [];
    total = sent = 0;
    sending = false;
    byId("sending").hidden = true;
    if (arrived) htmx.ajax("GET", "/rows", "#rows").then(() => byId("drop").classList.add("small-drop"));
  }

  async function inside(entry, path) {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [[file, path + entry.name]];
    }
    const found = [];
    const reader = entry.createReader();
    for (;;) {
      const part = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!part.length) return found;
      for (const each of part) found.push(...(await inside(each, `${path}${entry.name}/`)));
    }
  }

  const drop = byId("drop");
  if (drop) {
    for (const id of ["files", "folder"]) {
      byId(id).addEventListener("change", (event) => {
        add(Array.from(event.target.files, (file) => [file, file.webkitRelativePath || file.name]));
        event.target.value = "";
      });
    }
    // The whole window takes files, so that one dropped beside the frame does not replace the page.
    window.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    window.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    window.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const entries = Array.from(event.dataTransfer.items || [], (item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
      if (!entries.length) { add(Array.from(event.dataTransfer.files, (file) => [file, file.name])); return; }
      const found = [];
      for (const entry of entries) found.push(...(await inside(entry, "")));
      add(found);
    });
  }
})();
