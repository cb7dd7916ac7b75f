import type { Rule } from '../../../contract/index.ts';
import { parseDuration } from '../../../vocabulary/duration.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Each scrape runs all queries. */
export const metricsNotCached: Rule = {
  id: 'cloudnative-pg/metrics-not-cached',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `The exporter keeps the results of its queries for \`metricsQueriesTTL\`, 30 seconds if it is left out. With 0 every scrape
of every Prometheus runs all of them, some of which look at the size of every table: a busy server feels it. The webhook warns.
Write a time, or remove it.`,
  source: webhook('cluster', 2672),
  since: '1.28',
  *check({ spec }) {
    const node = spec.at('monitoring', 'metricsQueriesTTL');
    const text = textOf(node);
    if (text === undefined || parseDuration(text) !== 0n) return;
    yield {
      node,
      message: say`With 0 every scrape runs all queries, and a busy server feels it: write a time such as "30s".`,
      fixes: [{ title: say`Remove it, for 30 seconds`, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
