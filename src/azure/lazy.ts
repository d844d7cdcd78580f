/** Runs `make` once, when first asked; a failed attempt is forgotten so that the next caller tries again. */
export function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** One lazily made value per key. */
export function lazyByKey<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, () => Promise<T>>();
  return (key) => {
    let entry = made.get(key);
    if (entry === undefined) {
      entry = lazy(() => make(key));
      made.set(key, entry);
    }
    return entry();
  };
}
