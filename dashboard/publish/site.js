/* The published page: choices, place panel, table and documents around the map (map.js, the same as the dashboard's).
 *
 * Everything comes from `site.json` and the chunks that it names (dashboard/publish/contents.py documents them), read
 * from files beside the page or from blocks inside it. Strings that contents.py calls markup were escaped when they
 * were made; all other strings are drawn as text.
 */
(function () {
  "use strict";

  const MS_PER_DAY = 86400000, MOST_CARDS = 8, OF_MANY = 4; // shown of a place that has no more, and of one that has
  const byId = (id) => document.getElementById(id);
  const el = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const plural = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const isoDay = (day) => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
  const dayNumber = (text) => {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text || "") ? Date.parse(text + "T00:00:00Z") : NaN;
    return Number.isNaN(time) ? null : time / MS_PER_DAY;
  };

  /* -- chunks: files beside the page, or blocks inside it -- */
  const kept = new Map();
  async function text(name) {
    const block = byId("chunk:" + name);
    if (!block) {
      const answer = await fetch("data/" + encodeURIComponent(name));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.text();
    }
    const packed = Uint8Array.from(atob(block.textContent.trim()), (c) => c.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }
  async function chunk(name) {
    if (!kept.has(name)) kept.set(name, text(name).then(JSON.parse));
    return kept.get(name);
  }
  /* map.js fetches by URL; a block inside the page gets a URL of its own. */
  const urls = new Map();
  async function addressed(name) {
    if (!urls.has(name))
      urls.set(name, byId("chunk:" + name) ? URL.createObjectURL(new Blob([await text(name)])) : "data/" + encodeURIComponent(name));
    return urls.get(name);
  }

  let site, view, ack = null, all = false;
  const state = { look: "", day: 0, place: "" };

  /* -- the page's address -- */
  const USUAL = { clock: "said", mode: "on", only: "" };
  function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1) || location.search);
    const notes = [];
    const wanted = Object.fromEntries(Object.keys(USUAL).map((key) => [key, asked.get(key) || USUAL[key]]));
    const look = site.looks.find((one) => one.clock === wanted.clock && one.mode === wanted.mode && one.only === wanted.only);
    if (!look) notes.push("The link asks for a way of looking that this page does not hold; the usual one is shown.");
    state.look = (look || site.looks[0]).id;
    const day = dayNumber(asked.get("day"));
    if (asked.has("day") && day === null) notes.push("The linked day is not a date (year-month-day); another day is shown.");
    state.day = day === null ? site.opening.day : Math.min(site.last, Math.max(site.first, day));
    if (day !== null && day !== state.day) notes.push("The linked day lies outside the days with claims; the nearest one is shown.");
    const place = asked.get("place");
    if (place && !site.places[place]) notes.push("Nothing is claimed about the linked place here.");
    state.place = site.places[place] ? place : place || day !== null ? "" : site.opening.place;
    const notice = byId("notice");
    notice.textContent = notes.join(" ");
    notice.hidden = !notes.length;
  }
  /* As on the dashboard, every choice is an entry of the history, and a move of the day replaces one. */
  function writeAddress() {
    const look = currentLook(), out = new URLSearchParams({ day: isoDay(state.day) });
    if (state.place) out.set("place", state.place);
    for (const key of Object.keys(USUAL)) if (look[key] !== USUAL[key]) out.set(key, look[key]);
    const hash = "#" + out;
    if (hash === location.hash) return;
    const before = new URLSearchParams(location.hash.slice(1));
    const chosen = ["place", ...Object.keys(USUAL)].some((key) => (before.get(key) || "") !== (out.get(key) || ""));
    history[chosen && document.documentElement.dataset.ready ? "pushState" : "replaceState"](null, "", hash);
  }
  const currentLook = () => site.looks.find((one) => one.id === state.look);

  /* -- choices -- */
  function buildChoices() {
    const form = byId("choices");
    form.onsubmit = (e) => e.preventDefault();
    const ways = [...new Map(site.looks.map((one) => [one.clock + "|" + one.mode, one.way])).entries()];
    const way = select(form, "Show", ways);
    const only = select(form, "Only", []);
    const fill = () => {
      const [clock, mode] = way.value.split("|");
      const fitting = site.looks.filter((one) => one.clock === clock && one.mode === mode);
      only.replaceChildren(...fitting.map((one) => option(one.id, one.words)));
      only.disabled = fitting.length < 2;
    };
    const show = () => {
      const look = currentLook();
      way.value = look.clock + "|" + look.mode;
      fill();
      only.value = look.id;
    };
    way.onchange = () => { fill(); state.look = only.value; update(); };
    only.onchange = () => { state.look = only.value; update(); };
    const label = el("label", "", "Find a place by any of its names"), find = el("input"), names = el("datalist");
    find.setAttribute("list", "names");
    find.type = "search";
    names.id = "names";
    const known = new Map();
    for (const [id, place] of Object.entries(site.places)) {
      names.append(option(place.name, place.names.join(", ")));
      for (const name of [place.name, ...place.names]) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), id);
    }
    find.onchange = () => {
      const id = known.get(find.value.trim().toLowerCase());
      if (id) { choose(id); find.value = ""; }
      find.setCustomValidity(id || !find.value ? "" : "No claim here names this place.");
      find.reportValidity();
    };
    label.append(find, names);
    form.append(label);
    return show;
  }
  function option(value, words) {
    const node = el("option", "", words);
    node.value = value;
    return node;
  }
  function select(form, words, options) {
    const label = el("label", "", words), node = el("select");
    node.append(...options.map(([value, name]) => option(value, name)));
    label.append(node);
    form.append(label);
    return node;
  }

  function choose(id) {
    state.place = id;
    all = false;
    update();
    byId("panel").focus({ preventScroll: window.matchMedia("(min-width: 901px)").matches });
  }

  /* -- place panel -- */
  async function drawPanel() {
    const panel = byId("panel"), { place, day } = state, look = currentLook();
    if (!place) {
      panel.replaceChildren(el("p", "soft", "Choose a mark, a row of the table, or a name to read what is claimed."));
      return;
    }
    const said = await chunk(site.places[place].chunk);
    if (place !== state.place || day !== state.day || look.id !== state.look) return; // another one has been chosen
    const seen = said.looks[look.id] || { runs: [] };
    const run = [...seen.runs].reverse().find((one) => one[0] <= day) || [day, [], []];
    const [, deciding, others] = run;
    const feature = view.byId.get(place), now = feature && feature.state;
    panel.replaceChildren();
    const part = (markup) => { const node = el("div"); node.innerHTML = markup; panel.append(node); return node; };
    part(said.title);
    panel.append(stateLine(now, day));
    if (now && now.line) panel.append(el("p", "summary", now.line));
    if (now) panel.append(...versus(said, deciding, now));
    if (!look.only) drawLanes(part, said, look.clock, day);
    const listed = (seen.only || said.claims.map((_, i) => i)).filter((i) => said.claims[i][look.clock][0] <= day || !said.claims[i].dated[look.clock]);
    const later = (seen.only || said.claims).length - listed.length;
    panel.append(el("h3", "", plural(listed.length, "claim") + (listed.length > 1 ? ", newest first" : "")));
    if (later) panel.append(el("p", "soft", `${plural(later, "claim")} of later days not listed.`));
    for (const i of all || listed.length <= MOST_CARDS ? listed : listed.slice(0, OF_MANY)) panel.append(card(said.claims[i], deciding.includes(i), others.includes(i)));
    if (!all && listed.length > MOST_CARDS) {
      const more = el("button", "", `Show all ${listed.length} claims`);
      more.onclick = () => { all = true; drawPanel(); };
      panel.append(more);
    }
  }
  /* Lanes and speakers show all claims about the place; under a choice they would show what was not chosen. */
  function drawLanes(part, said, clock, day) {
    const lanes = part(said.lanes[clock]), [first, last] = said.spans[clock];
    lanes.style.setProperty("--first", first);
    lanes.style.setProperty("--last", last);
    lanes.style.setProperty("--now", `${Math.min(100, Math.max(0, (100 * (day - first)) / Math.max(1, last - first)))}%`);
    part(said.speakers);
  }
  function stateLine(now, day) {
    const p = el("p");
    if (!now) { p.textContent = `Nothing was claimed about it by ${ClaimsMap.dayWords(day)}.`; return p; }
    const label = view.data.legend.find((row) => row.state === now.state).label;
    const quiet = now.state === "silent" ? `: last claim ${now.open ? "at most " : ""}${plural(day - now.last, "day")} before` : "";
    const when = (view.data.mode === "until" ? "by all claims until " : "on ") + ClaimsMap.dayWords(day);
    p.append(el("span", "state " + now.state, label + quiet + (now.denied ? "; " + now.denied : "")), el("span", "soft", `${when} · ${plural(now.claims, "claim")} counted`));
    return p;
  }
  /* As on the dashboard (panel.py), the words that give the place its state; here without those of who denies it. */
  function versus(said, deciding, now) {
    const rows = deciding.map((i) => said.claims[i]), { clock } = currentLook();
    const parties = view.data.sides.map(({ id, name, colour }) => [`Said to be held by ${name}`, colour, rows.filter((one) => one.side === id)])
      .filter(([, , those]) => those.length);
    let title = { disputed: "They contradict each other", divided: "Each holds a part, as claimed", fighting: "In their words" }[now.state];
    if (now.state === "fighting") parties.push([view.data.legend.find((row) => row.state === now.state).label, "#8b96a3", rows.filter((one) => one.colours && !one.side)]);
    if (["held", "partly_held"].includes(now.state) && parties.length) {
      const distinct = (name) => new Set(parties[0][2].map((one) => one[name])).size;
      title = now.denied ? "Claimed, and denied" : distinct("voice") === 1 ? "One source says so" : distinct("gives") === 1 ? "They agree" : "They agree on the side";
    }
    const settled = !["disputed", "divided"].includes(now.state);
    if (!title || (settled && said.claims.filter((one) => one.dated[clock]).length < 2)) return [];
    const box = el("div", "contradiction"), grid = el("div", "versus");
    box.append(el("h3", "", title), grid);
    for (const [words, colour, those] of parties) {
      const degree = words.startsWith("Said") && (those.every((one) => one.extent === "part") ? " in part" : those.every((one) => one.extent === "most") ? " for the most part" : "");
      const party = el("div", "party");
      party.style.setProperty("--side", colour);
      party.append(el("h4", "", words + (degree || "")));
      const turn = those.map((one, i) => those.slice(0, i).filter((other) => other.voice === one.voice).length);
      const order = those.map((_, i) => i).sort((a, b) => turn[a] - turn[b] || a - b); // of each speaker one before anybody's second
      for (const one of order.slice(0, 3).map((i) => those[i])) { const node = el("div"); node.innerHTML = one.say; party.append(node); }
      grid.append(party);
    }
    return [box];
  }
  function card(one, decides, inWindow) {
    const node = el("div");
    node.innerHTML = one.card;
    const tags = node.querySelector(".tags"), article = node.querySelector("article");
    if (decides && one.colours) tags.append(el("li", "", "gives the place its state"));
    if (!decides && !inWindow) {
      tags.append(el("li", "", "replaced by a newer claim, or older than the look-back"));
      article.classList.add("past");
    }
    if (one.document) {
      const open = el("button", "plain", "in its document");
      open.onclick = () => openDocument(one);
      article.append(open);
    }
    return node;
  }

  /* -- documents -- */
  async function openDocument(one) {
    const box = byId("document"), found = await chunk(one.document);
    const close = el("button", "", "Close");
    close.onclick = () => box.close();
    const body = el("div");
    body.innerHTML = found.markup;
    box.replaceChildren(close, body);
    box.showModal();
    const words = body.querySelector(`[data-claim~="${CSS.escape(one.id)}"]`);
    if (words) { words.classList.add("chosen"); words.scrollIntoView({ block: "center" }); }
  }

  /* -- table and tray -- */
  function drawTable() {
    const box = byId("places");
    const table = el("table"), head = el("tr"), scroll = el("div", "scroll");
    for (const name of ["Place", "State", "Given to", "Who says what", "Claims", "Last claim"]) {
      const cell = el("th", "", name);
      cell.scope = "col";
      head.append(cell);
    }
    table.append(head);
    for (const { id, name, ...said } of view.rows()) {
      const row = el("tr"), open = el("button", "", name), cell = el("td");
      open.onclick = () => choose(id);
      cell.append(open);
      row.append(cell, ...["state", "given", "line", "claims", "last"].map((key) => el("td", "", said[key])));
      table.append(row);
    }
    scroll.append(table);
    box.replaceChildren(el("h3", "", view.sentence.textContent), el("p", "soft", "Everything that the marks show. Choosing a place opens it above."), scroll);
  }
  function drawTray() {
    const box = byId("tray");
    const total = site.tray.reduce((sum, part) => sum + part.rows.length, 0);
    if (!total) { box.replaceChildren(el("p", "soft", "Not on the map: nothing.")); return; }
    const details = el("details"), names = site.tray.filter((part) => part.rows.length).map((part) => `${part.rows.length} ${part.heading}`);
    details.append(el("summary", "", `Not on the map: ${names.join(", ")}`));
    for (const part of site.tray) {
      if (!part.rows.length) continue;
      const table = el("table"), scroll = el("div", "scroll");
      for (const cells of part.rows) { const row = el("tr"); row.append(...cells.map((words) => el("td", "", words))); table.append(row); }
      scroll.append(table);
      details.append(el("h3", "", `${part.heading}: ${part.rows.length}`), scroll);
    }
    box.replaceChildren(details);
  }

  /* -- one setter -- */
  let showChoices = () => {};
  async function update() {
    const look = currentLook(), name = look.payload;
    await addressed(name);
    view.setState({ data: name, day: state.day, place: state.place, dark: dark.matches, range: null, at: null, session: "page", ack });
    showChoices();
    writeAddress();
    for (let i = 0; i < 400 && view.dataName !== name; i++) await new Promise((done) => setTimeout(done, 25));
    if (currentLook() !== look) return;
    state.day = view.day;
    await drawPanel();
    drawTable();
    document.documentElement.dataset.ready = `${name} ${state.day} ${state.place}`;
  }
  function fromMap(message) {
    ack = { epoch: message.epoch, seq: message.seq };
    if (typeof message.day === "number") state.day = message.day;
    if (typeof message.place === "string" && message.place !== state.place) { state.place = message.place; all = false; }
    update();
  }

  const onAhead = (ahead) => document.documentElement.toggleAttribute("data-map-ahead", ahead);

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  async function start() {
    site = await chunk("site.json");
    readAddress();
    showChoices = buildChoices();
    const [baseUrl, worldUrl] = [await addressed(site.base), site.world && await addressed(site.world)];
    view = ClaimsMap.start("map", { baseUrl, worldUrl, dataUrl: (name) => urls.get(name), onChange: fromMap, onAhead });
    dark.addEventListener("change", update);
    window.addEventListener("hashchange", () => { readAddress(); update(); });
    drawTray();
    await update();
  }
  start().catch((error) => {
    const notice = byId("notice");
    notice.textContent = location.protocol === "file:" && !byId("chunk:site.json")
      ? "Opened from a disk, this page cannot read the files beside it: put the folder on a web server, or publish a single file."
      : `The page could not be read (${error.message}). Reload it to try again.`;
    notice.hidden = false;
  });
  window.claimsPage = { state, view: () => view };
})();
