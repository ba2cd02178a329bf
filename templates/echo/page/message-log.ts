export type Kind = "sent" | "received" | "event";

const marks = { sent: "↑", received: "↓", event: "·" } as const;
const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});
const maxRows = 500;

/** The list of what was sent, what came back, and what happened to the connection. */
export class MessageLog {
  readonly #box: HTMLElement;
  readonly #list: HTMLElement;
  readonly #empty: HTMLElement;
  #following = true;

  constructor(box: HTMLElement) {
    this.#box = box;
    this.#list = box.querySelector("ol") as HTMLElement;
    this.#empty = box.querySelector(".empty") as HTMLElement;
    // New rows come into view, unless the reader has scrolled up to older ones.
    box.addEventListener("scroll", () => {
      this.#following = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    });
  }

  /** Adds a row; `note` says how the text travelled. */
  add(kind: Kind, text: string, note = ""): void {
    const row = document.createElement("li");
    row.className = "row";
    row.dataset["kind"] = kind;
    const now = new Date();
    const time = document.createElement("time");
    time.dateTime = now.toISOString();
    time.textContent = clock.format(now);
    row.append(time, mark(kind), span("text", text), span("note", note));

    this.#empty.hidden = true;
    this.#list.append(row);
    if (this.#list.childElementCount > maxRows) this.#list.firstElementChild?.remove();
    if (this.#following) this.#box.scrollTop = this.#box.scrollHeight;
  }

  clear(): void {
    this.#list.replaceChildren();
    this.#empty.hidden = false;
  }
}

function mark(kind: Kind): HTMLElement {
  const element = span("mark", "");
  const symbol = span("", marks[kind]);
  symbol.setAttribute("aria-hidden", "true");
  element.append(symbol);
  if (kind !== "event") element.append(span("visually-hidden", kind));
  return element;
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
