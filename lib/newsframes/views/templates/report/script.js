/* The page works without this. With it: filters, previous and next, the row of a mark under the
   pointer, focus or finger, highlighting at both ends, and "copy with citation". */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const cards = all(".q"), tools = one(".tools"), pane = one(".textpane"), peek = one("#peek");
  const motion = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const hasOwnScroll = () => getComputedStyle(pane).overflowY === "auto";
  const shown = () => cards.filter((card) => !card.hidden);
  let at = -1;

  /* A jump highlights its row at both ends; only the pane without the pointer is scrolled. */
  function light(row, from) {
    all(".on").forEach((element) => element.classList.remove("on"));
    const ends = all(`[data-row="${CSS.escape(row)}"]`);
    ends.forEach((element) => element.classList.add("on"));
    const mark = ends.find((element) => pane.contains(element));
    const home = document.getElementById(`row-${row}`);
    if (from === "row" && mark) {
      if (!hasOwnScroll()) mark.scrollIntoView({ block: "center", behavior: motion });
      else scrollWithin(pane, mark, motion);
    }
    if (from === "text" && home) home.scrollIntoView({ block: "center", behavior: motion });
    at = shown().indexOf(home);
  }

  function filter() {
    const speaker = one("#by-speaker").value, kind = one("#by-kind").value, check = one("#by-check").checked;
    for (const card of cards)
      card.hidden = (speaker && card.dataset.speaker !== speaker) || (kind && card.dataset.kind !== kind)
        || (check && !("check" in card.dataset));
    for (const group of all(".group")) group.hidden = !one(".q:not([hidden])", group);
    const n = shown().length;
    one("output", tools).textContent = n === cards.length ? `All ${n} quotes.`
      : n ? `${n} of ${cards.length} quotes.` : "No quote matches. Choose another speaker or kind.";
    all("button", tools).forEach((control) => (control.disabled = !n));
    at = -1;
  }

  function step(by) {
    const rows = shown();
    if (!rows.length) return;
    const card = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    light(card.dataset.row, "step");
    card.scrollIntoView({ block: "center", behavior: motion });
    one(".bar1 a", card).focus({ preventScroll: true });
    one("output", tools).textContent = `Quote ${at + 1} of ${rows.length}.`;
  }

  async function copy(card) {
    const said = one("#said");
    await copyText(card.dataset.cite);
    said.textContent = `Copied quote ${card.dataset.n} with its citation.`;
    setTimeout(() => (said.textContent = ""), 2500);
  }

  /* One focus stop a row: its link and its button are a toolbar; arrow keys move between them. */
  for (const card of cards) {
    const bar = one(".bar1", card), link = one("a", bar);
    const copier = button("Copy with citation", () => copy(card));
    link.after(copier);
    makeToolbar(bar, `Quote ${card.dataset.n}`, [link, copier]);
  }

  /* One focus stop a chart: arrow keys lead from mark to mark; the sentence of a mark stands below. */
  for (const figure of all(".charts figure")) {
    const note = one(".note", figure);
    note.hidden = false;
    for (const svg of all("svg", figure)) {
      const marks = all(":scope > a, :scope > g", svg);
      let place = -1;
      const tell = (mark) => {
        marks.forEach((other) => other.classList.toggle("on", other === mark));
        note.textContent = mark ? one("title", mark).textContent : "";
      };
      if (marks.length) svg.tabIndex = 0;
      svg.addEventListener("keydown", (event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter" && marks[place]) marks[place].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        if (!by) return;
        place = Math.min(Math.max(place + by, 0), marks.length - 1);
        tell(marks[place]);
        event.preventDefault();
      });
      svg.addEventListener("blur", () => tell(null));
      marks.forEach((mark) => mark.addEventListener("pointerenter", () => tell(mark)));
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']"), row = event.target.closest("[data-row]");
    if (!row) return;
    const fromText = pane.contains(row);
    /* On a narrow screen only a link leads away: a tap shows the row and keeps the place. */
    const from = !link && !hasOwnScroll() ? "here" : fromText ? "text" : "row";
    if (fromText || link || row.matches(".q")) light(row.dataset.row, from);
    if (fromText) show(row);
    /* Where the text has its own scroll, both ends stay in sight, so the page need not jump. */
    if (link && hasOwnScroll() && document.getElementById(link.hash.slice(1))?.dataset.row === row.dataset.row) event.preventDefault();
  });

  function show(mark) {
    peek.hidden = !mark;
    if (mark) peek.textContent = mark.dataset.note;
  }
  for (const mark of all("[data-row]", pane)) {
    mark.dataset.note = mark.title;
    mark.removeAttribute("title");
    mark.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(mark));
    mark.addEventListener("focusin", () => show(mark));
  }
  pane.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && show(null));
  for (const card of cards) card.addEventListener("focusin", () => {
    if (!card.matches(".on")) light(card.dataset.row, hasOwnScroll() ? "row" : "here");
  });

  if (!tools) return;
  tools.hidden = false;
  tools.addEventListener("submit", (event) => event.preventDefault());
  all("select, input", tools).forEach((field) => field.addEventListener("input", filter));
  one("#previous").addEventListener("click", () => step(-1));
  one("#next").addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => actOnKey(event, { j: () => step(1), k: () => step(-1) }));
  filter();
})();
