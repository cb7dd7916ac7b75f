import type { ManifestNode, RuleContext, Said } from '../../contract/index.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { coded, say } from '../../vocabulary/say.ts';
import { neededSecret } from './databaseSecret.ts';
import { internalHost } from './naming.ts';
import { defaultNamespace, resultSettings, targetNamespace } from './settings.ts';

/** Which database the API will use, on the fields that decide it. */
export function describe(node: ManifestNode, { resource }: RuleContext): Said | undefined {
  const settings = resultSettings(resource);
  const field = node.path.length === settings.path.length + 1 ? node.path.at(-1) : undefined;
  if (field === 'is_external_db' || field === 'db_host') return whichDatabase(resource);
  if (field !== 'db_secret_name' && field !== 'db_secret_user_key' && field !== 'db_secret_password_key')
    return undefined;
  const secret = neededSecret({ resource });
  const [user, password] = (secret?.keys ?? []).map(({ key }) => key);
  if (!secret || !user || !password) return undefined;
  const namespace = targetNamespace(resource) ?? defaultNamespace;
  return say`User from key \`${user}\`, password from key \`${password}\` of Secret \`${secret.name}\` in namespace \`${namespace}\`.`;
}

function whichDatabase(resource: RuleContext['resource']): Said {
  const settings = resultSettings(resource);
  const host = textOf(settings.at('db_host'));
  const port = String(numberOf(settings.at('db_port')) ?? 5432);
  const name = textOf(settings.at('db_name')) ?? 'tekton-results';
  const internal = !isTrue(settings.at('is_external_db'));
  const wanted = host ?? (internal ? internalHost(targetNamespace(resource) ?? defaultNamespace) : undefined);
  const server = wanted === undefined ? say`a host that \`db_host\` has to name` : coded([wanted]);
  return say`The API connects to ${server}, port ${port}, database \`${name}\`.`;
}
