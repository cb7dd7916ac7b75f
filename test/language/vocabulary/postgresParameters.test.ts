import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Resource } from '../../../schemas/contract/manifest.ts';
import {
  allParameters,
  createPostgresParameters,
  findParameter,
  knownIn,
  type Parameter,
  parseParameterValue,
  postgresParameters,
} from '../../../schemas/vocabulary/postgresParameters.ts';
import { readParameters } from '../../../schemas/vocabulary/parameters/readParameters.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { english } from '../../../schemas/vocabulary/render.ts';
import { vocabularyHelp } from '../../../server/language/vocabularyHelp.ts';
import { fc } from '../../support/fastCheck.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

const parameters = [...allParameters().values()];

describe('the tables', () => {
  test('hold all parameters of Postgres 9.6 to 18, and those of common extensions', () => {
    assert.equal(parameters.filter(({ name }) => !name.includes('.')).length, 414);
    assert.ok(parameters.some(({ name }) => name === 'pg_stat_statements.track'));
  });

  test('name each parameter once', () => {
    const tables = readParameters(['a | bool', 'A | bool'].map((line) => `${line} | | | reload`));
    assert.equal(new Set(tables.map(({ name }) => name.toLowerCase())).size, 1);
    assert.equal(new Set(parameters.map(({ name }) => name.toLowerCase())).size, parameters.length);
  });

  for (const parameter of parameters) {
    test(`are sound for ${parameter.name}`, () => checkParameter(parameter));
  }

  test('say where a line is wrong', () => {
    assert.throws(() => readParameters(['work_mem | megabytes | | 4MB | session']), /work_mem/);
    assert.throws(() => readParameters(['  help without a parameter']), /without a parameter/);
  });
});

