/* Without this the list is whole. With it: only the articles that have every word are shown. */
(() => {
  const field = document.querySelector("#search"), form = document.querySelector(".tools");
  if (!field) return;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...document.querySelectorAll("#articles tbody tr")];
  const texts = rows.map((row) => fold(row.textContent));
  const said = form.querySelector("output");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let n = 0;
    rows.forEach((row, at) => {
      row.hidden = !words.every((word) => texts[at].includes(word));
      n += !row.hidden;
    });
    said.textContent = words.length ? `${n} of ${rows.length} articles.` : `All ${rows.length} articles.`;
  });
})();
