// The canvas that a picture lies on: it is moved, made larger and smaller, and has boxes to choose.
class Canvas {
  constructor(onChoose, onLeave) {
    this.stage = byId("stage");
    this.world = byId("world");
    this.view = { x: 0, y: 0, scale: 1 };
    this.size = { width: 1, height: 1 };
    this.touched = false; // whether the reader has moved the picture
    this.onChoose = onChoose;
    this.onLeave = onLeave;
    this.listenToMouse();
    this.listenToKeys();
  }

  show(template) {
    this.world.replaceChildren(...document.importNode(template.content, true).querySelector("svg").childNodes);
    this.size = { width: +template.dataset.width, height: +template.dataset.height };
    for (const box of all("[data-box]", this.world)) {
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "button");
    }
    this.fit(0.4);
    this.touched = false;
  }

  element(id) {
    return all("[data-box]", this.world).find((box) => box.dataset.box === id);
  }

  mark(id) {
    this.unmark();
    this.element(id).classList.add("selected");
    byId("canvas").classList.add("chosen");
    for (const one of all("[data-from]", this.world)) {
      one.classList.toggle("lit", one.dataset.from === id || one.dataset.to === id);
    }
    if (!this.touched) this.fit(0.4); // there may be less room now
    this.reveal(this.element(id));
  }

  unmark() {
    byId("canvas").classList.remove("chosen");
    for (const one of all(".selected, .lit", this.world)) one.classList.remove("selected", "lit");
  }

  fit(least) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    this.view.scale = Math.max(Math.min(width / this.size.width, height / this.size.height, 1.25), least);
    this.view.x = (width - this.size.width * this.view.scale) / 2;
    this.view.y = Math.max((height - this.size.height * this.view.scale) / 2, 0);
    this.apply();
  }

  zoom(factor, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2) {
    const scale = Math.min(Math.max(this.view.scale * factor, 0.05), 4);
    this.view.x = x - ((x - this.view.x) * scale) / this.view.scale;
    this.view.y = y - ((y - this.view.y) * scale) / this.view.scale;
    this.view.scale = scale;
    this.touched = true;
    this.apply();
  }

  move(x, y) {
    this.view.x += x;
    this.view.y += y;
    this.touched = true;
    this.apply();
  }

  reveal(target) {
    const box = target.querySelector(".body").getBoundingClientRect(), frame = this.stage.getBoundingClientRect();
    if (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom) return;
    const shown = Math.min(box.height, frame.height - 40);
    this.view.x += frame.left + frame.width / 2 - box.left - box.width / 2;
    this.view.y += frame.top + frame.height / 2 - box.top - shown / 2;
    this.apply();
  }

  apply() {
    this.world.setAttribute("transform", `translate(${this.view.x} ${this.view.y}) scale(${this.view.scale})`);
  }

  listenToMouse() {
    const { stage } = this;
    let drag = null;
    stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      const frame = stage.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015));
      this.zoom(factor, event.clientX - frame.left, event.clientY - frame.top);
    }, { passive: false });
    stage.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && !event.target.closest(".tools")) drag = { x: event.clientX, y: event.clientY, moved: false };
    });
    stage.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const x = event.clientX - drag.x, y = event.clientY - drag.y;
      if (!drag.moved && Math.hypot(x, y) < 4) return;
      if (!drag.moved) stage.setPointerCapture(event.pointerId);
      stage.classList.add("moving");
      this.move(x, y);
      drag = { x: event.clientX, y: event.clientY, moved: true };
    });
    const drop = (event) => {
      const clicked = drag && !drag.moved && event.type === "pointerup";
      drag = null;
      stage.classList.remove("moving");
      if (clicked) this.clicked(event.target.closest("[data-box]"));
    };
    stage.addEventListener("pointerup", drop);
    stage.addEventListener("pointercancel", drop);
  }

  clicked(box) {
    if (box) this.onChoose(box.dataset.box);
    else this.onLeave();
  }

  listenToKeys() {
    const deeds = {
      "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), 0: () => this.fit(0),
      ArrowLeft: () => this.move(60, 0), ArrowRight: () => this.move(-60, 0),
      ArrowUp: () => this.move(0, 60), ArrowDown: () => this.move(0, -60),
    };
    this.stage.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) deeds[{ in: "+", out: "-", fit: "0" }[button.dataset.do]]();
    });
    this.stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const box = event.target.closest("[data-box]");
      const deed = box && (event.key === "Enter" || event.key === " ") ? () => this.clicked(box) : deeds[event.key];
      if (!deed || event.target.closest(".tools")) return;
      event.preventDefault();
      deed();
    });
    this.stage.addEventListener("focusin", (event) => {
      const box = event.target.closest("[data-box]");
      if (box && box.matches(":focus-visible")) this.reveal(box);
    });
  }
}
