// The figures' table without a reload: the same addresses as the links, read as JSON. Text is only ever put in as text.
"use strict";

const filter = document.getElementById("filter");
const byId = (id) => document.getElementById(id);
const mould = (id) => byId(id).content.firstElementChild.cloneNode(true);
let newest = 0;

async function show(address) {
  const mine = ++newest;
  const query = new URL(address, location.href).search;
  let view;
  try {
    const response = await fetch(`/figures/rows${query}`);
    if (!response.ok) throw new Error(response.status);
    view = await response.json();
  } catch {
    location.href = address; // the browser tells what is wrong
    return;
  }
  if (mine !== newest) return;
  history.replaceState(null, "", view.address);
  byId("count").textContent = view.count;
  byId("rows").replaceChildren(...view.rows.map(line));
  byId("chart").hidden = !view.bars.length;
  byId("bars").replaceChildren(...view.bars.map(bar));
  byId("csv").href = view.csv;
  byId("xlsx").href = view.xlsx;
  byId("pager").hidden = !view.page;
  byId("page").textContent = view.page;
  for (const name of ["before", "after"]) {
    byId(name).hidden = !view[name];
    byId(name).href = view[name];
  }
  for (const column of view.columns) {
    const head = document.querySelector(`th.${column.name}`);
    head.setAttribute("aria-sort", column.sorted);
    head.querySelector("a").href = column.href;
  }
  filter.elements.sort.value = view.selection.sort;
  filter.elements.order.value = view.selection.order;
}

function line(row) {
  const made = mould("line");
  made.querySelector(".name").textContent = row.indicator;
  for (const name of ["comparison", "value", "period", "quote", "title"]) {
    made.querySelector(`.${name}`).textContent = row[name];
  }
  made.querySelector(".open").href = row.href;
  const stamp = made.querySelector(".stamp");
  stamp.hidden = !row.stamp;
  stamp.textContent = row.stamp;
  if (row.progress) stamp.classList.add(row.progress);
  return made;
}

function bar(one) {
  const made = mould("bar");
  made.querySelector(".label").textContent = one.label;
  made.querySelector("strong").textContent = one.value;
  made.querySelector(".length").setAttribute("width", `${one.share}%`);
  return made;
}

const chosen = () => `/figures?${new URLSearchParams(new FormData(filter))}`;
let typing;
filter.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => show(chosen()), 250);
});
filter.addEventListener("submit", (submit) => {
  submit.preventDefault();
  show(chosen());
});
document.addEventListener("click", (click) => {
  const link = click.target.closest("th a, #pager a");
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
  click.preventDefault();
  clearTimeout(typing);
  if (link.closest("#pager")) {
    show(link.href).then(() => byId("count").scrollIntoView());
    return;
  }
  const wanted = new URL(link.href).searchParams; // with the words as they stand in the form by now
  filter.elements.sort.value = wanted.get("sort") || "";
  filter.elements.order.value = wanted.get("order") || "";
  show(chosen());
});
