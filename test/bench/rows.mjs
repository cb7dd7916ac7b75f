/** From measurements to rows of the table, each with the goal that the project has set itself. */

export function emptyRow(time) {
  return { measure: 'an empty Node process, start to end', values: { ours: time } };
}

export function startRow(input, times) {
  const [ours, floor, peer] = ['ours', 'floor', 'peer'].map((name) => times.get(name));
  const row = { measure: `start to first correct diagnostics, ${input}`, values: { ours, floor, peer } };
  if (input !== '257 lines') return row;
  const nearFloor = ours.median <= 2 * floor.median;
  const farFromPeer = peer === undefined || peer.median >= 5 * ours.median;
  return { ...row, goal: 'at most 2 × floor, 5 × faster than the peer', met: nearFloor && farFromPeer };
}

const editGoals = { '10,000 lines': 8, '100,000 lines': 16 };
const memoryGoals = { '10,000 lines': 130, '100,000 lines': 250 };

/** @param {Map<string, Record<string, any>>} results by server, as `measureInteractive` gives them */
export function interactiveRows(input, results, parse) {
  const of = (name) => ({
    ours: results.get('ours')?.[name],
    floor: results.get('floor')?.[name],
    peer: results.get('peer')?.[name],
  });
  const ours = results.get('ours');
  const below = (value, bound, goal) =>
    bound === undefined || value === undefined ? {} : { goal, met: value < bound };
  const rows = [];
  const row = (measure, name, more) =>
    ours[name] !== undefined && rows.push({ measure: `${measure}, ${input}`, values: of(name), ...more });
  const edit = editGoals[input];
  row('character to correct diagnostics', 'edit', {
    values: { ...of('edit'), parse },
    ...below(ours.edit?.p95, edit, `p95 under ${edit} ms`),
  });
  row('completion right after a key', 'completion', below(ours.completion?.p95, 10, 'p95 under 10 ms'));
  row('60 keys at 30 ms, lists in time', 'burst', { unit: ' %', goal: '100 %', met: ours.burst === 100 });
  row('last of 60 keys to its list', 'burstLast', {});
  row('hover', 'hover', {});
  const megabytes = memoryGoals[input];
  row('memory, opened', 'opened', { unit: ' MB' });
  row('memory, opened and edited', 'memory', {
    unit: ' MB',
    ...below(ours.memory, megabytes, `under ${megabytes} MB`),
  });
  return rows;
}

/** Those that editors ask for after every edit, about the whole file. */
const wholeFile = ['outline', 'folding', 'links', 'hints', 'lenses'];

/** @param {Record<string, {median: number, p95: number}>} measured as `measureOperations` gives them */
export function operationRows(input, measured) {
  return Object.entries(measured).map(([name, ours]) => ({
    measure: `${name}, time of the processor, ${input}`,
    values: { ours },
    ...(wholeFile.includes(name) ? { goal: 'median under 20 ms', met: ours.median < 20 } : {}),
  }));
}

export function growthRow(smaller, larger) {
  const growth = (name) => larger.get(name)?.edit && larger.get(name).edit.median / smaller.get(name).edit.median;
  const ours = growth('ours');
  return {
    measure: 'growth of that time from 10,000 to 100,000 lines',
    values: { ours, floor: growth('floor'), peer: growth('peer') },
    unit: ' ×',
    goal: 'at most 1.5 ×',
    met: ours <= 1.5,
  };
}

export function checkRow(files, times) {
  const ours = times.get('ours');
  return {
    measure: `check of ${files} files`,
    values: { ours, floor: times.get('floor') },
    goal: 'under 1.2 s',
    met: ours.median < 1200,
  };
}

export function activationRow({ time, modules }) {
  return {
    measure: `loading the client (${modules} modules)`,
    values: { ours: time },
    goal: 'under 60 ms, no cluster code',
    met: time.median < 60,
  };
}

