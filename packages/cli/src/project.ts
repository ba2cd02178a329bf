/** Where the files of a project are; absolute paths only. */
export interface Project {
  /** Where `wsgen.lock.json` goes. */
  readonly root: string;
  readonly schemaFile: string;
  /** `null`: that side is not generated. */
  readonly server: ServerFolders | null;
  readonly client: ClientSide | null;
}

export interface ClientSide {
  readonly outDir: string;
  readonly validate: "all" | "none";
  readonly format: "ts" | "js";
}

export interface ServerFolders {
  readonly outDir: string;
  readonly handlersDir: string;
  readonly contextFile: string;
}
