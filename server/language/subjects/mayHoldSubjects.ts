import type { Packs } from '../packs.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { ChartBeside } from './chartBeside.ts';
import { releaseKinds } from './chartValues.ts';

/**
 * Whether a document may hold a subject of ours: all others are not parsed. A document that says neither its kind nor its
 * version may be values of a chart, if it names the chart or keys of it, or belongs to it.
 */
export function mayHoldSubjects(packs: Packs, slot: ManifestSlot, chart?: ChartBeside): boolean {
  const { header, uri } = slot;
  return packs.file(uri) !== undefined || packs.mayClaim(header) || mayHoldValues(packs, slot, chart);
}

/** Values of a chart that a pack knows. */
export function mayHoldValues(packs: Packs, slot: ManifestSlot, chart?: ChartBeside): boolean {
  const { apiVersion, kind } = slot.header;
  const isRelease = releaseKinds.some((each) => each.kind === kind);
  if (!isRelease && (apiVersion !== '' || kind !== '')) return false;
  if (chart && [chart, ...chart.dependencies].some(({ name }) => packs.chart(name))) return true;
  return slot.fact(mentions, () => mentionsChart(packs, slot.text));
}

const mentions = Symbol('mentions a chart');

function mentionsChart(packs: Packs, text: string): boolean {
  for (const { chart } of packs.charts)
    if (text.includes(chart.name) || chart.ownKeys.some((key) => text.includes(key))) return true;
  return false;
}
