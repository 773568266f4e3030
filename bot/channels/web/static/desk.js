// The desk works without a script. With one: no form is sent twice, files can be dropped, a rehearsal is seen as it goes.
"use strict";

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

const upload = document.getElementById("upload");
if (upload) {
  const files = document.getElementById("files");
  const drop = upload.querySelector(".drop");
  const bar = document.getElementById("sending");

  const lines = (where, texts) => {
    where.replaceChildren(...texts.map((text) => {
      const line = document.createElement(where.tagName === "UL" ? "li" : "p");
      line.className = where.id === "refused" ? "trouble" : "";
      line.textContent = text;
      return line;
    }));
  };
  const refuse = (texts) => {
    bar.hidden = true;
    delete upload.dataset.sent;
    lines(document.getElementById("refused"), texts);
  };
  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const tooMuch = () => {
    const chosen = [...files.files];
    const large = chosen.filter((file) => file.size > Number(upload.dataset.mostBytes));
    const told = large.map((file) => upload.dataset.large.replace("#", () => file.name));
    return chosen.length > Number(upload.dataset.mostFiles) ? [...told, upload.dataset.many] : told;
  };
  const show = () => {
    lines(document.getElementById("chosen"), [...files.files].map((file) => `${file.name} · ${size(file.size)}`));
    refuse(tooMuch());
  };

  files.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.remove("over"); });
  }
  for (const kind of ["dragover", "drop"]) {  // a file that misses opens nothing
    document.addEventListener(kind, (event) => event.preventDefault());
  }
  drop.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    show();
  });

  upload.addEventListener("submit", (event) => {
    event.preventDefault();
    const told = tooMuch();
    if (told.length) return refuse(told);
    lines(document.getElementById("refused"), []);
    bar.hidden = false;
    bar.removeAttribute("value");
    const request = new XMLHttpRequest();  // fetch does not tell how much has been sent
    request.open("POST", upload.action);
    request.setRequestHeader("accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (sent) => { bar.value = sent.loaded / sent.total; });
    request.addEventListener("error", () => refuse([upload.dataset.failed]));
    request.addEventListener("load", () => {
      const answer = request.response || {};
      if (answer.to) location.assign(answer.to);
      else refuse(answer.refused || [upload.dataset.failed]);
    });
    request.send(new FormData(upload));
  });
}

const live = document.getElementById("live");
if (live) {
  const bar = document.getElementById("live-bar");
  const spoken = document.getElementById("live-stage");
  const events = new EventSource(live.dataset.events);
  events.addEventListener("progress", (event) => {
    const { text, stage, done } = JSON.parse(event.data);
    document.getElementById("live-text").textContent = text;
    if (spoken.textContent !== stage) spoken.textContent = stage;
    if (done === null) bar.removeAttribute("value");
    else bar.value = done;
  });
  events.addEventListener("ended", () => { events.close(); location.reload(); });
}
