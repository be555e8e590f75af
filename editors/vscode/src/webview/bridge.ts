// Runs in the page of `argolint graph`, before its own script: the theme of the editor, and clicks that open sources.

interface Editor {
  postMessage(message: unknown): void;
  getState(): { hash: string } | undefined;
  setState(state: { hash: string }): void;
}

declare function acquireVsCodeApi(): Editor;

type Place = [file: string, first: number, last: number];

interface Pictures {
  drawings: { boxes: { id: string; places: Place[] }[] }[];
}

const editor = acquireVsCodeApi();

function followTheme(): void {
  const { classList } = document.body;
  const isDark = classList.contains("vscode-dark") || classList.contains("vscode-high-contrast");
  const isLight = classList.contains("vscode-high-contrast-light");
  const theme = isDark && !isLight ? "dark" : "light";
  if (document.documentElement.dataset["theme"] !== theme) document.documentElement.dataset["theme"] = theme;
}

function open(file: string, line: number): void {
  editor.postMessage({ file, line });
}

function openBox(box: string): void {
  const data = document.getElementById("data")?.textContent;
  const chosen = document.querySelector<HTMLElement>("[data-drawing][aria-current]")?.dataset["drawing"] ?? "0";
  const pictures = JSON.parse(data ?? '{"drawings":[]}') as Pictures;
  const place = pictures.drawings[Number(chosen)]?.boxes.find((one) => one.id === box)?.places[0];
  if (place !== undefined) open(place[0], place[1]);
}

/** Text such as `ci/build.yaml:12` beside the picture, of a source or a finding. */
function placeIn(target: Element): { file: string; line: number } | undefined {
  const text = target.closest("#details .kind, #details .where span")?.textContent ?? "";
  const found = /^(.+):(\d+)$/.exec(text);
  return found ? { file: String(found[1]), line: Number(found[2]) } : undefined;
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const box = event.target.closest<HTMLElement>("#world [data-box]")?.dataset["box"];
  const place = placeIn(event.target);
  const rule = event.target.closest("#details .where code")?.textContent;
  if (rule) editor.postMessage({ rule });
  else if (box !== undefined) openBox(box);
  else if (place !== undefined) open(place.file, place.line);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.target instanceof Element)) return;
  const box = event.target.closest<HTMLElement>("#world [data-box]")?.dataset["box"];
  if (box !== undefined) openBox(box);
});

addEventListener("hashchange", () => editor.setState({ hash: location.hash }));

document.addEventListener("DOMContentLoaded", () => {
  followTheme();
  const observer = new MutationObserver(followTheme);
  observer.observe(document.body, { attributeFilter: ["class"] });
  // The page has a key of its own for the theme.
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const hash = editor.getState()?.hash;
  if (hash) location.hash = hash;
});
