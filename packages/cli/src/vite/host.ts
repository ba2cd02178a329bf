// What the plugin needs of Vite, so that these types do not depend on a version of it.

/** Vite's resolved configuration. */
export interface ViteConfig {
  readonly command: "build" | "serve";
  readonly logger: ViteLogger;
}

export interface ViteLogger {
  info(text: string, options?: { timestamp?: boolean }): void;
  error(text: string, options?: { timestamp?: boolean }): void;
}

/** A development server. */
export interface ViteServer {
  readonly config: { readonly server: { readonly watch?: object | null | undefined } };
  readonly ws: {
    readonly clients: { readonly size: number };
    on(event: "connection", listener: () => void): void;
    send(payload: OverlayError | ClearedOverlay): void;
  };
}

/** A build. */
export interface ViteBuild {
  readonly meta: { readonly watchMode: boolean };
  addWatchFile(file: string): void;
}

/** Makes the browser show an error over the page. */
export interface OverlayError {
  readonly type: "error";
  readonly err: {
    readonly message: string;
    readonly stack: string;
    readonly plugin: string;
    readonly id?: string;
    readonly frame?: string;
    readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
  };
}

/** An update of nothing takes the error away. */
export interface ClearedOverlay {
  readonly type: "update";
  readonly updates: [];
}
