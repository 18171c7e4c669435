"use strict";
(() => {
  const units = document.getElementById("units");
  const tools = document.getElementById("tools");
  if (!units || !tools) return;
  const tables = [...document.querySelectorAll("table.by-unit")];
  // more units than this are folded by group
  const MOST = 100;
  const rows = tables.flatMap((table) => [...table.querySelectorAll("tr.unit")]);
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  for (const row of rows) row.words = plain(`${row.cells[0].textContent} ${row.dataset.code}`);

  // search, and the switch to what changed
  const search = tools.querySelector("input[type=search]");
  const changed = tools.querySelector("input[type=checkbox]");
  const found = tools.querySelector("output");
  const filter = () => {
    const words = plain(search.value);
    const only = Boolean(changed && changed.checked);
    let count = 0;
    for (const row of rows) {
      const fits = row.words.includes(words) && (!only || row.dataset.changed === "1");
      row.classList.toggle("miss", !fits);
      if (fits && row.closest("table") === units) count += 1;
    }
    document.body.classList.toggle("filtered", words !== "" || only);
    found.textContent = found.dataset.text.replace("#", String(count));
  };
  search.addEventListener("input", filter);
  if (changed) changed.addEventListener("change", filter);

  // groups that fold
  const bodies = tables.flatMap((table) => [...table.tBodies]);
  const fold = (body, folded) => {
    body.classList.toggle("folded", folded);
    const button = body.querySelector("tr.group button");
    if (button) button.setAttribute("aria-expanded", String(!folded));
  };
  for (const body of bodies) {
    const head = body.querySelector("tr.group th");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.append(...head.childNodes, ` (${body.querySelectorAll("tr.unit").length})`);
    head.append(button);
    button.addEventListener("click", () => fold(body, !body.classList.contains("folded")));
    fold(body, units.querySelectorAll("tr.unit").length > MOST);
  }

  // sorting by a column; the third time in the order of the groups again
  const order = [...units.tBodies].map((body) => [body, [...body.rows]]);
  const heads = [...units.tHead.rows[0].cells];
  const keyOf = (row, at) => (at === 0 ? row.words : row.cells[at].dataset.key || "");
  const sort = (head, at) => {
    const now = head.getAttribute("aria-sort");
    const next = now === "ascending" ? "descending" : now === "descending" ? null : "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    for (const [body, own] of order) body.append(...own);
    units.classList.toggle("sorted", next !== null);
    if (next === null) return;
    head.setAttribute("aria-sort", next);
    const all = order.flatMap(([, own]) => own.filter((row) => row.classList.contains("unit")));
    const way = next === "ascending" ? 1 : -1;
    // rows without a value come last in both directions
    const compare = (a, b) => {
      const [one, other] = [keyOf(a, at), keyOf(b, at)];
      if (one === "" || other === "") return (one === "") - (other === "");
      return way * one.localeCompare(other, undefined, { numeric: true });
    };
    all.sort(compare);
    order[0][0].append(...all);
    fold(order[0][0], false);
  };
  heads.forEach((head, at) => {
    if (!("sort" in head.dataset)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.setAttribute("aria-label", `${head.dataset.sort} ${head.textContent.toLowerCase()}`);
    head.append(" ", button);
    button.addEventListener("click", () => sort(head, at));
  });

  // a link to a unit shows its row
  const show = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.classList.contains("unit")) return;
    fold(row.closest("tbody"), false);
    row.classList.remove("miss");
    row.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", show);
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });
  tools.hidden = false;
  filter();
  show();
})();
