// Keeps the words of a form while they are typed: three seconds after typing, and on leaving a field or the page.
// The page works without this file: "Save for later" does the same. Nothing is kept in the browser.
(function () {
  "use strict";
  const form = document.querySelector("form[data-kept]");
  if (!form || !window.fetch) return;
  const at = form.querySelector("[data-kept-at]");
  const problem = form.querySelector("[data-kept-problem]");
  const wait = 3000;
  let timer = null;
  let saving = null;
  let stopped = false;
  let kept = words();

  function words() {
    const given = new FormData(form);
    for (const name of ["csrfmiddlewaretoken", "draft", "revision", "new_key"]) given.delete(name);
    return new URLSearchParams(given).toString();
  }

  function say(sentence) {
    if (problem.textContent !== sentence) problem.textContent = sentence;
  }

  function refused(sentence) {
    stopped = true;
    say(sentence);
  }

  async function answered(response, sent) {
    if (response.type === "opaqueredirect" || response.status === 403) {
      refused("You have been signed out, so what you typed last is not saved. Copy it, sign in again and open this form: it will have what was saved before.");
    } else if ([409, 410, 413].includes(response.status)) {
      refused((await response.json()).problem);
    } else if (response.ok) {
      const found = await response.json();
      form.elements.draft.value = found.draft;
      form.elements.revision.value = found.revision;
      kept = sent;
      at.textContent = "Saved for later at " + found.saved + ". Not on the record yet.";
      say("");
    } else {
      refused("What you typed last could not be saved. Copy it before you leave this page.");
    }
  }

  function save() {
    clearTimeout(timer);
    timer = null;
    if (saving || stopped || words() === kept) return saving;
    const sent = words();
    const body = new URLSearchParams(new FormData(form));
    body.set("intent", "keep");
    saving = fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", keepalive: body.toString().length < 60000 })
      .then((response) => answered(response, sent))
      .catch(() => say("There is no connection, so what you typed last is not saved yet. It will be tried again."))
      .finally(() => {
        saving = null;
        if (!stopped && words() !== kept) later();
      });
    return saving;
  }

  function later() {
    if (timer === null) timer = setTimeout(save, wait);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", save);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  window.addEventListener("pagehide", save);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (saving) {  // one after the other, so that the form goes with the revision the server knows
      event.preventDefault();
      saving.finally(() => form.requestSubmit(event.submitter));
      return;
    }
    stopped = true;
  });
})();
