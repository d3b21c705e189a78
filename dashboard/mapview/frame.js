/* The map's frame in the page: the view (map.js) and its host, streamlit-folium.
 *
 *   const map = ClaimsFrame.start(id, baseUrl, worldUrl);  makes the map in the element of that id
 *   const layer = ClaimsFrame.show(word);        one state, as base64 of JSON; an empty layer, as the host asks for one
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
    return claimsMap.map;
  },

  /* The host adds a style element with the theme to the frame at each run, and keeps every layer that it was given:
     without an end to both, two hundred moves would leave two hundred of them. */
  show(word) {
    window.feature_group = [];
    [...document.head.querySelectorAll("style")]
      .filter((style) => style.textContent.includes("--primary-color")).slice(0, -1)
      .forEach((style) => style.remove());
    claimsMap.setState(JSON.parse(atob(word)));
    return L.layerGroup();
  },
};
