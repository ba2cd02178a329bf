import { defineConfig } from "wsgen";

export default defineConfig({
  schema: "wsgen.schema.ts",
  server: {
    outDir: "../generated/server",
    handlersDir: "../generated/handlers",
    contextFile: "../generated/context.ts",
  },
  client: { outDir: "../generated/client" },
});
