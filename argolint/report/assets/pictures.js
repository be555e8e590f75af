// The pictures: which one is shown, which box of it is open, and the search through all of them.
class Pictures {
  constructor(data) {
    this.data = data;
    this.current = -1;
    this.selected = null;
    this.canvas = new Canvas((id) => this.goTo(this.current, id), () => this.selected !== null && this.leave());
    byId("find").addEventListener("input", () => this.search());
    byId("find").addEventListener("keydown", (event) => this.typed(event));
  }

  open(index, id) {
    if (index !== this.current && this.data.drawings[index]) this.show(index);
    if (id === undefined) this.close();
    else if (this.canvas.element(id)) this.select(id);
  }

  show(index) {
    this.current = index;
    this.close();
    this.canvas.show(byId(`drawing-${index}`));
    for (const link of all("[data-drawing]")) {
      if (+link.dataset.drawing === index) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    this.search();
  }

  select(id) {
    const drawing = this.data.drawings[this.current];
    const box = drawing.boxes.find((one) => one.id === id);
    const button = make("button", { type: "button", className: "close", textContent: "×", title: "Close (Esc)" });
    button.addEventListener("click", () => this.leave());
    this.selected = id;
    byId("details").replaceChildren(
      make("header", {}, make("h2", { textContent: box.title }), button),
      ...toldOf(box, drawing, this.data.texts, (other) => this.goTo(this.current, other)));
    byId("details").hidden = false;
    byId("details").scrollTop = 0;
    this.canvas.mark(id);
  }

  close() {
    this.selected = null;
    byId("details").hidden = true;
    this.canvas.unmark();
  }

  leave() {
    const before = this.canvas.element(this.selected);
    history.pushState(null, "", `#picture/${this.current}`);
    this.close();
    if (before) before.focus();
  }

  // The address says what is open, so that links and the way back work.
  goTo(index, id) {
    const hash = `#picture/${index}/${encodeURIComponent(id)}`;
    if (location.hash === hash) this.open(index, id);
    else location.hash = hash;
  }

  hits(words) {
    const fits = (box) => {
      const rules = box.remarks.map((remark) => remark.rule);
      const text = [box.title, box.kind, box.template, ...box.marks, ...rules].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    };
    return words.length ? this.data.drawings.flatMap((drawing, index) =>
      drawing.boxes.filter(fits).map((box) => ({ index, box, drawing }))) : [];
  }

  search() {
    const words = wordsOf(byId("find")), hits = this.hits(words);
    const here = new Set(hits.filter((hit) => hit.index === this.current).map((hit) => hit.box.id));
    byId("canvas").classList.toggle("searched", words.length > 0);
    for (const box of all("[data-box]", byId("world"))) box.classList.toggle("hit", here.has(box.dataset.box));
    byId("results").hidden = !words.length;
    byId("results").replaceChildren(...hits.slice(0, 50).map((hit) => this.result(hit)));
    const rest = hits.length ? hits.length - 50 : 0;
    if (!hits.length) byId("results").append(make("li", { className: "none", textContent: "No box is like that." }));
    if (rest > 0) byId("results").append(make("li", { className: "none", textContent: `and ${rest} more` }));
  }

  result({ index, box, drawing }) {
    const words = `${[box.kind, box.template].filter(Boolean).join(" · ")} — ${drawing.title}`;
    const button = make("button", { type: "button" },
      make("b", { textContent: box.title }), make("small", { textContent: words }));
    button.addEventListener("click", () => this.goTo(index, box.id));
    return make("li", {}, button);
  }

  typed(event) {
    const first = byId("results").querySelector("button");
    if (event.key === "Enter" && first) first.click();
    if (event.key !== "Escape") return;
    byId("find").value = "";
    this.search();
    byId("stage").focus();
    event.stopPropagation();
  }
}
