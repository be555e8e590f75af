// Filters findings: severity, rule and text must all fit.
function filterFindings() {
  const severities = new Set(all("#filters :checked[type=checkbox]").map((box) => box.value));
  const rule = byId("rule").value;
  const words = wordsOf(byId("text"));
  const findings = all(".finding[data-rule]");
  let shown = 0;
  for (const finding of findings) {
    const text = finding.textContent.toLowerCase();
    const fits = severities.has(finding.dataset.severity) && (!rule || finding.dataset.rule === rule)
      && words.every((word) => text.includes(word));
    finding.hidden = !fits;
    shown += fits;
  }
  for (const file of all(".file")) {
    const left = all(".finding:not([hidden])", file).length;
    file.hidden = left === 0;
    file.querySelector(".count").textContent = left;
  }
  byId("shown").textContent = `${shown.toLocaleString("en")} of ${findings.length.toLocaleString("en")}`;
  document.querySelector("#findings .nothing").hidden = shown > 0;
}

function startFindings() {
  if (!byId("filters")) return;
  byId("filters").addEventListener("input", filterFindings);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  filterFindings(); // a browser may keep what was typed before
}
