import { type PackageManager, packageManagers } from "./package-manager.js";
import { findTemplates } from "./template.js";

/** What `wsgen init` has to know. */
export interface Answers {
  readonly dir: string;
  readonly template: string;
  readonly pm: PackageManager;
  readonly install: boolean;
}

class Cancelled extends Error {}

/** Asks in the terminal for what is not given; `null` when the user cancels. */
export async function ask(given: Partial<Answers>, suggested: Answers): Promise<Answers | null> {
  // Loaded here, because only a person at a terminal needs it.
  const prompts = await import("@clack/prompts");
  prompts.intro("wsgen init");
  try {
    const dir = given.dir ?? (await answered(askDir(suggested.dir)));
    const template = given.template ?? (await answered(askTemplate(suggested.template)));
    const pm = given.pm ?? (await answered(askPackageManager(suggested.pm)));
    const install = given.install ?? (await answered(askInstall(pm)));
    return { dir, template, pm, install };
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    prompts.cancel("Cancelled; nothing was written.");
    return null;
  }

  function askDir(suggestion: string): Promise<string | symbol> {
    const options = { placeholder: suggestion, defaultValue: suggestion };
    return prompts.text({ message: "In which folder?", ...options });
  }

  async function askTemplate(suggestion: string): Promise<string | symbol> {
    const options = findTemplates().map(({ name, description }) => ({
      value: name,
      label: name,
      hint: description,
    }));
    if (options.length < 2) return suggestion;
    return prompts.select({ message: "Which template?", initialValue: suggestion, options });
  }

  function askPackageManager(suggestion: PackageManager): Promise<PackageManager | symbol> {
    const options = packageManagers.map((value) => ({ value }));
    return prompts.select({ message: "Which package manager?", initialValue: suggestion, options });
  }

  function askInstall(pm: PackageManager): Promise<boolean | symbol> {
    return prompts.confirm({ message: `Install the packages with ${pm} now?` });
  }
}

/** clack answers a cancelled prompt with a symbol. */
async function answered<T>(prompt: Promise<T | symbol>): Promise<T> {
  const value = await prompt;
  if (typeof value === "symbol") throw new Cancelled();
  return value;
}
