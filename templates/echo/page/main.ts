import { openBare } from "./bare-echo.js";
import type { EchoEvents, EchoLine } from "./echo-line.js";
import { MessageLog } from "./message-log.js";
import { askForStamp } from "./stamp.js";
import { openTyped } from "./typed-echo.js";

type Status = "closed" | "connecting" | "open" | "closing";

const url = location.origin.replace(/^http/, "ws");
const ways = { typed: openTyped, bare: openBare };

const log = new MessageLog(element("log"));
const status = element("status");
const connect = element<HTMLButtonElement>("connect");
const close = element<HTMLButtonElement>("close");
const send = element<HTMLButtonElement>("send");
const text = element<HTMLInputElement>("text");
const link = element<HTMLAnchorElement>("link");

let line: EchoLine | null = null;

function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T; // the page and this file are written together
}

function chosenWay(): keyof typeof ways {
  const bare = document.querySelector<HTMLInputElement>('input[value="bare"]');
  return bare?.checked ? "bare" : "typed";
}

function show(now: Status): void {
  status.textContent = now;
  status.dataset["status"] = now;
  const focused = document.activeElement;
  connect.disabled = now !== "closed";
  close.disabled = now === "closed";
  send.disabled = now !== "open";
  // A button that is disabled while it has the focus would lose it to nowhere.
  if (focused === connect) text.focus();
  if (now === "closed" && (focused === close || focused === send)) connect.focus();
}

function open(): void {
  const way = chosenWay();
  show("connecting");
  const events: EchoEvents = {
    opened() {
      log.add("event", `connected to ${url}/echo`, way);
      show("open");
    },
    received: (message) => log.add("received", message, noteOn(way, message)),
    closed(code, reason) {
      line = null;
      log.add("event", `closed ${code}${reason && `: ${reason}`}`, way);
      show("closed");
      if (way !== chosenWay()) open(); // the switch was moved while the line was open
    },
  };
  line = ways[way](url, events);
}

function noteOn(way: string, message: string): string {
  return `${way} · text · ${new TextEncoder().encode(message).length}\u00a0B`;
}

function closeLine(): void {
  show("closing");
  line?.close();
}

function httpUrl(): string {
  return `/echo?message=${encodeURIComponent(text.value || "Hi")}`;
}

async function askByHttp(): Promise<void> {
  const path = httpUrl();
  log.add("sent", `GET ${path}`, "HTTP");
  try {
    const response = await fetch(path);
    log.add("received", await response.text(), `HTTP · ${response.status}`);
  } catch {
    log.add("event", "no answer: is the server running?", "HTTP");
  }
}

async function stamp(): Promise<void> {
  const bytes = new TextEncoder().encode(text.value || "Hi");
  log.add("sent", `stamp(${text.value || "Hi"})`, `call · ${bytes.length}\u00a0B`);
  try {
    const { digest, receivedAt } = await askForStamp(url, bytes);
    const hex = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
    const note = `call · ${digest.length}\u00a0B`;
    log.add("received", `${hex.join("")}… at ${receivedAt.toISOString()}`, note);
  } catch {
    log.add("event", "no stamp: is the server running?", "call");
  }
}

function submit(event: SubmitEvent): void {
  event.preventDefault();
  if (!line || send.disabled || text.value === "") return;
  line.send(text.value);
  log.add("sent", text.value, noteOn(chosenWay(), text.value));
  text.value = "";
  showLink();
  text.focus();
}

function showLink(): void {
  link.href = httpUrl();
  link.textContent = `GET ${decodeURIComponent(httpUrl())}`;
}

function switchWay(): void {
  for (const code of document.querySelectorAll<HTMLElement>("pre")) {
    code.hidden = code.dataset["via"] !== chosenWay();
  }
  if (line) closeLine();
}

connect.addEventListener("click", open);
close.addEventListener("click", closeLine);
element("http").addEventListener("click", () => void askByHttp());
element("stamp").addEventListener("click", () => void stamp());
element("clear").addEventListener("click", () => log.clear());
element<HTMLFormElement>("form").addEventListener("submit", submit);
text.addEventListener("input", showLink);
for (const radio of document.querySelectorAll('input[name="via"]')) {
  radio.addEventListener("change", switchWay);
}
switchWay(); // browsers restore the switch on reload
