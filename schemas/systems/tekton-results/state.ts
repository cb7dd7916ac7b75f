import type { GuardedField, HealthLine, Resource, Said } from '../../contract/index.ts';
import { conditionLine, conditionsOf, isLive } from '../../vocabulary/recipes.ts';
import { isTrue, textOf } from '../../vocabulary/read.ts';
import { foreign, say } from '../../vocabulary/say.ts';
import { certificatePlace } from './certificatePlace.ts';
import { verifyingModes } from './certificate.ts';
import { databaseSecret } from './naming.ts';
import { resultSettings } from './settings.ts';

/** What the resource says about itself: conditions of the operator, and settings with which the API does not start. */
export function healthOf(resource: Resource): readonly HealthLine[] {
  const { root } = resource;
  return [
    ...(isLive(root) ? linesOfConditions(resource) : []),
    ...versionLine(resource),
    ...encryptionLines(resource),
    ...hostLine(resource),
    ...secretLine(resource),
    ...ownerLine(resource),
  ];
}

/** The last of these is the sum of the others. pkg/apis/operator/v1alpha1/tektonresult_lifecycle.go */
const expected: Readonly<Record<string, { readonly title: Said; readonly remedy: Said }>> = {
  DependenciesInstalled: {
    title: say`Dependencies`,
    remedy: say`Make what the text says is missing, in the target namespace: the operator waits for it.`,
  },
  InstallerSetAvailable: {
    title: say`Installation`,
    remedy: say`Read the log of the operator: it could not make the set of objects to install.`,
  },
  InstallerSetReady: {
    title: say`Workloads`,
    remedy: say`Look at the events and the log of the pods of API, watcher and database.`,
  },
  PreReconciler: {
    title: say`Preparation`,
    remedy: say`Correct what the text says; the log of the operator says more.`,
  },
  PostReconciler: {
    title: say`Completion`,
    remedy: say`Correct what the text says; the log of the operator says more.`,
  },
  Ready: { title: say`Ready`, remedy: say`See the conditions above: the first that is not true is the cause.` },
};

function linesOfConditions({ identity, root }: Resource): readonly HealthLine[] {
  const conditions = conditionsOf(root);
  if (conditions.length === 0) {
    const remedy = say`Look whether the pods of the Tekton operator run, and into their log.`;
    return [
      { title: say`Ready`, state: 'bad', text: say`The operator has not taken note of ${identity.kind}.`, remedy },
    ];
  }
  return Object.entries(expected).flatMap(([type, { title, remedy }]): HealthLine[] => {
    const condition = conditions.find((candidate) => candidate.type === type);
    return condition ? [conditionLine(condition, { title, good: 'True', remedy })] : [];
  });
}

function versionLine({ root }: Resource): readonly HealthLine[] {
  const version = textOf(root.at('status', 'version'));
  return version ? [{ title: say`Version`, state: 'note', text: foreign(version) }] : [];
}

function encryptionLines(resource: Resource): readonly HealthLine[] {
  const mode = textOf(resultSettings(resource).at('db_sslmode')) ?? '';
  const place = certificatePlace(resource);
  const title = say`Certificate of the authority`;
  if (place.found === 'nowhere') {
    const text = say`\`db_sslrootcert\` is ${place.path}, but no volume puts a file there in container \`api\`: the API does not start.`;
    const remedy = say`Mount the ConfigMap or Secret with the certificate in both Deployments below \`options.deployments\`, or correct the path.`;
    return [{ title, state: 'bad', text, remedy }];
  }
  if (place.found === 'unset' && verifyingModes.includes(mode)) {
    const text = say`\`db_sslmode\` is ${mode}, but no \`db_sslrootcert\` is written: the API ends at once.`;
    const remedy = say`Mount the certificate of the authority and write its path as \`db_sslrootcert\`.`;
    return [{ title, state: 'bad', text, remedy }];
  }
  if (place.found !== 'key') return [];
  const { kind, name, key } = place.source;
  return [{ title, state: 'note', text: say`Key ${key} of ${kind} ${name}.` }];
}

function hostLine(resource: Resource): readonly HealthLine[] {
  const settings = resultSettings(resource);
  const host = settings.at('db_host');
  if (!isTrue(settings.at('is_external_db')) || (host.kind !== 'missing' && host.value !== '')) return [];
  const text = say`\`is_external_db\` is true, but no \`db_host\` is written: the API looks for an internal database.`;
  return [
    {
      title: say`Host`,
      state: 'bad',
      text,
      remedy: say`Write the host of the database as \`db_host\`.`,
    },
  ];
}

/** `secret_name` with the usual name does no harm, and manuals of distributions have it so. */
function secretLine(resource: Resource): readonly HealthLine[] {
  const settings = resultSettings(resource);
  const named = textOf(settings.at('secret_name'));
  if (!named || named === databaseSecret || settings.at('db_secret_name').value) return [];
  if (!isTrue(settings.at('is_external_db'))) return [];
  const text = say`\`secret_name\` (${named}) is read for S3 only: user and password of the database come from Secret ${databaseSecret}.`;
  return [{ title: say`Secret`, state: 'note', text }];
}

/** pkg/reconciler/shared/tektonconfig/result/result.go */
function ownerLine({ identity, root }: Resource): readonly HealthLine[] {
  const owner = root
    .at('metadata', 'ownerReferences')
    .items()
    .find((reference) => reference.at('kind').value === 'TektonConfig');
  if (identity.kind !== 'TektonResult' || !owner) return [];
  const text = say`It belongs to a TektonConfig, which reverts changes made here: change \`spec.result\` there.`;
  return [{ title: say`Owner`, state: 'note', text }];
}

export const guardedFields: readonly GuardedField[] = [
  {
    // The reconciler compares it with that of TektonPipeline. tektonresult.go#L163
    field: 'spec.targetNamespace',
    change: 'never',
    consequence: say`It has to be the namespace of Tekton Pipelines: the operator stops until both are the same.`,
  },
];
