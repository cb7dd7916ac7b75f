import type { Finding, Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseClients } from '../certificate.ts';
import { fieldOfVariable } from '../fieldOfVariable.ts';
import { resultKinds, resultSettings } from '../settings.ts';
import { mainContainer, namedItems } from '../workloads.ts';

/** Options come last, so a variable wins over the field, and a password in one can be read by many. */
export const databaseVariable: Rule = {
  id: 'tekton-results/database-variable',
  severity: 'warning',
  kinds: resultKinds,
  help: `Variables under \`options\` are merged last, so \`DB_HOST\` there wins over \`db_host\`: who changes the field later
wonders why nothing happens. Use the field. \`DB_PASSWORD\` as a plain value can be read by everyone who may read the
object or the Deployment; leave it to the Secret that \`db_secret_name\` names.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L140',
  *check(context) {
    const settings = resultSettings(context.resource);
    for (const { podSpec, base } of databaseClients(context)) {
      for (const { name, item } of namedItems(mainContainer(podSpec, base.container).at('env'))) {
        const finding = name === 'DB_PASSWORD' ? password(item) : variable(settings, name, item);
        if (finding) yield finding;
      }
    }
  },
};

function password(item: ManifestNode): Finding | undefined {
  const node = item.at('value');
  const text = textOf(node);
  if (!text || text.includes('$(')) return undefined;
  return {
    node,
    message: say`The password of the database stands here for everyone who may read this: leave it to the Secret.`,
    fixes: [{ title: say`Remove \`DB_PASSWORD\``, edits: [{ do: 'remove', node: item }], safe: false }],
  };
}

function variable(settings: ManifestNode, name: string, item: ManifestNode): Finding | undefined {
  const node = item.at('value');
  const text = textOf(node);
  const same = name.startsWith('DB_') && text ? fieldOfVariable(name, text) : undefined;
  if (!same || text?.includes('$(')) return undefined;
  const target = settings.at(same.field);
  if (isPlaceholder(target) || target.value === same.value) return undefined;
  const remove = { do: 'remove', node: item } as const;
  if (isWritten(target)) {
    const fix: Fix = { title: say`Remove \`${name}\``, edits: [remove], safe: false };
    return {
      node,
      message: say`\`${name}\` wins over \`${same.field}\` "${String(target.value)}", which has no effect.`,
      fixes: [fix],
    };
  }
  const fix: Fix = {
    title: say`Set \`${same.field}\` instead`,
    edits: [remove, { do: 'set', node: target, value: same.value }],
    safe: false,
  };
  return {
    node,
    severity: 'information',
    message: say`Field \`${same.field}\` says the same as \`${name}\`, for the API and the retention agent alike.`,
    fixes: [fix],
  };
}
