/* The map's frame in the page: the view (map.js) and its host, streamlit-folium.
 *
 *   const map = ClaimsFrame.start(id, baseUrl, worldUrl);  makes the map in the element of that id
 *   const layer = ClaimsFrame.show(word);        one state, as base64 of JSON; an empty layer, as the host asks for one
 *
 * The page carries the newest state in an attribute, data-map-state, in which a move of its slider alone is told;
 * states of one session count their turns, and the host may bring an old one again. A day that the page's slider is
 * moved to is shown at once, also while it is dragged, before the host has heard of it. When the map shows what the
 * host asked for, its words are drawn as rows of the page's table (placetable.py), each cell as text.
 *
 * Addresses lead from the frame's own, /component/streamlit_folium.st_folium/index.html, to our routes.
 */
window.ClaimsFrame = {
  PATIENCE: 4000, // milliseconds in which the host follows its slider, else its own state counts again
  DAY_SLIDER: '[class*="st-key-day_choice"] input[type="range"]', // its value counts microseconds since 1970
  MICROSECONDS: 86400e6, // of a day
  MOST_ROWS: 15, // of the table, until the reader asks for all
  HEADS: ["Place", "State", "Given to", "Who says what", "Claims", "Last claim"],
  awaited: null,
  drawn: new Map(), // place id -> its row, of those in the table

  start(id, baseUrl, worldUrl) {
    window.claimsMap = ClaimsMap.start(id, {
      baseUrl,
      worldUrl,
      dataUrl: (name) => "../../claims/" + encodeURIComponent(name) + ".json",
      onChange: (message) => window.Streamlit.setComponentValue(message),
      onAhead: (ahead) => parent.document.documentElement.toggleAttribute("data-map-ahead", ahead),
      onFollow: () => this.tabulate(),
    });
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ attributeName, target }) => attributeName === "value" && target.matches(this.DAY_SLIDER)))
        this.ahead(this.sliderDay());
      this.follow();
    });
    observer.observe(parent.document.body,
      { subtree: true, childList: true, attributes: true, attributeFilter: ["data-map-state", "value"] });
    addEventListener("pagehide", () => observer.disconnect());
    return claimsMap.map;
  },

  follow() {
    const word = parent.document.querySelector("[data-map-state]")?.dataset.mapState;
    if (word && word !== this.word) this.take(this.word = word);
    if (this.section && !this.section.isConnected) this.tabulate(); // the page has made its place anew
  },

  /* The table below the map. A row of a place that stays is kept, so that a focus in it stays. */
  tabulate() {
    const section = (this.section = parent.document.querySelector("section.places"));
    if (!section || !claimsMap.data) return;
    const el = (tag, text = "") => Object.assign(parent.document.createElement(tag), { textContent: text });
    if (!section.firstChild) {
      const table = el("table"), head = el("tr");
      head.append(...this.HEADS.map((name) => Object.assign(el("th", name), { scope: "col" })));
      table.createTHead().append(head);
      this.body = table.createTBody();
      this.more = Object.assign(el("button"), { type: "button", onclick: () => { this.all = !this.all; this.tabulate(); } });
      section.append(table, this.more);
    }
    if (this.rowsOf !== claimsMap.dataName) this.drawn.clear();
    this.rowsOf = claimsMap.dataName;
    const rows = claimsMap.rows(), before = this.drawn;
    this.drawn = new Map();
    const shown = rows.slice(0, this.all ? undefined : this.MOST_ROWS).map(({ id, name, state, given, line, claims, last }) => {
      let row = before.get(id);
      if (!row) {
        row = el("tr");
        const head = Object.assign(el("th"), { scope: "row" });
        head.append(Object.assign(el("a", name), { href: `?place=${encodeURIComponent(id)}&claim=`, target: "_self" }));
        row.append(head, ...this.HEADS.slice(1).map(() => el("td")));
      }
      this.drawn.set(id, row);
      [state, given, line, claims, last].forEach((words, i) => { if (row.cells[i + 1].textContent !== words) row.cells[i + 1].textContent = words; });
      return row;
    });
    const { children } = this.body, focus = parent.document.activeElement;
    if (shown.length !== children.length || shown.some((row, i) => row !== children[i])) this.body.replaceChildren(...shown);
    if (this.body.contains(focus)) focus.focus({ preventScroll: true });
    section.firstChild.hidden = !rows.length;
    this.more.hidden = rows.length <= this.MOST_ROWS;
    this.more.textContent = this.all ? `Only the first ${this.MOST_ROWS} of ${rows.length} places` : `All ${rows.length} places, not only the first ${this.MOST_ROWS}`;
  },

  /* The page's slider stands on a day that the host has not told of: until it has, states of other days are older. */
  ahead(day) {
    if (day === (this.awaited ?? this.hostDay)) return;
    this.awaited = day;
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.awaited = this.word = this.text = null;
      this.turn = -1;
      this.follow();
    }, this.PATIENCE);
    claimsMap.show(day);
  },

  sliderDay() {
    const slider = parent.document.querySelector(this.DAY_SLIDER);
    return slider && Math.round(Number(slider.getAttribute("value")) / this.MICROSECONDS);
  },

  take(word) {
    const { turn, ...state } = JSON.parse(atob(word)), text = JSON.stringify(state), known = state.session === this.session;
    if (known && turn <= this.turn) return;
    if (known && this.awaited !== null && state.day !== this.awaited && this.sliderDay() === this.awaited) return;
    clearTimeout(this.patience);
    this.awaited = null;
    this.hostDay = state.day;
    this.turn = turn;
    this.session = state.session;
    if (text === this.text) return;
    this.text = text;
    claimsMap.setState(state);
  },

  /* The host adds a style element with the theme to the frame at each run, and keeps every layer that it was given:
     without an end to both, two hundred moves would leave two hundred of them. */
  show(word) {
    window.feature_group = [];
    [...document.head.querySelectorAll("style")]
      .filter((style) => style.textContent.includes("--primary-color")).slice(0, -1)
      .forEach((style) => style.remove());
    this.take(word);
    this.follow();
    return L.layerGroup();
  },
};
