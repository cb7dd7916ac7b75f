import type { Rule } from '../../../contract/index.ts';
import { dnsNameProblem, MAX_DNS_NAME } from '../../../vocabulary/dns.ts';
import { isHidden, mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manifestUsers, preparedRoles, secretName, systemRoles } from '../naming.ts';
import { knownNames } from '../operatorSettings.ts';

/** A role that can log in has a Secret, and the role's name is in the name of that. */
export const secretNameInvalid: Rule = {
  id: 'zalando/secret-name-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Each role that can log in gets a Secret, whose name begins with the role's. Kubernetes takes no capital letters there, and at
most 253 characters: it refuses the Secret, and the operator gives up before it makes any pod (\`CreateFailed\`). Roles of
\`preparedDatabases\` are named after the database, so a database with capitals must not have \`defaultUsers\`. Use lower-case letters.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/util.go#L581',
  *check({ root, spec, resource, workspace }) {
    const cluster = resource.identity.name;
    const [names, ...others] = knownNames(workspace);
    if (!cluster || !names || others.length > 0 || isHidden(root.at('metadata', 'name'))) return;
    // Other faults of a name under `users` are those of the user.
    const users = manifestUsers(spec, names).filter(
      ({ name }) => secretName(name, cluster, names).length > MAX_DNS_NAME.subdomain,
    );
    const made = [...preparedRoles(spec, cluster), ...systemRoles(spec, names)].filter((role) => role.login);
    const marked = new Set<string>();
    for (const { name, because } of [...users, ...made]) {
      const node = root.at(...because);
      const secret = secretName(name, cluster, names);
      const problem = dnsNameProblem(secret, 'subdomain');
      const place = because.join('.');
      if (!problem || name.includes('${') || marked.has(place) || because[0] === 'metadata' || mayHoldMore(node))
        continue;
      marked.add(place);
      yield {
        node,
        mark: node.kind === 'scalar' ? 'value' : 'key',
        message: say`The cluster is not created: the Secret of role "${name}" is refused, because its name ${problem}.`,
      };
    }
  },
};
