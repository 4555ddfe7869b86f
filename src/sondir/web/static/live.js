// The pages work without this file. With it, holds count down, an entry never shows
// twice, and a broken connection goes on where it stopped.
(function () {
  "use strict";

  function tick() {
    document.querySelectorAll("[data-left]").forEach(function (element) {
      var left = Math.max(0, Number(element.dataset.left) - 1);
      element.dataset.left = String(left);
      var seconds = left % 60;
      element.textContent =
        Math.floor(left / 60) + ":" + (seconds < 10 ? "0" : "") + seconds;
    });
  }
  setInterval(tick, 1000);

  function tell(live) {
    var element = document.querySelector(".live-state");
    if (!element) return;
    element.textContent = live ? element.dataset.on : element.dataset.off;
    element.classList.toggle("is-live", live);
  }

  document.addEventListener("htmx:sseOpen", function () { tell(true); });
  document.addEventListener("htmx:sseError", function () { tell(false); });

  // a new connection asks for what comes after the last entry that is shown
  document.addEventListener("htmx:sseBeforeMessage", function (event) {
    var seq = event.detail.lastEventId;
    if (seq && document.getElementById("entry-" + seq)) event.preventDefault();
  });
  document.addEventListener("htmx:sseMessage", function (event) {
    var live = document.querySelector("[sse-connect]");
    var seq = event.detail && event.detail.lastEventId;
    if (live && seq) {
      live.setAttribute("sse-connect", live.dataset.live + "?after=" + seq);
    }
  });
  document.addEventListener("htmx:sseClose", function (event) {
    if (event.detail.type === "message") location.reload();
  });

  // never take the words away from under somebody who is typing
  document.addEventListener("htmx:beforeSwap", function (event) {
    var typing = document.activeElement;
    var inside = typing && typing.tagName === "INPUT" && event.detail.target.contains(typing);
    if (inside && typing.type !== "checkbox") event.detail.shouldSwap = false;
  });
})();
