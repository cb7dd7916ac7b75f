import type { Severity } from '../../../schemas/contract/index.ts';
import type { SettingsSection } from '../../../schemas/contract/protocol.ts';
import { ruleSeverities } from '../../language/configuration/configurationFile.ts';
import type { LanguageSettings } from '../../language/settings.ts';

const severities: ReadonlySet<unknown> = new Set(ruleSeverities);

/** Takes over what is well-formed and leaves the rest at its default: a slip in the settings must not silence everything. */
export function readSettings(section: unknown): Partial<LanguageSettings> {
  const { rules, operatorVersions, inlayHints, workspace } = isRecord(section) ? (section as SettingsSection) : {};
  const written = isRecord(workspace) ? workspace : {};
  return {
    ...readChoices({ rules, operatorVersions }),
    inlayHints: !isRecord(inlayHints) || inlayHints.derivedNames !== false,
    workspace: readChoices(written),
  };
}

function readChoices({ rules, operatorVersions }: Readonly<Record<string, unknown>>): LanguageSettings['workspace'] {
  return {
    rules: Object.fromEntries(
      entries(rules).filter((entry): entry is [string, Severity | 'off'] => severities.has(entry[1])),
    ),
    operatorVersions: Object.fromEntries(
      entries(operatorVersions).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
