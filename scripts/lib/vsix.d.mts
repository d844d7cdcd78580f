/** The part of vsix.mjs that tests call. */
export interface PackagedVsix {
  readonly path: string;
  readonly bytes: number;
}
export function packageVsix(folder: string): Promise<PackagedVsix>;
export function listVsix(path: string): Promise<{ file: string; bytes: number }[]>;
/** Resolves to the folder of the extension. */
export function unpackVsix(path: string, extensionsDir: string): Promise<string>;
