// What is told of a box beside its picture. `texts` are files by name; `go` shows another box.
function* toldOf(box, drawing, texts, go) {
  yield make("p", { className: "kind", textContent: [box.kind, box.template].filter(Boolean).join(" · ") });
  if (box.marks.length) {
    yield make("ul", { className: "marks" }, ...box.marks.map((mark) => make("li", { textContent: mark })));
  }
  if (box.remarks.length) yield make("h3", { textContent: "Findings" });
  for (const remark of box.remarks) yield toldFinding(remark);
  yield* toldWays("After", drawing, drawing.arrows.filter((arrow) => arrow[1] === box.id), 0, go);
  yield* toldWays("Before", drawing, drawing.arrows.filter((arrow) => arrow[0] === box.id), 1, go);
  if (box.facts.length) {
    yield make("h3", { textContent: "Facts" });
    yield make("dl", {}, ...box.facts.flatMap(([name, text]) =>
      [make("dt", { textContent: name }), make("dd", { textContent: text })]));
  }
  for (const [index, place] of box.places.entries()) {
    yield make("h3", { textContent: box.places.length > 1 ? ["Call", "Template"][index] : "Source" });
    yield make("p", { className: "kind", textContent: `${place[0]}:${place[1]}` });
    yield toldSource(place, box.remarks, texts);
  }
}

function toldFinding(remark) {
  const link = byId(`rule-${remark.rule}`)
    ? make("a", { href: `#rule-${remark.rule}`, textContent: remark.rule })
    : make("code", { textContent: remark.rule });
  const severity = make("span", { className: "severity", textContent: remark.severity });
  const place = make("span", { textContent: `${remark.place[0]}:${remark.place[1]}` });
  return make("div", { className: `finding ${remark.severity}` },
    make("p", {}, severity, " ", ...prose(remark.message)),
    make("p", { className: "where" }, place, link),
    remark.help ? make("p", { className: "help" }, ...prose(remark.help)) : null);
}

function* toldWays(title, drawing, arrows, end, go) {
  if (!arrows.length) return;
  yield make("h3", { textContent: title });
  yield make("ul", { className: "ways" }, ...arrows.map((arrow) => {
    const other = drawing.boxes.find((box) => box.id === arrow[end]);
    const button = make("button", { type: "button", textContent: other.title });
    button.addEventListener("click", () => go(other.id));
    const words = [arrow[2] === "order" ? "" : arrow[2], ...arrow[3]].filter(Boolean).join(", ");
    return make("li", {}, button, " ", make("small", { textContent: words }));
  }));
}

function toldSource([file, first, last], remarks, texts) {
  const lines = (texts[file] || "").split(/\r\n|\n|\r/);
  const wrong = new Set(remarks.filter((remark) => remark.place[0] === file).map((remark) => remark.place[1]));
  const shown = lines.slice(first - 1, Math.min(last, first + 199)).map((line, index) =>
    make("span", { className: wrong.has(first + index) ? "line wrong" : "line" },
      make("i", { textContent: first + index }), `${line}\n`));
  return make("pre", { className: "excerpt" }, ...shown);
}
