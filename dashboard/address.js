/* The page's address in the reader's history, and links that lead into this page.
 *
 * Streamlit adds an entry to the history at every change of the address, so that Back would undo one move of the
 * slider at a time. Here only what opens something (a place, a document, the brief view) adds one; everything else
 * replaces the entry. A link of this page names what it changes ("?claim=...", nothing after the sign to leave it out): the rest of its address is that of the
 * page at the moment when it is used, so that it is also right in a new tab. Followed in the same tab it goes through
 * the history, as Back and Forward do, without loading the page anew.
 *
 * `FIRST` stands for the address of the first view, "?..." in a JSON string.
 */
(() => {
  if (window.claimsAddress) return;
  window.claimsAddress = true;
  const OPENS = ["place", "claim", "view"];
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  const params = (url) => new URL(url, location.href).searchParams;
  if (location.search !== FIRST) replace(history.state, "", FIRST);
  history.pushState = (state, title, url) => {
    const before = params(location.href), after = params(url);
    const opened = OPENS.some((name) => after.get(name) && after.get(name) !== before.get(name));
    (opened ? push : replace)(state, title, url);
  };
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
    push({}, "", node.getAttribute("href"));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
})();
