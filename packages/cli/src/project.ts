/** A project with its configuration applied: absolute paths only. */
export interface Project {
  /** Where `wsgen.lock.json` is. */
  readonly root: string;
  readonly schemaFile: string;
  readonly server: ServerFolders | null;
  readonly client: ClientFolders | null;
}

export interface ServerFolders {
  readonly outDir: string;
  readonly handlersDir: string;
  readonly contextFile: string;
}

export interface ClientFolders {
  readonly outDir: string;
}
