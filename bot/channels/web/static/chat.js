// The chat: asks over a stream, shows answers by filling moulds that the page brings. Text is only ever put in as text.
"use strict";

const log = document.getElementById("log");
const state = document.getElementById("state"); // what went wrong or is going on, beside the field
const spoken = document.getElementById("spoken"); // what a screen reader is told

const composer = document.getElementById("composer");
const field = document.getElementById("question");
const speak = document.getElementById("speak");
const words = Object.fromEntries(
  [...document.getElementById("words").content.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one.textContent]),
);
const KEPT = "hewen.exchanges"; // in this tab alone, so that coming back from a document finds the conversation
const MOST_KEPT = 30;
let exchanges = 0;
let busy = false;

const mould = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const said = (key, value) => words[key].replace("#", value);

// —— showing an answer ——

function begin(question) {
  const article = mould("exchange");
  article.id = `exchange-${++exchanges}`;
  article.querySelector(".question .text").textContent = question;
  article.querySelector(".status").textContent = words.searching;
  article.classList.add("waiting");
  log.append(article);
  document.body.classList.add("talking");
  return article;
}

function writeSentences(article, sentences) {
  const place = article.querySelector(".sentences");
  place.replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.className = sentence.kind;
      line.append(sentence.text);
      for (const n of sentence.citations) line.append(markOf(article, n));
      return line;
    }),
  );
}

function markOf(article, n) {
  const mark = mould("mark");
  const link = mark.querySelector("a");
  link.textContent = `[${n}]`;
  link.href = `#${article.id}-source-${n}`;
  link.setAttribute("aria-label", said("at", n));
  return mark;
}

function finish(article, view) {
  article.classList.remove("waiting");
  article.classList.add(view.status);
  article.querySelector(".status").textContent = view.word;
  writeSentences(article, view.sentences);
  article.querySelector(".citations").replaceChildren(...view.citations.map((one) => citationOf(article, one)));
  article.querySelector(".sources").hidden = !view.citations.length;
  article.querySelector(".phones").replaceChildren(...view.phones.map(phoneLink));
  article.querySelector(".choices h3").textContent = view.choose;
  list(article, ".choices", view.choices.map(askButton));
  list(article, ".suggested", view.suggestions.map(askButton));
  list(article, ".near", view.near.filter((one) => one.href).map(nearLink));
  tools(article, view);
}

function citationOf(article, one) {
  const item = mould("citation");
  item.id = `${article.id}-source-${one.n}`;
  item.querySelector(".number").textContent = `[${one.n}]`;
  item.querySelector(".title").textContent = `《${one.title}》`;
  item.querySelector(".section").textContent = one.place;
  item.querySelector("blockquote").textContent = one.quote;
  const stamp = item.querySelector(".stamp");
  stamp.hidden = !one.stamp;
  stamp.textContent = one.stamp || "";
  if (one.progress) stamp.classList.add(one.progress);
  const open = item.querySelector(".open");
  open.hidden = !one.href;
  open.href = one.href || "";
  open.textContent = said("open", one.n);
  return item;
}

function phoneLink(number) {
  const link = document.createElement("a");
  link.className = "call";
  link.href = `tel:${number}`;
  link.textContent = said("call", number);
  return link;
}

function askButton(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ask";
  button.value = text;
  button.textContent = text;
  return button;
}

function nearLink(one) {
  const link = document.createElement("a");
  link.href = one.href;
  link.textContent = one.title;
  return link;
}

function list(article, place, items) {
  const box = article.querySelector(place);
  box.hidden = !items.length;
  box.querySelector(".list").replaceChildren(...items);
}

// —— what can be done with an answer ——

function tools(article, view) {
  const find = (name) => article.querySelector(name);
  find(".rate").hidden = !view.rates;
  find(".help").hidden = !view.helps;
  find(".print").hidden = !view.citations.length;
  find(".print").onclick = () => printed(article);
  const aloud = find(".aloud");
  aloud.hidden = !("speechSynthesis" in window);
  aloud.onclick = () => readAloud(aloud, view);
  const help = find(".help");
  help.onclick = () => {
    find(".helping").hidden = !find(".helping").hidden;
    help.setAttribute("aria-expanded", String(!find(".helping").hidden));
  };
  find(".hand-over").onclick = () => send(article, "help", { answer: view.id }).then((sent) => sent && lookForReplies());
  find(".useful").onclick = () => rate(article, view, true);
  find(".useless").onclick = () => rate(article, view, false);
  for (const button of article.querySelectorAll(".why [data-reason]")) {
    button.onclick = () => rate(article, view, false, button.dataset.reason);
  }
}

async function rate(article, view, useful, reason = "") {
  if (!(await send(article, "opinion", { answer: view.id, useful, reason }))) return;
  article.querySelector(".useful").setAttribute("aria-pressed", String(useful));
  article.querySelector(".useless").setAttribute("aria-pressed", String(!useful));
  article.querySelector(".why").hidden = useful || reason !== "";
}

async function send(article, what, body) {
  const told = article.querySelector(".told");
  try {
    const response = await post(`/chat/${what}`, body);
    const answer = await response.json();
    told.textContent = answer.told || answer.error;
    return response.ok;
  } catch {
    told.textContent = navigator.onLine ? words.failed : words.offline;
    return false;
  }
}

function printed(article) {
  article.classList.add("printing");
  document.body.classList.add("prints-one");
  window.print();
  article.classList.remove("printing");
  document.body.classList.remove("prints-one");
}

