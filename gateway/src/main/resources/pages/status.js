"use strict";

const EVERY_MILLIS = 3000;
const part = (id) => document.getElementById(id);

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
  part("services").hidden = part("runs").hidden = part("sign-out").hidden = true;
  part("who").textContent = "";
}

// Once: a page that is not signed in asks again every few seconds, and the ways in stay the same.
async function offerIssuer() {
  const ways = await read("/api/v1/sign-in-methods");
  if (ways !== null && ways.oidc) {
    const link = part("issuer");
    link.textContent = ways.oidc.name;
    link.href = ways.oidc.address;
    part("by-issuer").hidden = false;
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

offerIssuer().catch((trouble) => { part("trouble").textContent = trouble.message; });
refresh();
