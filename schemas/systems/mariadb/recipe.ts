import type { DatabaseAccess, Login, Need, OperatorPlace, ReadRecipe, Recipe, Resource } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { persistentVolumeClaims, secrets } from '../../vocabulary/objectTypes.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { leftoversOf } from '../../vocabulary/recipes.ts';
import { isTrue, isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { backupActions, physicalBackupActions, proxyActions, serverActions } from './actions.ts';
import { claimLabels, podLabels, role } from './labels.ts';
import {
  firstUserSecret,
  hasFirstUser,
  hasTls,
  isCluster,
  passwordSecret,
  proxySecretName,
  rootSecret,
} from './naming.ts';
import type { PasswordSecret } from './naming.ts';
import { backupHealth, proxyHealth, readyHealth, serverGuarded, serverHealth } from './state.ts';

/** Sources are paths in mariadb-operator/mariadb-operator v26.6. */
export const recipe: ReadRecipe = (resource) => {
  if (isFilledInLater(resource.identity.name)) return undefined;
  switch (resource.identity.kind) {
    case 'MariaDB':
      return serverRecipe(resource);
    case 'MaxScale':
      return proxyRecipe(resource);
    case 'ExternalMariaDB':
      return externalRecipe(resource);
    case 'Backup':
      return backupRecipe(resource, backupActions(resource));
    case 'PhysicalBackup':
      return backupRecipe(resource, physicalBackupActions(resource));
    default:
      return undefined;
  }
};

/** Labels of the chart. deploy/charts/mariadb-operator/templates/operator/deployment.yaml */
const operator: OperatorPlace = { pods: [{ 'app.kubernetes.io/name': 'mariadb-operator' }], container: 'controller' };

function serverRecipe(resource: Resource): Recipe {
  const { identity, root } = resource;
  const spec = root.at('spec');
  return {
    members: [{ labels: podLabels('mariadb', identity.name), ...(isCluster(spec) ? { role } : {}) }],
    access: serverAccess(resource),
    actions: serverActions(resource),
    needs: [rootSecret(resource), ...(hasFirstUser(spec) ? [firstUserSecret(resource)] : [])].flatMap(passwordNeed),
    health: serverHealth(resource),
    guarded: serverGuarded,
    operator,
    cleanUp: {
      leftovers: [
        ...leftoversOf(claimLabels(identity.name, 'storage'), [persistentVolumeClaims, 'data']),
        ...leftoversOf(claimLabels(identity.name, 'config'), [persistentVolumeClaims, 'nothing']),
      ],
      notes: [
        say`Secrets with passwords at random, such as \`${identity.name}-root\`, stay and have no labels: a new MariaDB of the same name takes them, which it must if it takes the old volumes.`,
        say`Claims and buckets of backups stay.`,
        say`With several servers a ClusterRoleBinding \`${identity.name}:auth-delegator\` or one with the namespace in its name may stay.`,
      ],
    },
  };
}

/** Root may log in from everywhere, as the image is started. pkg/builder/container_builder.go (mariadbEnv) */
function serverAccess(resource: Resource): DatabaseAccess {
  const { identity, root } = resource;
  const spec = root.at('spec');
  const database = knownName(spec.at('database'));
  const user = knownName(spec.at('username'));
  const owner: Login[] =
    user === undefined || database === undefined
      ? []
      : [
          {
            role: user,
            note: say`all rights in ${database}`,
            databases: [database],
            ...kept(firstUserSecret(resource)),
          },
        ];
  const secret = rootSecret(resource);
  return {
    engine: 'mysql',
    container: 'mariadb',
    port: numberOf(spec.at('port')) ?? 3306,
    logins: [
      ...owner,
      { role: 'root', note: say`superuser`, ...(secret === undefined ? { noPassword: true } : kept(secret)) },
    ],
    databases: database === undefined ? [] : [database],
    // The certificate holds the names of the Services and, for a tunnel, none that would do.
    tls: hasTls(spec)
      ? {
          mode: 'require',
          authority: { kind: 'Secret', name: `${identity.name}-ca-bundle`, key: 'ca.crt', mode: 'verify-ca' },
        }
      : { mode: 'disable' },
    readOnlySessions: 'kept',
    // Root has a password inside the container as well.
    localClient: [],
  };
}

/** Each listener is another way in: the first one counts. */
function proxyRecipe(resource: Resource): Recipe {
  const { identity, root } = resource;
  const { name } = identity;
  const spec = root.at('spec');
  const auth = spec.at('auth');
  const client = passwordSecret(
    auth.at('clientPasswordSecretKeyRef'),
    proxySecretName(name, 'client'),
    root.at('metadata', 'name'),
  );
  const isEncrypted = isTrue(spec.at('tls', 'enabled'));
  return {
    members: [{ labels: podLabels('maxscale', name) }],
    access: {
      engine: 'mysql',
      container: 'maxscale',
      port: numberOf(spec.at('services').items()[0]?.at('listener', 'port') ?? spec.at('services', 'none')) ?? 3306,
      logins: [
        {
          role: textOf(auth.at('clientUsername')) || proxySecretName(name, 'client'),
          note: say`for applications`,
          ...kept(client),
        },
      ],
      databases: [],
      tls: isEncrypted
        ? {
            mode: 'require',
            authority: { kind: 'Secret', name: `${name}-ca-bundle`, key: 'ca.crt', mode: 'verify-ca' },
          }
        : { mode: 'prefer' },
      readOnlySessions: { notKept: say`MaxScale decides by itself to which server a statement goes.` },
      localClient: [],
    },
    actions: proxyActions(resource),
    needs: [],
    health: proxyHealth(resource),
    operator,
    cleanUp: {
      leftovers: leftoversOf(podLabels('maxscale', name), [persistentVolumeClaims, 'nothing']),
      notes: [
        say`Secrets with passwords at random, such as \`${name}-client\`, stay and have no labels: a new MaxScale of the same name takes them.`,
        say`Users that it made stay in the MariaDB as \`User\` resources until those are deleted.`,
      ],
    },
  };
}

function externalRecipe(resource: Resource): Recipe | undefined {
  const spec = resource.root.at('spec');
  const [host, user] = [knownName(spec.at('host')), knownName(spec.at('username'))];
  if (host === undefined || user === undefined) return undefined;
  const reference = spec.at('passwordSecretKeyRef');
  const secret = isWritten(reference) ? passwordSecret(reference, '', reference) : undefined;
  return {
    members: [],
    access: {
      engine: 'mysql',
      container: '',
      port: numberOf(spec.at('port')) ?? 3306,
      host,
      logins: [{ role: user, note: say`as the operator logs in`, ...kept(secret) }],
      databases: [],
      tls: isTrue(spec.at('tls', 'enabled')) ? { mode: 'require' } : { mode: 'prefer' },
      readOnlySessions: 'kept',
      localClient: [],
    },
    actions: [],
    needs: passwordNeed(secret),
    health: readyHealth(resource),
    operator,
  };
}

/** Jobs run for a time, and nobody connects to them. */
function backupRecipe(resource: Resource, actions: Recipe['actions']): Recipe {
  return { members: [], actions, needs: [], health: backupHealth(resource), operator };
}

function kept(secret: PasswordSecret | undefined): Pick<Login, 'secret'> {
  if (secret === undefined || secret.name === '' || secret.key === '') return {};
  return { secret: { name: secret.name, passwordKey: secret.key } };
}

function passwordNeed(secret: PasswordSecret | undefined): readonly Need[] {
  if (secret === undefined || isFilledInLater(secret.name) || isFilledInLater(secret.key)) return [];
  const { name, key, isMade } = secret;
  const remedy = isMade
    ? say`The operator makes it once the resource is applied: if it stays away, read the log of the operator.`
    : say`Make the Secret with this key, or write \`generate: true\` so that the operator does.`;
  return [{ object: { ...secrets, name }, keys: [key], purpose: say`a password`, remedy }];
}
