import type { KeyDictionary, KnownKey, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';
import { repositories } from './naming.ts';
import { repositorySettings } from './repositorySettings.ts';
import { describeSetting, type Setting } from './describeSetting.ts';

/** Settings of pgBackRest by name; `repo-...` is written with the number of a repository: `repo1-...`. */
export const pgBackRestSettings: KeyDictionary = {
  *keys(resource) {
    const repos = repositoryNames(resource);
    for (const setting of settings) {
      if (setting.owned === true || setting.secret === true) continue;
      const names = perRepository(setting.name)
        ? repos.map((repo) => setting.name.replace('repo', repo))
        : [setting.name];
      for (const name of names) yield describe(setting, name);
    }
  },
  find(key) {
    const setting = findPgBackRestSetting(key);
    return setting && describe(setting, key);
  },
};

/** The setting that a key of `global` means; `undefined`: pgBackRest has no such setting. */
export function findPgBackRestSetting(key: string): Setting | undefined {
  return byName.get(key.replace(/^repo\d+-/, 'repo-'));
}

/** Names of all settings, as they are written for a repository. */
export function pgBackRestNames(repository: string): string[] {
  return settings.map(({ name }) => (perRepository(name) ? name.replace('repo', repository) : name));
}

function describe(setting: Setting, key: string): KnownKey {
  return describeSetting(setting, key, `https://pgbackrest.org/configuration.html`);
}

function perRepository(name: string): boolean {
  return name.startsWith('repo-');
}

function repositoryNames({ root }: Resource): string[] {
  const own = repositories(root.at('spec')).flatMap((repository) => textOf(repository.at('name')) ?? []);
  return own.length > 0 ? own : ['repo1'];
}

const yesNo = ['y', 'n'];
const levels = ['off', 'error', 'warn', 'info', 'detail', 'debug', 'trace'];

/** As of pgBackRest 2.57, which comes with 5.8 and 6.0. https://github.com/pgbackrest/pgbackrest/blob/release/2.57.0/src/build/config/config.yaml */
const settings: readonly Setting[] = [
  ...repositorySettings,
  // How much at once
  {
    name: 'process-max',
    sample: '4',
    usual: '1',
    help: 'Processes that compress and send at once. 1 is slow for large databases; as many as the Job and the repository host have CPUs.',
  },
  {
    name: 'compress-type',
    values: ['none', 'gz', 'lz4', 'zst', 'bz2'],
    usual: 'gz',
    help: 'Compression of backups and log. `zst` is smaller and quicker than `gz`, `lz4` is quickest.',
  },
  { name: 'compress-level', sample: '3', help: 'How hard it compresses. What is usual depends on the type.' },
  {
    name: 'compress-level-network',
    sample: '1',
    usual: '1',
    help: 'How hard data are compressed between the pods, where what is stored is not.',
  },
  { name: 'compress', values: yesNo, usual: 'y', help: 'Old form of `compress-type`: use that.' },
  { name: 'buffer-size', sample: '1MiB', usual: '1MiB', help: 'Buffer of each file. Four are in use per process.' },
  {
    name: 'backup-standby',
    values: ['n', 'prefer', 'y'],
    usual: 'n',
    help: 'Whether files are read from a replica, which spares the primary. `y` fails without one, `prefer` does not.',
  },
  {
    name: 'start-fast',
    values: yesNo,
    usual: 'n',
    help: 'Whether a backup begins with a checkpoint at once instead of waiting for the next, up to `checkpoint_timeout`. It makes the primary write much for a moment.',
  },
  {
    name: 'stop-auto',
    values: yesNo,
    usual: 'n',
    help: 'Whether a backup that was left running is ended by the next.',
  },
  { name: 'resume', values: yesNo, usual: 'y', help: 'Whether a backup goes on where the last one failed.' },
  {
    name: 'delta',
    values: yesNo,
    usual: 'n',
    help: 'Whether files are compared by checksum instead of time and size.',
  },
  {
    name: 'checksum-page',
    values: yesNo,
    help: 'Whether pages are verified during a backup. On where the cluster has data checksums, as those of this operator have.',
  },
  {
    name: 'page-header-check',
    values: yesNo,
    usual: 'y',
    help: 'Whether the heads of pages are verified. `n` for what writes its own pages.',
  },
  {
    name: 'exclude',
    sample: 'my-folder/',
    help: 'Path in the data folder that is left out of backups. For things that do not belong there; a backup may not start without what is missing.',
  },
  { name: 'annotation', sample: 'team=data', help: 'Note that is kept with each backup, as `key=value`.' },
  {
    name: 'manifest-save-threshold',
    sample: '1GiB',
    usual: '1GiB',
    help: 'Size after which the list of files is saved, for resuming.',
  },
  // The log
  {
    name: 'archive-async',
    values: yesNo,
    usual: 'y',
    help: 'Whether the log is sent ahead by several processes. The operator turns it on; `n` is slow where much is written.',
  },
  {
    name: 'spool-path',
    owned: true,
    help: 'Folder for notes of `archive-async`. The operator keeps it beside the log, on its volume.',
  },
  {
    name: 'archive-push-queue-max',
    sample: '10GiB',
    help: 'Size of waiting log after which it is DROPPED, so that a repository that is away does not fill the volume and stop Postgres. The backups then have a gap. Without it Postgres keeps all.',
  },
  {
    name: 'archive-get-queue-max',
    sample: '1GiB',
    usual: '128MiB',
    help: 'Log that is fetched ahead during a restore or by a standby, with `archive-async`.',
  },
  {
    name: 'archive-timeout',
    sample: '60',
    usual: '1m',
    help: 'Time for the log to arrive when a backup ends. Longer where the repository is slow.',
  },
  {
    name: 'archive-check',
    values: yesNo,
    usual: 'y',
    help: 'Whether a backup waits until its log is there. `n` makes backups that may not be restorable.',
  },
  { name: 'archive-copy', values: yesNo, usual: 'n', help: 'Whether the log that a backup needs is stored in it too.' },
  { name: 'archive-mode-check', values: yesNo, usual: 'y', help: 'Whether `archive_mode: always` is refused.' },
  {
    name: 'archive-header-check',
    values: yesNo,
    usual: 'y',
    help: 'Whether the head of each piece of log is verified.',
  },
  {
    name: 'archive-missing-retry',
    values: yesNo,
    usual: 'y',
    help: 'Whether log that was reported missing is looked for again.',
  },
  {
    name: 'archive-mode',
    values: ['preserve', 'off'],
    usual: 'preserve',
    help: 'Whether a restored cluster archives. The operator turns it off while it restores.',
  },
  // Restores
  { name: 'link-all', values: yesNo, usual: 'n', help: 'Whether a restore makes the links that the data folder had.' },
  { name: 'link-map', owned: true, help: 'Set by the operator in restores.' },
  {
    name: 'db-include',
    sample: 'my-database',
    help: 'The only database that a restore brings back usable; the others are empty and have to be dropped.',
  },
  { name: 'db-exclude', sample: 'my-database', help: 'Database that a restore brings back empty.' },
  { name: 'tablespace-map', sample: 'name=/path', help: 'Where a restore puts a tablespace.' },
  { name: 'tablespace-map-all', sample: '/path', help: 'Where a restore puts all tablespaces.' },
  { name: 'recovery-option', sample: 'key=value', help: 'Further setting of recovery.' },
  // Its own log
  {
    name: 'log-level-console',
    values: levels,
    usual: 'warn',
    help: 'How much is written to the output of the container.',
  },
  {
    name: 'log-level-file',
    values: levels,
    usual: 'info',
    help: 'How much is written to log files. The operator turns them off where they have no place.',
  },
  { name: 'log-level-stderr', values: levels, usual: 'off', help: 'How much is written to the error output.' },
  {
    name: 'log-path',
    sample: '/volumes/logs',
    help: 'Folder for log files. From 6.0 on use the fields `log.path`; `v1` refuses this.',
  },
  { name: 'log-timestamp', values: yesNo, usual: 'y', help: 'Whether lines begin with the time.' },
  { name: 'log-subprocess', values: yesNo, usual: 'n', help: 'Whether each process writes a log file of its own.' },
  // Waiting
  {
    name: 'db-timeout',
    sample: '3600',
    usual: '30m',
    help: 'Time for Postgres to answer, such as to the start of a backup on a busy server. `protocol-timeout` has to be longer.',
  },
  {
    name: 'protocol-timeout',
    sample: '3660',
    usual: '31m',
    help: 'Time for pods to answer each other. Has to be longer than `db-timeout`.',
  },
  { name: 'io-timeout', sample: '120', usual: '1m', help: 'Time for a connection to do anything.' },
  { name: 'job-retry', sample: '4', usual: '2', help: 'How often a file is tried again.' },
  { name: 'job-retry-interval', sample: '15', usual: '15s', help: 'Seconds before it is tried again.' },
  { name: 'sck-keep-alive', values: yesNo, usual: 'y', help: 'Whether quiet connections are kept alive.' },
  { name: 'sck-block', values: yesNo, usual: 'n', help: 'Whether connections block while they wait.' },
  { name: 'tcp-keep-alive-count', sample: '3', help: 'Unanswered probes after which a connection counts as dead.' },
  { name: 'tcp-keep-alive-idle', sample: '60', help: 'Quiet seconds before the first probe.' },
  { name: 'tcp-keep-alive-interval', sample: '20', help: 'Seconds between probes.' },
  { name: 'neutral-umask', values: yesNo, usual: 'y', help: 'Whether files get neutral permissions.' },
  { name: 'lock-path', owned: true, help: 'Folder for locks. The usual one fits these pods.' },
  { name: 'beta', owned: true, help: 'Lets unfinished features in.' },
  ...[
    'cmd',
    'cmd-ssh',
    'tls-server-ca-file',
    'tls-server-cert-file',
    'tls-server-key-file',
    'tls-server-auth',
    'tls-server-address',
    'tls-server-port',
  ].map((name) => ({ name, owned: true, help: 'Set by the operator, which connects pods and repository host.' })),
];

const byName = new Map(settings.map((setting) => [setting.name, setting]));
