// The live view of newsframes.explore, behind the shared functions: the kernel sends one article in marked
// pieces and its rows; filters, search, jumps and citations are done here. Another article is asked for.

const WIDE = 640; // below this width in pixels the filters begin closed

// A search as a pattern: white space and quotation marks match their kin, everything else itself.
function patternOf(words) {
  const wanted = words.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (!wanted) return null;
  const loose = wanted.replace(/\s+/g, "\\s+").replace(/["“”„]/g, "[\"“”„]").replace(/['’‘]/g, "['’‘]");
  return new RegExp(loose, "giu");
}

// Where a pattern is found in a text.
function hitsIn(text, pattern) {
  return pattern ? [...text.matchAll(pattern)].map(({ 0: hit, index }) => [index, index + hit.length]) : [];
}

// A piece of a text in nodes, the hits that reach into it in marks, numbered from the first one.
function withMarks(piece, offset, hits, first = 0) {
  const nodes = [];
  let from = 0;
  hits.forEach(([start, end], n) => {
    const [begin, stop] = [Math.max(start - offset, 0), Math.min(end - offset, piece.length)];
    if (begin >= stop) return;
    nodes.push(piece.slice(from, begin), el("mark", { className: "nfe-hit", "data-hit": String(first + n) }, piece.slice(begin, stop)));
    from = stop;
  });
  return [...nodes, piece.slice(from)].filter((node) => node !== "");
}

function render({ model, el: root }) {
  if (!model.get("state").paragraphs) {
    root.append(el("p", {}, "There is no article to explore."));
    return undefined;
  }
  let at = null; // the row that is highlighted
  let pattern = null;
  let cards = new Map(); // by row: those that the filters let through, in their order
  let nHits = 0; // in the text
  let hit = -1; // the one that was gone to last
  const fields = {};

  const state = () => model.get("state");
  const withHits = (words) => withMarks(words, 0, hitsIn(words));
  const box = widgetBox("nf-explore", "Article with its quotes and figures", { tabIndex: -1 });
  const top = el("div", { className: "nf-top" });
  const text = el("div", { className: "nf-pane nfe-text", tabIndex: 0, role: "region", "aria-label": "The text" });
  const list = el("div", { className: "nf-pane nfe-list", tabIndex: 0, role: "region", "aria-label": "Quotes and figures" });
  const count = el("output", { className: "nfe-count" });
  const said = el("span", { role: "status" });
  const back = button(["Back ", key("k")], () => go(-1));
  const next = button(["Next ", key("j")], () => go(1));
  box.append(
    top,
    el("div", { className: "nf-body" }, text, list),
    el("div", { className: "nf-foot" }, back, next, count, said),
  );
  root.append(box);

  // ---- filters

  function choices(values, name) {
    const counts = new Map();
    for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    const ranked = name ? [...counts] : [...counts].sort();
    return ranked.map(([value, n]) => el("option", { value }, `${value} (${n})`));
  }

  function field(name, label, all, options) {
    fields[name] = el("select", { onchange: filter, "aria-label": label }, el("option", { value: "" }, all), options);
    return el("label", {}, el("span", {}, label), fields[name]);
  }

  function drawTop() {
    const { articles, place: shown, rows, speakers, sure } = state();
    const percent = Math.round(100 * sure);
    const order = new Map(speakers.map(({ name }, n) => [name, n]));
    const who = rows.map((row) => row.name).sort((a, b) => (order.get(a) ?? 1e9) - (order.get(b) ?? 1e9));
    const pages = el("select", {
      "aria-label": "Article", onchange: () => model.send({ place: Number(pages.value) }),
    }, articles.map((name, n) => el("option", { value: n, selected: n === shown }, name)));
    fields.words = el("input", {
      type: "search", placeholder: "Search text and rows", "aria-label": "Search text and rows", oninput: filter,
    });
    fields.words.addEventListener("keydown", (event) => {
      if (event.key === "Enter") goToHit(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") act.Escape();
    });
    const filters = el("details", { className: "nfe-filters", open: top.querySelector("details")?.open ?? false },
      el("summary", {}, "Filters"),
      el("div", {},
        field("name", "Speaker", "everyone", choices(who, true)),
        field("kind", "Kind", "any", choices(rows.map((row) => row.kind))),
        field("act", "Act", "any", choices(rows.map((row) => row.act))),
        field("stance", "Stance", "any", choices(rows.map((row) => row.stance))),
        field("doubt", "Confidence", "any", [
          el("option", { value: "check" }, `below ${percent}%: check`), el("option", { value: "sure" }, `${percent}% or more`),
        ]),
        field("order", "Order", "as in the text", el("option", { value: "doubt" }, "least sure first")),
        button(["Show all ", key("Esc")], () => act.Escape())));
    top.replaceChildren(
      articles.length > 1 ? pages : el("b", {}, articles[shown]),
      el("span", { className: "nfe-search" }, fields.words, key("/")),
      filters,
    );
  }

  const textsOf = (row) => [
    row.name, row.said, row.cue, ...row.pieces.map(([piece]) => piece), ...row.notes.map(([, value]) => value),
  ];

  // The rows whose words in the text a hit reaches into.
  function touchedRows() {
    const found = new Set();
    for (const { pieces } of state().paragraphs) {
      const hits = hitsIn(pieces.map(([words]) => words).join(""), pattern);
      let offset = 0;
      for (const [words, marks] of pieces) {
        const [from, to] = [offset, offset + words.length];
        if (hits.some(([start, end]) => start < to && from < end)) marks.forEach((mark) => found.add(mark.row));
        offset = to;
      }
    }
    return found;
  }

  function passes(row, touched) {
    const isUnsure = row.confidence < state().sure;
    return (!fields.name.value || row.name === fields.name.value)
      && (!fields.kind.value || row.kind === fields.kind.value)
      && (!fields.act.value || row.act === fields.act.value)
      && (!fields.stance.value || row.stance === fields.stance.value)
      && (!fields.doubt.value || (fields.doubt.value === "check") === isUnsure)
      && (!pattern || touched.has(row.row) || textsOf(row).some((words) => words.search(pattern) >= 0));
  }

  function filter() {
    pattern = patternOf(fields.words.value);
    hit = -1;
    const { rows } = state();
    const touched = touchedRows();
    const shown = rows.filter((row) => passes(row, touched));
    if (fields.order.value) shown.sort((a, b) => a.confidence - b.confidence);
    cards = new Map(shown.map((row) => [row.row, card(row)]));
    list.replaceChildren(...(shown.length ? cards.values() : [
      el("p", {}, rows.length ? "No row matches. " : "Nobody is quoted, and no figure stands here."),
      rows.length ? button("Show all", () => act.Escape()) : "",
    ]));
    list.scrollTop = 0;
    drawText();
    const rowsSaid = shown.length === rows.length ? `All ${rows.length} rows` : `${shown.length} of ${rows.length} rows`;
    count.textContent = pattern ? `${rowsSaid}, ${nHits} ${nHits === 1 ? "place" : "places"} in the text.` : `${rowsSaid}.`;
    back.disabled = next.disabled = !shown.length;
    said.textContent = "";
    light(cards.has(at) ? at : null);
    if (nHits) scrollWithin(text, text.querySelector(".nfe-hit"));
  }

  // ---- the text

  function drawText() {
    const kept = text.scrollTop;
    nHits = 0;
    text.replaceChildren(el("div", { className: "prose" }, state().paragraphs.map(({ number, pieces }) => {
      const hits = hitsIn(pieces.map(([words]) => words).join(""), pattern);
      let offset = 0;
      const nodes = pieces.map(([words, marks]) => {
        const shown = marked(withMarks(words, offset, hits, nHits), marks);
        offset += words.length;
        return shown;
      });
      nHits += hits.length;
      return el("p", {}, el("span", { className: "pn", "aria-hidden": "true" }, String(number)), nodes.flat());
    })));
    text.scrollTop = kept;
  }

  // Nodes in their marks, from the innermost out.
  function marked(nodes, marks) {
    // What a filter leaves out is text like any other.
    const kept = marks.filter((mark) => !mark.row || cards.has(mark.row));
    const isQuoted = kept.some((mark) => mark.layer === "quotes");
    return kept.filter((mark) => isQuoted || mark.layer !== "own").reduceRight((inner, mark) => {
      const { layer, hue } = mark;
      const node = el("span", {
        className: { rest: "rest", own: `own h${hue}`, quotes: `band h${hue}`, figures: "fig" }[layer],
      });
      if (mark.is_unsure && layer === "quotes") node.classList.add("unsure");
      if (mark.row) Object.assign(node, { title: mark.note }).dataset.row = mark.row;
      if (mark.opens && layer === "quotes") {
        node.append(hint("Quote "), el("span", { className: mark.is_named ? "tag" : "tag un" }, mark.initials));
      }
      if (mark.opens && mark.is_unsure) node.append(el("span", { className: "check" }, "check"));
      node.append(...inner);
      if (mark.closes && layer === "quotes") node.append(hint(" (end of quote)"));
      return [node];
    }, nodes);
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-row]");
    if (!mark || String(getSelection())) return;
    light(mark.dataset.row, "text");
    tell();
  });

  function goToHit(step) {
    if (!nHits) return;
    hit = (hit + step + nHits) % nHits;
    for (const node of text.querySelectorAll(".nfe-hit")) node.classList.toggle("nfe-now", node.dataset.hit === String(hit));
    scrollWithin(text, text.querySelector(".nfe-now"));
    said.textContent = `Place ${hit + 1} of ${nHits}.`;
  }

  // ---- the rows

  function card(row) {
    const name = `${row.table === "quotes" ? "Quote" : "Figure"} ${row.number}`;
    const show = button(["Paragraph ", row.paragraph, hint(`: show ${name} in the text`)], () => { light(row.row); tell(); });
    const copier = button("Copy with citation", () => copy(row));
    const bar = el("div", { className: "bar1" }, show, copier);
    makeToolbar(bar, name, [show, copier]);
    const node = el("article", { className: `q ${row.kind} h${row.hue}`, id: `row-${row.row}`, "aria-label": name },
      el("div", { className: "top" },
        el("h4", {}, el("span", { className: row.is_named ? "tag" : "tag un", "aria-hidden": "true" }, row.initials), " ",
          el("b", {}, ...withHits(row.name)), row.cue ? " " : "", ...withHits(row.cue)),
        el("span", { className: "kind" }, el("i"), row.kind)),
      row.table === "quotes" && row.said && row.said !== row.name && !row.before && !row.behind
        ? el("p", { className: "small" }, "in the text: ", ...withHits(row.said)) : null,
      el("blockquote", {}, row.pieces.map(([words, isOwn]) =>
        (isOwn ? el("span", { className: "own" }, ...withHits(words)) : withHits(words))).flat()),
      row.table === "figures" ? el("p", { className: "small" }, "counts: ", ...withHits(row.said)) : null,
      row.before || row.behind
        ? el("p", { className: "small context" }, hint("In its sentence: "), row.before, " ",
          el("span", { "aria-hidden": "true" }, "[…]"), /^[,.;:!?”]/.test(row.behind) ? "" : " ", row.behind) : null,
      row.reason || row.notes.length
        ? el("p", { className: "small notes" },
          row.reason ? el("span", {}, row.is_unsure ? el("span", { className: "check" }, "check") : "", row.reason) : null,
          row.notes.map(([label, value]) => el("span", {}, `${label}: `, el("b", {}, ...withHits(value))))) : null,
      bar,
      el("details", { className: "small" }, el("summary", {}, "How it was found"), el("ul", {}, row.how.map((line) => el("li", {}, line)))));
    node.dataset.row = row.row;
    // Whoever comes by keyboard sees the row in the text, too; a click on its details stays with them.
    bar.addEventListener("focusin", () => { if (at !== row.row) light(row.row, "list"); });
    node.querySelector("blockquote").addEventListener("click", () => { if (!String(getSelection())) light(row.row, "list"); });
    return node;
  }

  // Highlight a row at both ends; the pane that it was chosen in stays where it is.
  function light(row, from = "") {
    at = row;
    for (const node of box.querySelectorAll(".on")) node.classList.remove("on");
    if (row === null) return;
    const marks = text.querySelectorAll(`[data-row="${CSS.escape(row)}"]`);
    [...marks, cards.get(row)].forEach((node) => node.classList.add("on"));
    if (from !== "text" && marks.length) scrollWithin(text, marks[0]);
    if (from !== "list") scrollWithin(list, cards.get(row));
  }

  function tell() {
    const rows = [...cards.keys()];
    const row = state().rows.find((one) => one.row === at);
    said.textContent = `${rows.indexOf(at) + 1} of ${rows.length}: ${row.name} ${row.cue}: ${row.pieces.map(([words]) => words).join("")}`;
  }

  function go(step) {
    const rows = [...cards.keys()];
    if (!rows.length) return;
    const here = rows.indexOf(at);
    const to = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
    light(rows[to]);
    cards.get(at).querySelector(".bar1 [tabindex='0']").focus({ preventScroll: true });
    tell();
  }

  async function copy(row) {
    await copyText(row.citation);
    said.textContent = `Copied ${row.table === "quotes" ? "quote" : "figure"} ${row.number} with its citation.`;
  }

  const act = {
    j: () => go(1),
    k: () => go(-1),
    c: () => { const row = state().rows.find((one) => one.row === at); if (row) copy(row); },
    "/": () => fields.words.focus(),
    Escape: () => {
      for (const one of Object.values(fields)) one.value = "";
      filter();
    },
  };
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // JupyterLab would take j, k and c for itself
    actOnKey(event, act);
  });

  function draw() {
    at = null;
    drawTop();
    filter();
    text.scrollTop = 0;
  }
  model.on("change:state", draw);
  draw();
  // How wide it is shows only once the notebook has put it on its page.
  const measure = new ResizeObserver(() => {
    if (!box.clientWidth) return;
    top.querySelector("details").open = box.clientWidth >= WIDE;
    measure.disconnect();
  });
  measure.observe(box);
  return () => { measure.disconnect(); model.off("change:state", draw); box.remove(); };
}

export default { render };
