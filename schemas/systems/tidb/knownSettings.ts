import { componentSettings } from './componentSettings.ts';
import { configKeys } from './configKeys.ts';
import { isAmong } from './keysOf.ts';
import type { ConfigKey } from './keysOf.ts';

/** All that a component knows or has known, by `ComponentConfig.path`. */
export function knownSettings(where: string): readonly ConfigKey[] {
  return tablesOf(where).flatMap((keys) => [...keys.values()]);
}

/** Whether it is one of them, or stands in one that is open to any key. */
export function isKnownSetting(where: string, path: readonly string[]): boolean {
  return tablesOf(where).some((keys) => isAmong(keys, path));
}

function tablesOf(where: string) {
  return [componentSettings.get(where), configKeys.get(where)].filter((keys) => keys !== undefined);
}
