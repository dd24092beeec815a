// Suggestions under the search box and the place boxes: an ARIA combobox. Everything works without it.
"use strict";

for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);

function combobox(input) {
  const form = input.form, list = document.createElement("ul"), id = input.id + "-list";
  let found = [], chosen = -1, timer = 0, asked = "";
  Object.assign(list, { id, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.after(list);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 90);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(found[chosen]); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return ask();
      event.preventDefault();
      mark((chosen + (event.key === "ArrowDown" ? 1 : found.length)) % found.length);
    }
  });

  async function ask() {
    asked = input.value.trim();
    if (!asked) return close();
    const query = new URLSearchParams({ q: asked, kind: input.dataset.suggest });
    const answer = await fetch("/api/v1/suggest?" + query).catch(() => null);
    if (!answer || !answer.ok || asked !== input.value.trim()) return;
    found = (await answer.json()).suggestions;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function option(hit, index) {
    const item = document.createElement("li"), kind = document.createElement("small");
    item.id = id + index;
    item.setAttribute("role", "option");
    kind.textContent = hit.kind;
    item.append(hit.name, " ", kind);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(hit); });
    return item;
  }

  function mark(index) {
    chosen = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  }

  function take(hit) {
    input.value = hit.name;
    close();
    if (!form.dataset.type) return;
    const path = hit.is_term ? [form.dataset.type, form.dataset.place, hit.slug] : [form.dataset.type, hit.slug];
    location.assign("/" + path.join("/") + (form.dataset.tail || ""));
  }

  function close() {
    clearTimeout(timer);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }
}
