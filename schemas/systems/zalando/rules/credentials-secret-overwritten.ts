import type { IndexedResource, ManifestNode, Rule, RuleContext, Said } from '../../../contract/index.ts';
import { encodes } from '../../../vocabulary/base64.ts';
import { textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manifestUsers, preparedRoles, secretName, systemRoles } from '../naming.ts';
import type { NamedRole, OperatorNames } from '../naming.ts';
import { knownNames } from '../operatorSettings.ts';

/** A Secret that is there before the operator makes it has to hold exactly what the operator would write. */
export const credentialsSecretOverwritten: Rule = {
  id: 'zalando/credentials-secret-overwritten',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator takes a Secret that has the name of a user's credentials and exists already, and sets the role's password
from its keys \`username\` and \`password\`. If \`username\` is missing or is another name, it writes the right name and a
new password over both; if \`password\` is missing, the role gets an empty one, with which nobody can log in. Write both
keys, the name with its underscores.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/sync.go#L1208',
  wholeOnly: true,
  *check(context) {
    const known = knownNames(context.workspace);
    for (const role of rolesWithSecret(context)) {
      const found = writtenSecret(context, role, known);
      const problem = found && problemOf(found.resource.root, role.name);
      if (!found || !problem) continue;
      const node = context.root.at(...role.because);
      yield {
        node,
        mark: node.kind === 'scalar' && node.value !== null ? 'value' : 'key',
        message: say`Secret "${found.resource.identity.name}" exists already, but ${problem}.`,
        related: [{ node: found.resource.root.at('metadata', 'name'), message: say`The Secret` }],
      };
    }
  },
};

/** Roles whose name in the Secret stays: rotation writes others. */
function rolesWithSecret({ spec, resource }: RuleContext): NamedRole[] {
  const rotated = new Set(textItems(spec.at('usersWithSecretRotation')).map(([name]) => name));
  const roles = [...manifestUsers(spec), ...preparedRoles(spec, resource.identity.name), ...systemRoles(spec)];
  return roles.filter(({ login, name }) => login && !rotated.has(name));
}

function writtenSecret(
  { workspace, resource }: RuleContext,
  { name }: NamedRole,
  known: readonly OperatorNames[],
): IndexedResource | undefined {
  const { name: cluster, namespace } = resource.identity;
  if (!cluster) return undefined;
  const secrets = known.map((names) => secretName(name, cluster, names));
  return secrets
    .flatMap((secret) => workspace.find('Secret', secret, namespace))
    .find(({ resource: { partial } }) => !partial);
}

/** As the end of a sentence; `undefined`: nothing is wrong, or nobody can tell. */
function problemOf(secret: ManifestNode, role: string): Said | undefined {
  const [data, plain] = [secret.at('data'), secret.at('stringData')];
  const keys = [...data.entries(), ...plain.entries()].map(([key]) => key);
  if (keys.length === 0 || keys.some((key) => key.includes('${'))) return undefined;
  if (!keys.includes('username')) return say`has no \`username\`: the operator puts a new password into it`;
  if (!keys.includes('password')) return say`has no \`password\`: nobody can log in as "${role}"`;
  const text = textOf(plain.at('username'));
  const encoded = textOf(data.at('username'));
  const isOther = text === undefined ? encoded !== undefined && !isName(encoded, role) : !isRoleName(text, role);
  return isOther
    ? say`its \`username\` is not "${role}": the operator puts that name and a new password into it`
    : undefined;
}

/** With rotation the name has the day behind it. */
function isRoleName(text: string, role: string): boolean {
  return text === role || (text.startsWith(role) && /^\d{6}$/.test(text.slice(role.length)));
}

function isName(encoded: string, role: string): boolean {
  // A name with a day behind it cannot be told from another one without decoding.
  return encodes(encoded, role) || encoded.replace(/\s/g, '').length > Math.ceil((role.length + 5) / 3) * 4;
}
