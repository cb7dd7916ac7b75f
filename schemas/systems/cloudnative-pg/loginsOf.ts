import type { Login, ManifestNode, Resource, SecretSource } from '../../contract/index.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { clusterLabels } from './labels.ts';
import { application, isGiven, managedRoles } from './naming.ts';

/** The owner of the application's database first, then the roles of `managed`, the superuser last. */
export function loginsOf(resource: Resource): readonly Login[] {
  const superuser = superuserLogin(resource);
  return [
    ...applicationLogin(resource),
    ...managedRoles(resource.root.at('spec')).flatMap(managedLogin),
    ...(superuser ? [superuser] : []),
  ];
}

/** api/v1/cluster_funcs.go (GetApplicationSecretName) */
function applicationLogin(resource: Resource): readonly Login[] {
  const app = application(resource);
  if (!app) return [];
  const own = isGiven(app.secret);
  const secret = own ? knownName(app.secret) : `${resource.identity.name}-app`;
  return [
    {
      role: app.owner,
      note: say`owner of ${app.database}`,
      ...(secret === undefined ? {} : { secret: secretOf(resource, secret, own ? undefined : 'app') }),
      databases: [app.database],
    },
  ];
}

/** A role without a password can be used with a certificate, or not at all. */
function managedLogin(role: ManifestNode): readonly Login[] {
  const name = knownName(role.at('name'));
  if (name === undefined || !isTrue(role.at('login'))) return [];
  const secret = knownName(role.at('passwordSecret', 'name'));
  return [
    {
      role: name,
      ...(isTrue(role.at('superuser')) ? { note: say`superuser` } : {}),
      ...(secret === undefined
        ? {}
        : { secret: { name: secret, userKey: 'username', passwordKey: 'password' } satisfies SecretSource }),
    },
  ];
}

/** Nobody logs in as superuser from outside before it is allowed; since 1.21 it is not by default. */
function superuserLogin(resource: Resource): Login | undefined {
  const spec = resource.root.at('spec');
  if (!isTrue(spec.at('enableSuperuserAccess'))) return undefined;
  const node = spec.at('superuserSecret', 'name');
  const own = isGiven(node);
  const secret = own ? knownName(node) : `${resource.identity.name}-superuser`;
  return {
    role: 'postgres',
    note: say`superuser`,
    ...(secret === undefined ? {} : { secret: secretOf(resource, secret, own ? undefined : 'superuser') }),
  };
}

/** A Secret that the operator makes has labels and says the database; one of the user's own has two keys. pkg/specs/secrets.go */
function secretOf({ identity }: Resource, name: string, userType: 'app' | 'superuser' | undefined): SecretSource {
  return {
    name,
    ...(userType ? { labels: { ...clusterLabels(identity.name), 'cnpg.io/userType': userType } } : {}),
    userKey: 'username',
    passwordKey: 'password',
    ...(userType === 'app' ? { databaseKey: 'dbname' } : {}),
  };
}
