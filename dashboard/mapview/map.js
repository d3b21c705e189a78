/* ClaimsMap: claims about places, drawn on a Leaflet map, with its own time control.
 *
 *   const view = ClaimsMap.start(elementId, {dataUrl: hash => url, baseUrl, worldUrl, onChange: message =>
 *                                           {...}, onAhead: ahead => {...}, onFollow: () => {...}});
 *   view.setState({data, day, place, dark, range, at, changes, session, ack});
 *
 * The one way in is setState: `data` names the payload (written and documented by geo/layers.py) that dataUrl
 * turns into a URL; `day` is a whole number of days since 1970-01-01; `place` an id of that payload or "";
 * `range` [first, last] days or null; `at` [lat, lon, zoom] to look at, or null; `changes`
 * {place id: kind of change} of geo/changes.py, or null; `ack` {epoch, seq} the last message that the host has dealt with;
 * `session` names the host's session: a new one (the server was restarted) owes no answer to old messages.
 * `onAhead` is told, with a short delay, when a day is shown that the host has not followed to yet, and when it has;
 * `onFollow` when what the host asked for is shown, and with it `rows()`.
 * The other way out is onChange({epoch, seq, day?, place?, at?}): what the reader changed here and the host has not yet
 * acknowledged. A state whose ack is older than the last message sent is out of date and is not applied, so
 * nothing echoes. Every word of an article is drawn by canvas text or textContent, never parsed as markup.
 */
