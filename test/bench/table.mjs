/**
 * @typedef {object} Row
 * @property {string} measure
 * @property {Record<'ours' | 'parse' | 'floor' | 'peer', {median: number, p95: number} | number | undefined>} values
 * @property {string} [unit] of single numbers; distributions are in ms
 * @property {string} [goal]
 * @property {boolean} [met]
 */

/**
 * @param {Row[]} rows
 * @param {Map<string, Row['values']['ours']>} [before] what was measured earlier, by `measure`
 * @returns {string} Markdown
 */
export function table(rows, before) {
  const columns = ['', 'ours', 'parsing only', 'floor', 'peer', 'ours ÷ floor', 'peer ÷ ours', 'goal', ''];
  const head = before ? [...columns, 'before', 'ours ÷ before'] : columns;
  const lines = rows.map(({ measure, values: { ours, parse, floor, peer }, unit, goal, met }) => [
    measure,
    ...[ours, parse, floor, peer].map((value) => cell(value, unit)),
    ratio(ours, floor),
    ratio(peer, ours),
    goal ?? '',
    met === undefined ? '' : met ? 'met' : '**not met**',
    ...(before ? [cell(before.get(measure), unit), ratio(ours, before.get(measure))] : []),
  ]);
  return [head, head.map((_, index) => (index === 0 || index > 6 ? '---' : '--:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** `median · p95` */
function cell(value, unit = '') {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (typeof value === 'number') return `${plain(value)}${unit}`;
  return `${duration(value.median)} · ${duration(value.p95)}`;
}

function ratio(upper, lower) {
  const [above, below] = [upper, lower].map((value) => (typeof value === 'number' ? value : value?.median));
  return above === undefined || below === undefined || below === 0 ? '' : plain(above / below);
}

function duration(milliseconds) {
  return milliseconds < 1000 ? `${plain(milliseconds)} ms` : `${plain(milliseconds / 1000)} s`;
}

function plain(value) {
  return value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
