// Starts a page. The part of its address after # says which view is shown, and what in it.
theme.start();
startFindings();
const pictures = byId("data") ? new Pictures(JSON.parse(byId("data").textContent)) : null;

function viewOf(hash) {
  const views = all(".view").map((view) => view.id);
  if (hash.startsWith("picture/") && views.includes("pictures")) return "pictures";
  if (hash.startsWith("rule-") && byId(hash)) return "rules";
  return views.includes(hash) ? hash : views[0];
}

function route() {
  const hash = location.hash.slice(1), view = viewOf(hash);
  for (const section of all(".view")) section.classList.toggle("current", section.id === view);
  for (const tab of all(".tab")) {
    if (tab.hash === `#${view}`) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  if (view === "pictures" && pictures) {
    const [name, index, id] = hash.split("/");
    if (name === "picture") pictures.open(+index, id === undefined ? undefined : decodeURIComponent(id));
    else if (pictures.current < 0) pictures.open(0);
  }
  if (view === "rules" && byId(hash)) byId(hash).scrollIntoView();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && pictures && pictures.selected !== null) pictures.leave();
  if (event.target.matches("[type=search]")) return;
  const field = document.querySelector(".view.current input[type=search]");
  if (event.key === "/" && field) {
    event.preventDefault();
    field.focus();
  }
  if (event.key === "t" && !event.target.matches("select")) theme.toggle();
}

addEventListener("hashchange", route);
addEventListener("popstate", route);
document.addEventListener("keydown", pressed);
document.documentElement.classList.add("js");
route();
