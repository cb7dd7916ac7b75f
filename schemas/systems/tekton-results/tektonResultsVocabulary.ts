import type { KeyDictionary, KnownKey, Markdown, Vocabulary } from '../../contract/index.ts';
import { authoredMarkdown, code, joinMarkdown, markdown } from '../../vocabulary/markdown.ts';
import { render } from '../../vocabulary/render.ts';
import { knownConfigMaps } from './knownConfigMaps.ts';
import { baseDeployments, baseStatefulSets } from './naming.ts';
import type { BaseWorkload } from './naming.ts';
import { suggest } from './suggestions.ts';
import { usualKeys } from './usualKeys.ts';

export const tektonResultsVocabulary: Vocabulary = {
  usualKeys,
  suggest,
  keys: {
    'tekton-deployments': dictionary(workloadKeys(baseDeployments)),
    'tekton-statefulsets': dictionary(workloadKeys(baseStatefulSets)),
    'tekton-configmaps': dictionary(
      Object.entries(knownConfigMaps).map(([key, help]) => ({ key, help: authoredMarkdown(help) })),
    ),
  },
};

function workloadKeys(known: Readonly<Record<string, BaseWorkload>>): KnownKey[] {
  return Object.entries(known).map(([key, { container, title, mounts }]) => ({
    key,
    detail: title,
    help: markdown`The ${render(title)}. Its container is called ${code(container)}.${volumesOf(mounts)}`,
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
