/** What runs over a cluster in a terminal: sessions with their passwords, and logs that are followed. */

interface OpenSession {
  readonly context: string;
  readonly end: () => void;
}

const open = new Set<OpenSession>();

/** @param end is called once, unless it has ended by itself: then call what comes back. */
export function keepSession(context: string, end: () => void): () => void {
  const session = { context, end };
  open.add(session);
  return () => void open.delete(session);
}

/** Ends those over a context, or all: when the person disconnects, or the editor closes. Never throws. @returns how many. */
export function endSessions(context?: string): number {
  let count = 0;
  for (const session of [...open]) {
    if (context !== undefined && session.context !== context) continue;
    // Ending one may end another.
    if (!open.delete(session)) continue;
    count += 1;
    try {
      session.end();
    } catch {
      // The others end all the same.
    }
  }
  return count;
}
