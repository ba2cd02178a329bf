// One subject in a process of its own, so that no subject runs on another's garbage or type feedback.
import { Buffer } from "node:buffer";
import { pathToFileURL } from "node:url";

import { checkSubject } from "./check-subject.mjs";
import { values } from "./payloads.mjs";

const subject = await import(pathToFileURL(process.argv[2]).href);
const texts = {
  small: values.small.map((value) => JSON.stringify(value)),
  order: values.order.map((value) => JSON.stringify(value)),
};
const frame = Buffer.allocUnsafe(1 << 16);

// The result is used in some way, so that no call can be left out.
const batches = {
  decode: (run, inputs, count) => {
    let used = 0;
    for (let index = 0; index < count; index += 1) {
      if (run(inputs[index & 7]) !== undefined) used += 1;
    }
    return used;
  },
  encode: (run, inputs, count) => {
    let used = 0;
    for (let index = 0; index < count; index += 1) used += run(inputs[index & 7]).length;
    return used;
  },
  bytes: (run, inputs, count) => {
    let used = 0;
    for (let index = 0; index < count; index += 1) {
      used += frame.write(run(inputs[index & 7]), 0, "utf8");
    }
    return used;
  },
};

function prepare(kind, payload) {
  const functions = kind === "decode" ? subject.decode : subject.encode;
  if (functions === undefined) return null;
  const inputs = kind === "decode" ? texts[payload] : values[payload];
  const run = functions[payload];
  return (count) => batches[kind](run, inputs, count);
}

function cpuNanoseconds(batch, count) {
  // What the batch before has left is not this one's. A full collection would take the compiled code's shapes with it.
  globalThis.gc({ type: "minor" });
  const before = process.cpuUsage();
  batch(count);
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

/** Messages that fill about the given time, once the compiler has seen enough of them. */
function calibrate(batch, milliseconds) {
  let count = 1000;
  for (let warm = 0; warm < milliseconds * 5;) {
    const took = cpuNanoseconds(batch, count) / 1e6;
    warm += took;
    if (took < milliseconds / 2) count *= 2;
  }
  const perMessage = cpuNanoseconds(batch, count) / count;
  return Math.max(100, Math.round((milliseconds * 1e6) / perMessage));
}

const counts = new Map();

function measure({ kind, payload, milliseconds }) {
  const batch = prepare(kind, payload);
  if (batch === null) return null;
  const task = `${kind} ${payload}`;
  if (!counts.has(task)) counts.set(task, calibrate(batch, milliseconds));
  const count = counts.get(task);
  return cpuNanoseconds(batch, count) / count;
}

function describe() {
  const { name, note = "", validates = true } = subject;
  return { name, note, validates, ...checkSubject(subject) };
}

process.on("message", (request) => {
  try {
    process.send({ result: request.kind === "describe" ? describe() : measure(request) });
  } catch (error) {
    process.send({ error: error instanceof Error ? error.stack : String(error) });
  }
});
