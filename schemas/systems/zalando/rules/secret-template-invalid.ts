import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { dnsNameProblem } from '../../../vocabulary/dns.ts';
import { defaultNames } from '../naming.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** Every Secret with credentials is named by this template. */
export const secretTemplateInvalid: Rule = {
  id: 'zalando/secret-template-invalid',
  severity: 'error',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `The operator replaces \`{username}\`, \`{cluster}\`, \`{tprkind}\` and \`{tprgroup}\`, and nothing else: what remains has to make a
name that Kubernetes takes, or no cluster is created any more. Without \`{username}\` the roles of a cluster overwrite each other's
Secret, without \`{cluster}\` those of two clusters do. The manual mentions \`{namespace}\`, which is not replaced.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/util.go#L581',
  *check({ resource }) {
    const node = configurationOf(resource).at('kubernetes', 'secret_name_template');
    const template = textOf(node);
    if (!template || template.includes('${')) return;
    const filled = template.replace(/\{(?:username|cluster|tprkind|tprgroup)\}/g, 'x');
    const unknown = /\{[^{}]*\}/.exec(filled)?.[0];
    const problem = unknown === undefined ? dnsNameProblem(filled, 'subdomain') : undefined;
    const missing = ['{username}', '{cluster}'].filter((part) => !template.includes(part));
    const fixes = [
      {
        title: say`Write the usual template`,
        edits: [{ do: 'set' as const, node, value: defaultNames.secretNameTemplate }],
        safe: false as const,
      },
    ];
    if (unknown !== undefined) {
      yield {
        node,
        message: say`No cluster is created: "${unknown}" is not replaced, and Secrets have no such names.`,
        fixes,
      };
    } else if (problem && missing.length < 2) {
      yield { node, message: say`No cluster is created: the name of a Secret ${problem}.`, fixes };
    } else if (missing.length > 0) {
      yield {
        node,
        severity: 'warning',
        message: say`Roles share a Secret, and overwrite each other's password: the template lacks ${listed(missing, 'and')}.`,
        fixes,
      };
    }
  },
};