function checkParameter(parameter: Parameter): void {
  const { name, type, unit, min, max, values, help, since, until, valueHelp = {} } = parameter;
  assert.match(help, /^[A-Z`].*[.:)]$/s, 'help is made of sentences');
  assert.ok(help.length > 10);
  assert.doesNotMatch(help, / {2}|\n/);
  if (type === 'size') assert.ok(['B', 'kB', '8kB', 'MB'].includes(unit ?? ''), `unit ${unit ?? ''}`);
  if (type === 'time') assert.ok(['ms', 's', 'min'].includes(unit ?? ''), `unit ${unit ?? ''}`);
  if (type === 'enum') assert.ok((values ?? []).length > 1, 'an enum has values');
  if (min !== undefined && max !== undefined) assert.ok(min <= max);
  for (const version of [since, until]) if (version !== undefined) assert.match(version, /^(9\.\d|1\d)$/);
  for (const value of Object.keys(valueHelp)) assert.ok(values?.includes(value), `${value} is no value of ${name}`);
  if (parameter.apply === 'fixed') return;
  for (const value of [parameter.default, parameter.sample]) {
    if (value !== undefined) assert.deepEqual(problemOf(name, value), undefined);
  }
}

describe('findParameter', () => {
  test('does not care about upper and lower case', () => {
    assert.equal(findParameter('timezone')?.name, 'TimeZone');
    assert.equal(findParameter('WORK_MEM')?.name, 'work_mem');
  });

  test('knows nothing of what is not there', () => {
    assert.equal(findParameter('work_memory'), undefined);
    assert.equal(findParameter('my_app.tenant'), undefined);
    assert.equal(findParameter('__proto__'), undefined);
  });
});

describe('parseParameterValue', () => {
  const accepted: [name: string, text: string, value: string | number | boolean][] = [
    ['work_mem', '64MB', 64 * 1024 ** 2],
    ['work_mem', '1.5 GB', 1.5 * 1024 ** 3],
    ['work_mem', '4096', 4 * 1024 ** 2],
    ['work_mem', '0x1000', 4 * 1024 ** 2],
    ['shared_buffers', '16384', 128 * 1024 ** 2],
    ['shared_buffers', ' 1TB ', 1024 ** 4],
    ['track_activity_query_size', '2kB', 2048],
    ['max_wal_size', '1GB', 1024 ** 3],
    ['statement_timeout', '0', 0],
    ['statement_timeout', '2min', 120_000],
    ['checkpoint_timeout', '900', 900_000],
    ['log_min_duration_statement', '-1', -1],
    ['vacuum_cost_delay', '500us', 0.5],
    ['log_rotation_age', '1d', 86_400_000],
    ['max_connections', '200', 200],
    ['max_connections', '1e2', 100],
    ['log_file_mode', '0640', 0o640],
    ['random_page_cost', '1.1', 1.1],
    ['random_page_cost', '.5', 0.5],
    ['hot_standby_feedback', 'ON', true],
    ['jit', 'tr', true],
    ['jit', '0', false],
    ['jit', 'of', false],
    ['wal_level', 'Logical', 'logical'],
    ['wal_level', 'hot_standby', 'hot_standby'],
    ['huge_pages', 'yes', 'on'],
    ['archive_mode', 'false', 'off'],
    ['ssl_min_protocol_version', 'tlsv1.2', 'TLSv1.2'],
    ['ssl_max_protocol_version', '', ''],
    ['default_transaction_isolation', 'repeatable read', 'repeatable read'],
    ['search_path', '"$user", public', '"$user", public'],
    ['shared_preload_libraries', '', ''],
  ];
  for (const [name, text, value] of accepted) {
    test(`takes ${JSON.stringify(text)} for ${name}`, () => {
      assert.deepEqual(parseParameterValue(known(name), text), {
        ok: true,
        value,
      });
    });
  }

  const refused: [name: string, text: string, problem: RegExp][] = [
    ['shared_buffers', '128mb', /write "128MB"$/],
    ['work_mem', '64KB', /write "64kB"$/],
    ['work_mem', '64 apples', /its units are B, kB, MB, GB and TB$/],
    ['work_mem', '1Gi', /its units are/],
    ['work_mem', '', /it takes a size/],
    ['statement_timeout', '5m', /its units are us, ms, s, min, h and d$/],
    ['checkpoint_timeout', '10s', /too little for checkpoint_timeout: the least is 30s$/],
    ['checkpoint_timeout', '2d', /too much for checkpoint_timeout: the most is 1d$/],
    ['shared_buffers', '64kB', /too little for shared_buffers: the least is 128kB$/],
    ['max_connections', 'many', /it takes a whole number$/],
    ['max_connections', '0', /the least is 1$/],
    ['max_connections', '100MB', /without a unit$/],
    ['checkpoint_completion_target', '90', /the most is 1$/],
    ['fsync', 'maybe', /write "on" or "off"$/],
    ['fsync', 'o', /write "on" or "off"$/],
    ['fsync', '', /write "on" or "off"$/],
    ['wal_level', 'full', /write "minimal", "replica" or "logical"$/],
    ['synchronous_commit', '2', /write "on", "remote_apply"/],
    ['server_version', '17', /can only be read/],
  ];
  for (const [name, text, problem] of refused) {
    test(`refuses ${JSON.stringify(text)} for ${name}`, () => {
      assert.match(problemOf(name, text) ?? 'taken', problem);
    });
  }

  test('answers any text, and takes what it offers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...parameters), fc.string(), (parameter, text) => {
        const result = parseParameterValue(parameter, text);
        return result.ok || /[^.]$/.test(render(result.problem));
      }),
    );
    for (const { key, values = [], insert = '""' } of postgresParameters.keys(resource('17'))) {
      for (const { value } of values) assert.equal(problemOf(key, String(value)), undefined);
      const written = JSON.parse(insert) as string;
      if (written !== '') assert.equal(problemOf(key, written), undefined);
    }
  });
});

describe('postgresParameters', () => {
  test('offers what the version in the resource has', () => {
    const names = (version: string | undefined) =>
      new Set([...postgresParameters.keys(resource(version))].map(({ key }) => key));
    assert.ok(names('17').has('transaction_timeout'));
    assert.ok(!names('16').has('transaction_timeout'));
    assert.ok(names('12').has('wal_keep_segments'));
    assert.ok(!names('13').has('wal_keep_segments'));
    assert.ok(names('9.6').has('sql_inheritance'));
    assert.ok(!names('10').has('sql_inheritance'));
    assert.ok(names(undefined).has('transaction_timeout') && names(undefined).has('sql_inheritance'));
    assert.ok(names('${VERSION}').has('io_method'));
  });

  test('finds, but does not offer, what cannot be set or is set for you', () => {
    const offered = new Set([...postgresParameters.keys(resource('17'))].map(({ key }) => key));
    for (const name of ['server_version', 'listen_addresses', 'port', 'primary_conninfo']) {
      assert.ok(!offered.has(name), name);
      assert.equal(postgresParameters.find(name, resource('17'))?.key, name);
    }
  });

  test('says type, range and restart beside the name', () => {
    const detail = (name: string) => render(postgresParameters.find(name, resource('17'))?.detail ?? say``);
    assert.equal(detail('shared_buffers'), 'size, from 128kB, restart');
    assert.equal(detail('checkpoint_timeout'), 'time, 30s–1d, reload');
    assert.equal(detail('fsync'), 'on or off, reload');
    assert.equal(detail('wal_level'), 'minimal | replica | logical, restart');
    assert.equal(detail('log_min_messages'), 'one of 12 values, per session');
    assert.equal(detail('log_temp_files'), 'size, per session');
    assert.equal(detail('log_file_mode'), 'whole number, reload');
    assert.equal(detail('random_page_cost'), 'number, per session');
    assert.equal(detail('max_connections'), 'whole number, 1–262143, restart');
    assert.equal(detail('log_connections'), 'text, new connections');
  });

  test('explains in Markdown, with default, unit, versions and manual', () => {
    const help = (name: string): string => {
      const known = postgresParameters.find(name, resource('17'));
      return known ? vocabularyHelp({ words: english, helpWords: (text) => text }, known).markdown : '';
    };
    assert.match(
      help('shared_buffers'),
      /\n\nDefault: `128MB`\. A number without a unit is in pages of 8kB\. A change needs a restart of Postgres\.\n\n/,
    );
    assert.match(help('shared_buffers'), /runtime-config-resource\.html#GUC-SHARED-BUFFERS/);
    assert.match(help('io_method'), /From Postgres 18 on\./);
    assert.match(help('wal_keep_segments'), /Gone in Postgres 13/);
  });

  test('inserts text, since a manifest wants text', () => {
    const insert = (name: string) => postgresParameters.find(name, resource('17'))?.insert;
    assert.equal(insert('max_connections'), '"200"');
    assert.equal(insert('fsync'), '"on"');
    assert.equal(insert('search_path'), '"\\"$user\\", public"');
    assert.equal(insert('log_line_prefix'), '"%m [%p] "');
  });

  test('asks whoever knows the version', () => {
    const dictionary = createPostgresParameters(({ identity }) => identity.name);
    const named = (name: string) => [
      ...dictionary.keys({
        ...resource(undefined),
        identity: { ...identity, name },
      }),
    ];
    assert.ok(named('18').some(({ key }) => key === 'io_method'));
    assert.ok(!named('17').some(({ key }) => key === 'io_method'));
  });
});

test('knownIn compares major versions as numbers', () => {
  const parameter = known('transaction_timeout');
  assert.ok(!knownIn(parameter, '9.6'));
  assert.ok(knownIn(parameter, '17'));
  assert.ok(knownIn(parameter, undefined));
});

const identity = {
  apiVersion: 'acid.zalan.do/v1',
  kind: 'postgresql',
  name: 'acid-test',
  namespace: '',
};

/** Just enough of a resource: whatever is asked for, the version is the answer. */
function resource(version: string | undefined): Resource {
  const root: Resource['root'] = {
    kind: 'scalar',
    path: [],
    span: { start: 0, end: 0 },
    value: version,
    at: () => root,
    entries: () => [],
    items: () => [],
  };
  return { identity, root, partial: false };
}

function known(name: string): Parameter {
  const parameter = findParameter(name);
  assert.ok(parameter, `${name} is known`);
  return parameter;
}

function problemOf(name: string, text: string): string | undefined {
  const result = parseParameterValue(known(name), text);
  return result.ok ? undefined : render(result.problem);
}
