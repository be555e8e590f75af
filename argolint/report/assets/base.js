// What the other scripts of a page share. All text goes in as text, never as markup.
const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

// Names stand in backticks; what lies between two of them is code.
function prose(text) {
  const parts = text.split("`");
  return parts.map((part, index) =>
    index % 2 && index < parts.length - 1 ? make("code", { textContent: part }) : (index % 2 ? "`" : "") + part);
}

const wordsOf = (field) => field.value.toLowerCase().split(/\s+/).filter(Boolean);

// Light and dark: as the screen is, until the reader chooses.
const theme = {
  isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  },
  stored(value) {
    try {
      if (value) localStorage.setItem("argolint-theme", value);
      return localStorage.getItem("argolint-theme");
    } catch {
      return null; // a page from a file may have no storage
    }
  },
  toggle() {
    const chosen = theme.isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    theme.stored(chosen);
  },
  start() {
    const chosen = theme.stored(null);
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
    byId("theme").addEventListener("click", theme.toggle);
  },
};
