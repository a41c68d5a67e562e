"use strict";

const FIELDS = "id,name,sku,regular_price,sale_price,manage_stock,stock_quantity,stock_status,status,date_modified";
const body = document.getElementById("products");
const state = document.getElementById("state");
let seen = null; // product id -> what its row showed

// WooCommerce stores names with entities (&amp;); only these become characters, tags stay visible as text
function plain(html) {
  return new DOMParser().parseFromString(html.replaceAll("<", "&lt;"), "text/html").documentElement.textContent;
}

function stock(product) {
  const label = { instock: "in stock", outofstock: "out of stock", onbackorder: "on backorder" }[product.stock_status];
  return product.manage_stock ? `${product.stock_quantity ?? 0} (${label})` : label;
}

function row(product) {
  const cells = [
    [plain(product.name), ""],
    [product.sku, "sku"],
    [product.regular_price, "number"],
    [product.sale_price, "number"],
    [stock(product), ""],
    [product.status, product.status === "publish" ? "" : "gone"],
    [product.date_modified.replace("T", " "), ""],
  ];
  const tr = document.createElement("tr");
  for (const [text, style] of cells) {
    const td = document.createElement("td");
    td.textContent = text;
    td.className = style;
    tr.append(td);
  }
  return tr;
}

function show(list) {
  document.title = `${list.store} (sandbox)`;
  document.getElementById("store").textContent = list.store;
  const now = new Map(list.products.map((product) => [product.id, JSON.stringify(product)]));
  const first = seen === null;
  const same = !first && now.size === seen.size && [...now].every(([id, text]) => seen.get(id) === text);
  if (!same) {
    body.replaceChildren(...list.products.map((product) => {
      const tr = row(product);
      if (!first && seen.get(product.id) !== now.get(product.id)) {
        tr.className = "changed";
      }
      return tr;
    }));
    seen = now;
  }
  document.getElementById("empty").hidden = list.total > 0;
  const shown = list.products.length < list.total ? `, the ${list.products.length} last changed are shown` : "";
  state.textContent = `${list.total} products${shown}`;
}

async function update() {
  try {
    const answer = await fetch(`/sandbox/products?limit=200&_fields=${FIELDS}`);
    show(await answer.json());
  } catch {
    state.textContent = "the store does not answer, trying again…";
  }
  setTimeout(update, 1000);
}

update();
