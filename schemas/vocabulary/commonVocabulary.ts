import type { KeyDictionary, ManifestNode, Said, Vocabulary } from '../contract/index.ts';
import { base64Length, decodesWithTrailingNewline } from './base64.ts';
import { repairCidr } from './cidr.ts';
import { commonUsualKeys } from './commonUsualKeys.ts';
import { CRON_PRESETS, cronInWords, nextRuns, parseCron, runInWords } from './cron.ts';
import { describedValues } from './describedValues.ts';
import { durationInWords, parseDuration, repairDuration, suggestDurations } from './duration.ts';
import { dictionaryOf } from './keyDictionary.ts';
import { postgresParameters } from './postgresParameters.ts';
import { bytesInWords, coresInWords, quantityOf, repairQuantity, suggestQuantities } from './quantity.ts';
import { textOf } from './read.ts';
import { counted, joined, say } from './say.ts';
import { serviceAnnotations } from './serviceAnnotations.ts';
import { suggestSslModes } from './sslModes.ts';
import { suggestTimeZones } from './suggestTimeZones.ts';
import { suggestVariables } from './suggestVariables.ts';

/** What every pack may refer to with `x-suggest`, `x-keys` and `x-explain`. */
export const commonVocabulary: Vocabulary = {
  usualKeys: commonUsualKeys,
  suggest: {
    cpu: () => suggestQuantities('cpu'),
    memory: () => suggestQuantities('memory'),
    storage: () => suggestQuantities('storage'),
    cron: () => CRON_PRESETS,
    duration: () => suggestDurations(),
    switch: () => switches,
    timezone: () => suggestTimeZones(),
    sslmode: () => suggestSslModes(),
    // The names are those of the cluster at hand, which nobody here knows.
    'storage-class': () => [],
    'topology-key': () => topologyKeys,
    'node-label': () => nodeLabels,
    'access-mode': () => accessModes,
    'environment-variable': suggestVariables,
    'container-resource': () => containerResources,
    'pod-field': ({ node }) =>
      node.path.includes('env') ? [...podFields, ...variableFields] : [...podFields, ...fileFields],
  },
  keys: {
    'postgres-parameters': postgresParameters,
    'container-resources': containerAmounts(),
    'volume-resources': volumeAmounts(),
    'service-annotations': serviceAnnotations,
  },
  explain: {
    quantity: explainQuantity,
    cron: explainCron,
    duration: explainDuration,
    base64: explainBase64,
  },
  repair: {
    cpu: (text) => repairQuantity(text, 'cpu'),
    memory: (text) => repairQuantity(text, 'memory'),
    storage: (text) => repairQuantity(text, 'storage'),
    quantity: (text, node) => repairQuantity(text, /cpu/i.test(lastKey(node)) ? 'cpu' : 'memory'),
    duration: (text) => repairDuration(text),
    switch: (text) => meantSwitch(text),
    cidr: (text) => repairCidr(text),
  },
};

const topologyKeys = describedValues({
  'kubernetes.io/hostname': 'Each node for itself.',
  'topology.kubernetes.io/zone': 'Zones of a region, which fail one by one.',
  'topology.kubernetes.io/region': 'Regions.',
});

const nodeLabels = [
  ...topologyKeys,
  ...describedValues({
    'kubernetes.io/arch': 'Architecture of the processors: `amd64`, `arm64`.',
    'kubernetes.io/os': 'Operating system of the node: `linux`.',
    'node.kubernetes.io/instance-type': 'Size of the machine, as the cloud calls it.',
    'node-role.kubernetes.io/control-plane': 'Nodes that run the control plane.',
  }),
];

/** What databases need first. */
const accessModes = describedValues({
  ReadWriteOnce: 'One node mounts the volume and writes to it: what a database needs.',
  ReadWriteOncePod: 'One pod in the whole cluster mounts the volume.',
  ReadWriteMany: 'Many nodes mount it and write to it, as with NFS.',
  ReadOnlyMany: 'Many nodes mount it and only read.',
});

