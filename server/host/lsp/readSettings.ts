import type { Severity } from '../../../schemas/contract/index.ts';
import type { SettingsSection } from '../../../schemas/contract/protocol.ts';
import type { LanguageSettings } from '../../language/settings.ts';

const severities: readonly string[] = ['off', 'hint', 'information', 'warning', 'error'];

/** Takes over what is well-formed and leaves the rest at its default: a slip in the settings must not silence everything. */
export function readSettings(section: unknown): Partial<LanguageSettings> {
  const { rules, operatorVersions, inlayHints } = isRecord(section) ? (section as SettingsSection) : {};
  return {
    rules: Object.fromEntries(
      entries(rules).filter((entry): entry is [string, Severity | 'off'] => severities.includes(String(entry[1]))),
    ),
    operatorVersions: Object.fromEntries(
      entries(operatorVersions).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    inlayHints: !isRecord(inlayHints) || inlayHints.derivedNames !== false,
  };
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
