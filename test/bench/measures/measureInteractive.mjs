import { parseDocument } from 'yaml';
import { pause, summary } from '../stats.mjs';
import { hasError, openInput } from './openFile.mjs';

/**
 * What a person at the keyboard feels, on one open file: all servers have it open, and take turns operation by
 * operation. @returns {Promise<Map<string, Record<string, unknown>>>} by server; times in ms, memory in MB
 */
export async function measureInteractive(servers, input, wanted, { rounds, bursts, seconds }) {
  const sessions = [];
  try {
    for (const server of servers) sessions.push({ server, ...(await openInput(server, input)), results: {} });
    await pause(500);
    for (const { session, results } of sessions) results.opened = session.memory();
    for (const [name, operation] of Object.entries(operations)) {
      if (wanted(name)) await inTurn(sessions, name, (each, round) => operation(each, input, round), rounds, seconds);
    }
    await pause(500);
    for (const { session, results } of sessions) results.memory = session.memory();
    if (wanted('burst')) for (const each of sessions) await measureBursts(each, input, bursts);
    return new Map(sessions.map(({ server, results }) => [server.name, results]));
  } finally {
    for (const { session } of sessions) await session.close();
  }
}

/** Parsing alone, in this process, of the documents that the edits touch. In ms. */
export function measureParsing({ text, sites }, rounds) {
  const lines = text.split('\n');
  const documents = sites.map((site) => {
    const start = lines.lastIndexOf('---', site);
    const end = lines.indexOf('---', site);
    return lines.slice(start, end < 0 ? undefined : end).join('\n');
  });
  const times = [];
  for (let round = -documents.length * 10; round < rounds; round++) {
    const document = documents.at(round % documents.length);
    const start = performance.now();
    parseDocument(document, { prettyErrors: false });
    if (round >= 0) times.push(performance.now() - start);
  }
  return summary(times);
}

const operations = {
  /** What is pasted makes the number a text and is taken back: the error has to come and go. For one that is typed we wait on purpose. */
  async edit({ session, file }, { sites, text }, round) {
    const line = sites[round % sites.length];
    const end = { line, character: lengthOf(text, line) };
    const pasted = { line, character: end.character + 3 };
    const times = [];
    for (const [from, to, what, shown] of [
      [end, end, 'xyz', true],
      [end, pasted, '', false],
    ]) {
      const correct = session.diagnostics((list) => hasError(list, line) === shown);
      const sentAt = file.change(from, to, what);
      times.push((await correct).at - sentAt);
      await pause(2);
    }
    return times;
  },

  /** A new line with the beginning of a key, and the question what it may become sent right behind it. */
  async completion({ session, file }, { sites, text }, round) {
    const line = sites[round % sites.length];
    const end = { line, character: lengthOf(text, line) };
    const sentAt = file.change(end, end, '\n  en');
    const cursor = { line: line + 1, character: 4 };
    const { result, at } = await file.request('textDocument/completion', cursor);
    const settled = session.diagnostics();
    file.change(end, cursor, '');
    await settled;
    if (!labels(result).some((label) => label.startsWith('enable'))) return [];
    return [at - sentAt];
  },

  async hover({ file }, { sites }, round) {
    const position = { line: sites[round % sites.length], character: 6 };
    const request = file.request('textDocument/hover', position);
    const { result, at } = await request;
    return result?.contents ? [at - request.sentAt] : [];
  },
};

/** The first rounds warm up; a slow server stops after so many seconds, but not before it has a few times. Empty answers are counted apart. */
const leastTimes = 6;

async function inTurn(sessions, name, operation, rounds, seconds) {
  const times = new Map(sessions.map((each) => [each, []]));
  const spent = new Map(sessions.map((each) => [each, 0]));
  const warmUp = Math.ceil(rounds / 5);
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const each of sessions) {
      if (spent.get(each) > seconds * 1000 && times.get(each).length >= leastTimes) continue;
      const start = performance.now();
      const measured = await operation(each, round);
      spent.set(each, spent.get(each) + performance.now() - start);
      if (measured.length === 0) each.results[`${name}Failures`] = (each.results[`${name}Failures`] ?? 0) + 1;
      if (round >= warmUp || (each.server.name === 'peer' && round > 0)) times.get(each).push(...measured);
    }
  }
  for (const [each, list] of times) each.results[name] = summary(list);
}

const keyEvery = 30;

/** Typing a key and taking it back, twice, completion on every key, the question before it given up: as VS Code does. */
async function measureBursts(each, { sites, text }, bursts) {
  const word = 'enableShmVolume';
  const keys = Array.from({ length: 60 }, (_, index) =>
    Math.floor(index / word.length) % 2 === 0 ? 'type' : 'delete',
  );
  const last = [];
  let inTime = 0;
  for (let burst = 0; burst < bursts; burst++) {
    const line = sites[burst % sites.length];
    const end = { line, character: lengthOf(text, line) };
    each.file.change(end, end, '\n  ');
    await pause(200);
    const answered = await typeAll(each, keys, word, line + 1);
    inTime += answered.filter((milliseconds) => milliseconds <= keyEvery).length;
    last.push(answered.at(-1));
    const settled = each.session.diagnostics();
    each.file.change(end, { line: line + 1, character: 2 }, '');
    await settled;
  }
  each.results.burst = (100 * inTime) / (bursts * keys.length);
  each.results.burstLast = summary(last);
}

/** @returns {Promise<number[]>} per key the time until its list was there, infinite if it was given up */
async function typeAll({ session, file }, keys, word, line) {
  const answers = [];
  let column = 2;
  let open;
  for (const [index, key] of keys.entries()) {
    const due = performance.now() + keyEvery;
    const cursor = { line, character: column };
    const previous = { line, character: column - 1 };
    const sentAt = key === 'type' ? file.change(cursor, cursor, word[column - 2]) : file.change(previous, cursor, '');
    column += key === 'type' ? 1 : -1;
    if (open !== undefined) session.cancel(open);
    const request = file.request('textDocument/completion', { line, character: column });
    open = request.id;
    answers[index] = request.then(({ error, at }) => {
      if (open === request.id) open = undefined;
      return error ? Infinity : at - sentAt;
    });
    await pause(Math.max(0, due - performance.now()));
  }
  return Promise.all(answers);
}

function labels(result) {
  return (result?.items ?? result ?? []).map(({ label }) => label);
}

function lengthOf(text, line) {
  return text.split('\n', line + 1)[line].length;
}
