import type { Draft, WantedResource } from '../../contract/index.ts';
import { configMapDraft, secretDraft } from '../../vocabulary/drafts.ts';
import { textOf } from '../../vocabulary/read.ts';
import { neededSecret } from './databaseSecret.ts';
import { fileOf } from './mounts.ts';
import { resultSettings } from './settings.ts';
import { volumeSources } from './volumes.ts';
import { optionWorkloads } from './workloads.ts';

/** The Secret with the credentials has its two keys, and what is mounted for `db_sslrootcert` the file that it names. */
export function draft(wanted: WantedResource): Draft | undefined {
  const { by, name, type } = wanted;
  const secret = type === 'Secret' ? neededSecret({ resource: by }) : undefined;
  if (secret?.name === name) return secretDraft(wanted, [...new Set(secret.keys.map(({ key }) => key))]);
  const file = fileOf(textOf(resultSettings(by).at('db_sslrootcert')) ?? '');
  if (wanted.keys.length > 0 || file === '' || !isMountedWhole(wanted)) return undefined;
  return type === 'Secret' ? secretDraft(wanted, [file]) : configMapDraft(wanted, [file]);
}

/** Whether a volume of the options holds all keys of the object. */
function isMountedWhole({ by, name, type }: WantedResource): boolean {
  return optionWorkloads(by).some(({ podSpec }) =>
    podSpec
      .at('volumes')
      .items()
      .flatMap(volumeSources)
      .some((source) => source.kind === type && source.name === name && source.items.kind === 'missing'),
  );
}
