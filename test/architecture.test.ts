import { readFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Who may import whom, from outside the package. `node:` stands for all of Node's modules. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "packages/protocol/src": [],
  "packages/client/src": ["@wsgen/protocol"],
  "packages/runtime/src": ["@wsgen/protocol", "ws", "node:"],
  "packages/cli/src": [
    "@wsgen/protocol",
    "@clack/prompts",
    "diff",
    "jiti",
    "string-width",
    "ts-morph",
    "yargs",
    "zod",
    "node:",
  ],
};

/**
 * Who may import whom, inside a package: a place and the places it may reach (itself always).
 * A place is a folder, or a file without its ending; the most exact one counts.
 */
const PLACES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "packages/runtime/src": {
    socket: ["options", "monitor"],
    upgrade: ["options", "monitor", "deadline", "socket/transport"],
    rpc: ["options", "monitor"],
    rooms: [],
    connection: ["rpc", "rooms", "socket", "upgrade/route"],
    server: ["upgrade", "socket/transport", "socket/ws-transport", "monitor", "deadline"],
    "view-request": ["upgrade", "socket"],
    middleware: ["server", "connection", "upgrade", "socket", "view-request", "options", "monitor"],
    session: ["options", "monitor", "socket/transport", "upgrade/route"],
    "call-post": ["rpc", "upgrade", "deadline"],
    "endpoint-route": [
      "call-post",
      "connection",
      "rpc",
      "session",
      "upgrade",
      "socket",
      "deadline",
    ],
    endpoints: ["server", "session", "endpoint-route", "options", "monitor"],
    monitor: ["options"],
    options: [],
    deadline: [],
  },
  "packages/cli/src": {
    bin: ["main", "short-life"],
    main: ["commands", "init/template", "wsgen-error", "nearest-word"],
    commands: [
      "breaking",
      "check",
      "diff-files",
      "doctor/finding",
      "emit/describe-endpoint",
      "error-pages",
      "inspect-endpoint",
      "list-endpoints",
      "nearest-word",
      "run-doctor",
      "generate",
      "init",
      "json-schema",
      "prune",
      "release",
      "rename",
      "watch/project-watch",
      "output/plan",
      "diagnostic",
      "wsgen-error",
    ],
    "look-into-handlers": [
      "emit/handler-stub",
      "emit/virtual-file",
      "lock/lock",
      "merge",
      "output",
    ],
    generate: [
      "load-program",
      "load/loader-messages",
      "plan-project",
      "rename/confirm-renamings",
      "output",
      "diagnostic",
      "wsgen-error",
    ],
    check: [
      "load-program",
      "load/loader-messages",
      "plan-project",
      "look-into-handlers",
      "merge/merge-handler",
      "output",
      "diagnostic",
    ],
    breaking: ["load-program", "load/config", "compat", "ir/contract", "lock"],
    compat: ["ir/ir", "ir/contract", "ir/traits", "ir/constants", "ir/changes-text", "lock/lock"],
    "error-pages": ["own-package"],
    "run-doctor": [
      "check",
      "doctor",
      "init/template",
      "load-program",
      "load/resolve-project",
      "wsgen-error",
    ],
    doctor: ["own-package", "project", "diagnostic"],
    "endpoint-places": ["load/loader-messages", "output"],
    "list-endpoints": ["endpoint-places", "ir/ir", "load-program"],
    "inspect-endpoint": [
      "emit/describe-endpoint",
      "endpoint-places",
      "ir/contract",
      "load-program",
      "nearest-word",
      "diagnostic",
      "wsgen-error",
    ],
    "diff-files": ["load-program", "plan-project", "output"],
    release: [
      "load-program",
      "plan-project",
      "ir/contract",
      "lock",
      "output",
      "diagnostic",
      "wsgen-error",
    ],
    // The pipeline; what is renamed is found out in the folder of the same name.
    rename: [
      "load-program",
      "load/loader-messages",
      "plan-project",
      "merge",
      "emit/emit-stub",
      "emit/handler-stub",
      "ir",
      "lock",
      "output",
      "project",
      "nearest-word",
      "diagnostic",
      "wsgen-error",
    ],
    prune: ["load-program", "plan-project", "output/find-orphans", "output/trash"],
    "plan-project": [
      "ir",
      "compat/judge-past",
      "emit",
      "lock",
      "look-into-handlers",
      "origins",
      "output",
      "project",
      "wsgen-error",
    ],
    vite: [
      "commands/print-diagnostics",
      "commands/print-run",
      "generate",
      "load-program",
      "load/run-loader",
      "watch/project-watch",
      "diagnostic",
      "wsgen-error",
    ],
    watch: ["generate", "load-program", "load", "diagnostic", "wsgen-error"],
    "json-schema": ["load-program", "emit/json-schema", "output"],
    "load-program": ["load", "merge", "diagnostic", "wsgen-error"],
    init: ["own-package", "diagnostic", "wsgen-error"],
    load: [
      "schema",
      "ir",
      "compat/rules",
      "own-package",
      "project",
      "short-life",
      "nearest-word",
      "diagnostic",
      "wsgen-error",
    ],
    ir: ["schema", "diagnostic"],
    emit: ["ir", "compat/judge-past", "lock/lock", "lock/lock-text", "project", "diagnostic"],
    lock: ["ir/contract", "diagnostic", "wsgen-error"],
    merge: ["emit/handler-stub", "diagnostic"],
    origins: ["emit/lines", "emit/origin", "ir/lower-schema", "ir/place"],
    output: [
      "emit/virtual-file",
      "emit/untouched-stub",
      "emit/handler-stub",
      "ir/ir",
      "ir/names",
      "lock/lock",
      "project",
      "diagnostic",
      "wsgen-error",
    ],
    "own-package": [],
    project: [],
    "short-life": [],
    schema: [],
  },
};

