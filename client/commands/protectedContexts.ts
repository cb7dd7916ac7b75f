export interface ProtectedContexts {
  /** Sessions are read-only there, and changes ask for the name to be typed. */
  readonly isProtected: (context: string) => boolean;
  /** Patterns that are no regular expressions. While there is one, every context is protected. */
  readonly invalid: readonly string[];
}

/** @param setting `dbManifests.protectedContexts` as written: regular expressions, upper and lower case alike. */
export function readProtectedContexts(setting: unknown): ProtectedContexts {
  if (!Array.isArray(setting)) {
    return { isProtected: () => true, invalid: setting === undefined ? [] : [JSON.stringify(setting)] };
  }
  const patterns: RegExp[] = [];
  const invalid: string[] = [];
  for (const each of setting as readonly unknown[]) {
    const pattern = typeof each === 'string' ? compile(each) : undefined;
    if (pattern) patterns.push(pattern);
    else invalid.push(typeof each === 'string' ? each : JSON.stringify(each));
  }
  return {
    isProtected: (context) => invalid.length > 0 || patterns.some((pattern) => pattern.test(context)),
    invalid,
  };
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'i');
  } catch {
    return undefined;
  }
}
