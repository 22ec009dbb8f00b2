// Shared by the live views (review, compare, explore) and the report: this stands in front of their own
// scripts. Every text is set as text, never as markup.

function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const key = (name) => el("kbd", {}, name);
const button = (label, onclick, more = {}) => el("button", { type: "button", onclick, ...more }, label);
// For screen readers alone.
const hint = (words) => el("span", { className: "vh" }, words);

// The element that a live view stands in. JupyterLab leaves keys that are pressed in it to the view,
// and dollar signs in it are text.
const widgetBox = (name, label, more = {}) => el("div", {
  className: `nf-widget ${name} tex2jax_ignore mathjax_ignore`, role: "group", "aria-label": label,
  "data-lm-suppress-shortcuts": "true", ...more,
});

// Scroll a pane, and nothing around it, so that a node that is out of sight stands in its upper third, or
// as much of it as there is room for.
function scrollWithin(pane, node, behavior = "auto") {
  const [inner, outer] = [node.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top < outer.top + 20 || inner.bottom > outer.bottom - 60) {
    const above = Math.min(outer.height / 3, Math.max(12, outer.height - inner.height - 60));
    pane.scrollBy({ top: inner.top - outer.top - above, behavior });
  }
}

// Copy a text; pages that are not served securely have no clipboard, only the command.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

// Make controls one focus stop, between which arrow keys move.
function makeToolbar(bar, label, controls) {
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label);
  const stopAt = (control) => controls.forEach((one) => { one.tabIndex = one === control ? 0 : -1; });
  stopAt(controls[0]);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const here = controls.indexOf(event.target);
    const to = controls[(here + step + controls.length) % controls.length];
    stopAt(to);
    to.focus();
    event.preventDefault();
  });
}

const isTyping = (node) => /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName) && node.type !== "checkbox";

// Do what a single key stands for, unless somebody is typing or commands the browser.
function actOnKey(event, actions) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
}
