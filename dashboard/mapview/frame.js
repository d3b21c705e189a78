/* The map's frame in the page: the view (map.js) and its host, streamlit-folium.
 *
 *   const map = ClaimsFrame.start(id, baseUrl, worldUrl);  makes the map in the element of that id
 *   const layer = ClaimsFrame.show(word);        one state, as base64 of JSON; an empty layer, as the host asks for one
 *
 * The page carries the newest state in an attribute, data-map-state, in which a move of its slider alone is told;
 * states of one session count their turns, and the host may bring an old one again.
 *
 * Addresses lead from the frame's own, /component/streamlit_folium.st_folium/index.html, to our routes.
 */
window.ClaimsFrame = {
  start(id, baseUrl, worldUrl) {
    window.claimsMap = ClaimsMap.start(id, {
      baseUrl,
      worldUrl,
      dataUrl: (name) => "../../claims/" + encodeURIComponent(name) + ".json",
      onChange: (message) => window.Streamlit.setComponentValue(message),
      onAhead: (ahead) => parent.document.documentElement.toggleAttribute("data-map-ahead", ahead),
    });
    const observer = new MutationObserver(() => this.follow());
    observer.observe(parent.document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-map-state"] });
    addEventListener("pagehide", () => observer.disconnect());
    return claimsMap.map;
  },

  follow() {
    const word = parent.document.querySelector("[data-map-state]")?.dataset.mapState;
    if (word && word !== this.word) this.take(this.word = word);
  },

  take(word) {
    const { turn, ...state } = JSON.parse(atob(word)), text = JSON.stringify(state);
    if (state.session === this.session && turn <= this.turn) return;
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
