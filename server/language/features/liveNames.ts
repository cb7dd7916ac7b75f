import type { Said } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { LiveNames, Position } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { subjectAt } from '../subjects/subjectAt.ts';
import { fieldAt, typesOf } from '../schema/walk.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { clusterWide, keyTypes } from '../workspace/readNames.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import type { Cursor } from '../yaml/index.ts';
import { cursorIn, placeAt } from './complete.ts';
import { nameProposal } from './completeNames.ts';
import { withFilters } from './withFilters.ts';
import { wantedName } from './wantedName.ts';

type Question = Pick<LiveNames, 'type' | 'namespace' | 'of'>;

/** Kinds whose names a cluster is asked for. */
const liveTypes = new Set(['Secret', 'ConfigMap', 'StorageClass', 'Service', 'PersistentVolumeClaim']);

/** Which names of a cluster could stand at the cursor. The service asks no cluster: whoever runs it may do so. */
export function liveNames(context: LanguageContext, file: ManifestFile, position: Position): LiveNames | undefined {
  if (file.at(position).slot.isTooLarge) return undefined;
  const { placed, cursor, document } = cursorIn(context, file, position);
  if (cursor.place !== 'value' && cursor.place !== 'item') return undefined;
  const found = subjectAt(context, { slot: placed.slot, path: cursor.path, document });
  if (!found) return undefined;
  const field = found.schema && fieldAt(found.schema, found.path);
  const isText = field === undefined || typesOf(field).includes('string');
  const wanted = wantedName(context, placed.slot, cursor);
  const question = wanted ? questionOf(wanted) : isText && isNamespace(cursor) ? namespaces : undefined;
  return question && { ...question, completions: completionsAt(question) };

  function completionsAt({ type }: Question): LiveNames['completions'] {
    const place = placeAt(placed, cursor);
    return (names, from, known) => {
      const taken = new Set(known.map(({ label }) => label));
      const proposals = [...new Set(names)]
        .filter((name) => !taken.has(name))
        .map((name) =>
          nameProposal(name, render(say`${titles[type] ?? type} from ${from}`, context.words), 'cluster', cursor),
        );
      return withFilters(placed.slot.text, cursor, proposals).map(place);
    };
  }
}

const namespaces: Question = { type: 'Namespace', namespace: '' };

const titles: Readonly<Record<string, Said>> = { SecretKey: say`key`, ConfigMapKey: say`key` };

/** Nobody declares namespaces as names; a field that is called so holds one: `metadata.namespace`, `clusterNamespace`. */
function isNamespace({ place, path }: Cursor): boolean {
  return place === 'value' && /namespace$/i.test(String(path.at(-1) ?? ''));
}

function questionOf({ type, namespace, within }: IndexedName): Question | undefined {
  const place = (name: string | undefined) => (name === undefined || name === clusterWide ? '' : name);
  if (liveTypes.has(type)) return { type, namespace: place(namespace) };
  if ((type !== keyTypes.Secret && type !== keyTypes.ConfigMap) || !within?.name) return undefined;
  const keyType = type === keyTypes.Secret ? 'SecretKey' : 'ConfigMapKey';
  return { type: keyType, namespace: place(within.namespace ?? namespace), of: within.name };
}
