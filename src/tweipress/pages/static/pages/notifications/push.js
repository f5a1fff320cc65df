/* Adds this browser to those to which notifications are pushed. */
"use strict";

(() => {
  const form = document.querySelector("[data-push]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  form.hidden = false;
  let isReady = false;

  form.addEventListener("submit", async (event) => {
    if (isReady) return;
    event.preventDefault();
    try {
      fill(await subscribed());
      isReady = true;
      form.requestSubmit();
    } catch {
      const line = form.querySelector("[role=status]");
      line.textContent = line.dataset.refused;
    }
  });

  async function subscribed() {
    const worker = await navigator.serviceWorker.register(form.dataset.push);
    const key = { userVisibleOnly: true, applicationServerKey: form.dataset.key };
    const before = await worker.pushManager.getSubscription();
    await active(worker);
    try {
      return await worker.pushManager.subscribe(key);
    } catch (error) {
      if (!before) throw error;
      await before.unsubscribe(); // it was made for another key of this site
      return worker.pushManager.subscribe(key);
    }
  }

  /* A worker in a folder does not control this page, so that `ready` would never come. */
  function active(registration) {
    const worker = registration.installing || registration.waiting;
    if (!worker || registration.active) return Promise.resolve();
    return new Promise((resolve) => {
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") resolve();
      });
    });
  }

  function fill(subscription) {
    const { endpoint, keys } = subscription.toJSON();
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => {
      const field = form.querySelector(`[name="${name}"]`);
      if (field) field.value = value;
    });
  }
})();
