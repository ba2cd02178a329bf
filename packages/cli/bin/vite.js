// The Vite plugin from its sources inside this repository; the published package has dist/vite/index.js.
import { createJiti } from "jiti";

export const { wsgen } = await createJiti(import.meta.url).import("../src/vite/index.ts");