const containerResources = describedValues({
  'limits.cpu': 'What the container gets at most, in cores.',
  'limits.memory': 'What the container gets at most, in bytes.',
  'requests.cpu': 'What is set aside for the container, in cores.',
  'requests.memory': 'What is set aside for the container, in bytes.',
  'limits.ephemeral-storage': 'Disk of the node that the container gets at most.',
  'requests.ephemeral-storage': 'Disk of the node that is set aside for the container.',
});

/** What of a pod its containers may know: variables and files have some of their own. */
const podFields = describedValues({
  'metadata.name': 'Name of the pod.',
  'metadata.namespace': 'Namespace of the pod.',
  'metadata.uid': 'Id of the pod, which no other one ever has.',
  "metadata.labels['app']": 'Value of one label.',
  "metadata.annotations['key']": 'Value of one annotation.',
});
const variableFields = describedValues({
  'spec.nodeName': 'Node that the pod runs on.',
  'spec.serviceAccountName': 'Service account of the pod.',
  'status.hostIP': 'Address of the node.',
  'status.podIP': 'Address of the pod.',
  'status.podIPs': 'All addresses of the pod.',
});
const fileFields = describedValues({
  'metadata.labels': 'All labels, a line each.',
  'metadata.annotations': 'All annotations, a line each.',
});

function containerAmounts(): KeyDictionary {
  return dictionaryOf([
    { key: 'cpu', help: 'Cores: `500m` is half a core.', values: suggestQuantities('cpu') },
    { key: 'memory', help: 'Bytes of memory: `1Gi`.', values: suggestQuantities('memory') },
    {
      key: 'ephemeral-storage',
      help: 'Bytes of the disk of the node: logs, `emptyDir`, what the container writes.',
      values: suggestQuantities('storage'),
    },
  ]);
}

function volumeAmounts(): KeyDictionary {
  return dictionaryOf([{ key: 'storage', help: 'Size of the volume: `10Gi`.', values: suggestQuantities('storage') }]);
}

const switches = [{ value: 'true' }, { value: 'false' }];

function meantSwitch(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (['true', 'yes', 'on', 'y'].includes(word)) return 'true';
  return ['false', 'no', 'off', 'n'].includes(word) ? 'false' : undefined;
}

/** Cores or bytes: the key says which, else the unit does. */
function explainQuantity(node: ManifestNode): Said | undefined {
  const quantity = quantityOf(node.value);
  if (quantity === undefined) return undefined;
  const key = lastKey(node);
  if (/cpu/i.test(key)) return coresInWords(quantity);
  const bytes = /memory|storage|size|hugepages/i.test(key) || /^([KMGTPE]i|[kMGTPE])$/.test(quantity.suffix);
  return bytes ? bytesInWords(quantity) : undefined;
}

function lastKey(node: ManifestNode): string {
  return [...node.path].reverse().find((part) => typeof part === 'string') ?? '';
}

const RUNS = 3;

function explainCron(node: ManifestNode, now: Date): Said | undefined {
  const text = textOf(node) ?? '';
  const cron = parseCron(text);
  const words = cronInWords(text);
  if (!cron || !words) return undefined;
  const runs = nextRuns(cron, now, RUNS).map(runInWords);
  return runs.length === 0
    ? say`${words} (UTC). It never runs: there is no such day.`
    : say`${words} (UTC). Next runs (UTC): ${joined(runs, ', ')}.`;
}

function explainDuration(node: ManifestNode): Said | undefined {
  const nanos = parseDuration(textOf(node) ?? '');
  return nanos === undefined ? undefined : durationInWords(nanos);
}

/** Says nothing about the content: a hover is shown on screens that others see. */
function explainBase64(node: ManifestNode): Said | undefined {
  const text = textOf(node);
  const length = text === undefined ? undefined : base64Length(text);
  if (text === undefined || length === undefined) return undefined;
  const size = counted(length, say`Valid base64, 1 byte`, say`Valid base64, ${length} bytes`);
  return decodesWithTrailingNewline(text)
    ? say`${size}. It ends with a line break, which becomes part of the value.`
    : size;
}
