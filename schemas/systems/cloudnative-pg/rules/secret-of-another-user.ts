import type { ManifestNode, Resource, Rule } from '../../../contract/index.ts';
import { encodes } from '../../../vocabulary/base64.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isPlaceholder, isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { application, managedRoles } from '../naming.ts';
import { source } from '../sources.ts';

/** The operator compares the user of a Secret with the role. */
export const secretOfAnotherUser: Rule = {
  id: 'cloudnative-pg/secret-of-another-user',
  severity: 'warning',
  kinds: ['Cluster', 'DatabaseRole'],
  help: `A Secret with a password says under \`username\` whose it is, and the operator passes over one that is not of the role: the
password is never set, and nobody can log in with it. For \`superuserSecret\` the user is \`postgres\`, for \`bootstrap\` the
owner. Correct \`username\` in the Secret, or name another Secret.`,
  source: source('internal/management/controller/instance_controller.go', 1445),
  wholeOnly: true,
  *check({ resource, spec, workspace }) {
    for (const [node, role] of resource.identity.kind === 'Cluster' ? ofCluster(resource) : ofRole(spec)) {
      const name = textOf(node);
      if (!name || isFilledInLater(name) || role.includes('${')) continue;
      const secrets = workspace.find('Secret', name, resource.identity.namespace);
      const [secret] = secrets;
      if (!secret || secrets.length > 1 || secret.resource.partial || isFor(secret.resource, role) !== false) continue;
      yield {
        node,
        message: say`Secret "${name}" is not of user "${role}", so its password is never set: correct \`username\` there, or name another Secret.`,
        related: [{ node: secret.resource.root.at('metadata', 'name'), message: say`The Secret.` }],
      };
    }
  },
};

function* ofCluster(resource: Resource): Iterable<[ManifestNode, string]> {
  const spec = resource.root.at('spec');
  const app = application(resource);
  if (app) yield [app.secret, app.owner];
  if (isTrue(spec.at('enableSuperuserAccess'))) yield [spec.at('superuserSecret', 'name'), 'postgres'];
  for (const role of managedRoles(spec)) {
    const name = textOf(role.at('name'));
    if (name) yield [role.at('passwordSecret', 'name'), name];
  }
}

function* ofRole(spec: ManifestNode): Iterable<[ManifestNode, string]> {
  const name = textOf(spec.at('name'));
  if (name) yield [spec.at('passwordSecret', 'name'), name];
}

/** `undefined`: it does not say, or part of it is filled in later. */
function isFor({ root }: Resource, role: string): boolean | undefined {
  const [plain, encoded] = [root.at('stringData', 'username'), root.at('data', 'username')];
  const text = textOf(isWritten(plain) ? plain : encoded);
  if (isPlaceholder(root.at('stringData')) || isPlaceholder(root.at('data')) || !text || text.includes('${'))
    return undefined;
  return isWritten(plain) ? text === role : encodes(text, role);
}