(function () {
  "use strict";

  const MS_PER_DAY = 86400000;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const DISPUTED = "#CC79A7", GREY = "#767676", DARK = "#2b2f36";
  const LIGHT_BASE = {
    sea: "#d3e0e8", land: "#f6f4ee", urban: "#e6e0d4", border: "#7d7a75", region: "#c3beb2", river: "#9dbfd3",
    town: "#5c5a55", country: "#8f8a80", regionName: "#a39d90", halo: "rgba(255,255,255,.9)", ink: "#14181d",
  };
  const DARK_BASE = {
    sea: "#1a242d", land: "#2a3036", urban: "#353b41", border: "#8b9096", region: "#474e55", river: "#3f5c6e",
    town: "#b4b9be", country: "#8b9096", regionName: "#7a828a", halo: "rgba(18,23,29,.9)", ink: "#f0f3f6",
  };
  const SHAPES = {
    settlement: "circle", district: "square", region: "square", country: "square", area: "square", river: "pill",
    lake: "pill", sea: "pill", canal: "pill", road: "diamond", facility: "triangle", bridge: "triangle",
    dam: "triangle", island: "hexagon", hill: "hexagon", forest: "hexagon", sector: "ring",
  };
  const REACH = { pill: 1.35, diamond: 1.2, triangle: 1.3, hexagon: 1.08 }; // of a shape, in radii of the circle
  const STATE_ORDER = ["silent", "mentioned", "fighting", "partly_held", "held", "divided", "disputed"]; // last on top
  const MIN_RADIUS = 9, MAX_RADIUS = 17, DISPUTED_MIN_RADIUS = 12, FADED = 0.45;
  const AHEAD_MS = 400; // a host that follows within this time is not said to be behind
  const LIST_MS = 400; // the list of marks waits for the days to stand still: its words laid out anew cost a step
  const HIT_SLACK = 5, SAME_TOWN_M = 15000, URBAN_ZOOM = 8, DETAIL_ZOOM = 5.5, APPROXIMATE_KM = 5, MAX_SHIFT = 34, SPREAD_ROUNDS = 24;
  const MOST_STAMPS = 1000, SHADES = 20; // pictures of marks that are kept; steps of paleness that they are told apart by
  const NARROW = 640, MOST_WARS = 3; // a map of so many pixels is a phone's; wars whose sides the legend names
  const FAR_OUT = 6.5; // below this zoom a crowd's lines to true points are thinned out
  const TURNED = 0.5; // cosine of the angle by which a mark may stand off its true direction from another
  const TOWN_ZOOM = [[3, 5e6], [4, 2e6], [5, 8e5], [6, 3e5], [7, 9e4], [8, 3e4], [9, 1e4], [10, 5e3], [99, 0]];
  const SPARSE = 2; // zoom steps earlier that a town is named where few are known
  const CHANGES = {
    became_disputed: "disputed now", ceased_disputed: "no longer disputed", changed_side: "other side", appeared: "new",
    went_silent: "silent now", changed: "changed",
  };
  const OPTIONS = {
    center: [30, 20], zoom: 3, minZoom: 2, maxZoom: 13, zoomSnap: 0.5, zoomAnimation: false, fadeAnimation: false,
    worldCopyJump: false,
  };
  const SPEEDS = [[2, "2 days a second"], [7, "7 days a second"], [30, "30 days a second"]];

  const FAMILY = '"Source Sans", system-ui, sans-serif';
  const ICONS = {
    previous: "M3 2h2v12H3zM14 2v12L6 8z", next: "M11 2h2v12h-2zM2 2v12l8-6z", play: "M4 2l10 6-10 6z",
    pause: "M3 2h4v12H3zM9 2h4v12H9z", measure: "M1 11L11 1l4 4L5 15zM3 9.600l1.600 1.600M5 7.600l1 1M7 5.600l1.600 1.600M9 3.600l1 1",
    full: "M1 1h5v2H3v3H1zM10 1h5v5h-2V3h-3zM1 10h2v3h3v2H1zM13 10h2v5h-5v-2h3z",
  };

  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  };
  const el = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const dayWords = (day) => {
    const d = new Date(day * MS_PER_DAY);
    return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
  };
  const denial = (state) => (state.denied ? `; ${state.denied}` : "");
  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

  /* ---- marks ---------------------------------------------------------------------------------------------- */

  function outline(ctx, shape, x, y, r) {
    ctx.beginPath();
    if (shape === "square") ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    else if (shape === "pill") ctx.roundRect(x - r * REACH.pill, y - r * 0.72, r * 2 * REACH.pill, r * 1.44, r * 0.72);
    else if (shape === "diamond" || shape === "triangle" || shape === "hexagon") {
      const n = { diamond: 4, triangle: 3, hexagon: 6 }[shape];
      const size = REACH[shape] * r;
      for (let i = 0; i < n; i++) {
        const a = -Math.PI / 2 + (i * 2 * Math.PI) / n;
        ctx[i ? "lineTo" : "moveTo"](x + size * Math.cos(a), y + size * Math.sin(a) + (n === 3 ? r * 0.2 : 0));
      }
      ctx.closePath();
    } else ctx.arc(x, y, r, 0, 2 * Math.PI);
  }

  /* mark: {state, shape, colours, certainty, alpha, fighting, bearing, selected, dark}; state as in geo/layers.py. */
  function drawMark(ctx, x, y, r, mark) {
    const { state, shape, colours } = mark;
    const first = colours[0] || GREY, quiet = state === "silent" || state === "mentioned";
    const faint = mark.dark ? "#a3adb8" : GREY;
    ctx.save();
    ctx.globalAlpha = 1;
    outline(ctx, shape, x, y, r + (mark.selected ? 5 : 2));
    ctx.fillStyle = mark.selected ? "#111" : mark.dark && quiet ? DARK_BASE.halo : "rgba(255,255,255,.95)";
    ctx.fill();
    if (mark.change) { // changed since the day compared with: a dark ring around the mark
      outline(ctx, shape, x, y, r + 6);
      ctx.lineWidth = 2.4;
      ctx.strokeStyle = DARK;
      ctx.stroke();
    }
    if (mark.selected) { outline(ctx, shape, x, y, r + 2.5); ctx.fillStyle = "#fff"; ctx.fill(); }
    outline(ctx, shape, x, y, r);
    ctx.fillStyle = mark.dark && quiet ? DARK_BASE.land : "#fff"; // white on dark would be the loudest mark of all
    ctx.fill();
    ctx.globalAlpha = mark.alpha;
    ctx.save();
    outline(ctx, shape, x, y, r);
    ctx.clip();
    const left = x - r * 1.5, wide = r * 3;
    if (state === "held") { ctx.fillStyle = first; ctx.fillRect(left, y - wide, wide, 2 * wide); }
    else if (state === "disputed") {
      const n = Math.max(2, colours.length), reach = shape === "pill" ? REACH.pill : 1;
      for (let i = 0; i < n; i++) {
        ctx.fillStyle = colours[i] || GREY;
        ctx.fillRect(x - reach * r + (i * 2 * reach * r) / n, y - wide, (2 * reach * r) / n + 0.5, 2 * wide);
      }
      ctx.strokeStyle = "rgba(255,255,255,.85)";
      ctx.lineWidth = Math.max(1.4, r * 0.14);
      for (let i = -3; i <= 3; i++) {
        ctx.beginPath();
        ctx.moveTo(x + i * r * 0.62 - wide / 2, y + wide / 2);
        ctx.lineTo(x + i * r * 0.62 + wide / 2, y - wide / 2);
        ctx.stroke();
      }
    } else if (state === "divided") {
      const reach = shape === "pill" ? REACH.pill : 1;
      ctx.fillStyle = first;
      ctx.fillRect(x - reach * r, y - wide, reach * r * 0.72, 2 * wide);
      ctx.fillStyle = colours[1] || GREY;
      ctx.fillRect(x + reach * r * 0.28, y - wide, reach * r * 0.8, 2 * wide);
    } else if (state === "partly_held") {
      ctx.fillStyle = first;
      ctx.beginPath();
      if (mark.bearing === null || mark.bearing === undefined) ctx.arc(x, y, r * 0.55, 0, 2 * Math.PI);
      else {
        const a = ((mark.bearing - 90) * Math.PI) / 180;
        ctx.moveTo(x, y);
        ctx.arc(x, y, r * 1.6, a - Math.PI / 3.4, a + Math.PI / 3.4);
      }
      ctx.fill();
    } else if (state === "fighting") cross(ctx, x, y, r * 0.52, DARK, Math.max(2, r * 0.24));
    else if (state === "mentioned") {
      ctx.fillStyle = faint;
      ctx.beginPath();
      ctx.arc(x, y, Math.max(2, r * 0.26), 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
    outline(ctx, shape, x, y, r);
    ctx.lineWidth = quiet ? 1.3 : 1.8;
    ctx.strokeStyle = quiet ? faint : state === "partly_held" || state === "divided" ? first : DARK;
    if (state === "divided") ctx.strokeStyle = DARK;
    if (mark.certainty === "assessed") ctx.setLineDash([3.2, 2.4]);
    if (shape === "ring") ctx.setLineDash([1.5, 2.5]);
    ctx.stroke();
    ctx.setLineDash([]);
    if (state === "disputed") {
      ctx.globalAlpha = Math.max(0.75, mark.alpha);
      outline(ctx, shape, x, y, r + 2.6);
      ctx.lineWidth = 3;
      ctx.strokeStyle = DISPUTED;
      ctx.stroke();
    }
    if (mark.fighting && state !== "fighting") {
      const bx = x + r * 0.85, by = y - r * 0.85;
      ctx.beginPath();
      ctx.arc(bx, by, 6, 0, 2 * Math.PI);
      ctx.fillStyle = "#fff";
      ctx.fill();
      ctx.lineWidth = 1.2;
      ctx.strokeStyle = DARK;
      ctx.stroke();
      cross(ctx, bx, by, 2.6, DARK, 1.7);
    }
    ctx.restore();
  }

  function cross(ctx, x, y, size, colour, width) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.lineCap = "round";
    ctx.beginPath();
    ctx.moveTo(x - size, y - size);
    ctx.lineTo(x + size, y + size);
    ctx.moveTo(x + size, y - size);
    ctx.lineTo(x - size, y + size);
    ctx.stroke();
  }

  function glyph(mark, radius, dark) {
    const canvas = el("canvas");
    const scale = 2;
    canvas.width = canvas.height = 24 * scale;
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(scale, scale);
    drawMark(ctx, 12, 12, radius || 7.5, Object.assign({ shape: "circle", colours: [], alpha: 1, dark }, mark));
    return canvas;
  }

  /* Marks, each drawn once and put down as a picture from then on: the paths of hundreds of them drawn anew cost most
     of a step. Used longest ago, forgotten first. */
  class Stamps {
    constructor() { this.kept = new Map(); this.scale = 0; }

    put(ctx, scale, { x, y, r, look }) {
      if (scale !== this.scale) { this.kept.clear(); this.scale = scale; }
      const shown = { ...look, alpha: Math.round(look.alpha * SHADES) / SHADES }, key = `${r} ${Object.values(shown).join("|")}`;
      let stamp = this.kept.get(key);
      if (stamp) this.kept.delete(key);
      else {
        const half = Math.ceil((1.5 * (r + 7) + 2) * scale), canvas = new OffscreenCanvas(2 * half, 2 * half);
        const own = canvas.getContext("2d");
        own.setTransform(scale, 0, 0, scale, half, half);
        drawMark(own, 0, 0, r, shown);
        stamp = { picture: canvas.transferToImageBitmap(), half };
      }
      this.kept.set(key, stamp);
      if (this.kept.size > MOST_STAMPS) this.forget();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.drawImage(stamp.picture, Math.round(x * scale) - stamp.half, Math.round(y * scale) - stamp.half);
      ctx.setTransform(scale, 0, 0, scale, 0, 0);
    }

    forget() {
      const [key, { picture }] = this.kept.entries().next().value;
      picture.close();
      this.kept.delete(key);
    }
  }

  /* The base map with the world's coasts, borders, waters and towns (scripts/make_basemap.py) in its own form. */
  function worldGround(base, world) {
    const times = base.scale / world.scale, line = (packed) => packed.map((value) => value * times);
    const towns = world.towns.map(([name, lon, lat, people]) => [name, lon / world.scale, lat / world.scale, people * 1000]);
    return {
      ...base, land: world.land.map(line), borders: world.borders.map(line), lakes: [...base.lakes, ...world.lakes.map(line)],
      rivers: [...base.rivers, ...world.rivers.map((river) => ({ name: "", rank: 5, line: line(river) }))],
      towns: [...base.towns, ...towns].sort((a, b) => b[3] - a[3]),
    };
  }

  /* ---- the view ------------------------------------------------------------------------------------------- */

  class View {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.epoch = Math.floor(performance.timeOrigin) + "-" + Math.floor(Math.random() * 1e9);
      this.seq = 0;
      this.pending = {};
      this.data = null;
      this.dataName = "";
      this.places = [];
      this.byId = new Map();
      this.current = [];
      this.day = null;
      this.hostDay = null; // the day that the host last asked for
      this.place = "";
      this.hover = "";
      this.painted = { day: null, data: "", base: false };
      this.widths = new Map();
      this.stamps = new Stamps();
      this.build();
      this.loadBase();
      document.fonts.load(`600 13px ${FAMILY}`).then(() => { this.widths.clear(); this.controls = null; this.draw(); this.drawBars(); }, () => {});
    }

    /* -- frame -- */
    build() {
      const box = this.map.getContainer();
      const root = (this.root = el("section", "cm-root"));
      root.setAttribute("aria-label", "Map of claims");
      window.frameElement?.setAttribute("aria-label", "Map of claims"); // its title is the component's name
      box.parentNode.insertBefore(root, box);
      const head = el("header", "cm-head");
      this.sentence = el("p", "cm-sentence");
      this.sentence.setAttribute("aria-live", "polite"); // but not while the days play
      this.caveat = el("p", "cm-caveat");
      head.append(this.sentence);
      this.stage = el("div", "cm-stage");
      this.stage.append(box);
      this.overlay = el("canvas", "cm-overlay");
      this.tip = el("div", "cm-tip");
      this.tip.hidden = true;
      this.tip.setAttribute("role", "status");
      this.note = el("div", "cm-note");
      this.note.hidden = true;
      this.note.setAttribute("role", "alert");
      this.keys = el("div", "cm-keys");
      this.keys.hidden = true;
      this.list = el("ul", "cm-list");
      this.list.setAttribute("aria-label", "Places on the map; arrow keys move, Enter opens");
      this.list.addEventListener("focusin", () => { if (this.listTimer) this.buildList(); });
      this.away = el("button", "cm-away");
      this.away.type = "button";
      this.away.hidden = true;
      this.away.onclick = () => this.showAll();
      this.stage.append(this.overlay, this.list, this.away, this.tip, this.note);
      this.time = this.buildTime();
      this.legend = el("div", "cm-legend");
      root.append(head, this.stage, this.time, this.legend, this.keys);

      const map = this.map;
      map.attributionControl && map.attributionControl.setPrefix(false);
      map.createPane("base").style.zIndex = 210;
      map.createPane("shapes").style.zIndex = 410;
      map.getPane("base").style.pointerEvents = "none";
      L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
      this.control("measure", "Measure a distance: click points, Escape ends", () => this.toggleMeasure());
      const north = L.control({ position: "topright" });
      north.onAdd = () => { const n = el("div", "cm-north", "▲"); n.append(el("div", "", "N")); n.title = "North is up"; return n; };
      north.addTo(map);
      if (document.fullscreenEnabled)
        this.control("full", "Full screen", () =>
          document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {}));
      map.on("move zoom viewreset resize", () => { this.controls = null; this.draw(); });
      map.on("zoomend", () => this.suitZoom());
      for (const name of ["pointerdown", "wheel", "keydown"]) box.addEventListener(name, () => { this.handled = true; }, { passive: true });
      map.on("movestart", () => { if (!this.framing) this.moved = true; });
      map.on("moveend", () => { this.tellPosition(); this.nameSides(); this.suitGround(); });
      map.on("mousemove", (e) => this.pointer(e.containerPoint));
      box.addEventListener("pointerleave", () => this.preview("")); // Leaflet does not tell of it over a canvas
      map.on("click", (e) => {
        if (!this.measured) { this.pick(e.containerPoint); return; }
        this.measured.push(e.latlng);
        this.draw();
      });
      document.addEventListener("keydown", (e) => { if (e.key === "Escape" && this.measured) this.toggleMeasure(); });
      new ResizeObserver(() => {
        if (this.fit() && this.data && !this.moved && !this.at) this.frame(); // the page was still being laid out
      }).observe(this.stage);
      new ResizeObserver(() => {
        this.trackWidth = this.track.getBoundingClientRect().width;
        this.thumb = parseFloat(getComputedStyle(this.track).getPropertyValue("--thumb"));
        this.drawBars();
      }).observe(this.track);
      this.fit();
    }

    /* A button on the map. */
    control(picture, label, act) {
      const control = L.control({ position: "topright" });
      control.onAdd = () => {
        const button = el("button", "cm-control");
        button.type = "button";
        button.append(icon(picture));
        button.title = label;
        button.setAttribute("aria-label", label);
        button.onclick = act;
        L.DomEvent.disableClickPropagation(button);
        return button;
      };
      control.addTo(this.map);
      return control;
    }

    toggleMeasure() {
      this.measured = this.measured ? null : [];
      this.map.getContainer().style.cursor = this.measured ? "crosshair" : "";
      this.draw();
    }

    drawMeasure(ctx) {
      if (!this.measured || !this.measured.length) return;
      const points = this.measured.map((at) => this.map.latLngToContainerPoint(at));
      ctx.beginPath();
      points.forEach((p, i) => ctx[i ? "lineTo" : "moveTo"](p.x, p.y));
      ctx.strokeStyle = this.paint().ink;
      ctx.lineWidth = 2;
      ctx.setLineDash([6, 4]);
      ctx.stroke();
      ctx.setLineDash([]);
      let metres = 0;
      for (let i = 1; i < points.length; i++) metres += this.measured[i - 1].distanceTo(this.measured[i]);
      for (const p of points) {
        ctx.beginPath();
        ctx.arc(p.x, p.y, 3.5, 0, 7);
        ctx.fillStyle = this.paint().ink;
        ctx.fill();
      }
      const last = points[points.length - 1];
      this.distance = metres / 1000;
      const words = points.length < 2 ? "click a second point" : `${this.distance.toFixed(metres < 1e4 ? 1 : 0)} km`;
      const font = "700 14px " + FAMILY, wide = this.measure(ctx, words, font);
      const x = Math.max(4, Math.min(last.x + 8, this.width - wide - 6)), y = Math.max(12, last.y - 12);
      ctx.fillStyle = this.paint().halo;
      ctx.fillRect(x - 4, y - 10, wide + 8, 20); // names below it do not show through
      this.text(ctx, words, x, y, font, this.paint().ink);
    }

    buildTime() {
      const bar = el("div", "cm-time");
      const buttons = el("div", "cm-buttons");
      const button = (picture, label, act) => {
        const node = el("button");
        node.append(icon(picture));
        node.type = "button";
        node.title = label;
        node.setAttribute("aria-label", label);
        node.onclick = act;
        buttons.append(node);
        return node;
      };
      this.prevButton = button("previous", "Previous day with claims", () => this.stepClaims(-1));
      this.playButton = button("play", "Play the days", () => this.togglePlay());
      this.nextButton = button("next", "Next day with claims", () => this.stepClaims(1));
      this.speed = el("select", "cm-wide");
      this.speed.setAttribute("aria-label", "Speed");
      for (const [value, words] of SPEEDS) {
        const option = el("option", "", words);
        option.value = value;
        this.speed.append(option);
      }
      this.speed.value = 7;
      buttons.append(this.speed);
      const track = (this.track = el("div", "cm-track"));
      this.bars = el("canvas");
      this.range = el("input");
      this.range.type = "range";
      this.range.step = 1;
      this.range.setAttribute("aria-label", "Day");
      this.range.oninput = () => { this.stop(false); this.show(Number(this.range.value)); };
      this.range.onchange = () => this.emit({ day: this.day });
      this.range.onkeydown = (e) => {
        const act = { " ": () => this.togglePlay(), PageUp: () => this.stepClaims(-1), PageDown: () => this.stepClaims(1) }[e.key];
        if (act) { e.preventDefault(); act(); }
      };
      track.append(this.bars, this.range);
      this.dayLabel = el("div", "cm-day");
      bar.append(buttons, track, this.dayLabel);
      return bar;
    }

    /* Take the size that the page gives the map; whether it is another one than before. */
    fit() {
      const { width, height } = this.stage.getBoundingClientRect();
      if (width === this.width && height === this.height) return false;
      this.map.invalidateSize({ pan: Boolean(this.moved || this.at), animate: false }); // what the reader looks at stays in the middle
      this.resize();
      return true;
    }

    resize() {
      const { width, height } = this.stage.getBoundingClientRect();
      const scale = (this.scale = window.devicePixelRatio || 1);
      this.width = width;
      this.height = height;
      this.controls = null;
      this.overlay.width = Math.round(width * scale);
      this.overlay.height = Math.round(height * scale);
      this.overlay.style.width = width + "px";
      this.overlay.style.height = height + "px";
      this.draw();
      this.drawBars();
    }

    /* -- base map -- */
    async loadBase() {
      try {
        const answer = await fetch(this.options.baseUrl);
        if (!answer.ok) throw new Error(String(answer.status));
        this.base = await answer.json();
      } catch (error) {
        this.fail("The base map could not be read. Marks are still right.");
        return;
      }
      if (this.framed) this.showBase();
    }

    /* Once it is known where the claims are: lines of the whole world would be drawn again there. */
    showBase() {
      this.framed = true;
      if (!this.base || this.painted.base) return;
      this.ground = this.base;
      this.drawBase();
      this.painted.base = true;
      this.draw();
      this.suitGround();
    }

    /* Beyond the box that the base map draws in detail, the file of the world takes over; fetched when first needed. */
    async suitGround() {
      if (!this.base || !this.data || !this.framed || !this.options.worldUrl) return; // nobody has looked anywhere yet
      const [west, south, east, north] = this.base.detail, { lat, lng } = this.map.getCenter();
      const far = lng < west || lng > east || lat < south || lat > north;
      if (far && !this.world) {
        this.world = fetch(this.options.worldUrl).then((answer) => answer.json()).then((world) => worldGround(this.base, world))
          .catch(() => this.base); // coarse, and still right
        this.world = await this.world;
        this.suitGround();
        return;
      }
      const ground = far ? this.world : this.base;
      if (ground === this.ground || ground instanceof Promise) return;
      this.ground = ground;
      this.drawBase();
      this.draw();
    }

    drawBase() {
      if (!this.ground) return;
      if (this.baseLayer) this.baseLayer.remove();
      const paint = this.paint(), unit = 1 / this.base.scale, { ground } = this;
      // a running sum over [dlon, dlat] pairs: longitude first in the file, Leaflet wants latitude first
      const unpack = (packed) => {
        const out = [];
        let lon = 0, lat = 0;
        for (let i = 0; i < packed.length; i += 2) {
          lon += packed[i];
          lat += packed[i + 1];
          out.push([lat * unit, lon * unit]);
        }
        return out;
      };
      const common = { pane: "base", renderer: L.canvas({ pane: "base", padding: 0.4 }), interactive: false };
      const area = (rings, colour) =>
        L.polygon(rings.map((r) => [unpack(r)]), { ...common, stroke: false, fill: true, fillColor: colour, fillOpacity: 1, smoothFactor: 1 });
      const stroke = (paths, colour, weight, dashArray) =>
        L.polyline(paths.map(unpack), { ...common, color: colour, weight, opacity: 1, dashArray, smoothFactor: 1 });
      const big = ground.rivers.filter((r) => r.rank <= 6), small = ground.rivers.filter((r) => r.rank > 6);
      this.baseLayer = L.layerGroup([
        area(ground.land, paint.land), (this.urban = area(ground.urban, paint.urban)), area(ground.lakes, paint.sea),
        (this.brooks = stroke(small.map((r) => r.line), paint.river, 0.9)),
        (this.rivers = stroke(big.map((r) => r.line), paint.river, 1.7)),
        (this.regions = stroke(ground.regions, paint.region, 1, "4 3")),
        (this.borders = stroke(ground.borders, paint.border, 1.5)),
      ]).addTo(this.map);
      this.suitZoom();
      this.riverNames = ground.rivers.filter((r) => r.name && r.line.length > 20)
        .map((r) => ({ name: r.name, rank: r.rank, points: unpack(r.line) }));
    }

    /* What suits the zoom: built-up areas are too coarse to be looked at closely, rivers too fine from afar. */
    suitZoom() {
      if (!this.baseLayer) return;
      const zoom = this.map.getZoom();
      this.urban.setStyle({ fillOpacity: zoom > URBAN_ZOOM || zoom < DETAIL_ZOOM ? 0 : 1 });
      this.brooks.setStyle({ opacity: zoom < DETAIL_ZOOM + 1 ? 0 : 1 });
      this.rivers.setStyle({ opacity: zoom < DETAIL_ZOOM ? 0 : 1 });
      this.regions.setStyle({ opacity: zoom < DETAIL_ZOOM ? 0 : 1 });
      this.borders.setStyle({ weight: zoom < DETAIL_ZOOM ? 0.9 : 1.5 });
    }

    paint() { return this.dark ? DARK_BASE : LIGHT_BASE; }

    /* -- state -- */
    setState(state) {
      this.wanted = state;
      const { ack, session } = state;
      const answered = ack && ack.epoch === this.epoch && ack.seq >= this.seq;
      if (this.waiting && session === this.session && !answered) return; // a newer change is under way
      this.session = session;
      this.waiting = false;
      this.pending = {};
      if (Boolean(state.dark) !== Boolean(this.dark)) {
        this.dark = Boolean(state.dark);
        this.root.classList.toggle("cm-dark", this.dark);
        this.drawBase();
        if (this.data) this.buildLegend();
      }
      if (state.data !== this.dataName) this.load(state.data);
      else this.apply(state);
    }

    async load(name) {
      this.loading = name;
      let data;
      try {
        const answer = await fetch(this.options.dataUrl(name));
        if (!answer.ok) throw new Error(String(answer.status));
        data = unpacked(await answer.json());
      } catch (error) {
        if (this.loading === name) this.fail("The claims could not be read. Reload the page to try again.");
        return;
      }
      if (this.loading !== name) return;
      this.note.hidden = true;
      const start = !this.data;
      this.data = data;
      this.dataName = name;
      this.index();
      this.buildLegend();
      if (start) {
        this.read(this.wanted.day);
        this.fit(); // with its words in place the map has its size: framed and drawn before, it would be again
        this.frame();
      }
      this.showBase();
      this.apply(this.wanted);
    }

    /* The first frame: the chosen place with what is held or fought over near it on the day, else the payload's. */
    frame() {
      const chosen = this.byId.get(this.wanted.place), { bounds } = this.data;
      let box = bounds && L.latLngBounds(bounds.map(([lon, lat]) => [lat, lon]));
      if (chosen && !LARGE.has(chosen.kind)) {
        const { lat, lng } = chosen.latlng;
        box = L.latLngBounds([[lat - LEAST, lng - LEAST], [lat + LEAST, lng + LEAST]]);
        for (const place of this.places) {
          const state = stateOn(place.states, this.wanted.day);
          const near = Math.abs(place.latlng.lat - lat) <= FOCUS && Math.abs(place.latlng.lng - lng) <= 1.5 * FOCUS;
          const loud = state && state.state !== "silent" && state.state !== "mentioned";
          if (loud && near && !LARGE.has(place.kind)) box.extend(place.latlng);
        }
      }
      this.framing = true;
      if (box) this.map.fitBounds(box, { padding: [48, 48], maxZoom: 10, animate: false });
      this.framing = false;
    }

    fail(words) { this.note.textContent = words; this.note.hidden = false; this.showBase(); }

    /* Index of the payload: per place its states in order of day; geometry layers; per-day disputes. */
    index() {
      const { features } = this.data.places;
      this.places = features.map((feature, order) => ({
        order, id: feature.id, geometry: feature.geometry, ...feature.properties,
        latlng: L.latLng(feature.properties.at[1], feature.properties.at[0]),
        shapeName: SHAPES[feature.properties.kind] || "circle",
        true: this.map.project(L.latLng(feature.properties.at[1], feature.properties.at[0]), 20),
        sides: new Set(feature.properties.states.flatMap((state) => state.sides || [])),
      }));
      this.byId = new Map(this.places.map((p) => [p.id, p]));
      if (this.shapes) this.shapes.remove();
      this.shapes = L.layerGroup().addTo(this.map);
      const renderer = L.canvas({ pane: "shapes", padding: 0.4, tolerance: 4 });
      for (const place of this.places) {
        place.layer = null;
        if (place.geometry.type !== "Point") {
          place.layer = L.geoJSON(place.geometry, { pane: "shapes", renderer, style: { fill: false } });
        } else if (place.kind === "sector" || place.approx_km >= APPROXIMATE_KM) {
          place.layer = L.circle(place.latlng, { pane: "shapes", renderer, radius: place.approx_km * 1000, fill: false });
        }
        if (!place.layer) continue;
        place.layer.on("click", (e) => {
          if (this.measured) return;
          L.DomEvent.stopPropagation(e);
          this.choose(this.hit(e.containerPoint)?.place.id || place.id); // a mark lies above every line
        });
        place.layer.on("mouseover", () => this.preview(place.id));
        place.layer.on("mouseout", () => this.preview(""));
      }
      const { first, last } = this.data;
      this.range.min = first;
      this.range.max = last;
      this.byDay = new Map(this.data.histogram.map((row) => [row[0], row]));
      const vague = (day) => (this.byDay.get(day) || [0, 0, 0])[2]; // a claim of a period counts from its first day on
      this.claimDays = this.data.histogram.filter(([day, n, , open]) => n > 0 || open > 0 || vague(day) > vague(day - 1)).map(([day]) => day);
      const change = new Map();
      for (const place of this.places)
        place.states.forEach((s, i) => {
          if (s.state !== "disputed") return;
          const until = i + 1 < place.states.length ? place.states[i + 1].from : last + 1;
          change.set(s.from, (change.get(s.from) || 0) + 1);
          change.set(until, (change.get(until) || 0) - 1);
        });
      this.disputes = [];
      let level = 0;
      for (const day of [...change.keys()].sort((a, b) => a - b)) {
        level += change.get(day);
        this.disputes.push([day, level]);
      }
    }

    apply(state) {
      if (!this.data) return;
      const before = this.place;
      this.place = this.byId.has(state.place) ? state.place : "";
      this.between = state.range || null;
      this.changes = state.changes || {};
      const still = this.data.mode === "between" || this.data.first === this.data.last;
      for (const node of [this.range, this.playButton, this.prevButton, this.nextButton]) node.disabled = still;
      this.hostDay = Math.max(this.data.first, Math.min(this.data.last, state.day));
      this.show(state.day);
      this.nameSides();
      const asked = state.at && String(state.at) !== String(this.at);
      if (asked) {
        this.at = state.at;
        this.map.setView([state.at[0], state.at[1]], state.at[2], { animate: false });
      }
      const place = this.byId.get(this.place);
      const away = place && !asked && this.place !== before && !this.map.getBounds().contains(place.latlng);
      if (away) this.map.panTo(place.latlng, { animate: false }); // chosen outside the map, and out of sight
      this.options.onFollow?.();
    }

    /* What the marks show in words, contradictions first: {id, name, state, given, line, claims, last}. */
    rows() {
      const { legend, sides } = this.data, labels = new Map(legend.map((row) => [row.state, row.label]));
      const rank = ({ state }) => -STATE_ORDER.indexOf(state.state);
      return [...this.current].sort((a, b) => rank(a) - rank(b) || b.state.claims - a.state.claims || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.order - b.order))
        .map(({ id, name, state }) => ({
          id, name, state: labels.get(state.state) + denial(state), given: (state.sides || []).map((i) => sides[i].name).join(", "),
          line: state.line, claims: String(state.claims), last: state.last === undefined ? "" : (state.open ? "on or after " : "") + dayWords(state.last),
        }));
    }

    /* Show a day: the one setter behind slider, play, step and host. */
    show(day) {
      if (!this.data) return;
      this.day = this.within(day);
      this.tellAhead(this.hostDay !== null && this.day !== this.hostDay);
      const asked = JSON.stringify([this.dataName, this.day, this.place, this.between, this.changes, this.dark]);
      if (asked === this.asked) return; // the host has come to where the map is already
      this.asked = asked;
      this.read(day);
      for (const place of this.places) if (place.layer) this.styleShape(place, place.state);
      this.draw();
      this.drawBars();
      this.listLater();
      this.painted.day = this.day;
      this.painted.data = this.dataName;
      this.painted.place = this.place;
    }

    within(day) { return Math.max(this.data.first, Math.min(this.data.last, day)); }

    /* The states of a day, and what is said of it in words. */
    read(day) {
      this.day = this.within(day);
      this.range.value = this.day;
      this.range.setAttribute("aria-valuetext", dayWords(this.day));
      const { claimDays } = this; // a button that leads nowhere says so, and keeps the focus of one who steps by keyboard
      this.prevButton.setAttribute("aria-disabled", !claimDays.some((d) => d < this.day));
      this.nextButton.setAttribute("aria-disabled", !claimDays.some((d) => d > this.day));
      const [, exact, vague, open] = this.byDay.get(this.day) || [0, 0, 0];
      const period = (vague ? `, ${vague} of a period` : "") + (open ? `, ${open} of no exact day` : "") +
        (this.day * MS_PER_DAY > Date.now() ? "; ahead of today" : "");
      this.dayLabel.replaceChildren(...(this.between ? [] : [
        el("div", "", dayWords(this.day)), el("small", "", `${count(exact, "claim", "claims")} of this day${period}`),
      ]));
      const current = [];
      let shown = 0, disputed = 0, silent = 0;
      for (const place of this.places) {
        const state = place.state = stateOn(place.states, this.day);
        if (!state) continue;
        if (state.state === "silent") silent++;
        else shown++;
        if (state.state === "disputed") disputed++;
        current.push(place);
      }
      current.sort((a, b) => STATE_ORDER.indexOf(a.state.state) - STATE_ORDER.indexOf(b.state.state) || a.order - b.order);
      this.current = current;
      const quiet = silent ? `; ${count(silent, "place", "places")} silent` : "";
      this.sentence.textContent = this.data.sentence.replace("{day}", dayWords(this.day)) +
        ` ${count(shown, "place", "places")}, ${disputed} disputed${quiet}${this.data.tail}`;
    }

    tellAhead(ahead) {
      if (ahead === this.ahead || !this.options.onAhead) return;
      this.ahead = ahead;
      clearTimeout(this.aheadTimer);
      if (ahead) this.aheadTimer = setTimeout(() => this.options.onAhead(true), AHEAD_MS);
      else this.options.onAhead(false);
    }

    alpha(state) {
      if (state.state === "silent") return FADED;
      const window_ = this.data.lookback || 90;
      const age = Math.max(0, Math.min(1, (this.day - state.last) / window_));
      return this.data.mode === "between" ? 1 : 1 - (1 - FADED) * age;
    }

    colours(state) { return (state.sides || []).map((i) => (this.data.sides[i] || {}).colour || GREY); }

    styleShape(place, state) {
      if (!state) { place.layer.remove(); place.styled = ""; return; }
      const colours = this.colours(state);
      // a claim about a part does not colour the whole line or outline: the mark alone says it
      // nobody's river looks like the rivers of the base map: a dark line through a town would pass for a front
      const water = SHAPES[place.kind] === "pill", plain = water ? "#5b93b8" : this.dark ? "#a3adb8" : "#55595f";
      const colour = { disputed: DISPUTED, held: colours[0] }[state.state] || plain;
      const solid = place.geometry.type !== "Point" && !place.rough;
      const opacity = this.alpha(state), weight = place.geometry.type === "Point" ? 1.4 : (place.id === this.place ? 4 : water ? 1.8 : 2.5);
      const styled = `${colour} ${opacity} ${weight}`;
      if (place.styled === styled) return; // each style set draws the lines around it again
      place.styled = styled;
      place.layer.setStyle({ color: colour, opacity, weight, dashArray: solid ? null : "5 5", fill: false });
      if (!this.shapes.hasLayer(place.layer)) this.shapes.addLayer(place.layer);
    }

    /* -- drawing: marks spread apart, then labels that keep clear of them and of each other -- */
    draw() { // once, however many changes of this moment ask for it
      if (this.due) return;
      this.due = true;
      queueMicrotask(() => this.drawn());
    }

    drawn() {
      if (!this.due) return;
      this.due = false;
      if (!this.overlay.width) return;
      const ctx = this.overlay.getContext("2d");
      ctx.setTransform(this.scale, 0, 0, this.scale, 0, 0);
      ctx.clearRect(0, 0, this.width, this.height);
      this.marks = this.data ? this.layOut() : [];
      this.marks.forEach((m, number) => { m.number = number; });
      const boxes = this.marks.map((m) => ({ x1: m.x - m.r - 4, y1: m.y - m.r - 4, x2: m.x + m.r + 4, y2: m.y + m.r + 4,
        quiet: m.look.state === "silent" || m.look.state === "mentioned" }));
      boxes.push(...this.controlBoxes());
      const labels = this.placeLabels(ctx, boxes);
      this.baseLabels(ctx, boxes);
      const far = this.map.getZoom() < FAR_OUT, full = (m) => !far || m.look.selected || m.look.state === "disputed";
      const shifted = this.marks.filter((m) => m.shift >= 3 && (full(m) || !["silent", "mentioned"].includes(m.look.state)));
      for (const m of shifted) this.leader(ctx, m, full(m));
      for (const m of this.marks) this.stamps.put(ctx, this.scale, m);
      this.inFront = shifted.filter((m) => m.turned && full(m));
      for (const m of this.inFront) this.leader(ctx, m, true);
      for (const label of labels) this.text(ctx, label.words, label.x, label.y, label.font, this.paint().ink);
      this.drawMeasure(ctx);
      this.tellOutside();
      this.tellHover();
    }

    /* Where controls lie on the map. */
    controlBoxes() {
      if (this.controls) return this.controls; // of this size and zoom: to ask again would lay out the page anew
      const { left, top } = this.stage.getBoundingClientRect();
      this.controls = [...this.stage.querySelectorAll(".leaflet-control, .cm-away:not([hidden])")].map((node) => node.getBoundingClientRect())
        .map((box) => ({ x1: box.left - left, y1: box.top - top, x2: box.right - left, y2: box.bottom - top }));
      return this.controls;
    }

    /* From the rim of a mark that has given way to its true point; thin and without a dot where it is one of a crowd. */
    leader(ctx, m, full) {
      const { ink, halo } = this.paint(), rim = Math.min(1, m.r / m.shift);
      for (const [colour, wide] of full ? [[halo, 3.4], [ink, 1.2]] : [[halo, 2], [ink, 0.7]]) {
        ctx.beginPath();
        ctx.moveTo(m.x + (m.x0 - m.x) * rim, m.y + (m.y0 - m.y) * rim);
        ctx.lineTo(m.x0, m.y0);
        ctx.strokeStyle = colour;
        ctx.lineWidth = wide;
        ctx.stroke();
        if (!full) continue;
        ctx.beginPath();
        ctx.arc(m.x0, m.y0, colour === ink ? 2 : 3, 0, 7);
        ctx.fillStyle = colour;
        ctx.fill();
      }
    }

    /* Where a point is in the map's pixels, not rounded: neighbours half a pixel apart keep their direction. */
    point(latlng) {
      const { x, y } = this.map._getMapPanePos();
      return this.map.project(latlng).subtract(this.map.getPixelOrigin()).add([x, y]);
    }

    layOut() {
      const marks = [];
      this.outside = 0;
      for (const place of this.current) {
        const state = place.state, at = this.point(place.latlng);
        const inside = at.x >= 0 && at.y >= 0 && at.x <= this.width && at.y <= this.height;
        if (!inside && state.state !== "silent") this.outside += 1;
        if (at.x < -40 || at.y < -40 || at.x > this.width + 40 || at.y > this.height + 40) continue;
        const disputed = state.state === "disputed", selected = place.id === this.place;
        let r = Math.min(MAX_RADIUS, MIN_RADIUS + 2.6 * Math.sqrt(Math.max(0, state.claims - 1)));
        if (disputed) r = Math.max(r, DISPUTED_MIN_RADIUS);
        if (state.state === "silent" || state.state === "mentioned") r = Math.min(r, 6.5);
        marks.push({
          place, x: at.x, y: at.y, x0: at.x, y0: at.y, tx: place.true.x, ty: place.true.y, r, shift: 0,
          look: {
            state: state.state, shape: place.shapeName, colours: this.colours(state), certainty: state.certainty,
            alpha: this.alpha(state), fighting: state.fighting, bearing: state.bearing,
            selected: selected || place.id === this.hover, change: this.changes[place.id] || "", dark: this.dark,
          },
        });
      }
      spread(marks);
      return marks;
    }

    /* Places that the sentence counts and the frame does not hold are told of, and shown when asked for. */
    tellOutside() {
      const all = this.data ? this.current.filter((place) => place.state.state !== "silent").length : 0;
      const words = this.outside ? `${this.outside} of ${count(all, "place", "places")} outside the map: show all` : "";
      if (words === this.away.textContent) return;
      this.away.textContent = words;
      this.away.hidden = !words;
      this.controls = null; // names keep clear of it from the next drawing on
    }

    showAll() {
      const shown = this.current.filter((place) => place.state.state !== "silent").map((place) => place.latlng);
      if (!shown.length) return;
      this.handled = true;
      this.map.fitBounds(L.latLngBounds(shown), { padding: [48, 48], maxZoom: 10, animate: false });
    }

    placeLabels(ctx, boxes) {
      const labels = [];
      const order = [...this.marks].sort((a, b) => (b.place.id === this.place) - (a.place.id === this.place)
        || STATE_ORDER.indexOf(b.look.state) - STATE_ORDER.indexOf(a.look.state) || b.r - a.r || a.place.order - b.place.order);
      for (const m of order) {
        const loud = m.look.state !== "silent" && m.look.state !== "mentioned";
        const font = loud ? "650 13px " + FAMILY : "500 12px " + FAMILY;
        const badge = CHANGES[m.look.change];
        const words = shorten(m.place.label) + (badge ? ` (${badge})` : "");
        const w = this.measure(ctx, words, font), h = 15, gap = m.r * (REACH[m.look.shape] || 1) + (m.look.change ? 10 : m.look.state === "disputed" || m.look.selected ? 8 : 6);
        const spots = [[gap, 0], [-gap - w, 0], [-w / 2, -gap - 6], [-w / 2, gap + 6],
          [gap * 0.7, -gap * 0.9], [gap * 0.7, gap * 0.9], [-gap * 0.7 - w, -gap * 0.9], [-gap * 0.7 - w, gap * 0.9]];
        const own = boxes[m.number], far = gap + 10 + h, wide = far + w;
        const near = boxes.filter((b) => b !== own && b.y1 < m.y + far && b.y2 > m.y - far && b.x1 < m.x + wide && b.x2 > m.x - wide);
        const within = spots.map(([dx, dy]) => ({ x1: m.x + dx, y1: m.y + dy - h / 2, x2: m.x + dx + w, y2: m.y + dy + h / 2 }))
          .filter((box) => box.x1 > 2 && box.x2 < this.width - 2 && box.y1 > 2 && box.y2 < this.height - 2);
        const free = (among) => within.find((box) => !among.some((b) => overlap(b, box)));
        // in a crowd the chosen place and every disputed one are named over marks that say less
        const first = m.place.id === this.place || m.look.state === "disputed";
        const spot = free(near) || (first && free(near.filter((b) => !b.quiet)));
        if (!spot) continue;
        boxes.push(spot);
        labels.push({ words, font, x: spot.x1, y: (spot.y1 + spot.y2) / 2, id: m.place.id });
      }
      this.labels = labels;
      return labels;
    }

    baseLabels(ctx, boxes) {
      this.named = []; // what the base map names now, with its box
      if (!this.ground) return;
      const zoom = this.map.getZoom(), paint = this.paint(), bounds = this.map.getBounds().pad(0.02);
      const put = (words, lat, lon, font, colour, dot, centre) => {
        if (!bounds.contains([lat, lon])) return;
        const at = this.map.latLngToContainerPoint([lat, lon]), w = this.measure(ctx, words, font);
        const box = (x) => ({ x, x1: Math.min(x - 2, dot ? at.x - 4 : x), y1: at.y - 8, x2: Math.max(x + w + 2, dot ? at.x + 4 : x), y2: at.y + 8 });
        const whole = (centre ? [at.x - w / 2] : [at.x + 6, at.x - 6 - w]).map(box).find((b) => b.x1 >= 0 && b.x2 <= this.width
          && b.y1 >= 0 && b.y2 <= this.height && !boxes.some((other) => overlap(other, b)));
        if (!whole) return;
        boxes.push(whole);
        this.named.push({ words, ...whole });
        if (dot) {
          ctx.beginPath();
          ctx.arc(at.x, at.y, 2, 0, 7);
          ctx.fillStyle = colour;
          ctx.fill();
        }
        this.text(ctx, words, whole.x, at.y, font, colour);
      };
      if (zoom <= 7)
        for (const [name, lon, lat, size] of this.ground.countries)
          if (size > 160 / 2 ** zoom) put(name.toUpperCase(), lat, lon, "600 12px " + FAMILY, paint.country, false, true);
      const closer = this.ground === this.base ? 0 : SPARSE; // of the world's towns only the largest of a land are known
      const least = TOWN_ZOOM.find(([z]) => zoom + closer <= z)[1];
      const shown = new Map(this.marks.map((m) => [m.place.name, m.place.latlng]));
      for (const [name, lon, lat, people] of this.ground.towns) {
        if (people < least) break;
        if (shown.has(name) && shown.get(name).distanceTo([lat, lon]) < SAME_TOWN_M) continue;
        put(name, lat, lon, `${people > 4e5 ? 600 : 400} ${people > 4e5 ? 12 : 11}px ${FAMILY}`, paint.town, true, false);
      }
      if (zoom >= 6 && zoom <= 9)
        for (const [name, lon, lat] of this.ground.regionNames)
          put(name.toUpperCase(), lat, lon, "500 10.5px " + FAMILY, paint.regionName, false, true);
      if (zoom >= 6)
        for (const river of this.riverNames || []) {
          if (river.rank > zoom + 1) continue;
          const seen = river.points.filter((p) => bounds.contains(p));
          if (seen.length < 8) continue;
          const [lat, lon] = seen[Math.floor(seen.length / 2)];
          put(river.name, lat, lon, "italic 11px " + FAMILY, this.dark ? "#7fa3b8" : "#4f819e", false, true);
        }
    }

    measure(ctx, words, font) {
      const key = font + words;
      if (!this.widths.has(key)) {
        ctx.font = font;
        this.widths.set(key, ctx.measureText(words).width);
      }
      return this.widths.get(key);
    }

    text(ctx, words, x, y, font, colour) {
      ctx.font = font;
      ctx.textBaseline = "middle";
      ctx.lineJoin = "round";
      ctx.lineWidth = 3.2;
      ctx.strokeStyle = this.paint().halo;
      ctx.strokeText(words, x, y);
      ctx.fillStyle = colour;
      ctx.fillText(words, x, y);
    }

    /* Claims per day above the axis, pink where places are disputed, ticks below. Same axis as the slider. */
    drawBars() {
      if (!this.data || this.day === null) return;
      const { scale, thumb, trackWidth: width } = this, height = 58;
      if (!width) return;
      this.bars.width = Math.round(width * scale);
      this.bars.height = height * scale;
      const ctx = this.bars.getContext("2d"), paint = this.paint();
      ctx.scale(scale, scale);
      const { first, last } = this.data, span = Math.max(1, last - first);
      const at = (day) => thumb / 2 + ((width - thumb) * (day - first)) / span;
      const bins = new Map();
      let most = 1;
      for (const [day, n, period, open] of this.data.histogram) {
        const vague = period + (open || 0);
        if (vague) { // a claim about a period shows as a low band over it, not as a bar on a day
          ctx.fillStyle = this.dark ? "#3b4652" : "#d3d9df";
          ctx.fillRect(at(day) - Math.max(1, (width - thumb) / span / 2), 29 - Math.min(10, 2 + vague), Math.max(1.5, (width - thumb) / span + 0.5), Math.min(10, 2 + vague));
        }
        if (!n) continue;
        const x = Math.round(at(day));
        bins.set(x, (bins.get(x) || 0) + n);
        most = Math.max(most, bins.get(x));
      }
      const bar = Math.max(3, Math.min(9, (width - thumb) / (span + 1) - 1));
      if (this.between) {
        ctx.fillStyle = "rgba(0,114,178,.18)";
        ctx.fillRect(at(this.between[0]) - bar / 2, 0, at(this.between[1]) - at(this.between[0]) + bar, 30);
      }
      for (const [x, n] of bins) {
        ctx.fillStyle = Math.abs(x - at(this.day)) < 1 ? paint.ink : "#8b96a3";
        const h = 3 + 22 * Math.sqrt(n / most);
        ctx.fillRect(x - bar / 2, 29 - h, bar, h);
      }
      ctx.fillStyle = DISPUTED;
      for (const [from, until] of this.disputedDays()) ctx.fillRect(at(from), 29, Math.max(2, at(until) - at(from)), 3);
      ctx.font = "11px " + FAMILY;
      ctx.fillStyle = this.dark ? "#a3adb8" : "#5a6572";
      ctx.textBaseline = "bottom";
      const taken = [];
      for (const [day, words] of ticks(first, last).sort((a, b) => a[2] - b[2] || a[0] - b[0])) {
        const x = at(day), w = ctx.measureText(words).width, left = Math.max(0, Math.min(width - w, x - w / 2));
        ctx.fillRect(x, 42, 1, 3);
        if (taken.some(([from, to]) => left < to + 10 && from < left + w + 10)) continue;
        ctx.fillText(words, left, height);
        taken.push([left, left + w]);
      }
    }

    /* [first, last] days of the stretches in which some place is disputed, within the axis and the chosen period. */
    disputedDays() {
      const [low, high] = this.between || [this.data.first, this.data.last];
      return this.disputes.flatMap(([day, level], i) => {
        const next = i + 1 < this.disputes.length ? this.disputes[i + 1][0] : this.data.last;
        const from = Math.max(day, low), until = Math.min(next, high);
        return level && from <= until ? [[from, until]] : [];
      });
    }

    /* -- legend -- */
    legendItem(mark, words, why, wide, ...radii) {
      const node = el("span", "cm-item" + (wide ? " cm-wide" : ""));
      node.title = why || "";
      for (const radius of radii.length ? radii : [undefined]) node.append(glyph(mark, radius, this.dark));
      node.append(el("span", "", words));
      return node;
    }

    /* The sides that the places on the map are given to on any day, those of the chosen place's war first, then of the
       war that most of the day's marks are of. Wars share colours: where two of those in view do, each side stands with
       its war, and beyond a few wars the rest is a button away. */
    nameSides(anew) {
      if (!this.legendSides) return;
      const bounds = this.map.getBounds(), seen = new Set(), weight = new Map(), all = this.data.sides;
      for (const place of this.places) {
        if (!place.sides.size || !bounds.contains(place.latlng)) continue;
        const now = place.id === this.place ? 1e6 : place.state && place.state.state !== "silent" ? 1000 : 1;
        for (const side of place.sides) seen.add(side);
        for (const war of new Set([...place.sides].map((side) => all[side].war))) weight.set(war, (weight.get(war) || 0) + now);
      }
      const wars = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a));
      const order = [...seen].sort((a, b) => wars.indexOf(all[a].war) - wars.indexOf(all[b].war) || a - b);
      const shared = new Set(order.map((side) => all[side].colour)).size < order.length;
      const narrow = this.width < NARROW, most = narrow ? 1 : MOST_WARS, left = shared ? Math.max(0, wars.length - most) : 0;
      const key = `${order.join()} ${left}`;
      if (!anew && key === this.sidesKey) return;
      this.sidesKey = key;
      const why = this.data.legend.find((row) => row.state === "held").means;
      const sides = (war) => order.filter((side) => all[side].war === war);
      const groups = wars.slice(0, wars.length - left).map((war) => {
        const group = el("span", "cm-group");
        if (shared && war) group.append(el("b", "cm-war", `${war}:`));
        group.append(...sides(war).map((side) => this.legendItem({ state: "held", colours: [all[side].colour] }, all[side].name, why)));
        return group;
      });
      if (left) {
        const more = el(narrow ? "b" : "button", narrow ? "cm-war" : "cm-why", `and ${count(left, "war", "wars")} more, in the same colours`);
        more.type = "button";
        more.onclick = () => this.showKeys(more);
        groups.push(more);
      }
      if (shared && !left) groups.push(el("b", "cm-war cm-shared", "One colour, another side in each war."));
      this.legendSides.replaceChildren(...(order.length ? [el("span", "cm-said", "Said to be held by"), ...groups] : []));
      this.keySides.replaceChildren(...wars.flatMap((war) => sides(war).flatMap((side, i) => [
        glyph({ state: "held", colours: [all[side].colour] }, undefined, this.dark), el("dt", "", all[side].name), el("dd", "", i ? "" : war),
      ])));
      this.keySidesHead.hidden = !order.length;
    }

    showKeys(asked) {
      this.keysAsked = asked;
      this.keys.hidden = !this.keys.hidden;
      if (!this.keys.hidden) this.keys.querySelector("button").focus();
    }

    buildLegend() {
      const { sides, legend } = this.data, colours = sides.map((s) => s.colour);
      this.legend.replaceChildren();
      const items = el("div", "cm-items"), drawnAs = el("div", "cm-states"); // on a phone one row that scrolls
      items.setAttribute("role", "group");
      items.setAttribute("aria-label", "Legend");
      drawnAs.tabIndex = 0;
      drawnAs.setAttribute("role", "group");
      drawnAs.setAttribute("aria-label", "How marks are drawn");
      const item = (...what) => drawnAs.append(this.legendItem(...what));
      const means = Object.fromEntries(legend.map((row) => [row.state, row]));
      const two = colours.length > 1 ? colours.slice(0, 2) : [GREY, DARK];
      this.legendSides = el("span", "cm-sides");
      this.keySides = el("dl");
      this.keySidesHead = el("h2", "", "Said to be held by");
      items.append(this.legendSides, drawnAs);
      this.nameSides(true);
      for (const state of ["disputed", "divided", "partly_held", "fighting", "mentioned", "silent"])
        item({ state, colours: two, alpha: state === "silent" ? FADED : 1, bearing: null }, means[state].label, means[state].means, state === "silent");
      item({ state: "held", colours: [GREY], certainty: "assessed" }, "dashed: assessed, not asserted", "", true);
      item({ state: "held", colours: [GREY] }, "bigger: more claims", "", true, 4.5, 9);
      item({ state: "held", colours: [GREY], alpha: FADED }, "paler: older", "", true);
      item({ state: "held", colours: [GREY], shape: "square" }, "area", "", true, 6.5);
      item({ state: "held", colours: [GREY], shape: "pill" }, "water", "", true, 6.5);
      item({ state: "held", colours: [GREY], shape: "diamond" }, "road", "", true, 6.5);
      item({ state: "held", colours: [GREY], shape: "triangle" }, "site", "", true, 6.5);
      item({ state: "mentioned", shape: "ring", colours: [] }, "near a place", "", true, 6.5);
      const why = el("button", "cm-why", "What do these mean?");
      why.type = "button";
      why.onclick = () => this.showKeys(why);
      this.caveat.textContent = this.data.caveat;
      this.legend.append(items, why, this.caveat);
      this.keys.replaceChildren();
      const close = el("button", "", "Close");
      close.type = "button";
      close.onclick = () => { this.keys.hidden = true; (this.keysAsked?.isConnected ? this.keysAsked : why).focus(); };
      this.keys.append(close, this.keySidesHead, this.keySides, el("h2", "", "States of a place"));
      const states = el("dl");
      for (const row of legend) states.append(glyph({ state: row.state, colours: two, alpha: row.state === "silent" ? FADED : 1 }, undefined, this.dark), el("dt", "", row.label), el("dd", "", row.means));
      const drawn = el("dl");
      for (const [mark, name, words] of [
        [{ state: "held", colours: [GREY], certainty: "assessed" }, "dashed outline", "no current claim is more than an assessment"],
        [{ state: "held", colours: two, fighting: true }, "small cross", "others report fighting there"],
        [{ state: "partly_held", colours: two, bearing: 90 }, "wedge", "the part that is said to be held, here the east"],
        [{ state: "held", colours: [GREY], alpha: FADED }, "paler", "the last claim is older"],
        [{ state: "mentioned" }, "bigger", "more independent claims"],
        [{ state: "mentioned", shape: "square" }, "square", "region, district or area; its outline where one is known"],
        [{ state: "mentioned", shape: "pill" }, "long", "river, lake, canal or sea; a thin blue dashed line is its approximate course"],
        [{ state: "mentioned", shape: "diamond" }, "diamond", "road, along its line; dashed lines are approximate"],
        [{ state: "mentioned", shape: "triangle" }, "triangle", "site: plant, bridge, dam, airport"],
        [{ state: "mentioned", shape: "hexagon" }, "hexagon", "hill, forest or island"],
        [{ state: "mentioned", shape: "ring" }, "dotted ring", "somewhere near a place, as in “10 km north of”"],
      ]) drawn.append(glyph(mark, 6.5, this.dark), el("dt", "", name), el("dd", "", words));
      const bars = el("p", "", "Under the map: bars are claims of one day, low bands claims dated to a longer period, or only to some day on or after, " +
        "the pink line days on which some place is disputed.");
      this.keys.append(states, el("h2", "", "How marks are drawn"), drawn, bars, el("h2", "", "What a claim says"));
      const said = el("dl");
      for (const [name, words] of this.data.predicates) said.append(el("span"), el("dt", "", name), el("dd", "", words));
      this.keys.append(said, el("p", "", this.data.about));
      this.keys.onkeydown = (e) => { if (e.key === "Escape") close.onclick(); };
    }

    /* -- reading a mark: hover, focus, click -- */
    hit(point) {
      let best = null, least = Infinity;
      for (const m of this.marks || []) {
        const far = Math.hypot(point.x - m.x, point.y - m.y);
        if (far <= m.r + HIT_SLACK && far <= least) { best = m; least = far; } // later marks lie on top
      }
      return best;
    }

    pointer(point) {
      if (this.measured) return;
      const m = this.hit(point);
      this.map.getContainer().style.cursor = m ? "pointer" : "";
      this.preview(m ? m.place.id : "");
    }

    pick(point) {
      const m = this.hit(point);
      if (m) this.choose(m.place.id);
    }

    choose(id) {
      this.place = id;
      this.emit({ place: id, day: this.day });
      this.show(this.day);
    }

    /* Where the reader has moved the map to; what the map did by itself is not told. */
    tellPosition() {
      if (!this.handled || !this.moved || !this.data) return;
      clearTimeout(this.positionTimer);
      this.positionTimer = setTimeout(() => {
        const centre = this.map.getCenter().wrap();
        this.at = [Number(centre.lat.toFixed(4)), Number(centre.lng.toFixed(4)), this.map.getZoom()];
        this.emit({ at: this.at });
      }, 400);
    }

    preview(id) {
      if (id === this.hover) return;
      this.hover = id;
      this.draw();
    }

    /* The words at the mark under the pointer or in focus, as of the day shown. */
    tellHover() {
      const m = this.hover && this.marks.find((x) => x.place.id === this.hover);
      this.tip.hidden = !m;
      if (!m) return;
      const { state } = m.place;
      const row = this.data.legend.find((x) => x.state === state.state);
      const age = state.state === "silent" ? `: last claim ${state.open ? "at most " : ""}${count(this.day - state.last, "day", "days")} before` : "";
      this.tip.replaceChildren(el("b", "", m.place.name), document.createTextNode(`${row.label}${age}${denial(state)}. ${state.line}`));
      this.tip.style.left = this.tip.style.top = "0px";
      const size = this.tip.getBoundingClientRect();
      const left = Math.max(8, Math.min(this.width - size.width - 8, m.x - size.width / 2));
      const above = m.y - m.r - size.height - 12;
      this.tip.style.left = left + "px";
      this.tip.style.top = (above > 4 ? above : m.y + m.r + 12) + "px";
    }

    /* One tab stop for all marks: buttons with the words of each, moved through by the arrow keys. */
    listLater() {
      clearTimeout(this.listTimer);
      this.listTimer = setTimeout(() => this.buildList(), LIST_MS);
    }

    buildList() {
      clearTimeout(this.listTimer);
      this.listTimer = 0;
      const active = this.list.contains(document.activeElement) ? document.activeElement.dataset.id : "";
      const focused = this.current.some((place) => place.id === active) && active;
      const labels = new Map(this.data.legend.map((row) => [row.state, row.label]));
      const items = [...this.current].reverse().map((place, i) => {
        const button = (place.button ||= this.listButton(place.id));
        const words = `${place.name}: ${labels.get(place.state.state)}${denial(place.state)}. ${place.state.line}`;
        if (button.textContent !== words) button.textContent = words;
        button.tabIndex = (focused ? place.id === focused : i === 0) ? 0 : -1;
        return button.parentNode;
      });
      const { children } = this.list;
      if (items.length !== children.length || items.some((item, i) => item !== children[i])) this.list.replaceChildren(...items);
      if (focused) this.list.querySelector('[tabindex="0"]')?.focus();
    }

    listButton(id) {
      const button = el("button");
      button.type = "button";
      button.dataset.id = id;
      button.onfocus = () => this.preview(id);
      button.onblur = () => this.preview("");
      button.onclick = () => this.choose(id);
      button.onkeydown = (e) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
        if (!step) return;
        e.preventDefault();
        const all = [...this.list.querySelectorAll("button")];
        const next = all[(all.indexOf(button) + step + all.length) % all.length];
        button.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      };
      el("li").append(button);
      return button;
    }

    /* -- time -- */
    stepClaims(way) {
      this.stop(false);
      const days = way > 0 ? this.claimDays : [...this.claimDays].reverse();
      const day = days.find((d) => (way > 0 ? d > this.day : d < this.day));
      if (day === undefined) return;
      this.show(day);
      this.emit({ day });
    }

    togglePlay() { if (this.timer) this.stop(true); else this.play(); }

    play() {
      if (this.day >= this.data.last) this.show(this.data.first);
      this.playButton.replaceChildren(icon("pause"));
      this.playButton.setAttribute("aria-label", "Pause");
      this.sentence.setAttribute("aria-live", "off");
      const tick = () => {
        this.show(this.day + 1);
        if (this.day >= this.data.last) this.stop(true);
        else this.timer = setTimeout(tick, 1000 / Number(this.speed.value));
      };
      this.timer = setTimeout(tick, 0);
    }

    stop(tell) {
      if (!this.timer) return;
      clearTimeout(this.timer);
      this.timer = null;
      this.playButton.replaceChildren(icon("play"));
      this.playButton.setAttribute("aria-label", "Play the days");
      this.sentence.setAttribute("aria-live", "polite");
      if (tell) this.emit({ day: this.day });
    }

    emit(change) {
      Object.assign(this.pending, change);
      this.seq += 1;
      this.waiting = true;
      this.options.onChange({ epoch: this.epoch, seq: this.seq, ...this.pending });
    }

    /* What is drawn now, for tests and for reading aloud: one row per mark, positions in the map's pixels. */
    describe() {
      this.drawn();
      return (this.marks || []).map((m) => ({
        id: m.place.id, name: m.place.name, state: m.look.state, x: m.x, y: m.y, r: m.r, line: m.place.state.line,
        certainty: m.look.certainty, colours: m.look.colours, alpha: m.look.alpha,
      }));
    }
  }

  /* ---- helpers -------------------------------------------------------------------------------------------- */

  /* Last state that begins on or before a day, null before the first. */
  /* States as they are sent (geo/packing.py), by column, made a list of objects again. */
  function unpacked(data) {
    for (const { properties } of data.places.features) {
      const columns = Object.entries(properties.states);
      let day = 0;
      properties.states = properties.states.from.map((step, number) => {
        day += step;
        const state = {};
        for (const [name, values] of columns) if (values[number] !== null) state[name] = values[number];
        state.from = day;
        if ("last" in state) state.last = day - state.last;
        if ("line" in state) state.line = state.line.map((one) => data.lines[one]).join("; ");
        return state;
      });
    }
    return data;
  }

  /* As in geo/layers.py: degrees around the place in focus, half the least side, and kinds without one point. */
  const FOCUS = 4, LEAST = 0.25, LARGE = new Set(["country", "region", "area", "sea", "river"]);

  function stateOn(states, day) {
    let low = 0, high = states.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (states[middle].from <= day) low = middle + 1;
      else high = middle;
    }
    const state = low ? states[low - 1] : null;
    return state && state.state !== "gone" ? state : null;
  }

  /* Push overlapping marks apart a little, each pair along the line between their true points, so that what lies east
     of a town stays east of it; the smaller one gives way more. Each keeps a line to its true point, in front of all
     marks (`turned`) where others have pushed it off its true direction from a neighbour. Deterministic. */
  function spread(marks) {
    const pairs = []; // that can come to touch, each with its true direction
    for (let i = 0; i < marks.length; i++)
      for (let j = i + 1; j < marks.length; j++) {
        const a = marks[i], b = marks[j];
        const want = (a.r + b.r) * 0.95 + 3, near = want + 2 * MAX_SHIFT;
        if (Math.abs(a.x0 - b.x0) >= near || Math.abs(a.y0 - b.y0) >= near) continue;
        const dx = b.tx - a.tx, dy = b.ty - a.ty, far = Math.sqrt(dx * dx + dy * dy);
        const [ux, uy] = far ? [dx / far, dy / far] : [Math.cos(2.4 * j), Math.sin(2.4 * j)];
        pairs.push({ a, b, ux, uy, want, share: (2 * b.r) / (a.r + b.r) });
      }
    for (let round = 0; round < SPREAD_ROUNDS; round++) {
      let moved = false;
      for (const { a, b, ux, uy, want, share } of pairs) {
        const dx = b.x - a.x, dy = b.y - a.y;
        if (Math.abs(dx) >= want || Math.abs(dy) >= want || Math.sqrt(dx * dx + dy * dy) >= want - 0.1) continue;
        const push = (want - (dx * ux + dy * uy)) / 2;
        a.x -= ux * push * share; a.y -= uy * push * share;
        b.x += ux * push * (2 - share); b.y += uy * push * (2 - share);
        moved = true;
      }
      for (const m of marks) {
        const dx = m.x - m.x0, dy = m.y - m.y0, far = Math.sqrt(dx * dx + dy * dy);
        if (far > MAX_SHIFT) { m.x = m.x0 + (dx * MAX_SHIFT) / far; m.y = m.y0 + (dy * MAX_SHIFT) / far; }
      }
      if (!moved) break;
    }
    for (const m of marks) m.shift = Math.hypot(m.x - m.x0, m.y - m.y0);
    for (const { a, b, ux, uy } of pairs) {
      if (!a.shift && !b.shift) continue;
      const dx = b.x - a.x, dy = b.y - a.y, far = Math.sqrt(dx * dx + dy * dy);
      if (far < 2 * MAX_SHIFT && dx * ux + dy * uy < far * TURNED) a.turned = b.turned = true;
    }
  }

  const overlap = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
  const shorten = (words) => (words.length > 32 ? words.slice(0, 31) + "…" : words);

  /* [day, words, rank] of axis ticks: days, months or years by the length of the axis. What begins a year names it
   * and has the lowest rank, so that no month before it takes its room. */
  function ticks(first, last) {
    const out = [], span = last - first;
    const short = (d) => MONTHS[d.getUTCMonth()].slice(0, 3);
    if (span <= 45) {
      let named = 0;
      for (let day = first; day <= last; day += span > 20 ? 7 : span > 8 ? 2 : 1) {
        const d = new Date(day * MS_PER_DAY), year = d.getUTCFullYear();
        out.push([day, `${d.getUTCDate()} ${short(d)}${year !== named ? " " + year : ""}`, year !== named ? 0 : 2]);
        named = year;
      }
      return out;
    }
    const step = span <= 900 ? 1 : span <= 3000 ? 6 : 12;
    const start = new Date(first * MS_PER_DAY);
    let year = start.getUTCFullYear(), month = start.getUTCMonth();
    let named = false;
    for (;;) {
      const day = Date.UTC(year, month, 1) / MS_PER_DAY;
      if (day > last) break;
      if (day >= first && (step < 12 ? month % step === 0 : month === 0)) {
        const words = MONTHS[month].slice(0, 3) + (month === 0 || !named ? " " + year : "");
        out.push([day, step === 12 ? String(year) : words, month === 0 ? 0 : named ? 2 : 1]);
        named = true;
      }
      month += 1;
      if (month === 12) { month = 0; year += 1; }
    }
    return out;
  }

  const start = (id, options) => new View(L.map(id, OPTIONS), options);

  window.ClaimsMap = { start, dayWords };
})();
