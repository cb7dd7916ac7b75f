export interface ProtectedContexts {
  /** Sessions begin read-only there, or ask for the name to be typed as changes do. */
  readonly isProtected: (context: string) => boolean;
  /** Patterns that are no regular expressions. While there is one, every context is protected. */
  readonly invalid: readonly string[];
}

/** What `inspect` of the editor's configuration says of one setting. */
export interface Inspected {
  readonly globalValue?: unknown;
  readonly defaultValue?: unknown;
}

/** What the person has set: a workspace, which may be anybody's, has no say in what is protected. */
export function ownSetting(inspected: Inspected | undefined): unknown {
  return inspected?.globalValue ?? inspected?.defaultValue;
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
