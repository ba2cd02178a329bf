import { createServer as createHttpServer } from "node:http";

import { createServer } from "./generated/server.js";
import { echo } from "./handlers/echo.js";
import { stamp } from "./handlers/stamp.js";
import { builtPage, pageFromSource } from "./page.js";

const port = Number(process.env["PORT"] || 3000);
const host = process.env["HOST"] || "127.0.0.1";
if (!(Number.isInteger(port) && port >= 0 && port < 65_536)) {
  console.error(`PORT is a number from 0 to 65535, not "${process.env["PORT"]}".`);
  process.exit(1);
}

const http = createHttpServer();
http.on("request", process.argv.includes("--dev") ? await pageFromSource() : builtPage());

// Answers what the schema names (here /echo and /stamp) and leaves every other request to the page.
const server = createServer({ echo, stamp });
server.attach(http);

http.once("error", (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === "EADDRINUSE"
      ? `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1}`
      : `The server could not start: ${error.message}`,
  );
  process.exit(1);
});

http.listen(port, host, () => {
  const address = http.address();
  const actual = typeof address === "object" && address ? address.port : port;
  console.log(`Listening on http://${host === "127.0.0.1" ? "localhost" : host}:${actual}`);
});

async function stop(): Promise<void> {
  await server.close();
  process.exit();
}
process.once("SIGINT", () => void stop());
process.once("SIGTERM", () => void stop());
