/** @returns a function that builds the value when it is first asked for, and keeps it: the first answer does not wait for what it does not need. */
export function lazily<T extends object>(build: () => T): () => T {
  let kept: T | undefined;
  return () => {
    kept ??= build();
    return kept;
  };
}
