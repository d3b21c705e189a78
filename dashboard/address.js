/* The page's address in the reader's history, and links that lead into this page.
 *
 * Streamlit adds an entry to the history at every change of the address, so that Back would undo one move of the
 * slider at a time. Here every choice (a place, a document, a filter, a mode, a comparison, the brief view) adds one,
 * and a move of the day, of the period or of the map replaces the entry. What is closed again leads back to the entry
 * before it where that is the same view, so that no Back does nothing.
 *
 * A link of this page names what it changes ("?claim=...", nothing after the sign to leave it out): the rest of its
 * address is that of the page at the moment when it is used, so that it is also right in a new tab. Followed in the same
 * tab it goes through the history, as Back and Forward do, without loading the page anew.
 *
 * `FIRST` stands for the address of the first view, "?..." in a JSON string.
 */
(() => {
  if (window.claimsAddress) return;
  window.claimsAddress = true;
  const MOVES = ["day", "from", "at"], CLOSED = ["claim", "view"];
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  const params = (url) => new URL(url, location.href).searchParams;
  if (location.search !== FIRST) replace(history.state, "", FIRST);
  const said = (query) => [...query].map((pair) => pair.join("=")).sort().join("&");
  const enter = (url) => push({ before: location.search }, "", url);
  let leaving = null; // addresses that are asked for while the entry is left
  history.pushState = (state, title, url) => {
    if (leaving) { leaving.push(url); return; }
    const before = params(location.href), after = params(url);
    const chosen = [...new Set([...before.keys(), ...after.keys()])]
      .filter((name) => !MOVES.includes(name) && before.getAll(name).join("&") !== after.getAll(name).join("&"));
    if (chosen.some((name) => !CLOSED.includes(name) || after.has(name))) enter(url);
    else if (chosen.length && said(after) === said(new URLSearchParams(history.state?.before))) { leaving = []; history.back(); }
    else history.replaceState({}, "", url);
  };
  history.replaceState = (state, title, url) => replace({ ...history.state, ...state }, "", url);
  window.addEventListener("popstate", (event) => { // the view is there already: no one else need hear of it
    if (!leaving) return;
    event.stopImmediatePropagation();
    const asked = leaving;
    leaving = null;
    for (const url of asked) history.pushState({}, "", url);
  }, true);
  const link = (event) => event.target instanceof Element && event.target.closest('a[href^="?"]');
  const complete = (event) => {
    const node = link(event);
    if (!node) return;
    node.dataset.changes ||= node.getAttribute("href");
    const whole = params(location.href);
    for (const [name, value] of params(node.dataset.changes)) if (value) whole.set(name, value); else whole.delete(name);
    node.setAttribute("href", "?" + whole);
  };
  for (const name of ["pointerdown", "focusin", "contextmenu", "click"]) document.addEventListener(name, complete, true);
  document.addEventListener("click", (event) => {
    const node = link(event);
    if (!node || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    enter(node.getAttribute("href"));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
})();
