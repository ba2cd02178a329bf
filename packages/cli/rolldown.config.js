// What is published is a few files instead of two hundred, each of which has to be found and opened: `npm run bench:generate`.
import { isAbsolute, join } from "node:path";
import { defineConfig } from "rolldown";

const source = join(import.meta.dirname, "src");

export default defineConfig({
  input: {
    bin: join(source, "bin.ts"),
    index: join(source, "index.ts"),
    "load/loader-process": join(source, "load/loader-process.ts"),
    "schema/index": join(source, "schema/index.ts"),
    "vite/index": join(source, "vite/index.ts"),
  },
  platform: "node",
  external: (id) => !id.startsWith(".") && !isAbsolute(id),
  output: {
    dir: join(import.meta.dirname, "dist"),
    chunkFileNames: "chunks/[name].js",
    sourcemap: true,
  },
});