/** @param {number} files @param {Awaited<ReturnType<typeof import('./measures/measureIndexing.mjs').measureIndexing>>} measured */
export function indexingRows(files, measured) {
  const { index, parse, yaml, longest, edit, bytes } = measured;
  return [
    {
      measure: `names of ${files} files read`,
      values: { ours: index, parse },
      goal: 'at most 1.5 × parsing',
      met: index.median <= 1.5 * parse.median,
    },
    {
      measure: `the same against parsing by the library yaml`,
      values: { ours: index, parse: yaml },
      goal: 'at most 1.5 × parsing',
      met: index.median <= 1.5 * yaml.median,
    },
    { measure: `longest wait for a slice of it, ${files} files`, values: { ours: longest } },
    { measure: `edit among ${files} files`, values: { ours: edit } },
    {
      measure: `memory per manifest, text not counted, ${files} files`,
      values: { ours: bytes.median / 1024 },
      unit: ' KB',
    },
  ];
}

export function editGrowthRow(few, many) {
  const growth = many.median / few.median;
  return {
    measure: 'growth of an edit from 2,000 to 10,000 files',
    values: { ours: growth },
    unit: ' ×',
    goal: 'at most 1.2 ×',
    met: growth <= 1.2,
  };
}

/** @param {Awaited<ReturnType<typeof import('./measures/measureHostile.mjs').measureHostile>>} measured */
export function hostileRows(measured) {
  return measured.map(({ name, times }) => {
    // Over both doublings: a single one says more about the machine.
    const growth = Math.sqrt(times.at(-1) / times[0]);
    const written = times.map((time) => time.toFixed(0)).join(', ');
    return {
      measure: `growth per doubling, ${name} (${written} ms)`,
      values: { ours: growth },
      unit: ' ×',
      goal: 'at most 2.6 ×',
      met: growth <= 2.6,
    };
  });
}

/** @param {Awaited<ReturnType<typeof import('./measures/measureRules.mjs').measureRules>>} measured */
export function definitionRows({ first, again, schema }) {
  const under = (time, bound) => ({ goal: `median under ${bound} ms`, met: time.median < bound });
  return [
    { measure: 'rules of the definition, first PostgresCluster', values: { ours: first }, ...under(first, 2) },
    { measure: 'rules of the definition, each check after that', values: { ours: again }, ...under(again, 0.1) },
    { measure: 'its schema, for comparison', values: { ours: schema } },
  ];
}

/** @param {Awaited<ReturnType<typeof import('./measures/measureDefinitions.mjs').measureDefinitions>>} measured */
export function readDefinitionRows({ megabytes, bundled, head, ready, ofProcessor, longestWait, again }) {
  const under = (time, bound) => ({ goal: `median under ${bound} ms`, met: time.median < bound });
  const size = `a definition of ${megabytes.toFixed(1)} MB`;
  return [
    {
      measure: 'schema of PostgresCluster that is bundled, first time',
      values: { ours: bundled },
      ...under(bundled, 2),
    },
    { measure: `head of ${size}, of the processor`, values: { ours: head } },
    { measure: `schema of ${size}, until it is ready`, values: { ours: ready }, ...under(ready, 250) },
    { measure: 'the same, of the processor', values: { ours: ofProcessor } },
    { measure: 'longest wait of others meanwhile', values: { ours: longestWait } },
    { measure: 'its rules, each check after that', values: { ours: again }, ...under(again, 0.1) },
  ];
}

/** @param {Map<string, Record<string, number | undefined>>} results as `measureTunnel` gives them; the peer is kubectl */
export function tunnelRows(results) {
  const [ours, peer] = [results.get('ours'), results.get('kubectl')];
  const faster = { unit: ' ms', better: (a, b) => a <= b };
  const more = (unit) => ({ unit, better: (a, b) => a >= b });
  /** @type {[measure: string, name: string, more: { unit: string, better: (a: number, b: number) => boolean }][]} */
  const rows = [
    ['pgbench -S, 1 client, latency', 'latency', faster],
    ['pgbench -S, 8 clients, transactions', 'transactions', more(' /s')],
    ['pgbench -S, a connection per transaction', 'connecting', faster],
    ['1 GB from the database', 'download', more(' MB/s')],
    ['1 GB into the database', 'upload', more(' MB/s')],
  ];
  return rows.map(([measure, name, { unit, better }]) => ({
    ...{ measure: `tunnel: ${measure}`, values: { ours: ours[name], peer: peer[name] }, unit },
    ...(name === 'connecting' ? {} : { goal: 'as kubectl port-forward', met: better(ours[name], peer[name]) }),
  }));
}
