// The explorer as a page of its own, behind explorer.js: the state is in the page, and the theme is the
// system's.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => { document.body.dataset.jpThemeLight = String(!dark.matches); };
dark.addEventListener("change", follow);
follow();
const here = document.getElementById("explorer");
here.replaceChildren();
const given = JSON.parse(document.getElementById("state").textContent);
render({ el: here, model: { get: () => given, on() {}, off() {} } });
