import type { Rule } from '../../../contract/index.ts';
import { dnsNameProblem, toDnsName } from '../../../vocabulary/dns.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

const fields: Readonly<Record<string, string>> = {
  db_secret_name: 'Secret',
  secret_name: 'Secret',
  gcs_creds_secret_name: 'Secret',
  logging_pvc_name: 'PersistentVolumeClaim',
};

/** A name that no object can have. */
export const objectNameInvalid: Rule = {
  id: 'tekton-results/object-name-invalid',
  severity: 'error',
  kinds: resultKinds,
  help: `The name of a Secret or a volume claim has small letters, digits, "-" and "." only. No object can have another name,
so that the pod waits for it for ever. The manual's \`my_custom_secret\` is such a name. Use "-" instead of "_", here and
in the object.`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names',
  *check({ resource }) {
    const settings = resultSettings(resource);
    for (const [field, kind] of Object.entries(fields)) {
      const node = settings.at(field);
      const name = textOf(node);
      const problem = name ? dnsNameProblem(name, 'subdomain') : undefined;
      if (!name || problem === undefined || name.includes('<')) continue;
      const right = toDnsName(name, 'subdomain');
      yield {
        node,
        message: say`No ${kind} can be called "${name}": \`${field}\` ${problem}.`,
        ...(right
          ? { fixes: [{ title: say`Change to "${right}"`, edits: [{ do: 'set', node, value: right }], safe: false }] }
          : {}),
      };
    }
  },
};
