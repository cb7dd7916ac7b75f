type Listener = (what: unknown) => void;

/** Of whoever wants to know what is read at the moment. */
let listener: Listener | undefined;

/** Does a piece of work and tells what is `noted` meanwhile, also what was noted when something was worked out that is remembered. */
export function listen<T>(to: Listener, work: () => T): T {
  const outer = listener;
  listener = to;
  try {
    return work();
  } finally {
    listener = outer;
  }
}

/** Tells whoever listens that something was read. */
export function note(what: unknown): void {
  listener?.(what);
}

interface Known<K, T> {
  readonly key: K;
  readonly value: T;
  /** Empty if nobody listened. */
  readonly notes: readonly unknown[];
}

/**
 * The function, worked out once for as long as it is asked about the same object with the same second argument (compared
 * by identity): nodes and lists of resources never change, and rules, names and derived objects ask for the same things.
 */
export function perObject<O extends object, K, T>(compute: (object: O, key: K) => T): (object: O, key: K) => T {
  const known = new WeakMap<O, Known<K, T>>();
  return (object, key) => {
    const found = known.get(object);
    if (found && found.key === key) {
      for (const what of found.notes) note(what);
      return found.value;
    }
    const notes: unknown[] = [];
    const value = listener ? listen(heard(notes, listener), () => compute(object, key)) : compute(object, key);
    known.set(object, { key, value, notes });
    return value;
  };
}

function heard(notes: unknown[], outer: Listener): Listener {
  return (what) => {
    notes.push(what);
    outer(what);
  };
}
