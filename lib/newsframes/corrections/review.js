// The live view of newsframes.review. The kernel holds the decisions and the tables: this file draws the
// state that it sends, and sends back one message a decision. Offsets are code points.

const FEW = 4; // so many speakers have a hue of their own

function render({ model, el: root }) {
  if (!model.get("state").article) {
    root.append(el("p", {}, "There is no article to check."));
    return undefined;
  }
  let at = null; // the id of the row that is looked at
  let tab = "check";
  let marked = null; // [from, to]: words that are being selected by keyboard or mouse
  let ticked = new Set(); // actors to merge
  let filter = "";
  let characters = [];
  let words = [];
  let paragraphs = [];
  let drawnParagraphs = new Map(); // by start: the node, and what it shows
  let textOf = null;

  const state = () => model.get("state");
  const row = () => state().rows.find((one) => one.id === at);
  const actor = (id) => state().actors.find((one) => one.id === id);
  const slice = (start, end) => characters.slice(start, end).join("");
  const send = (message) => model.send(message);

  const box = widgetBox("nf-review", "Review of rows", { tabIndex: 0 });
  const top = el("div", { className: "nf-top" });
  const text = el("div", { className: "nf-pane nf-text", tabIndex: 0, role: "region", "aria-label": "The text" });
  const panel = el("div", { className: "nf-pane nf-panel", tabIndex: 0, role: "region", "aria-label": "The panel" });
  const status = el("output", { className: "nf-status", role: "status" });
  const single = el("input", { type: "checkbox", checked: true });
  const kept = el("span");
  box.append(
    top,
    el("div", { className: "nf-body" }, text, panel),
    el("div", { className: "nf-foot" }, el("label", {}, single, "single-key shortcuts"), kept, status),
  );
  root.append(box);
  const say = (words) => { status.textContent = words; };

  // Which hue a speaker has: those with most rows have their own, the others are grey.
  function hues() {
    const counts = new Map();
    for (const one of state().rows) {
      if (one.speaker_id) counts.set(one.speaker_id, (counts.get(one.speaker_id) ?? 0) + 1);
    }
    const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return new Map(ranked.slice(0, FEW).map(([id], n) => [id, `h${n + 1}`]));
  }

  function initials(name) {
    return (name ?? "?").split(/\s+/).filter(Boolean).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();
  }

  // ---- what a person does

  function next(step = 1) {
    const rows = state().rows;
    if (!rows.length) return;
    const here = rows.findIndex((one) => one.id === at);
    at = rows[(here + step + rows.length) % rows.length].id;
    tab = "check";
    marked = null;
    draw();
    tell();
  }

  function tell() {
    const one = row();
    if (!one) return;
    const who = one.table === "quotes" ? (one.speaker_name ?? "nobody") : (one.claimant_name ?? "the article itself");
    say(`${one.table === "quotes" ? "Quote" : "Figure"}: ${one.text}. By ${who}.`);
  }

  // Decide about the row and go to the next one that nobody has looked at.
  function decide(message, words) {
    const open = state().rows.filter((one) => !one.verdict && one.id !== at);
    const after = message.do === "confirm" || message.do === "reject";
    if (after && open.length) {
      const here = state().rows.findIndex((one) => one.id === at);
      at = (state().rows.slice(here + 1).find((one) => !one.verdict) ?? open[0]).id;
    }
    say(words);
    send(message);
  }

  const act = {
    j: () => next(1),
    k: () => next(-1),
    y: () => row() && decide({ do: "confirm", id: at }, "Right."),
    n: () => row() && decide({ do: "reject", id: at }, "Left out."),
    // Not asked here whether there is something to undo: the state of the last key may still be on its way.
    u: () => { say("Taken back."); send({ do: "undo" }); },
    U: () => { say("Made again."); send({ do: "redo" }); },
    "[": () => edge(-1),
    "]": () => edge(1),
    x: () => {
      marked = marked ? null : [0, 0];
      if (marked) {
        const start = row()?.start ?? state().article.start;
        const n = Math.max(0, words.findIndex(([, end]) => end > start));
        marked = [n, n];
      }
      draw();
      say(marked ? "Arrow keys move, with Shift they select; Enter adds a quote, Escape stops." : "Selection ended.");
    },
  };

  function choose(id) {
    const one = row();
    if (!one || one.table !== "quotes") return;
    decide({ do: "speaker", id: at, actor: id }, `Speaker: ${id ? actor(id).name : "nobody"}.`);
  }

  function edge(by) {
    const one = row();
    if (!one || one.table !== "quotes") return;
    const last = words.findIndex(([, end]) => end >= one.end);
    const [start, end] = words[Math.min(Math.max(last + by, 0), words.length - 1)];
    if (start < one.start) return;
    const stop = /[.,;:]$/.test(slice(start, end)) && by > 0 ? end - 1 : end;
    decide({ do: "edge", id: at, start: one.start, end: stop }, `It ends with ${slice(start, stop)}.`);
  }

  const span = () => marked && [words[Math.min(...marked)][0], words[Math.max(...marked)][1]];

  function add(what) {
    const [start, end] = span();
    const message = { do: `add_${what}`, article: state().article.id, start, end };
    if (what === "figure") {
      const digits = slice(start, end).replace(/,/g, "").match(/\d+(\.\d+)?/);
      if (!digits) return say("A figure needs a number among the selected words.");
      message.low = digits[0];
    }
    if (what === "quote") at = `${state().article.id}:q${start}-${end}`;
    marked = null;
    decide(message, `Added: ${slice(start, end)}.`);
  }

  // ---- drawing

  function drawTop() {
    const { done, total, can_undo, can_redo, article } = state();
    const bar = el("div", {
      className: "nf-track", role: "progressbar", "aria-label": "Rows checked", "aria-valuemin": "0",
      "aria-valuemax": String(total), "aria-valuenow": String(done),
    }, el("i", { style: `width:${total ? (100 * done) / total : 0}%` }));
    const pages = article.n > 1
      ? [-1, 1].map((step) => button(step < 0 ? "Article before" : "Next article",
        () => { at = null; send({ do: "show", place: article.place + step + article.n }); }))
      : [];
    top.replaceChildren(
      el("div", { className: "nf-sum" }, el("span", {}, el("b", {}, `${done} of ${total}`), " checked"), bar),
      ...pages,
      button(["Undo ", key("u")], act.u, { disabled: !can_undo }),
      button(["Redo ", key("U")], act.U, { disabled: !can_redo }),
    );
    kept.textContent = state().kept
      ? `Every decision is saved at once in ${state().kept}.`
      : "Kept until the kernel stops; .edits.save(path) writes them.";
  }

  function drawText() {
    const { article, rows, actors } = state();
    const colours = hues();
    const quotes = rows.filter((one) => one.table === "quotes");
    const figures = rows.filter((one) => one.table === "figures");
    const cuts = new Set([article.start, article.end]);
    for (const one of rows) for (const place of (one.parts ?? [[one.start, one.end]]).flat()) cuts.add(place);
    const picked = span();
    if (picked) picked.forEach((place) => cuts.add(place));
    const ownMentions = tab === "actors" ? actors.filter((one) => ticked.has(one.id)).flatMap((one) => one.mentions) : [];
    for (const one of ownMentions) { cuts.add(one.start); cuts.add(one.end); }
    const sorted = [...cuts].sort((a, b) => a - b);
    const former = drawnParagraphs;
    drawnParagraphs = new Map();
    const drawn = paragraphs.map(([start, end]) => {
      const within = (one) => one.start < end && start < one.end;
      const own = { quotes: quotes.filter(within), figures: figures.filter(within) };
      const isRest = end <= article.start || start >= article.end;
      // A paragraph that shows the same as before is left as it is: most are, after one decision.
      const shows = JSON.stringify([
        end, isRest, picked, ownMentions.filter(within).map((one) => one.id),
        own.figures.map((one) => [one.id, one.id === at]),
        own.quotes.map((one) => [one.id, one.parts, one.kind, one.speaker_name, colours.get(one.speaker_id), one.id === at]),
      ]);
      const places = [start, ...sorted.filter((cut) => cut > start && cut < end), end];
      const node = former.get(start)?.shows === shows
        ? former.get(start).node
        : el("p", { className: isRest ? "rest" : "" },
          places.slice(0, -1).map((from, n) => piece(from, places[n + 1], own)));
      drawnParagraphs.set(start, { shows, node });
      return node;
    });
    function piece(from, to, own) {
      const holds = ([a, b]) => a <= from && to <= b;
      const quote = own.quotes.filter((one) => one.parts.some(holds))
        .sort((a, b) => (b.id === at) - (a.id === at) || a.end - a.start - (b.end - b.start))[0];
      const figure = own.figures.find((one) => holds([one.start, one.end]));
      const node = el("span", { "data-start": String(from) }, slice(from, to));
      if (figure) node.classList.add("fig");
      if (figure?.id === at) node.classList.add("on");
      if (picked && holds(picked)) node.classList.add("nf-marked");
      if (ownMentions.some((one) => holds([one.start, one.end]))) node.classList.add("nf-mention");
      if (quote) {
        node.classList.add("band", colours.get(quote.speaker_id) ?? "h0");
        if (quote.kind === "direct") node.classList.add("own");
        if (quote.id === at) node.classList.add("on");
      }
      const target = quote ?? figure;
      if (target) {
        node.addEventListener("click", () => {
          if (String(getSelection())) return;
          at = (figure && quote && quote.id === at ? figure : target).id;
          tab = "check";
          draw();
          tell();
        });
      }
      const opens = quote?.parts.some(([a]) => a === from);
      if (!opens) return node;
      const tag = el("span", {
        className: `tag ${colours.get(quote.speaker_id) ?? "h0"}`, "aria-hidden": "true",
        title: quote.speaker_name ?? "nobody",
      }, initials(quote.speaker_name));
      return el("span", {}, tag, node);
    }
    const kept = text.scrollTop;
    drawn.forEach((node, n) => {
      const there = text.children[n];
      if (!there) text.append(node);
      else if (there !== node) there.replaceWith(node);
    });
    while (text.children.length > drawn.length) text.lastChild.remove();
    if (picked) {
      text.append(el("div", { className: "nf-add" }, "Add the selected words as",
        button(["quote ", key("Enter")], () => add("quote")),
        button("actor", () => add("mention")),
        button("figure", () => add("figure")),
        button(["stop ", key("Esc")], act.x)));
    }
    text.scrollTop = kept;
    const now = text.querySelector(picked ? ".nf-marked" : ".on");
    if (now) scrollWithin(text, now);
  }

  function header(one) {
    const rows = state().rows;
    const n = rows.findIndex((other) => other.id === one.id);
    const verdict = one.verdict
      ? el("span", { className: "nf-done" }, one.verdict)
      : one.confidence < 0.6 ? el("span", { className: "check" }, "check") : null;
    return el("div", { className: "nf-where" },
      el("span", { className: "nf-quiet" }, `${n + 1} of ${rows.length}, least sure first `, verdict),
      el("span", {}, button(["Back ", key("k")], act.k), " ", button(["Next ", key("j")], act.j)));
  }

  const verdicts = (wrong) => el("div", { className: "nf-verdict" },
    button(["Right ", key("y")], act.y), button([`${wrong} `, key("n")], act.n));

  const why = (one) => el("details", {}, el("summary", {}, "Why is it so?"),
    el("ul", {}, one.why.map((reason) => el("li", {}, reason)), el("li", { className: "nf-quiet" }, one.id)));

  function drawQuote(one) {
    const colours = hues();
    const block = el("blockquote");
    one.parts.forEach(([start, end], n) => block.append(n ? " … " : "", slice(start, end)));
    const who = el("div", { className: "nf-who", role: "group", "aria-label": "Who says this?" });
    one.candidates.forEach((id, n) => who.append(button(
      [key(String(n + 1)), " ", actor(id).name, el("small", {}, id === one.speaker_id ? "now" : actor(id).kind)],
      () => choose(id), { "aria-pressed": String(id === one.speaker_id) })));
    who.append(button([key("0"), " nobody, the report itself", el("small", {}, one.speaker_id ? "" : "now")],
      () => choose(null), { "aria-pressed": String(!one.speaker_id) }));
    const others = el("datalist", { id: `nf-others-${one.id}` }, state().actors.map((a) => el("option", { value: a.name })));
    const name = el("input", {
      type: "text", placeholder: "someone else, by name", "aria-label": "Another speaker",
    });
    name.setAttribute("list", `nf-others-${one.id}`);
    const give = () => {
      const wanted = name.value.trim();
      if (!wanted) return;
      const known = state().actors.find((a) => a.name === wanted);
      if (known) choose(known.id);
      else decide({ do: "speaker", id: one.id, name: wanted }, `Speaker: ${wanted}.`);
    };
    name.addEventListener("keydown", (event) => { if (event.key === "Enter") give(); });
    return [
      el("div", { className: `nf-quote ${colours.get(one.speaker_id) ?? "h0"}` },
        el("p", { className: "nf-quiet" }, `${one.speaker ?? "(nobody)"} `, el("b", {}, one.cue ?? ""), ` · ${one.kind}, ${one.act}`),
        block),
      el("p", { className: "nf-h" }, "Who says this?"), who,
      el("div", { className: "nf-else" }, name, others, button("Set", give)),
      verdicts("Not a quote"),
      el("div", { className: "nf-else" }, el("span", { className: "nf-quiet" }, "It ends a word"),
        button(["earlier ", key("[")], () => edge(-1)), button(["later ", key("]")], () => edge(1))),
      why(one),
    ];
  }

  function drawFigure(one) {
    const fields = ["low", "high", "bound", "unit", "thing"].map((name) => {
      const input = el("input", { type: "text", value: one[name] ?? "", name, "aria-label": name });
      return [name, input];
    });
    const pick = el("select", { "aria-label": "claimant" },
      el("option", { value: "" }, "the article itself"),
      state().actors.map((a) => el("option", { value: a.id, selected: a.id === one.claimant_id }, a.name)));
    const change = () => {
      const values = {};
      for (const [name, input] of fields) {
        if (input.value.trim() !== (one[name] ?? "") && input.value.trim()) values[name] = input.value.trim();
      }
      if (pick.value !== (one.claimant_id ?? "")) values.claimant = pick.value || null;
      if (Object.keys(values).length) decide({ do: "figure", id: one.id, values }, "Changed.");
    };
    return [
      el("div", { className: "nf-quote h0" }, el("blockquote", {}, one.text),
        el("p", { className: "nf-quiet" }, one.claimant_name ? `${one.claimant_name}: ${one.claim}` : "in the article's own voice")),
      el("div", { className: "nf-fields" }, fields.map(([name, input]) => el("label", {}, el("span", {}, name), input)),
        el("label", {}, el("span", {}, "claimant"), pick), button("Change", change)),
      verdicts("Not a figure"), why(one),
    ];
  }

  function drawActors() {
    const actors = state().actors
      .filter((one) => one.name.toLowerCase().includes(filter.toLowerCase()))
      .sort((a, b) => b.n_mentions - a.n_mentions || (a.name < b.name ? -1 : 1));
    const search = el("input", { type: "search", value: filter, placeholder: "find an actor", "aria-label": "Find an actor" });
    search.addEventListener("input", () => { filter = search.value; drawPanel(); panel.querySelector("input[type=search]").focus(); });
    const chosen = [...ticked].filter((id) => actor(id));
    const only = chosen.length === 1 ? actor(chosen[0]) : null;
    const list = el("div", { className: "nf-actors" }, actors.map((one) => {
      const tick = el("input", { type: "checkbox", checked: ticked.has(one.id) });
      tick.addEventListener("change", () => {
        if (tick.checked) ticked.add(one.id); else ticked.delete(one.id);
        draw();
      });
      return el("label", {}, tick, one.name, el("span", {}, `${one.kind}, ${one.n_mentions}`));
    }));
    const merge = button(chosen.length < 2 ? "Merge: tick at least two" : `Merge ${chosen.length} actors`, () => {
      ticked = new Set();
      decide({ do: "merge", ids: chosen }, "Merged.");
    }, { disabled: chosen.length < 2 });
    return [el("p", { className: "nf-h" }, `${state().actors.length} actors`), search, merge, only ? one(only) : null, list];

    function one(chosen) {
      const name = el("input", { type: "text", value: chosen.name, "aria-label": "name" });
      const kind = el("select", { "aria-label": "kind" }, ["person", "organisation", "state", "group", "place"].map(
        (value) => el("option", { value, selected: value === chosen.kind }, value)));
      return el("div", { className: "nf-fields" },
        el("label", {}, el("span", {}, "name"), name), el("label", {}, el("span", {}, "kind"), kind),
        button("Change", () => {
          const values = {};
          if (name.value.trim() !== chosen.name) values.name = name.value.trim();
          if (kind.value !== chosen.kind) values.kind = kind.value;
          if (Object.keys(values).length) decide({ do: "actor", id: chosen.id, values }, "Changed.");
        }),
        button("No actor", () => { ticked = new Set(); decide({ do: "reject", id: chosen.id }, "Left out."); }),
        el("p", { className: "nf-quiet" }, "Its mentions; one that is somebody else can be split off:"),
        el("ul", {}, chosen.mentions.map((mention) => el("li", {}, `${slice(Math.max(0, mention.start - 20), mention.start)}`,
          el("b", {}, mention.text), slice(mention.end, mention.end + 20), " ",
          button("split", () => decide({ do: "split", id: mention.id }, "Split off."), { "aria-label": `Split off ${mention.text}` })))));
    }
  }

  function drawLog() {
    const { log } = state();
    if (!log.length) return [el("p", { className: "nf-quiet" }, "Nothing decided yet.")];
    return [el("p", { className: "nf-h" }, "Decisions, the last one first"),
      el("ol", { className: "nf-log", reversed: true }, [...log].reverse().map((words) => el("li", {}, words)))];
  }

  function drawPanel() {
    const names = [["check", "To check"], ["actors", "Actors"], ["log", `Decisions ${state().log.length || ""}`]];
    const tabs = el("div", { className: "nf-tabs", role: "tablist", "aria-label": "Panel" }, names.map(([name, words]) => {
      const node = button(words, () => { tab = name; draw(); }, {
        role: "tab", tabIndex: name === tab ? 0 : -1, "aria-selected": String(name === tab),
      });
      node.addEventListener("keydown", (event) => {
        if (!/^Arrow(Left|Right)$/.test(event.key)) return;
        const here = names.findIndex(([other]) => other === tab);
        tab = names[(here + (event.key === "ArrowRight" ? 1 : names.length - 1)) % names.length][0];
        draw();
        panel.querySelector('[aria-selected="true"]').focus();
        event.preventDefault();
      });
      return node;
    }));
    const one = row();
    const shown = {
      check: () => (one
        ? [header(one), ...(one.table === "quotes" ? drawQuote(one) : drawFigure(one))]
        : [el("p", { className: "nf-quiet" }, "There is no quote and no figure to check.")]),
      actors: drawActors,
      log: drawLog,
    }[tab]();
    panel.replaceChildren(tabs, ...shown.filter(Boolean));
  }

  function draw() {
    if (state().article.text !== textOf) {
      textOf = state().article.text;
      characters = [...textOf];
      words = [];
      let start = null;
      characters.forEach((character, n) => {
        if (/\s/.test(character)) { if (start !== null) words.push([start, n]); start = null; }
        else if (start === null) start = n;
      });
      if (start !== null) words.push([start, characters.length]);
      paragraphs = [];
      drawnParagraphs = new Map();
      let begin = 0;
      for (let n = 0; n <= characters.length; n += 1) {
        if (n === characters.length || characters[n] === "\n") {
          if (n > begin) paragraphs.push([begin, n]);
          begin = n + 1;
        }
      }
    }
    if (!row()) at = (state().rows.find((one) => !one.verdict) ?? state().rows[0])?.id ?? null;
    const had = box.contains(document.activeElement) && document.activeElement !== box;
    drawTop();
    drawText();
    drawPanel();
    if (had && !box.contains(document.activeElement)) box.focus({ preventScroll: true });
  }

  // ---- keyboard and selection

  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // JupyterLab would take j, k and x for itself
    const typing = isTyping(event.target);
    const withCommand = event.ctrlKey || event.metaKey;
    if (withCommand && event.key.toLowerCase() === "z" && !typing) {
      event.preventDefault();
      return event.shiftKey ? act.U() : act.u();
    }
    if (marked && !typing && /^(Arrow(Left|Right)|Enter|Escape)$/.test(event.key) && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      if (event.key === "Escape") return act.x();
      if (event.key === "Enter") return add("quote");
      const to = Math.min(Math.max(marked[1] + (event.key === "ArrowRight" ? 1 : -1), 0), words.length - 1);
      marked = event.shiftKey ? [marked[0], to] : [to, to];
      drawText();
      return say(slice(...span()));
    }
    if (typing || withCommand || event.altKey || !single.checked) return;
    if (/^[0-9]$/.test(event.key) && tab === "check" && row()?.table === "quotes") {
      event.preventDefault();
      if (event.key === "0") return choose(null);
      const id = row().candidates[Number(event.key) - 1];
      return id && choose(id);
    }
    actOnKey(event, act);
  });

  function offsetOf(node, offset) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece || !text.contains(piece)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
    return Number(piece.getAttribute("data-start")) + [...before].length;
  }

  text.addEventListener("mouseup", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || !String(chosen).trim()) return;
    const range = chosen.getRangeAt(0);
    const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (start === null || end === null) return;
    const from = words.findIndex(([, stop]) => stop > start);
    const past = words.findIndex(([begin]) => begin >= end);
    const to = (past < 0 ? words.length : past) - 1;
    if (from < 0 || to < from) return;
    marked = [from, to];
    chosen.removeAllRanges();
    draw();
    say("Selected. Enter adds a quote, Escape stops.");
    box.focus({ preventScroll: true });
  });

  model.on("change:state", draw);
  model.on("msg:custom", (message) => { if (message.error) say(message.error); });
  draw();
  return () => { model.off("change:state", draw); box.remove(); };
}

export default { render };
