// Charts that can be pointed at, and read with the arrow keys. The drawing stands without this; the figures and their
// places come from the chart's own specification, asked for when somebody first points at it.
"use strict";

for (const plot of document.querySelectorAll(".plot")) readable(plot);

function readable(plot) {
  const image = plot.querySelector("img"), [line, tip, said] = ["i", "p", "p"].map((name) => document.createElement(name));
  let asked = "", chart = null, at = -1;
  line.className = "at";
  tip.className = "tip";
  said.className = "unseen";
  line.hidden = tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  said.setAttribute("role", "status");
  plot.append(line, tip, said);
  plot.tabIndex = 0;
  plot.setAttribute("role", "group");
  plot.setAttribute("aria-label", plot.dataset.title + ": the left and right arrow keys read its figures");

  plot.addEventListener("pointermove", point);
  plot.addEventListener("pointerdown", point);
  plot.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") show(-1); });
  plot.addEventListener("blur", () => show(-1));
  plot.addEventListener("keydown", async (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape") show(-1);
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const points = await figures();
    if (!points.length) return;
    const from = at < 0 ? (step < 0 ? points.length : -1) : at;
    show(Math.min(Math.max(from + step, 0), points.length - 1));
    said.textContent = points[at].words;
  });

  async function figures() {
    const wanted = (image.currentSrc || image.src).replace(/\.svg(?=\?|$)/, ".json");
    if (wanted !== asked) {
      asked = wanted;
      chart = fetch(wanted).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    }
    const spec = await chart;
    if (!spec) asked = "";
    return spec ? spec.usermeta.points : [];
  }

  async function point(event) {
    const points = await figures(), x = (event.clientX - image.getBoundingClientRect().left) / (await scale());
    let nearest = -1;
    points.forEach((each, index) => {
      if (nearest < 0 || Math.abs(each.x - x) < Math.abs(points[nearest].x - x)) nearest = index;
    });
    show(nearest);
  }

  async function scale() {
    const { width, padding } = (await chart) || { width: 1, padding: { left: 0, right: 0 } };
    return image.clientWidth / (width + padding.left + padding.right);
  }

  async function show(index) {
    at = index;
    const spec = await chart, by = await scale();
    line.hidden = tip.hidden = at < 0 || !spec;
    if (tip.hidden) return;
    const { points, plot: area } = spec.usermeta, each = points[at], x = image.offsetLeft + each.x * by;
    Object.assign(line.style, { left: x + "px", top: area.top * by + "px", height: area.height * by + "px" });
    tip.textContent = each.words;
    tip.style.left = Math.min(Math.max(x - tip.offsetWidth / 2, 0), plot.clientWidth - tip.offsetWidth) + "px";
    tip.style.top = Math.max(area.top * by - tip.offsetHeight - 6, 0) + "px";
    line.style.setProperty("--y", (each.y - area.top) * by + "px");
  }
}
