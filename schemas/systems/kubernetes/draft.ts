import type { Draft, ManifestValue, Resource, WantedResource } from '../../contract/index.ts';
import { configMapDraft, header, pullSecretDraft, secretDraft } from '../../vocabulary/drafts.ts';
import { numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { containersOf, podTemplateOf } from './workloads.ts';

/** What a fix writes for an object that is referred to and stands nowhere. */
export function draft(wanted: WantedResource): Draft | undefined {
  switch (wanted.type) {
    case 'Secret':
      return isForImages(wanted) ? pullSecretDraft(wanted) : secretDraft(wanted, wanted.keys);
    case 'ConfigMap':
      return configMapDraft(wanted, wanted.keys);
    case 'PersistentVolumeClaim':
      return claim(wanted);
    case 'Service':
      return headlessService(wanted);
    default:
      return undefined;
  }
}

/** With what images are pulled has a form of its own. */
function isForImages({ by, name }: WantedResource): boolean {
  const lists = [podTemplateOf(by)?.spec.at('imagePullSecrets'), by.root.at('imagePullSecrets')];
  return lists.some((list) => list?.items().some((item) => item.at('name').value === name));
}

function claim(wanted: WantedResource): Draft {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } };
  return {
    value: { ...header('PersistentVolumeClaim', wanted), spec },
    comment: say`The size is yours to choose; a claim keeps its storage class.`,
  };
}

/** A StatefulSet names the Service that gives its pods their host names. */
function headlessService(wanted: WantedResource): Draft | undefined {
  const { by, name } = wanted;
  const spec = by.root.at('spec');
  const labels = spec.at('selector', 'matchLabels');
  if (by.identity.kind !== 'StatefulSet' || spec.at('serviceName').value !== name || !isTexts(labels.value))
    return undefined;
  const ports = portsOf(by);
  return {
    value: {
      ...header('Service', wanted),
      spec: { clusterIP: 'None', selector: labels.value, ...(ports.length > 0 ? { ports } : {}) },
    },
  };
}

function portsOf(workload: Resource): ManifestValue[] {
  const template = podTemplateOf(workload);
  const ports = template ? containersOf(template.spec, ['containers']).flatMap((each) => each.at('ports').items()) : [];
  const seen = new Set<number>();
  return ports.flatMap((node) => {
    const port = numberOf(node.at('containerPort'));
    if (port === undefined || seen.has(port)) return [];
    seen.add(port);
    return [{ name: textOf(node.at('name')) ?? `port-${String(port)}`, port }];
  });
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((each) => typeof each === 'string')
  );
}
