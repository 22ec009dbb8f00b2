// The live view of newsframes.compare_draft: a draft beside its sources. The kernel sends both texts in pieces
// and the rows, once; nothing is sent back. Every text is set as text, never as markup.

const SIGNS = { grave: "!", mild: "~", fine: "=" };
const LEGEND = { grave: "must not go to print as it is", mild: "worth a look", fine: "as in the source" };

function render({ model, el: root }) {
  const { summary, draft, sources, rows } = model.get("state");
  const row = (n) => rows[n - 1];
  let at = null; // the number of the row that is shown
  let shown = null; // which source stands in its pane

  const box = widgetBox("nf-compare", "Draft beside its sources", { tabIndex: -1 });
  const mine = el("div", { className: "nf-pane nfc-text", tabIndex: 0, role: "region", "aria-label": "Draft" });
  const panel = el("div", { className: "nfc-panel", role: "status" });
  const name = el("p", { className: "nfc-name" });
  const theirs = el("div", { className: "nf-pane nfc-text", tabIndex: 0, role: "region", "aria-label": "Source" });
  const skip = el("input", { type: "checkbox", checked: rows.some((one) => one.tone !== "fine") });

  const title = (n) => `${n}, ${row(n).kind}: ${row(n).verdict}`;

  // The numbers before a mark: buttons, so that the keyboard reaches them.
  const tag = (n, onfocus, label) => el("button", {
    type: "button", className: `nfc-tag ${row(n).tone}`, onfocus, onclick: onfocus, "aria-label": label, title: title(n),
    "data-row": n,
  }, `${n}${SIGNS[row(n).tone]}`);

  function pieces(parts, makeTag, choose) {
    return parts.map(({ text, rows: over, opens }) => {
      const tags = opens.map(makeTag);
      if (!over.length) return [...tags, text];
      const n = over[over.length - 1]; // the shortest mark
      const piece = el("span", {
        className: `nfc-mark ${row(n).tone}`, onclick: () => choose(n), "data-rows": ` ${over.join(" ")} `,
      }, text);
      return [...tags, piece];
    });
  }

  function light(pane) {
    for (const node of pane.querySelectorAll(".nfc-mark")) {
      node.classList.toggle("nfc-now", node.getAttribute("data-rows").includes(` ${at} `));
    }
    for (const node of pane.querySelectorAll(".nfc-tag")) {
      const isNow = node.getAttribute("data-row") === String(at);
      node.classList.toggle("nfc-now", isNow);
      node.setAttribute("aria-pressed", isNow);
    }
    return pane.querySelector(".nfc-mark.nfc-now");
  }

  function drawSource(place) {
    if (place === shown) return;
    shown = place;
    name.textContent = `Source: ${sources[place].name}`;
    theirs.replaceChildren(...pieces(
      sources[place].pieces,
      (n) => tag(n, () => show(n), `Passage of ${title(n)}`),
      (n) => show(n),
    ).flat());
    theirs.scrollTop = 0;
  }

  function drawPanel() {
    const one = row(at);
    const [here, there] = one.speakers;
    panel.replaceChildren(
      el("p", { className: `nfc-verdict ${one.tone}` }, el("b", {}, `${at}${SIGNS[one.tone]} ${one.verdict}`), ` · ${one.kind}`),
      el("p", {}, one.message),
      ...(one.difference.length ? [el("blockquote", {}, one.difference.flatMap(([part, words]) => [
        part === "draft" ? el("del", { title: "in the draft" }, words)
          : part === "source" ? el("ins", { title: "in the source" }, words) : words, " ",
      ]))] : []),
      el("p", { className: "nf-quiet" }, one.source === null ? "No passage was found."
        : here || there ? `Speaker in the draft: ${here ?? "none"}. In the source: ${there ?? "none"}.` : ""),
    );
  }

  function show(n) {
    if (at === n) return;
    at = n;
    if (row(n).source !== null) drawSource(row(n).source);
    drawPanel();
    const [place, passage] = [light(mine), light(theirs)];
    if (place) scrollWithin(mine, place);
    if (passage) scrollWithin(theirs, passage);
  }

  function go(step) {
    const open = rows.filter((one) => !skip.checked || one.tone !== "fine" || one.n === at);
    if (!open.length) return;
    const here = open.findIndex((one) => one.n === at);
    show(open[(Math.max(here, step < 0 ? 0 : -1) + step + open.length) % open.length].n);
  }

  const counts = Object.keys(LEGEND).map((tone) => el("span", { className: `nfc-mark ${tone}` },
    `${SIGNS[tone]} ${LEGEND[tone]} (${rows.filter((one) => one.tone === tone).length})`));
  box.append(
    el("div", { className: "nf-top" }, el("b", {}, summary), ...(rows.length ? counts : [])),
    el("div", { className: "nf-body" }, mine, el("div", { className: "nfc-side" }, panel, name, theirs)),
    el("div", { className: "nf-foot" },
      button(["Back ", key("k")], () => go(-1), { disabled: !rows.length }),
      button(["Next ", key("j")], () => go(1), { disabled: !rows.length }),
      el("label", {}, skip, "skip what is as in the source")),
  );
  mine.append(...pieces(draft, (n) => tag(n, () => show(n), title(n)), show).flat());
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // JupyterLab would take j and k for itself
    actOnKey(event, { j: () => go(1), k: () => go(-1) });
  });
  root.append(box);
  if (sources.length) drawSource(0);
  else name.textContent = "No passage of a source was found.";
  const first = rows.find((one) => one.tone !== "fine") ?? rows[0];
  if (first) show(first.n);
  else panel.append(el("p", {}, "There is nothing to check in this draft."));
  return () => box.remove();
}

export default { render };
