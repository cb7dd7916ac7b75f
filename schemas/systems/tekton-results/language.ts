import type {
  KeyDictionary,
  KnownKey,
  LanguagePack,
  ManifestNode,
  Markdown,
  RuleContext,
} from '../../contract/index.ts';
import { authoredMarkdown, code, joinMarkdown, markdown } from '../../vocabulary/markdown.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { knownConfigMaps } from './knownConfigMaps.ts';
import { neededSecret } from './databaseSecret.ts';
import { draft } from './draft.ts';
import { kindGroups } from './kindGroups.ts';
import { baseDeployments, baseStatefulSets, internalHost } from './naming.ts';
import type { BaseWorkload } from './naming.ts';
import { detectVersion, operatorVersions, versionSources } from './operatorVersion.ts';
import { tektonResultsChanges } from './tektonResultsChanges.ts';
import { tektonResultsRules } from './rules.ts';
import { defaultNamespace, resultSettings, targetNamespace } from './settings.ts';
import { suggest } from './suggestions.ts';
import { tektonResults } from './system.ts';
import { usualKeys } from './usualKeys.ts';

export const tektonResultsLanguage: LanguagePack = {
  system: tektonResults,
  operatorVersions,
  rules: tektonResultsRules,
  changes: tektonResultsChanges,
  detectVersion,
  versionSources,
  groups: kindGroups,
  vocabulary: {
    usualKeys,
    suggest,
    keys: {
      'tekton-deployments': dictionary(workloadKeys(baseDeployments)),
      'tekton-statefulsets': dictionary(workloadKeys(baseStatefulSets)),
      'tekton-configmaps': dictionary(
        Object.entries(knownConfigMaps).map(([key, help]) => ({ key, help: authoredMarkdown(help) })),
      ),
    },
  },
  draft,
  describe,
};

function workloadKeys(known: Readonly<Record<string, BaseWorkload>>): KnownKey[] {
  return Object.entries(known).map(([key, { container, title, mounts }]) => ({
    key,
    detail: title,
    help: markdown`The ${title}. Its container is called ${code(container)}.${volumesOf(mounts)}`,
  }));
}

function volumesOf(mounts: BaseWorkload['mounts']): Markdown | '' {
  if (mounts.length === 0) return '';
  const places = mounts.map(({ volume, path }) => markdown`${code(volume)} at ${code(path)}`);
  return markdown` Volumes of its own: ${joinMarkdown(places, ', ')}.`;
}

function dictionary(keys: readonly KnownKey[]): KeyDictionary {
  return { keys: () => keys, find: (key) => keys.find((known) => known.key === key) };
}

/** Which database the API will use, on the fields that decide it. */
function describe(node: ManifestNode, { resource }: RuleContext): Markdown | undefined {
  const settings = resultSettings(resource);
  const field = node.path.length === settings.path.length + 1 ? node.path.at(-1) : undefined;
  if (field === 'is_external_db' || field === 'db_host') return whichDatabase(resource);
  if (field !== 'db_secret_name' && field !== 'db_secret_user_key' && field !== 'db_secret_password_key')
    return undefined;
  const secret = neededSecret({ resource });
  const [user, password] = (secret?.keys ?? []).map(({ key }) => code(key));
  if (!secret || !user || !password) return undefined;
  const namespace = targetNamespace(resource) ?? defaultNamespace;
  return markdown`User from key ${user}, password from key ${password} of Secret ${code(secret.name)} in namespace ${code(namespace)}.`;
}

function whichDatabase(resource: RuleContext['resource']): Markdown {
  const settings = resultSettings(resource);
  const host = textOf(settings.at('db_host'));
  const port = String(numberOf(settings.at('db_port')) ?? 5432);
  const name = textOf(settings.at('db_name')) ?? 'tekton-results';
  const internal = !isTrue(settings.at('is_external_db'));
  const wanted = host ?? (internal ? internalHost(targetNamespace(resource) ?? defaultNamespace) : undefined);
  const server = wanted === undefined ? markdown`a host that ${code('db_host')} has to name` : code(wanted);
  return markdown`The API connects to ${server}, port ${port}, database ${code(name)}.`;
}
