/** A file in memory; paths are absolute. */
export interface VirtualFile {
  readonly path: string;
  readonly text: string;
  /** `owned`: overwritten at every run; `scaffold`: written once, then the user's. */
  readonly kind: "owned" | "scaffold";
}
