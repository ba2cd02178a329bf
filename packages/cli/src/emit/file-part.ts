/** Something that is done to a file while it is written. */
export type FileStep =
  | {
      readonly kind: "import" | "default";
      readonly module: string;
      readonly name: string;
      readonly typeOnly: boolean;
    }
  | { readonly kind: "name"; readonly identifier: string }
  | { readonly kind: "declared"; readonly table: string; readonly key: unknown }
  | {
      readonly kind: "declare";
      readonly table: string;
      readonly key: unknown;
      readonly name: string;
    }
  | { readonly kind: "add"; readonly text: string };

/** What writing a part did to its file, and what the file answered. */
export interface FilePart<Result> {
  readonly steps: readonly { readonly step: FileStep; readonly answer: string | undefined }[];
  readonly result: Result;
}

/** Notes what is done to a file; an import that is asked for again does nothing more. */
export class PartRecorder {
  readonly steps: { readonly step: FileStep; readonly answer: string | undefined }[] = [];
  readonly #imported = new Set<string>();

  note(step: FileStep, answer: string | undefined): void {
    if (step.kind === "import") {
      const key = `${step.module} ${step.name}`;
      if (this.#imported.has(key)) return;
      this.#imported.add(key);
    }
    this.steps.push({ step, answer });
  }
}