/** What only some files may contain, and why it stays there. */
const CONFINED: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly within: string;
  readonly allowed: RegExp;
}[] = [
  {
    what: "the ws library",
    pattern: /from "ws"/,
    within: "packages/runtime/src",
    allowed: /socket\/ws-transport\.ts$/,
  },
  {
    what: "ts-morph",
    pattern: /["']ts-morph["']/,
    within: "packages/cli/src",
    allowed: /\/merge\//,
  },
  {
    what: "ending the process",
    pattern: /process\.(?:exit\b|exitCode)/,
    within: "packages/cli/src",
    // The loader is a process of its own, which ends when it has answered.
    allowed: /\/(?:bin|load\/loader-process)\.ts$/,
  },
  {
    what: "printing",
    pattern: /console\.|process\.std(?:out|err)\b/,
    within: "packages/cli/src",
    allowed: /\/(?:commands\/|main\.ts$|bin\.ts$)/,
  },
  {
    what: "writing to disk",
    pattern: /\b(?:writeFile|rename|mkdir|rm|unlink|copyFile|cp)(?:Sync)?\(/,
    within: "packages/cli/src",
    // The loader only makes the folder of its cache.
    allowed: /\/(?:output\/|init\/|load\/module-loader\.ts$)/,
  },
  {
    what: "reading zod's definitions",
    pattern: /_zod\b/,
    within: "packages/cli/src",
    allowed:
      /\/(?:ir\/(?:[\w-]*lower[\w-]*|find-uses|place|read-checks|readings|zod-parts)|emit\/schema-type)\.ts$/,
  },
];

describe.each(Object.keys(PACKAGES))("%s", (folder) => {
  const files = sourcesOf(folder);

  test("has sources", () => {
    expect(files.length).toBeGreaterThan(3);
  });

  test("imports only the packages that the table allows", () => {
    const allowed = PACKAGES[folder] ?? [];
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !target.startsWith("."))
        .filter((target) => !allowed.some((name) => matchesPackage(target, name)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("has no circular imports", () => {
    expect(findCycle(folder, files)).toEqual([]);
  });
});

describe.each(Object.entries(PLACES))("%s", (folder, places) => {
  test("keeps its places apart", () => {
    const wrong = sourcesOf(folder).flatMap((file) => {
      const from = placeOf(file, folder, places);
      if (from === undefined) return [];
      return relativeImports(file)
        .filter((target) => !reaches(target, folder, [from, ...(places[from] ?? [])]))
        .map((target) => `${file} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test("names only places that exist", () => {
    const files = sourcesOf(folder);
    const missing = Object.keys(places).filter(
      (place) => !files.some((file) => isIn(file, folder, place)),
    );
    expect(missing).toEqual([]);
  });
});

test.each(CONFINED)("$what stays in its place", ({ allowed, pattern, within }) => {
  const files = sourcesOf(within).filter((file) => pattern.test(codeOf(file)));
  expect(files.filter((file) => allowed.test(file))).not.toEqual([]);
  expect(files.filter((file) => !allowed.test(file))).toEqual([]);
});

test("client and protocol use nothing of Node, and the client names the global WebSocket in one file", () => {
  const files = [...sourcesOf("packages/client/src"), ...sourcesOf("packages/protocol/src")];
  const node = /\b(?:Buffer|process|require|setImmediate)\b[.(]|["']node:/;
  expect(files.filter((file) => node.test(codeOf(file)))).toEqual([]);
  const touching = files.filter((file) =>
    /globalThis[^;]*\bWebSocket\b|new WebSocket\(/.test(codeOf(file)),
  );
  expect(touching).toHaveLength(1);
});

function sourcesOf(folder: string): string[] {
  return globSync([`${folder}/**/*.ts`, "!**/*.test.ts", "!**/*.test-d.ts"], { cwd: root }).sort();
}

function codeOf(file: string): string {
  const text = readFileSync(join(root, file), "utf8");
  return text.replace(/\/\*[^]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function importsOf(file: string): string[] {
  const code = codeOf(file);
  const statements = code.matchAll(/^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"([^"]+)"/gm);
  const calls = code.matchAll(/\bimport\("([^"]+)"\)/g);
  return [...statements, ...calls].map((match) => match[1] ?? "");
}

function relativeImports(file: string): string[] {
  return importsOf(file)
    .filter((target) => target.startsWith("."))
    .map((target) => normalize(join(dirname(file), target)).replace(/\.js$/, ".ts"));
}

function matchesPackage(target: string, name: string): boolean {
  return name === "node:"
    ? target.startsWith(name)
    : target === name || target.startsWith(`${name}/`);
}

function isIn(file: string, folder: string, place: string): boolean {
  return file === `${folder}/${place}.ts` || file.startsWith(`${folder}/${place}/`);
}

function placeOf(
  file: string,
  folder: string,
  places: Readonly<Record<string, unknown>>,
): string | undefined {
  return Object.keys(places)
    .filter((place) => isIn(file, folder, place))
    .sort((a, b) => b.length - a.length)[0];
}

function reaches(target: string, folder: string, places: readonly string[]): boolean {
  return places.some((place) => isIn(target, folder, place));
}

/** The first cycle found, or nothing. Type-only imports count: a cycle of types is a room without walls too. */
function findCycle(folder: string, files: readonly string[]): string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file) || !file.startsWith(folder)) return [];
    for (const target of relativeImports(file)) {
      const cycle = visit(target, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