function readAloud(button, view) {
  const reading = button.getAttribute("aria-pressed") === "true";
  window.speechSynthesis.cancel();
  for (const one of document.querySelectorAll(".aloud")) still(one);
  if (reading) return;
  const speech = new SpeechSynthesisUtterance(view.sentences.map((one) => one.text).join("\n"));
  speech.lang = /[\u4e00-\u9fff]/.test(speech.text) ? "zh-CN" : "en";
  speech.rate = 0.9;
  speech.onend = speech.onerror = () => still(button);
  button.setAttribute("aria-pressed", "true");
  button.textContent = words.stop;
  window.speechSynthesis.speak(speech);
}

function still(button) {
  button.setAttribute("aria-pressed", "false");
  button.textContent = words.aloud;
}

// —— asking ——

function post(address, body) {
  return fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

async function ask(question) {
  if (busy) return;
  busy = true;
  const article = begin(question);
  state.textContent = "";
  spoken.textContent = words.searching;
  article.scrollIntoView({ block: "start" });
  try {
    await stream(article, question);
  } catch (error) {
    trouble(article, question, error.message);
  }
  busy = false;
}

class Told extends Error {} // what the server said

async function stream(article, question) {
  let response;
  try {
    response = await post("/chat/ask", { question });
  } catch {
    throw new Told(navigator.onLine ? words.failed : words.offline);
  }
  if (!response.ok) throw new Told((await response.json()).error);
  for await (const [name, data] of events(response)) {
    if (name === "error") throw new Told(data.error);
    if (name === "sentences") {
      article.querySelector(".status").textContent = words.writing;
      writeSentences(article, data.sentences);
    } else {
      finish(article, data);
      keep(data);
      spoken.textContent = `${words.ready} ${data.word}\n${data.sentences.map((one) => one.text).join("\n")}`;
      return;
    }
  }
  throw new Told(words.failed); // the connection ended before the answer
}

async function* events(response) {
  if (!window.TextDecoderStream) {
    yield* parsed((await response.text()).split("\n\n")); // an older browser: all at once
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let read = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    read += value;
    const whole = read.split("\n\n");
    read = whole.pop();
    yield* parsed(whole);
  }
}

function* parsed(events) {
  for (const one of events) {
    const found = /^event: (\w+)\ndata: (.*)$/.exec(one);
    if (found) yield [found[1], JSON.parse(found[2])];
  }
}

function trouble(article, question, told) {
  article.classList.remove("waiting");
  article.classList.add("error");
  const again = askButton(question);
  again.textContent = words.again;
  again.addEventListener("click", () => article.remove());
  article.querySelector(".status").textContent = told || words.failed;
  article.querySelector(".sentences").replaceChildren(again);
  for (const name of [".tools", ".printed"]) article.querySelector(name).hidden = true;
  spoken.textContent = told || words.failed;
}

composer.addEventListener("submit", (submit) => {
  submit.preventDefault();
  const question = field.value.trim();
  if (!question) {
    state.textContent = words.empty;
    return;
  }
  if (busy) return;
  field.value = "";
  fit();
  ask(question);
});

field.addEventListener("keydown", (key) => {
  if (key.key !== "Enter" || key.shiftKey || key.isComposing) return;
  key.preventDefault();
  composer.requestSubmit();
});

document.addEventListener("click", (click) => {
  const button = click.target.closest("button.ask");
  if (!button) return;
  click.preventDefault();
  ask(button.value);
});

function fit() {
  field.rows = Math.min(4, field.value.split("\n").length);
}
field.addEventListener("input", fit);

// —— voice ——

const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
if (Recognition) {
  speak.hidden = false;
  speak.addEventListener("click", () => {
    if (speak.getAttribute("aria-pressed") === "true") return;
    const listening = new Recognition();
    listening.lang = document.documentElement.lang === "en" ? "en-US" : "zh-CN";
    listening.onresult = (heard) => {
      field.value = heard.results[0][0].transcript;
      state.textContent = field.value;
      field.focus();
    };
    listening.onerror = () => (state.textContent = words.not_heard);
    listening.onend = () => speak.setAttribute("aria-pressed", "false");
    speak.setAttribute("aria-pressed", "true");
    state.textContent = words.listening;
    listening.start();
  });
}

// —— coming back ——

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) || [];
  } catch {
    return [];
  }
}

function keep(view) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([...kept(), view].slice(-MOST_KEPT)));
  } catch {
    // a browser that keeps nothing, or is full: the page works on
  }
}

for (const view of kept()) finish(begin(view.question), view);

const replies = document.getElementById("replies");

async function lookForReplies() {
  try {
    const response = await fetch("/chat/replies");
    if (!response.ok) return;
    const found = await response.json();
    replies.replaceChildren(...found.replies.map(replyOf));
    if (found.waiting) setTimeout(lookForReplies, 60_000);
  } catch {
    setTimeout(lookForReplies, 60_000);
  }
}

function replyOf(one) {
  const box = document.createElement("article");
  const head = document.createElement("h2");
  head.textContent = words.reply;
  const asked = document.createElement("p");
  asked.className = "small";
  asked.textContent = said("asked", one.question);
  const text = document.createElement("p");
  text.textContent = one.reply;
  box.append(head, asked, text);
  return box;
}
lookForReplies();

window.addEventListener("offline", () => (state.textContent = words.offline));
window.addEventListener("online", () => (state.textContent = ""));

// —— forgetting ——

const forget = document.getElementById("forget");
const sure = document.getElementById("sure");
forget.hidden = !sure.showModal;
forget.addEventListener("click", () => sure.showModal());
sure.addEventListener("close", async () => {
  if (sure.returnValue !== "yes") return;
  try {
    const response = await post("/chat/forget", {});
    const answer = await response.json();
    state.textContent = answer.told || answer.error;
    if (!response.ok) return;
  } catch {
    state.textContent = words.failed;
    return;
  }
  sessionStorage.removeItem(KEPT);
  log.replaceChildren();
  replies.replaceChildren();
  document.body.classList.remove("talking");
});
