"use strict";

const EVERY_MILLIS = 3000;
const part = (id) => document.getElementById(id);
let issuers = [];

async function read(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (answer.status === 401) {
    return null;
  }
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return answer.json();
}

// Text only, never markup: names and errors come from outside.
function row(cells) {
  const line = document.createElement("tr");
  for (const [text, kind] of cells) {
    const cell = document.createElement("td");
    cell.textContent = text;
    if (kind) {
      cell.className = kind;
    }
    line.append(cell);
  }
  return line;
}

function fill(section, rows) {
  part(section).querySelector("tbody").replaceChildren(...rows);
  part(section).hidden = false;
}

function stateClass(state) {
  const text = String(state).toLowerCase();
  if (["ready", "succeeded"].includes(text)) {
    return "good";
  }
  return text === "running" ? "" : "bad";
}

function showServices(status) {
  fill("services", status.services.map((service) => row([[service.name], [service.state, stateClass(service.state)]])));
}

function showRuns(page) {
  fill("runs", page.items.map((run) => row([
    [run.decidedAt ? new Date(run.decidedAt).toLocaleString() : ""],
    [run.rule.name],
    [run.state.toLowerCase(), stateClass(run.state)],
    [run.runId, "id"],
  ])));
  part("no-runs").hidden = page.items.length > 0;
}

function showSignedOut() {
  part("welcome").hidden = false;
  for (const section of ["services", "runs", "identities", "sign-out"]) {
    part(section).hidden = true;
  }
  part("who").textContent = "";
}

function wayIn(issuer) {
  const link = document.createElement("a");
  link.textContent = issuer.label;
  link.href = issuer.address;
  const item = document.createElement("li");
  item.append(link);
  return item;
}

// Once: a page that is not signed in asks again every few seconds, and the ways in stay the same.
async function offerIssuers() {
  const ways = await read("/api/v1/sign-in-methods");
  issuers = ways === null ? [] : ways.issuers;
  part("by-issuer").replaceChildren(...issuers.map(wayIn));
  part("by-issuer").hidden = issuers.length === 0;
}

async function change(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { "X-Requested-With": "sequitur", "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  const said = text ? JSON.parse(text) : {};
  if (!answer.ok) {
    throw new Error(said.detail || `${path} answered ${answer.status}`);
  }
  return said;
}

async function link(issuer) {
  const begun = await change("POST", `/api/v1/account/identities/${issuer.name}`, { password: part("proof").value });
  location.assign(begun.address);
}

async function unlink(issuer) {
  await change("DELETE", `/api/v1/account/identities/${issuer.name}`);
  await showIdentities();
}

function identityRow(issuer, identity) {
  const line = row([[issuer.label], [identity ? identity.subject : "", "id"], [""]]);
  if (!identity || identity.linked) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = identity ? "Unlink" : "Link";
    button.addEventListener("click", () => {
      (identity ? unlink : link)(issuer).catch((trouble) => { part("trouble").textContent = trouble.message; });
    });
    line.lastChild.append(button);
  }
  return line;
}

async function showIdentities() {
  const mine = issuers.length > 0 && await read("/api/v1/account/identities");
  if (mine) {
    fill("identities", issuers.map((issuer) => identityRow(issuer, mine.items.find((one) => one.issuer === issuer.name))));
  }
}

function showMe(me) {
  part("welcome").hidden = true;
  part("sign-out").hidden = false;
  const roles = me.workspaces.map((one) => `${one.role} of ${one.workspace}`).join(", ");
  part("who").textContent = `${me.principal}, ${roles || "member of no workspace"}`;
}

async function show() {
  const me = await read("/api/v1/whoami");
  if (me === null) {
    showSignedOut();
    return;
  }
  showMe(me);
  const status = await read("/api/v1/status");
  if (status !== null) {
    showServices(status);
  }
  if (me.workspaces.length > 0) {
    const runs = await read(`/api/v1/workspaces/${me.workspaces[0].workspace}/runs?limit=20`);
    if (runs !== null) {
      showRuns(runs);
    }
  }
}

async function refresh() {
  try {
    await show();
    part("trouble").textContent = "";
  } catch (trouble) {
    part("trouble").textContent = `Not everything can be shown now: ${trouble.message}.`;
  } finally {
    setTimeout(refresh, EVERY_MILLIS);
  }
}

part("sign-out").addEventListener("click", async () => {
  const answer = await fetch("/api/v1/sessions/current", { method: "DELETE", headers: { "X-Requested-With": "sequitur" } });
  showSignedOut();
  if (answer.status === 200) {
    location.assign((await answer.json()).signOutAt);
  }
});

offerIssuers().then(showIdentities).catch((trouble) => { part("trouble").textContent = trouble.message; });
refresh();
