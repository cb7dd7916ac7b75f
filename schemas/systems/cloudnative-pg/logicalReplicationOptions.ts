import { dictionaryOf, quoted } from '../../vocabulary/keyDictionary.ts';

const onOrOff = [{ value: 'true' }, { value: 'false' }];

/** https://www.postgresql.org/docs/current/sql-createpublication.html */
export const publicationParameters = dictionaryOf([
  {
    key: 'publish',
    help: 'Which changes are published: `insert`, `update`, `delete`, `truncate`, with commas between them. All if left out.',
    insert: quoted('insert, update, delete, truncate'),
  },
  {
    key: 'publish_via_partition_root',
    help: 'Publishes changes of partitions under the name of the partitioned table, so that both sides may be cut differently.',
    values: onOrOff,
    insert: quoted('true'),
  },
  {
    key: 'publish_generated_columns',
    help: 'Whether columns that are computed are published. PostgreSQL 18.',
    values: [{ value: 'none' }, { value: 'stored' }],
    insert: 'stored',
  },
]);

/** https://www.postgresql.org/docs/current/sql-createsubscription.html */
export const subscriptionParameters = dictionaryOf([
  {
    key: 'copy_data',
    help: 'Whether rows that are there already are copied first. With `false` only later changes come.',
    values: onOrOff,
    insert: quoted('true'),
  },
  {
    key: 'create_slot',
    help: 'Whether a slot is made on the other server. With `false` it has to be there, under `slot_name`.',
    values: onOrOff,
    insert: quoted('true'),
  },
  { key: 'slot_name', help: 'Name of the slot on the other server, that of the subscription if left out.' },
  { key: 'enabled', help: 'Whether it follows at once.', values: onOrOff, insert: quoted('true') },
  {
    key: 'binary',
    help: 'Sends values in binary form: faster, and only between like types.',
    values: onOrOff,
    insert: quoted('true'),
  },
  {
    key: 'streaming',
    help: 'Whether large transactions come before they are committed. `parallel` is fastest.',
    values: [{ value: 'parallel' }, { value: 'on' }, { value: 'off' }],
    insert: quoted('parallel'),
  },
  {
    key: 'two_phase',
    help: 'Takes prepared transactions over as prepared ones.',
    values: onOrOff,
    insert: quoted('true'),
  },
  {
    key: 'disable_on_error',
    help: 'Stops at the first conflict, instead of trying the same again and again.',
    values: onOrOff,
    insert: quoted('true'),
  },
  {
    key: 'origin',
    help: '`none` leaves out what the other server has got by replication itself, so that nothing goes round in circles.',
    values: [{ value: 'any' }, { value: 'none' }],
    insert: 'none',
  },
  {
    key: 'failover',
    help: 'Copies the slot to replicas of the other server, so that a failover there loses nothing. PostgreSQL 17.',
    values: onOrOff,
    insert: quoted('true'),
  },
  {
    key: 'synchronous_commit',
    help: 'As the setting of the same name, for what is taken over; `off` if left out.',
    insert: quoted('off'),
  },
  {
    key: 'run_as_owner',
    help: "Writes with the rights of the subscription's owner, not of the table's.",
    values: onOrOff,
  },
  { key: 'password_required', help: 'Whether the other server has to ask for a password.', values: onOrOff },
]);
