import { basename } from "node:path";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { UsageError } from "./usage-error.js";

/** What each shell runs; the words come from the command itself, which knows its flags. */
const SCRIPTS = {
  bash: `# wsgen completion bash >> ~/.bashrc
_wsgen() {
  local word="\${COMP_WORDS[COMP_CWORD]}" IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(SHELL=bash "\${COMP_WORDS[0]}" --get-yargs-completions "\${COMP_WORDS[@]}" 2>/dev/null)" -- "$word"))
}
complete -o bashdefault -o default -F _wsgen wsgen
`,
  zsh: `#compdef wsgen
# wsgen completion zsh >> ~/.zshrc
_wsgen() {
  local -a reply
  reply=("\${(@f)$(SHELL=zsh "\${words[1]}" --get-yargs-completions "\${words[@]}" 2>/dev/null)}")
  if [[ -n "$reply" ]]; then _describe 'values' reply; else _default; fi
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then _wsgen "$@"; else compdef _wsgen wsgen; fi
`,
  fish: `# wsgen completion fish > ~/.config/fish/completions/wsgen.fish
complete -c wsgen -a '(env SHELL=fish (commandline -opc)[1] --get-yargs-completions (commandline -opc) (commandline -ct) 2>/dev/null)'
`,
} as const;

type Shell = keyof typeof SCRIPTS;

interface CompletionFlags {
  readonly shell?: Shell | undefined;
}

export const completionCommand: CommandModule<object, CompletionFlags> = {
  command: "completion [shell]",
  describe: "Print a script that makes a shell complete commands, flags and endpoints",
  builder,
  handler,
};

const shells = Object.keys(SCRIPTS) as Shell[]; // its keys, which TypeScript calls strings

function builder(argv: Argv): Argv<CompletionFlags> {
  return argv.positional("shell", { choices: shells, describe: "Default: the one of $SHELL" });
}

function handler({ shell }: ArgumentsCamelCase<CompletionFlags>): void {
  const login = basename(process.env["SHELL"] ?? "");
  const chosen = shell ?? shells.find((name) => name === login);
  if (chosen === undefined) throw new UsageError(`Name a shell: ${shells.join(", ")}.`);
  process.stdout.write(SCRIPTS[chosen]);
}
