export const packageManagers = ["npm", "pnpm", "yarn", "bun"] as const;

export type PackageManager = (typeof packageManagers)[number];

/** The package manager that started this process, as its user agent says; npm when none did. */
export function detectPackageManager(userAgent: string | undefined): PackageManager {
  const name = userAgent?.split("/")[0];
  return packageManagers.find((known) => known === name) ?? "npm";
}

/** How a script of package.json is run: `npm run dev`, `pnpm dev`. */
export function runCommand(manager: PackageManager, script: string): string {
  return manager === "npm" || manager === "bun"
    ? `${manager} run ${script}`
    : `${manager} ${script}`;
}

/** How a package's command is run without installing the package first: `npx wsgen`. */
export function execCommand(manager: PackageManager, name: string): string {
  const runners = { npm: "npx", pnpm: "pnpm dlx", yarn: "yarn dlx", bun: "bunx" };
  return `${runners[manager]} ${name}`;
}
