/** Where things are; every path is relative to the folder of `wsgen.config.ts`. */
export interface WsgenConfig {
  /** The schema. Default: `src/wsgen.schema.ts`. */
  readonly schema?: string;
  /** The server's side; `false` generates none. */
  readonly server?: ServerConfig | false;
  /** The client's side; `false` generates none. */
  readonly client?: ClientConfig | false;
  /** Breaking changes that are wanted: `wsgen breaking` lets them pass. */
  readonly waivers?: readonly Waiver[];
}

/** Lets a breaking change pass. */
export interface Waiver {
  /** As `wsgen breaking` shows it, such as `property-removed`. */
  readonly rule: string;
  /** As `wsgen breaking` shows it, such as `chat.clientToServer.messages.say`; what is inside of it passes too. */
  readonly at: string;
  /** The last day on which it holds (UTC), such as `2027-01-31`. */
  readonly until: string;
  /** Why clients out there do not mind. */
  readonly reason: string;
}

export interface ServerConfig {
  /** Generated files. Default: `src/generated`. */
  readonly outDir?: string;
  /** One file per endpoint, yours. Default: `src/handlers`. */
  readonly handlersDir?: string;
  /** `authenticate` and `Context`, yours. Default: `src/context.ts`. */
  readonly contextFile?: string;
}

export interface ClientConfig {
  /** Generated files. Default: the server's `outDir`, else `src/generated`. */
  readonly outDir?: string;
  /**
   * Whether clients check what they send and receive. `none` leaves that to the server and to trust in it, for a smaller
   * bundle; dates, bytes and so on still arrive as what they are. Default: `all`.
   */
  readonly validate?: "all" | "none";
  /**
   * `js` writes JavaScript with declarations, from which "go to definition" leads into the schema; nothing has to be compiled.
   * Default: `ts`.
   */
  readonly format?: "ts" | "js";
}

/** Types the default export of `wsgen.config.ts`. */
export function defineConfig(config: WsgenConfig): WsgenConfig {
  return config;
}
