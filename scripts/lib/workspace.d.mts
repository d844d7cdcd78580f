/** A fresh copy of a folder, of the sample system by default. */
export function freshWorkspace(source?: string): string;
