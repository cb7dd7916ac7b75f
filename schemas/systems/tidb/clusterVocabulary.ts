import type { KeyDictionary, SuggestContext, Suggestion, Vocabulary } from '../../contract/index.ts';
import { describedValues } from '../../vocabulary/describedValues.ts';
import { dictionaryOf, type KeyRow, quoted } from '../../vocabulary/keyDictionary.ts';
import { suggestQuantities } from '../../vocabulary/quantity.ts';
import { logVolumes } from './logVolumes.ts';
import { proxyReleases, releases } from './releases.ts';
import { say } from '../../vocabulary/say.ts';

/** Values and keys for clusters, their monitoring and their initializers. */
export const clusterVocabulary: Vocabulary = {
  suggest: {
    'initializer-image': () => initializerImages,
    'prometheus-duration': () => retentions,
    'tidb-version': () => releases.map((value) => ({ value })),
    'tidb-volume': suggestVolumes,
    'tiproxy-version': () => proxyReleases.map((value) => ({ value })),
  },
  keys: {
    'limited-resources': dictionaryOf([...cpuAndMemory('at most'), nodeStorage()]),
    'pod-annotations': podAnnotations(),
    'requested-resources': dictionaryOf([...cpuAndMemory('at least'), nodeStorage()]),
    'requested-resources-and-storage': dictionaryOf([storage(), ...cpuAndMemory('at least'), nodeStorage()]),
    'requested-storage': dictionaryOf([storage()]),
  },
};

const retentions: readonly Suggestion[] = ['7d', '15d', '30d', '90d', '12h'].map((value) => ({ value }));
const initializerImages = describedValues({
  'tnir/mysqlclient': 'Python with a client for MySQL, as the manual has it.',
});

/** Volumes of the component that a log can go to. */
function* suggestVolumes({ node }: SuggestContext): Iterable<Suggestion> {
  const component = node.parent;
  if (component === undefined) return;
  for (const { name } of logVolumes(component)) yield { value: name };
}

function nodeStorage(): KeyRow {
  return {
    key: 'ephemeral-storage',
    help: "Space on the node's own disk, for logs and files of the container.",
    detail: say`quantity`,
    values: suggestQuantities('storage'),
    insert: '1Gi',
  };
}

function storage(): KeyRow {
  return {
    key: 'storage',
    help: 'Size of the volume of each pod. The operator refuses the whole resource without it.',
    detail: say`quantity`,
    values: suggestQuantities('storage'),
    insert: '100Gi',
  };
}

function cpuAndMemory(bound: 'at least' | 'at most'): readonly KeyRow[] {
  return [
    {
      key: 'cpu',
      help:
        bound === 'at least'
          ? 'Cores that the pod gets at least.'
          : 'Cores that the container gets at most; above that it is slowed down.',
      detail: say`quantity`,
      values: suggestQuantities('cpu'),
      insert: '1',
    },
    {
      key: 'memory',
      help:
        bound === 'at least'
          ? 'Memory that the pod gets at least.'
          : 'Memory that the container gets at most; above that it is killed.',
      detail: say`quantity`,
      values: suggestQuantities('memory'),
      insert: '2Gi',
    },
  ];
}

/** Annotations of pods that the operator reads or that a change of restarts them. */
function podAnnotations(): KeyDictionary {
  return dictionaryOf([
    {
      key: 'tidb.pingcap.com/restartedAt',
      help: 'A time. A new one replaces the pods one by one, as for an update.',
      insert: quoted('2026-01-31T12:00:00'),
    },
    {
      key: 'prometheus.io/scrape',
      help: 'Whether Prometheus reads metrics of the pods. The operator sets `true`.',
      values: [{ value: 'true' }, { value: 'false' }],
      insert: quoted('true'),
    },
  ]);
}
