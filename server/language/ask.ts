/** Told when code of a pack throws, which it must not. */
export type OnFailure = (what: string, error: unknown) => void;

/** Asks code of a pack; if that throws, the rest of the answer stands without it. */
export function ask<T>({ onFailure }: { readonly onFailure: OnFailure }, what: string, otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    onFailure(what, error);
    return otherwise;
  }
}
