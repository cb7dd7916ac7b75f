import type { Rule, Said } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { counted, say } from '../../../vocabulary/say.ts';

/** The CRD knows only numbers, stars and steps in a schedule. */
export const backupScheduleUnsupported: Rule = {
  id: 'zalando/backup-schedule-unsupported',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The API server accepts \`logicalBackupSchedule\` only as five fields, each a number or \`*\`, optionally with
a step such as \`*/6\`. Ranges (\`1-5\`), lists (\`1,15\`), names (\`MON\`) and short forms (\`@daily\`) are refused,
although a CronJob could run them. For anything finer write a CronJob of your own.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/postgresql.crd.yaml#L2180',
  *check({ spec }) {
    const node = spec.at('logicalBackupSchedule');
    const schedule = textOf(node);
    if (schedule === undefined || accepted.test(schedule)) return;
    const plain = simplify(schedule);
    yield {
      node,
      message: say`\`logicalBackupSchedule\` "${schedule}" is refused: ${reason(schedule)}.`,
      fixes:
        plain === undefined
          ? []
          : [
              {
                title: say`Write "${plain.text}"`,
                edits: [{ do: 'set', node, value: plain.text }],
                ...(plain.same ? {} : { safe: false }),
              },
            ],
    };
  },
};

const accepted = /^(\d+|\*)(\/\d+)?(\s+(\d+|\*)(\/\d+)?){4}$/;

const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '@hourly': '0 * * * *',
    '@daily': '0 0 * * *',
    '@midnight': '0 0 * * *',
    '@weekly': '0 0 * * 0',
    '@monthly': '0 0 1 * *',
    '@yearly': '0 0 1 1 *',
    '@annually': '0 0 1 1 *',
  }),
);

const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function reason(schedule: string): Said {
  const text = schedule.trim();
  if (text.startsWith('@')) return say`short forms are not supported, write the five fields`;
  const fields = text.split(/\s+/);
  if (fields.length !== 5)
    return counted(
      fields.length,
      say`it has 1 field instead of five`,
      say`it has ${fields.length} fields instead of five`,
    );
  if (text.includes(',')) return say`lists are not supported, only numbers, \`*\` and steps such as \`*/6\``;
  if (/[A-Za-z]/.test(text)) return say`names of days and months are not supported, write numbers`;
  if (text.includes('-')) return say`ranges are not supported, only numbers, \`*\` and steps such as \`*/6\``;
  return text === schedule
    ? say`only numbers, \`*\` and steps such as \`*/6\` are supported`
    : say`there are blanks around it`;
}

/** The nearest schedule that is accepted; `same`: it runs at the very same times. */
function simplify(schedule: string): { readonly text: string; readonly same: boolean } | undefined {
  const short = shortForms.get(schedule.trim().toLowerCase());
  if (short !== undefined) return { text: short, same: true };
  const fields = schedule.trim().split(/\s+/);
  // Six fields are the seconds of another scheduler before the five of cron.
  const seconds = fields.length === 6 && /^\d+$/.test(fields[0] ?? '');
  const five = seconds ? fields.slice(1) : fields;
  if (five.length !== 5) return undefined;
  const simple = five.map((field, index) => simplifyField(field, index));
  const text = simple.map((field) => field.text).join(' ');
  return accepted.test(text) ? { text, same: simple.every((field) => field.same) } : undefined;
}

function simplifyField(field: string, index: number): { readonly text: string; readonly same: boolean } {
  if (/^(\d+|\*)(\/\d+)?$/.test(field)) return { text: field, same: true };
  const day = index === 4 ? days.indexOf(field.toUpperCase()) : -1;
  if (day >= 0) return { text: String(day), same: true };
  const month = index === 3 ? months.indexOf(field.toUpperCase()) : -1;
  if (month >= 0) return { text: String(month + 1), same: true };
  // More days and months than asked for do no harm to a backup, more hours and minutes would be many: the first counts.
  const first = /^\d+/.exec(field)?.[0];
  return { text: index < 2 && first !== undefined ? first : '*', same: false };
}
